"""Words that tell what was bought, by posting category: general knowledge of German and English business papers.

Folded form (classifier.fields.labels.fold). `papier*` begins a word, `*papier` ends one (German compounds), `~` is a blank
within a phrase. Names of the trade count in the supplier's name only: `Hotel` in a text may be anybody's.
"""

from __future__ import annotations

STRONG: dict[str, str] = {
    "Anschaffungen": "notebook* laptop* *notebook *laptop macbook* thinkpad* desktop* server *server serverschrank *switch* router *router workstation* pc *pc plotter* drucker laserdrucker* *drucker multifunktionsgeraet* usv maschine *maschine* beamer projektor* tablet tablets ipad* smartphone* access~point docking~station computer *computer arbeitsspeicher* ssd* festplatte* grafikkarte* mainboard* ram hubwagen* gabelstapler* kamera *kamera patchkabel* netzwerkkabel* firewall",
    "GWG": "monitor* *monitor dockingstation* *dockingstation bildschirm* headset* webcam* kaffeemaschine* staubsauger* diktiergeraet* kuehlschrank* mikrowelle*",
    "Büroausstattung": "schreibtisch *schreibtisch *schreibtische buerodrehstuhl* drehstuhl* buerostuhl* *stuhl *stuehle aktenschrank* rollcontainer* konferenztisch* besprechungstisch* bueromoebel* *regal regalsystem* whiteboard* stehpult* garderobe* trennwand* *sessel sideboard* office~chair desk",
    "Bürobedarf": "kopierpapier* druckerpapier* papier *papier toner *toner *patrone *patronen *ordner aktenordner* ordner ringbuch* kugelschreiber* kuli bleistift* textmarker* marker *marker *stift *stifte haftnotiz* haftnotizen briefumschlag* briefumschlaege *umschlag *umschlaege etiketten *etiketten heftklammer* heftgeraet* locher bueroklammer* klebestift* klebefilm* schere notizblock* *block collegeblock* trennblaetter register *huellen prospekthuelle* klarsichthuelle* stempel* *stempel taschenrechner* schreibunterlage* schreibtischlampe* archivbox* kalender* laminier* buerobedarf* stationery paper~a4 ballpoint ink~cartridge sticky~notes",
    "Wartungskosten für Hard- und Software": "fernwartung* wartungspauschale* softwarewartung* wartungsvertrag* systempflege* softwarepflege* datensicherung* backup* netzwerkwartung* it~support it~service administration* systembetreuung* serverwartung* updateservice* patchmanagement* monitoring wartung~server managed~services fernzugriff* vor~ort~service ticket support~einsatz helpdesk remote~support",
    "Software": "lizenz lizenzen *lizenz *lizenzen software *software cloud *cloud cloud* saas *abonnement abonnement* subscription* subscriptions seat seats per~seat hosting webhosting* *hosting domain domains *domain ssl* api *plan plan users~per~month pro~benutzer benutzer nutzerlizenz* license* licence* app workspace add~on storage premium~plan plugin* update* virenschutz* antivirus* microsoft office~365 microsoft~365 creative~cloud per~user api~usage erp* crm*",
    "Lizenzen und Konzessionen": "konzession* lizenzgebuehr* nutzungsrecht* markenlizenz* patentgebuehr* gema royalty royalties markenanmeldung*",
    "Mobil": "mobilfunk* *mobilfunk roaming* sim *sim simkarte* sim~karte zusatzkarte* multisim* datenvolumen* handyvertrag* smartphonetarif* *flat sms mms geraetezuschlag* mobile~flat allnet* datenoption* mobilfunkanschluss*",
    "Festnetz": "festnetz* *festnetz telefonanlage* *telefonanlage sip* *trunk isdn* rufnummer* *rufnummer *rufnummern rufnummernblock* sprachkanal* *kanaelen gespraeche *gespraeche verbindungen telefonanschluss* grundgebuehr~telefon* servicerufnummer* voip* cloud~telefonie telefonie*",
    "Internet": "internet* dsl* vdsl* *dsl glasfaser* *glasfaser breitband* internetanschluss* ipv4* ipv4~adresse mbit* mbit~s gbit* routermiete* router~miete bandbreite* standleitung* kabelanschluss* fiber broadband ftth",
    "Strom/Wasser/Gas": "strom *strom stromlieferung* kwh arbeitspreis* grundpreis~strom grundpreis~gas zaehlerstand* *zaehler zaehlernummer* erdgas* *gas gaslieferung* wasser trinkwasser* schmutzwasser* abwasser* niederschlagswasser* fernwaerme* *waerme netzentgelt* netznutzung* messstellenbetrieb* konzessionsabgabe* stromsteuer* energiesteuer* eeg* brennwert* heizoel* verbrauchsstelle* marktlokation* wasserverbrauch* electricity natural~gas",
    "Miete/Pacht": "miete *miete kaltmiete* warmmiete* pacht* *pacht nebenkosten* *nebenkosten nebenkostenvorauszahlung* betriebskosten* stellplatz* stellplatzmiete* mietzins* buerorauem* mietvertrag* mietobjekt* hausmeister* lagerflaeche* ladenlokal* grundmiete* coworking* rent~for office~rent",
    "Reinigungskosten": "reinigung *reinigung unterhaltsreinigung* glasreinigung* grundreinigung* fensterreinigung* gebaeudereinigung* teppichreinigung* reinigungskraft* *reinigungskraft treppenhausreinigung* buero~reinigung waescherei* cleaning* winterdienst* schmutzfangmatte* sonderreinigung* bueroreinigung*",
    "Steuerberater": "stbvv finanzbuchfuehrung* lohnabrechnung* lohnbuchfuehrung* *buchfuehrung buchfuehrung* jahresabschluss* steuererklaerung* *steuererklaerung umsatzsteuervoranmeldung* bilanz* einnahmenueberschussrechnung* steuerberatung* steuerbescheid~pruefung pruefung~steuerbescheid koerperschaftsteuererklaerung* gewerbesteuererklaerung* accounting~services tax~return bookkeeping anmeldung~lohnsteuer abschlusspruefung*",
    "Rechtsanwalt": "rvg geschaeftsgebuehr* verfahrensgebuehr* terminsgebuehr* einigungsgebuehr* vv streitwert* gegenstandswert* rechtsberatung* *rechtsberatung mandat* vertragsentwurf* vertragspruefung* aktenversendung* notar* beurkundung* beglaubigung* gnotkg klage* legal~advice legal~services attorney* mahnverfahren* schriftsatz* anwaltliche* rechtsstreit*",
    "Kraftstoff/Ladestrom": "super super~e10 super~e5 e10 e5 diesel* benzin* *benzin kraftstoff* adblue* ladestrom* ladevorgang* autogas* lpg cng superplus* zapfsaeule* saeule tankung* *tankung unleaded fuel charging~session tankkarte*",
    "Kfz-Reparaturen": "bremsbelaege* bremsscheibe* bremsen* motoroel* oelwechsel* oelfilter* inspektion* hauptuntersuchung* tuev abgasuntersuchung* radwechsel* reifen *reifen reifenwechsel* karosserie* auspuff* achsvermessung* zahnriemen* zuendkerze* kupplung* stossdaempfer* windschutzscheibe* scheibenwischer* fahrzeugdiagnose* mechaniker* fahrgestell* raedereinlagerung* lackierung* unfallschaden* mechanik *mechanik kfz~reparatur",
    "Mietleasing Kfz": "leasingrate* *leasingrate leasing* *leasing mehrkilometer* minderkilometer* fahrzeugleasing* leasingvertrag* leasingsonderzahlung*",
    "Kfz-Versicherung": "kfz~haftpflicht kfz~haftpflichtversicherung kfz~versicherung vollkasko* teilkasko* kasko* kraftfahrtversicherung* schutzbrief* kraftfahrzeugversicherung* flottenversicherung*",
    "Versicherungen (betrieblich)": "betriebshaftpflicht* haftpflicht* *haftpflicht *haftpflichtversicherung *versicherung inhaltsversicherung* elektronikversicherung* cyberversicherung* rechtsschutz* versicherungsbeitrag* versicherungsschein* jahresbeitrag~versicherung versicherungsteuer* versicherungssteuer* police praemie* gebaeudeversicherung* unfallversicherung* transportversicherung* deckungssumme* versicherungssumme* insurance~premium d~o~versicherung",
    "Porto / Versandkosten": "porto* briefmarke* paketversand* *versand stueckgut* palettenversand* *fracht frachtkosten* frachtgut* kurierfahrt* kurier* dieselzuschlag* mautgebuehr* maut* zustellung* hebebuehne* palettentausch* sendung sendungen expressversand* paket* *paket einschreiben* ladung teilladung* transport *transport transporte shipment* freight* parcel* abholung* lademeter* treibstoffzuschlag* versandmarke* frankierung* rollgeld* avis spediteur",
    "Übernachtung Mitarbeiter": "uebernachtung* *uebernachtung uebernachtungen einzelzimmer* doppelzimmer* zimmer *zimmer logis* fruehstuecksbuffet* fruehstueck* minibar* city~tax kurtaxe* bettensteuer* kulturfoerderabgabe* anreise* abreise* night nights room* accommodation* zimmernummer* nacht naechte business~paket beherbergung* check~in check~out apartment",
    "Bahn-/Flugticket, Mietwagen": "fahrkarte* bahnticket* flug *flug fluege flugticket* flight* sitzplatz* sitzplatzreservierung* reservierung bahncard* mietwagen* autovermietung* hin~und~rueckfahrt klasse ice economy* business~class gepaeck* flughafen* boarding* reisende* passagier* train~ticket airfare* rental~car 2~klasse 1~klasse buchungsgebuehr* deutschlandticket* zugfahrt*",
    "Taxi": "taxi* *taxi taxifahrt* funktaxi* krankenfahrt* pflichtfahrgebiet* fernfahrt* gepaeckzuschlag* fahrpreis* wartezeit~taxi fahrgast* konzession~nr ordnungsnummer* cab fahrt~von beforderung*",
    "Bewirtungskosten": "bewirtung* *schnitzel schnitzel* pizza* pasta* *suppe suppe *salat salat espresso* cappuccino* apfelschorle* *schorle bier *bier weizen* pils* wein *wein *burger menue *menue mittagsmenue* mittagstisch* vorspeise* hauptgang* dessert* nachtisch* steak* *steak *braten fisch lachs* kabeljau* haehnchen* pommes* nudeln* beilage* trinkgeld* speisen getraenke* tisch gaeste personen~bewirtet bedienung* restaurant* lunch dinner currywurst* matjes* cola* limonade* mineralwasser~0 mineralwasser* kaffeespezialitaet* spaetzle* gulasch* risotto* tagesgericht* catering*",
    "Seminar/Weiterbildung": "seminar* *seminar schulung* *schulung workshop* *workshop weiterbildung* fortbildung* *lehrgang lehrgang* kurs *kurs kursgebuehr* teilnahmegebuehr* teilnehmer* tagung* *tagung fachtagung* webinar* training* zertifizierung* pruefungsgebuehr* ersthelfer* coaching* referent* konferenz* kongress* ausbildung* *ausbildung course* conference* schulungsunterlagen* e~learning fachbuch* moderation",
    "Anzeigen Print- und Online": "anzeige* *anzeige *anzeigen banner* *banner werbung* *werbung kampagne* *kampagne impressions* cpm cpc clicks klicks flyer* *flyer plakat* *plakat broschuere* prospekt* visitenkarte* *visitenkarten offsetdruck* digitaldruck* suchmaschine* google~ads ads advertising* sponsored* social~media stellenanzeige* mediaplanung* messestand* werbemittel* *werbemittel roll~up katalogdruck* branchenbuch* seo* sem newsletterversand* pressearbeit* gestaltung~anzeige anzeigenmotiv* mailing* briefbogen* auflage druckauflage* sponsoring*",
    "Material/Waren": "schraube* *schraube *schrauben duebel* *duebel mutter *muttern unterlegscheibe* bolzen* *bolzen anker* *anker ankerbolzen* gewindestange* gewinde* *schiene montageschiene* *profil stahl* *stahl blech* *blech rohr rohre *rohr *rohre *rohrschelle rohrschelle* *schelle silikon* *silikon dichtung* *dichtung *dichtungssatz dichtungssatz* gipskarton* *platte *platten zement* beton* *beton moertel* *moertel *bohrer bohrer* trennscheibe* *scheibe kabel *kabel kabelbinder* nym* holz *holz latte* farbe *farbe lack *lack grundierung* malerkrepp* *krepp abdeckfolie* pinsel* spachtel* ventil* *ventil pumpe *pumpe *pumpen lager *lager kugellager* ersatzteil* *ersatzteil *ersatzteile verdichter* *verdichter kompressor* *ventilator ventilator* luefter* filter *filter *filtereinsatz kaeltemittel* handschuhe *handschuhe schutzbrille* arbeitsschuhe* werkzeug* *werkzeug akkuschrauber* *schrauber saege* hammer zange winkel *winkel beschlag* *beschlag scharnier* klebstoff* kleber *kleber fliese* *fliesen daemmung* *daemmung ziegel* kies sand huelse *huelse fitting* muffe* isolierung* sensor* steuergeraet* leuchtmittel* *leuchte leuchten steckverbinder* relais* *motor motor* getriebe* *getriebe verlaengerungskabel* steckdosenleiste* erde pflanze* rohstoff* handelsware* *teile bracket* screw* bolt* gasket* seal* bearing* valve* sealing~kit mounting~rail spare~parts",
    "Fremdleistungen": "monteurstunde* *monteurstunde meisterstunde* gesellenstunde* montage *montage monteur *monteur installation* *installation elektroinstallation* einbau *einbau liefern~und~montieren verlegen demontage* arbeitszeit~monteur facharbeiter* handwerker* inbetriebnahme* *inbetriebnahme subunternehmer* fremdleistung* steckdose* kleinmaterial* dguv* pruefung~ortsveraenderlicher malerarbeiten* *arbeiten trockenbauarbeiten* geruest* kernbohrung* schlosserarbeiten* aufmass* bauleistung* installateur* helferstunde* lohnarbeit* lohnfertigung* zeitarbeit* arbeitnehmerueberlassung* leiharbeit* engineering",
    "Freelancer/Freie Mitarbeiter": "konzeption* entwurf* *entwurf logo* *design design programmierung* *programmierung entwicklung* *entwicklung uebersetzung* *uebersetzung lektorat* korrektorat* fotoproduktion* fotografie* fotoshooting* projektleitung* projektmanagement* reinzeichnung* illustration* layout* texterstellung* webdesign* honorar* freiberuf* texten grafik* *grafik personentag* tagessatz* stundensatz* videoschnitt* retusche* normzeile* normzeilen beratungstag* development~hours concept consulting* software~development ux",
    "Beiträge": "mitgliedsbeitrag* *mitgliedsbeitrag jahresbeitrag* grundbeitrag* umlage* *umlage kammerbeitrag* verbandsbeitrag* beitragsjahr* mitgliedschaft* aufnahmegebuehr* membership* verbandsumlage* innungsbeitrag* ihk~beitrag zeitschrift* fachzeitschrift* foerdermitglied* berufsgenossenschaft* mitgliedsnummer",
    "Verpackungsmaterial": "faltkarton* *karton kartons *kartons *kartonage packband* klebeband* *klebeband luftpolster* *polsterfolie versandtasche* versandtaschen *tasche stretchfolie* *folie palettenfolie* fuellmaterial* polsterpapier* umreifung* wellpappe* verpackung* *verpackung verpackungschips* europalette* versandkarton* corrugated~box packing~tape bubble~wrap kantenschutz* seidenpapier*",
    "Aufmerksamkeiten": "kaffee *kaffee kaffeebohnen* milch *milch h~milch tee kekse* *kekse broetchen* *broetchen obst* obstkorb* wasser~kasten pfand* pfandartikel* schokolade* zucker saft *saft kuchen* *kuchen brezel* butter kaese wurst joghurt* servietten* suesswaren* gebaeck* croissant* getraenkekiste* mineralwasser~12",
    "Geschenke": "blumenstrauss* *strauss blumen* weinpraesent* *praesent praesent* praesentkorb* geschenk* *geschenk geschenkkorb* gutscheinkarte* grusskarte* geschenkgutschein* wein~geschenkset pralinen* champagner* gesteck* rosen kundengeschenk*",
    "Kontoführung/Kartengebühr": "kontofuehrung* kontofuehrungsgebuehr* buchungsposten* disagio* kartenzahlung* kartenzahlungen kartengebuehr* kreditkartengebuehr* terminalmiete* transaktionsgebuehr* transaktionsentgelt* bankgebuehr* zahlungsabwicklung* payment~processing processing~fee processing~fees account~fee chargeback* ueberweisungsentgelt* girocard~entgelt acquiring* interchange* depotgebuehr* kartenentgelt*",
    "Sonstige Abgaben": "verwaltungsgebuehr* abfallgebuehr* muellgebuehr* *muell restmuell* strassenreinigung* gewerberegister* grundsteuer* gebuehr~nach rundfunkbeitrag* sondernutzung* registergericht~gebuehr handelsregister~gebuehr niederschlagswassergebuehr* genehmigungsgebuehr* parkausweis* amtliche~gebuehr gewerbeanmeldung* hundesteuer* zweitwohnungsteuer* auskunft~register gewerberegisterauskunft*",
    "Fremdfahrzeuge": "transporter* *transporter carsharing* kilometerpaket* haftungsreduzierung* transportermiete* fahrzeugmiete* leihwagen* car~sharing mietfahrzeug* lkw~miete freikilometer* van~rental mietdauer~fahrzeug",
    "Sonstige Kfz-Kosten": "wagenwaesche* autowaesche* waschanlage* *waesche parkgebuehr* parkticket* parkhaus* parkschein* vignette* kfz~zulassung zulassung* kennzeichen~praegung fahrzeugaufbereitung* autopflege* scheibenreiniger* *parken parken parkdauer",
    "Sonstige Ausgaben": "feuerloescher* brandschutz* container* *container baumischabfall* entsorgung* *entsorgung revierkontrolle* wachdienst* bewachung* aktenvernichtung* schluesseldienst* schluessel schliessanlage* schaedlingsbekaempfung* alarmanlage* sperrmuell* notoeffnung* rauchmelder*",
    "Telekommunikation": "telekommunikation* kombianschluss* anschlusspaket* internet~und~telefon telefon~und~internet",
    "Personal": "lohn~und~gehalt personalvermittlung* vermittlungshonorar* personalkosten*",
}  # fmt: skip
"""Words of line items and texts that hardly stand for anything else."""

WEAK: dict[str, str] = {
    "Anschaffungen": "zoll gb tb hardware tastatur* maus usb* hdmi* wlan* adapter* geraet *geraet seriennummer* gaming lan",
    "GWG": "zoll usb* halterung* wandhalterung* lautsprecher*",
    "Bürobedarf": "a4 blatt din pack schwarz blau lang fenster seiten box* mappe* *mappe archiv* folien* buero*",
    "Büroausstattung": "hoehenverstellbar* armlehne* armlehnen moebel* *moebel tisch stuhl schrank *schrank regal lampe",
    "Wartungskosten für Hard- und Software": "wartung* server arbeitsplaetze arbeitsplatz* techniker* support* anfahrt* einrichtung* fehlersuche* stoerung* netzwerk* pauschale austausch~festplatte",
    "Software": "monat monthly jahr annual yearly user users online konto account* support* team pro version* digital* data upgrade* paket",
    "Mobil": "tarif* grundpreis* daten* gb anschluss* handy* verbindungen* flat* ausland* mobil* mobile* business~flat geraet",
    "Festnetz": "telefon* grundgebuehr* anschluss* minuten min flatrate* nebenstelle* kanaele voice*",
    "Internet": "anschluss* router* bereitstellung* netz* flatrate* download* upload* technologie*",
    "Strom/Wasser/Gas": "verbrauch* abschlag* abschlaege abschlagszahlung* energie* tarif* lieferstelle* versorgung* m3 grundpreis* netz*",
    "Miete/Pacht": "vermietung* mieter* vermieter* objekt* og qm flaeche* raeume* tiefgarage* heizkosten* quadratmeter monat lager*",
    "Reinigungskosten": "reinigungs* sanitaer* verbrauchsmaterial* buerorauem* objekt* fassade teppich* glas",
    "Steuerberater": "beratung* auslagenpauschale* gebuehr honorar* arbeitnehmer* wert zehntel mandant* gegenstandswert*",
    "Rechtsanwalt": "beratung* auslagenpauschale* gebuehr* honorar* post* mandant* gericht* vertrag* in~sachen wegen counsel*",
    "Kraftstoff/Ladestrom": "liter l tank* station* kwh kennzeichen* km~stand",
    "Kfz-Reparaturen": "arbeitslohn* aw fahrzeug* kennzeichen* km werkstatt* satz kilometerstand* oel erstzulassung* ersatzteile",
    "Mietleasing Kfz": "rate fahrzeug* kennzeichen* vertrag* laufzeit* kilometer* verschleiss* fuhrpark*",
    "Versicherungen (betrieblich)": "beitrag* jahresbeitrag* versicher* vertrag* deckung* selbstbeteiligung* schutz* zahlweise",
    "Kfz-Versicherung": "kfz* fahrzeug* beitrag* kennzeichen* haftpflicht* schadenfreiheit* sf versicher*",
    "Porto / Versandkosten": "kg palette* paletten express* lieferung* relation* gewicht* empfaenger* absender* national* international* tour fahrt zuschlag*",
    "Übernachtung Mitarbeiter": "gast *gast parkplatz* parking* tiefgarage* aufenthalt* hotel* breakfast* person* zi",
    "Bahn-/Flugticket, Mietwagen": "reise* fahrt* ticket* buchung* hinfahrt* rueckfahrt* kompaktklasse* strecke* klasse travel* abfahrt ankunft",
    "Taxi": "fahrt* km fahrer* personenbefoerderung* tour",
    "Bewirtungskosten": "tisch* mineralwasser* wasser kaffee* gl fl port tas gericht* saison* kueche* brot tasse flasche",
    "Seminar/Weiterbildung": "tn teilnahme* tag inhouse* modul* unterricht* online~course person* akademie* thema unterlagen",
    "Anzeigen Print- und Online": "gestaltung* motiv* seite druck* medien* online* 4c wochen ausgabe* media* marketing* stueck din~lang satz~und~druck layout* agentur*",
    "Material/Waren": "stk stck mm zoll m12 m10 m8 verzinkt* edelstahl* set satz ve pck bohr* schutz* weiss montage* m kg menge artikel* lieferschein* paar gr verz rohr* elektro* technik* kit control~unit",
    "Fremdleistungen": "stunde* std arbeitszeit* anfahrt* material* prueft* setzen lieferung~und pruefung* anschliessen reparatur* kilometer fahrtkosten* leistung* bauvorhaben* objekt* baustelle*",
    "Freelancer/Freie Mitarbeiter": "std stunden tag pt projekt* kreativ* text* beratung* webseite* website* feedback* h hours day illustrator* nutzungsrechte*",
    "Beiträge": "beitrag* mitglied* verein* kalenderjahr* verband* bezug",
    "Verpackungsmaterial": "rolle rollen mm wellig* braun ve folie* stretch* tape c4",
    "Aufmerksamkeiten": "kg stk mischung* markt* kasten flasche* bio 7",
    "Geschenke": "set wein* karte flaschen floristik* feinkost* dekoration*",
    "Kontoführung/Kartengebühr": "entgelt* gebuehr* posten* konto* txn terminal* umsatz* transaction* fees monthly~account",
    "Sonstige Abgaben": "gebuehr* bescheid* amt* satzung* frontmeter* veranlagung* kommunal*",
    "Fremdfahrzeuge": "tag km miete* fahrzeug* stunden rueckgabe* abholung*",
    "Sonstige Kfz-Kosten": "komfort* fahrzeug* park* kfz*",
    "Sonstige Ausgaben": "kontrolle* schutzklasse* pruefung* abfall* sicherheit* gang",
}  # fmt: skip
"""Words that lean to a category and stand in others as well."""

NAMES: dict[str, str] = {
    "Anschaffungen": "systemhaus* *systemhaus computer* *computer edv* datentechnik* notebooks* hardware* maschinenbau* it~handel elektronik* *elektronik pc* technik~shop",
    "Büroausstattung": "bueromoebel* *moebel moebelhaus* objekteinrichtung* einrichtungen buerowelt* bueroausstatter* bueroausstattung*",
    "Bürobedarf": "buerobedarf* papeterie* schreibwaren* buerowelt* papier* *papier bueroausstatter* bueroausstattung* buero office* bueromarkt* stempel*",
    "Wartungskosten für Hard- und Software": "it~service it~services it~systeme netzwerktechnik* systempflege* edv~beratung it~beratung edv~service itk",
    "Software": "software* *software *soft cloud* *cloud apps app hosting* *hosting digital* saas systems platform* labs *desk *ware api webhosting*",
    "Mobil": "mobilfunk* mobile *mobile mobil *mobil telekom* *telekom wireless*",
    "Festnetz": "telekom* *telekom telefonie* voice* *voice fon *fon telekommunikation* telecom* *telecom telefon*",
    "Internet": "glasfaser* internet* breitband* dsl netcom* *netcom *netz kabel~netz fiber* broadband*",
    "Telekommunikation": "telekommunikation* telekom* *telekom telecom*",
    "Strom/Wasser/Gas": "stadtwerke* *werke energie* *energie strom* *strom naturstrom* versorgung* *versorgung fernwaerme* wasserwerk* wasserverband* zweckverband* gasversorgung* elektrizitaetswerk* energieversorgung* energy",
    "Miete/Pacht": "hausverwaltung* immobilien* *immobilien grundbesitz* vermietung* gewerbehoefe* gewerbepark* grundstuecksgesellschaft* grundstuecks* wohnbau* coworking* real~estate hausverwalter* wohnungsbau*",
    "Reinigungskosten": "gebaeudereinigung* reinigung* *reinigung reinigungsdienst* gebaeudeservice* *sauber sauber* gebaeudedienste* facility* clean* waescherei* glasreinigung*",
    "Steuerberater": "steuerberat* steuerkanzlei* wirtschaftspruef* steuerbuero* stb lohnbuero* treuhand* buchhaltungs* tax",
    "Rechtsanwalt": "rechtsanwa* anwalt* *anwaelte anwaelte kanzlei* notar* rae ra law legal patentanwa* fachanwa* lawyers",
    "Kraftstoff/Ladestrom": "tankstelle* tankhof* autohof* tank* ladepark* *oil mineraloel* station tankstellen* ladenetz*",
    "Kfz-Reparaturen": "autohaus* kfz* *werkstatt werkstatt* autoservice* reifen* karosserie* automobile* autowerkstatt* lackiererei* auto",
    "Mietleasing Kfz": "leasing* *leasing autoleasing* fuhrpark* fleet* mobility* autobank*",
    "Versicherungen (betrieblich)": "versicherung* *versicherung *versicherungen assekuranz* haftpflichtkasse* versicherungsverein* lebensschutz* insurance* versicherungs* makler*",
    "Kfz-Versicherung": "autoversicherung* kraftfahrtversicherung* versicherung* *versicherung *versicherungen assekuranz* insurance* versicherungs*",
    "Porto / Versandkosten": "spedition* *spedition logistik* *logistik logistics* kurier* *kurier kurierdienst* paketdienst* *paket transport* *transporte post *post parcel* express* fracht* cargo* versand",
    "Übernachtung Mitarbeiter": "hotel* *hotel pension* gaestehaus* landhotel* apartmenthaus* *herberge hostel* motel* apartments*",
    "Bahn-/Flugticket, Mietwagen": "bahn* *bahn reisen* *reisen flug* airlines* air *air autovermietung* reisebuero* rent~a~car travel* verkehrsbetriebe* verkehrsverbund*",
    "Taxi": "taxi* *taxi funktaxi* mietwagenservice* fahrdienst* taxizentrale* taxen*",
    "Bewirtungskosten": "gasthaus* gasthof* restaurant* *restaurant trattoria* pizzeria* ristorante* ratskeller* brauhaus* wirtshaus* cafe* bistro* *stube *stuben taverne* osteria* gaststaette* bar grill* imbiss* catering* *keller wirtschaft sushi* steakhaus* kantine*",
    "Seminar/Weiterbildung": "akademie* *akademie seminare* seminar* bildungswerk* *bildung bildungs* weiterbildung* institut* schule *schule schulungs* academy* training* volkshochschule* hochschule* campus* fortbildungs*",
    "Anzeigen Print- und Online": "werbeagentur* werbung* *werbung verlag* *verlag medien* *medien anzeigenblatt* marketing* media* druckerei* *druck *druckerei offset* offsetdruck* zeitung* *zeitung werbetechnik* kommunikation* agentur ads druckhaus* druckzentrum*",
    "Material/Waren": "baustoffe* *baustoffe grosshandel* *grosshandel werkzeug* *werkzeuge technikhandel* eisenwaren* baumarkt* *baumarkt heimwerker* farben* gartencenter* *markt~bau befestigung* *befestigungstechnik schrauben* ersatzteile* stahlhandel* holzhandel* sanitaerhandel* elektrogrosshandel* bauzentrum* metall* industriebedarf* handelsgesellschaft* components* supplies* industries* trading* fachhandel* hydraulik* kunststoff* *stahl *metall bauelemente*",
    "Fremdleistungen": "elektrotechnik* elektro* haustechnik* sanitaer* klimatechnik* heizung* installation* maler* *bau bauunternehmen* dachdecker* schreinerei* tischlerei* metallbau* schlosserei* montage* zimmerei* trockenbau* handwerk* gartenbau* fliesenleger* bauservice* zeitarbeit* personaldienst*",
    "Freelancer/Freie Mitarbeiter": "grafik* *grafik grafikdesign* webentwicklung* webdesign* fotografie* fotograf* texte texter* uebersetzung* beratung consulting* design* *design studio illustration* freelance* redaktionsbuero* lektorat* entwicklung filmproduktion*",
    "Beiträge": "verband* *verband innung* wirtschaftsverein* foerderverein* *verein kammer* *kammer handelskammer* handwerkskammer* unternehmerverband* berufsgenossenschaft* association* bund",
    "Verpackungsmaterial": "verpackung* *verpackung *verpackungen kartonagen* packmittel* folien* packaging* wellpappe*",
    "Aufmerksamkeiten": "frischemarkt* supermarkt* getraenkemarkt* getraenke* baeckerei* *markt kaufhaus* konditorei* lebensmittel* metzgerei* fleischerei* bioladen* kaffeeroesterei* roesterei*",
    "Geschenke": "blumen* floristik* weinhandlung* praesente* feinkost* florist* wein* geschenke* confiserie* gaertnerei*",
    "Kontoführung/Kartengebühr": "bank *bank sparkasse* zahlungsdienst* payment* *payment *payments acquiring* volksbank* raiffeisenbank* kreditbank* pay",
    "Sonstige Abgaben": "stadtverwaltung* gemeinde* landratsamt* bezirksamt* buergeramt* stadtkasse* finanzamt* landkreis* rathaus* amtsgericht* stadt zollamt* kreisverwaltung* justizkasse* ordnungsamt* bundesamt* landeshauptstadt*",
    "Fremdfahrzeuge": "transportervermietung* carsharing* mietstation* fahrzeugvermietung* lkw~vermietung",
    "Sonstige Kfz-Kosten": "waschstrasse* autowaesche* parkhaus* parken* parkraum* car~wash",
    "Sonstige Ausgaben": "wachdienst* schluesseldienst* brandschutz* entsorgung* schaedlingsbekaempfung* sicherheit* wach recycling* containerdienst* sicherheitsdienst* waste*",
}  # fmt: skip
"""Words of suppliers' names and domains."""

REVERSE_CHARGE: dict[str, str] = {
    "Software": "Lizenzen §13b",
    "Lizenzen und Konzessionen": "Lizenzen §13b",
    "Internet": "Lizenzen §13b",
    "Rechtsanwalt": "Beratung §13b",
    "Steuerberater": "Beratung §13b",
    "Seminar/Weiterbildung": "Fortbildung §13b",
    "Anzeigen Print- und Online": "Werbung §13b",
}
"""Where a purchase is posted if the recipient owes the tax (§ 13b UStG); services that are not named: `Fremdleistungen §13b`."""

OTHER_SERVICES = "Fremdleistungen §13b"
THIRD_COUNTRY = " Drittland"
INTRA_COMMUNITY = "Innergemeinschaftlicher Erwerb"

GOODS = frozenset(
    {
        "Anschaffungen",
        "Aufmerksamkeiten",
        "Büroausstattung",
        "Bürobedarf",
        "GWG",
        "Geschenke",
        "Material/Waren",
        "Verpackungsmaterial",
    }
)
"""Purchases of things: from another country of the EU they are an acquisition (§ 1a UStG), not a service."""

INCOME_GOODS = "Warenverkäufe"
INCOME_SERVICES = "Dienstleistungen"

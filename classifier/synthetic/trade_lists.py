"""The branches as plain lists: article | unit | lowest | highest net price in cents | VAT rate | own category."""

from __future__ import annotations

TRADES: tuple[dict[str, str], ...] = (
    {"key": "office", "category": "Bürobedarf", "forms": "company company trade domain", "words": "Bürobedarf Papeterie Office-Versand Bürowelt Schreibwaren",
     "articles": """Kopierpapier A4 80 g, 500 Blatt | Pack | 349 | 690 | 19
        Aktenordner breit, blau | Stk | 189 | 420 | 19
        Kugelschreiber 0,7 mm schwarz, 10er | Pck. | 390 | 1290 | 19
        Toner schwarz HC, 8.000 Seiten | Stück | 4900 | 18900 | 19
        Haftnotizen 76 x 76 mm | Block | 99 | 350 | 19
        Briefumschläge DIN lang mit Fenster, 1000 St. | Karton | 1990 | 3990 | 19
        Schreibtischlampe LED | Stk | 3990 | 12900 | 19
        Bürodrehstuhl mit Armlehnen | Stk | 14900 | 59900 | 19 | Büroausstattung
        Höhenverstellbarer Schreibtisch 160 x 80 cm | Stk | 34900 | 89900 | 19 | Büroausstattung"""},
    {"key": "hardware", "category": "Anschaffungen", "foreign": "Innergemeinschaftlicher Erwerb", "forms": "company company domain person", "words": "Computer Systemhaus IT-Handel EDV-Technik Datentechnik",
     "articles": """Notebook 14 Zoll, 16 GB RAM, 512 GB SSD | Stk | 69900 | 189900 | 19
        Monitor 27 Zoll QHD | Stk | 18900 | 45900 | 19 | GWG
        Dockingstation USB-C | Stück | 8900 | 24900 | 19 | GWG
        Netzwerkswitch 24-Port | Stk | 14900 | 69900 | 19
        Patchkabel Cat 6A, 3 m | Stk | 390 | 1290 | 19
        USV 1500 VA | Stk | 24900 | 59900 | 19
        Tastatur kabellos, DE-Layout | Stk | 2990 | 9900 | 19""",
     "english": """Laptop 14 inch, 16 GB RAM | pcs | 69900 | 189900 | 19
        USB-C docking station | pcs | 8900 | 24900 | 19"""},
    {"key": "maintenance", "category": "Wartungskosten für Hard- und Software", "forms": "company person trade", "words": "IT-Service Netzwerktechnik Systempflege EDV-Beratung",
     "articles": """Fernwartung Server, Arbeitszeit | Std. | 8500 | 13500 | 19
        Wartungspauschale Arbeitsplätze | Monat | 9900 | 89900 | 19
        Einrichtung Datensicherung | psch. | 25000 | 120000 | 19
        Anfahrt | Pauschale | 2500 | 6500 | 19
        Austausch Festplatte vor Ort | h | 7900 | 12900 | 19""", "titles": "Rechnung, Serviceabrechnung, Wartungsrechnung"},
    {"key": "software", "category": "Software", "foreign": "Lizenzen §13b", "forms": "company domain domain brand", "words": "Software Cloud Apps Systems Digital",
     "articles": """Lizenz Projektverwaltung, pro Benutzer | Nutzer | 900 | 4900 | 19
        Cloud-Speicher 2 TB, monatlich | Monat | 990 | 4900 | 19
        Jahresabonnement Zeiterfassung | Jahr | 19900 | 149900 | 19
        Webhosting Paket L | Monat | 690 | 3990 | 19
        Domain .de, Verlängerung 1 Jahr | Jahr | 590 | 2400 | 19
        Support-Paket Plus | Monat | 2900 | 19900 | 19""",
     "english": """Team plan, per seat, monthly | seats | 900 | 4900 | 19
        Pro subscription (annual) | year | 19900 | 149900 | 19
        API usage, 1,000 calls | units | 10 | 250 | 19
        Additional storage 100 GB | month | 290 | 1990 | 19
        Priority support | month | 2900 | 29900 | 19
        Custom domain add-on | month | 500 | 2500 | 19""", "titles": "Rechnung, Abo-Rechnung, Rechnungsbeleg"},
    {"key": "mobile", "category": "Mobil", "forms": "company brand domain", "words": "Mobilfunk Mobile Telekom Netz Connect",
     "articles": """Grundpreis Business Flat L | Mon. | 1990 | 5990 | 19
        Zusatzkarte Daten 20 GB | Mon. | 990 | 2490 | 19
        Verbindungen Ausland Zone 2 | Min. | 9 | 129 | 19
        Roaming-Tagespass | Tag | 299 | 599 | 19
        Gerätezuschlag Smartphone | Mon. | 500 | 3500 | 19""", "titles": "Mobilfunkrechnung, Ihre Rechnung, Rechnung, Monatsrechnung"},
    {"key": "landline", "category": "Festnetz", "forms": "company brand domain", "words": "Telefonie Voice Fon Telekommunikation",
     "articles": """SIP-Trunk mit 10 Kanälen | Mon. | 2990 | 9990 | 19
        Grundgebühr Telefonanlage | Monat | 1990 | 12990 | 19
        Gespräche nationale Festnetze | Min. | 1 | 9 | 19
        Rufnummernblock 100er | Mon. | 490 | 1990 | 19
        Servicerufnummer 0800 | Mon. | 990 | 4990 | 19""", "titles": "Telefonrechnung, Ihre Rechnung, Festnetzrechnung"},
    {"key": "internet", "category": "Internet", "forms": "company brand domain", "words": "Glasfaser Internet Breitband DSL Netcom",
     "articles": """Glasfaseranschluss 500 Mbit/s | Monat | 3990 | 19990 | 19
        Feste IPv4-Adresse | Monat | 500 | 1500 | 19
        Router-Miete | Monat | 299 | 990 | 19
        Bereitstellung Anschluss, einmalig | Stk | 4990 | 29900 | 19""", "titles": "Ihre Rechnung, Rechnung, Internetrechnung"},
    {"key": "energy", "category": "Strom/Wasser/Gas", "forms": "city_works company brand", "words": "Energie Stadtwerke Naturstrom Versorgung Fernwärme",
     "articles": """Arbeitspreis Strom | kWh | 22 | 42 | 19
        Grundpreis Strom | Tage | 25 | 90 | 19
        Arbeitspreis Erdgas | kWh | 7 | 16 | 19
        Trinkwasser | m³ | 160 | 290 | 7
        Schmutzwasser | m³ | 190 | 390 | 0
        Messstellenbetrieb | Tage | 4 | 30 | 19""", "titles": "Jahresabrechnung, Verbrauchsabrechnung, Stromrechnung, Turnusrechnung, Abrechnung, Schlussrechnung"},
    {"key": "rent", "category": "Miete/Pacht", "forms": "person company company family", "words": "Hausverwaltung Immobilien Grundbesitz Vermietung Gewerbehöfe",
     "articles": """Büromiete 3. OG | Monat | 89000 | 690000 | 19
        Miete Lagerfläche 120 m² | Monat | 45000 | 190000 | 0
        Nebenkostenvorauszahlung | Monat | 15000 | 90000 | 19
        Stellplatzmiete Tiefgarage Nr. 14 | Monat | 5000 | 15000 | 19
        Hausmeisterdienste anteilig | Monat | 3500 | 19000 | 19""", "titles": "Mietrechnung, Dauerrechnung, Rechnung, Nebenkostenabrechnung"},
    {"key": "cleaning", "category": "Reinigungskosten", "forms": "company person trade trade", "words": "Gebäudereinigung Reinigungsdienst Glasreinigung Gebäudeservice Sauberzauber",
     "articles": """Unterhaltsreinigung Büroräume | Monat | 29000 | 149000 | 19
        Glasreinigung Fassade | m² | 90 | 350 | 19
        Grundreinigung Teppichböden | m² | 250 | 790 | 19
        Verbrauchsmaterial Sanitär | psch | 1900 | 9900 | 19
        Reinigungskraft, Zusatzstunden | Std | 2400 | 3900 | 19"""},
    {"key": "tax_adviser", "category": "Steuerberater", "forms": "person office office partnership", "words": "Steuerberatung Steuerkanzlei Steuerberater Wirtschaftsprüfung",
     "articles": """Finanzbuchführung, § 33 StBVV, 5/10 | Monat | 18000 | 95000 | 19
        Lohnabrechnung, § 34 StBVV, 35 Arbeitnehmer | Abr. | 1200 | 2800 | 19
        Aufstellung Jahresabschluss, § 35 StBVV | psch. | 120000 | 690000 | 19
        Körperschaftsteuererklärung, § 24 StBVV | psch. | 25000 | 110000 | 19
        Auslagenpauschale, § 16 StBVV | psch. | 2000 | 2000 | 19
        Beratung, § 13 StBVV | Std. | 9000 | 18000 | 19""", "titles": "Honorarrechnung, Gebührenrechnung, Honorarnote, Rechnung, Liquidation"},
    {"key": "lawyer", "category": "Rechtsanwalt", "foreign": "Beratung §13b", "forms": "person office office partnership", "words": "Rechtsanwälte Anwaltskanzlei Kanzlei Rechtsanwaltskanzlei",
     "articles": """Geschäftsgebühr 1,3 nach Nr. 2300 VV RVG | | 8000 | 190000 | 19
        Verfahrensgebühr 1,3 nach Nr. 3100 VV RVG | | 8000 | 210000 | 19
        Auslagenpauschale Nr. 7002 VV RVG | | 2000 | 2000 | 19
        Beratung Vertragsentwurf | Std. | 19000 | 38000 | 19
        Aktenversendung | psch. | 1200 | 1200 | 19""", "titles": "Kostenrechnung, Kostennote, Honorarrechnung, Vergütungsberechnung, Gebührenrechnung"},
    {"key": "fuel", "category": "Kraftstoff/Ladestrom", "forms": "trade person company brand", "words": "Tankstelle Station Autohof Tankhof Ladepark",
     "articles": """Super E10 | L | 135 | 165 | 19
        Diesel | L | 128 | 160 | 19
        Ladestrom DC | kWh | 39 | 66 | 19
        AdBlue | L | 60 | 110 | 19
        Wagenwäsche Komfort | Stk | 800 | 1600 | 19 | Sonstige Kfz-Kosten""", "titles": "Tankkartenabrechnung, Sammelrechnung, Quittung, Rechnung"},
    {"key": "car_repair", "category": "Kfz-Reparaturen", "forms": "person trade company trade", "words": "Autohaus Kfz-Werkstatt Autoservice Reifendienst Karosseriebau",
     "articles": """Arbeitslohn Mechanik | AW | 850 | 1490 | 19
        Bremsbeläge vorne, Satz | Satz | 4900 | 15900 | 19
        Motoröl 5W-30 | Liter | 890 | 2490 | 19
        Hauptuntersuchung durch Prüfstelle | Stk | 9500 | 14500 | 19
        Winterreifen 205/55 R16 | Stk | 6900 | 15900 | 19
        Radwechsel mit Einlagerung | psch | 4900 | 9900 | 19""", "titles": "Werkstattrechnung, Rechnung, Reparaturrechnung"},
    {"key": "leasing", "category": "Mietleasing Kfz", "forms": "company company brand", "words": "Leasing Autoleasing Fuhrpark Mobility Fleet",
     "articles": """Leasingrate Kombi, Vertrag 36 Monate | Rate | 19900 | 69900 | 19
        Leasingrate Transporter | Rate | 24900 | 79900 | 19
        Wartung und Verschleiß | Rate | 2900 | 9900 | 19
        Mehrkilometer | km | 6 | 22 | 19""", "titles": "Leasingrechnung, Dauerrechnung, Rechnung"},
    {"key": "insurance", "category": "Versicherungen (betrieblich)", "forms": "insurer insurer association", "words": "Versicherung Assekuranz Versicherungsverein Lebensschutz Haftpflichtkasse",
     "articles": """Betriebshaftpflicht, Jahresbeitrag | | 29000 | 290000 | 0
        Inhaltsversicherung Geschäftsräume | | 19000 | 120000 | 0
        Elektronikversicherung | | 9000 | 69000 | 0
        Cyberversicherung Grundschutz | | 49000 | 290000 | 0
        Kfz-Haftpflicht und Vollkasko | | 29000 | 140000 | 0 | Kfz-Versicherung""", "titles": "Beitragsrechnung, Prämienrechnung, Beitragsabrechnung, Folgebeitragsrechnung"},
    {"key": "freight", "category": "Porto / Versandkosten", "forms": "company company person brand", "words": "Spedition Logistik Kurierdienst Paketdienst Transporte",
     "articles": """Stückgut 120 kg, 2 Paletten | Sdg. | 8900 | 49000 | 19
        Paketversand national bis 10 kg | Pkt. | 420 | 1290 | 19
        Kurierfahrt Stadtgebiet | Fahrt | 1900 | 8900 | 19
        Dieselzuschlag | % | 100 | 990 | 19
        Mautgebühr | km | 15 | 40 | 19
        Hebebühne | psch | 1500 | 4500 | 19
        Palettentausch | Stk | 250 | 900 | 19""", "titles": "Frachtrechnung, Speditionsrechnung, Sammelrechnung, Rechnung, Transportrechnung"},
    {"key": "hotel", "category": "Übernachtung Mitarbeiter", "forms": "house house person company", "words": "Hotel Pension Gästehaus Landhotel Apartmenthaus",
     "articles": """Übernachtung Einzelzimmer | Nacht | 6900 | 16900 | 7
        Übernachtung Doppelzimmer | Nacht | 8900 | 21900 | 7
        Frühstücksbuffet | Pers. | 900 | 2400 | 19
        Parkplatz Tiefgarage | Tag | 800 | 2200 | 19
        Minibar | Stk | 300 | 1400 | 19
        Business-Paket | Stk | 450 | 1200 | 19""", "titles": "Rechnung, Hotelrechnung, Gästerechnung"},
    {"key": "train", "category": "Bahn-/Flugticket, Mietwagen", "forms": "brand company domain", "words": "Bahn Reisen Flugdienst Autovermietung Reisebüro",
     "articles": """Fahrkarte 2. Klasse, Hin- und Rückfahrt | Fahrt | 2900 | 21900 | 7
        Sitzplatzreservierung | Stk | 450 | 650 | 7
        Mietwagen Kompaktklasse | Tag | 3900 | 12900 | 19
        Flug Inland, Economy | Stk | 7900 | 38900 | 19
        Buchungsgebühr | Stk | 500 | 2500 | 19""", "titles": "Rechnung, Fahrkarte, Buchungsbeleg"},
    {"key": "taxi", "category": "Taxi", "forms": "person person trade", "words": "Taxi Mietwagenservice Funktaxi Fahrdienst",
     "articles": """Fahrt innerhalb des Pflichtfahrgebiets | Fahrt | 900 | 4500 | 7
        Fernfahrt über 50 km | Fahrt | 9000 | 24000 | 19
        Gepäckzuschlag | Stk | 50 | 300 | 7""", "titles": "Quittung, Fahrpreisquittung, Taxi-Quittung"},
    {"key": "restaurant", "category": "Bewirtungskosten", "forms": "house person house", "words": "Gasthaus Restaurant Trattoria Ratskeller Brauhaus Café",
     "articles": """Mittagsmenü | Stk | 990 | 2490 | 19
        Wiener Schnitzel mit Beilage | x | 1490 | 2690 | 19
        Mineralwasser 0,75 l | Fl. | 450 | 790 | 19
        Apfelschorle 0,4 l | Gl. | 320 | 520 | 19
        Espresso | Tas. | 220 | 390 | 19
        Tagessuppe | Port. | 490 | 890 | 19
        Pizza Funghi | x | 890 | 1490 | 19
        Salat der Saison | x | 750 | 1590 | 19""", "titles": "Rechnung, Bewirtungsbeleg, Quittung, Zwischenrechnung"},
    {"key": "training", "category": "Seminar/Weiterbildung", "foreign": "Fortbildung §13b", "forms": "company person association academy", "words": "Akademie Seminare Bildungswerk Weiterbildung Institut",
     "articles": """Seminar Umsatzsteuer aktuell, 1 Tag | Tn. | 39000 | 89000 | 19
        Inhouse-Workshop Moderation | Tag | 120000 | 280000 | 19
        Teilnahmegebühr Fachtagung | Person | 19000 | 79000 | 19
        Schulungsunterlagen | Satz | 1500 | 5900 | 7
        Ersthelferausbildung | Tn. | 3500 | 6900 | 0""",
     "english": """Online course licence | user | 9900 | 49900 | 19
        Conference ticket | person | 29900 | 149900 | 19""", "titles": "Rechnung, Teilnahmerechnung, Seminarrechnung, Gebührenrechnung"},
    {"key": "advertising", "category": "Anzeigen Print- und Online", "foreign": "Werbung §13b", "forms": "company brand person domain", "words": "Werbeagentur Verlag Medien Anzeigenblatt Marketing",
     "articles": """Anzeige 1/4 Seite, 4c | Anz. | 29000 | 190000 | 19
        Banner Startseite, 4 Wochen | Wo. | 9900 | 59900 | 19
        Suchmaschinenkampagne | Monat | 19900 | 199900 | 19
        Stellenanzeige online 30 Tage | Stk | 39000 | 119000 | 19
        Gestaltung Anzeigenmotiv | Std. | 6900 | 11900 | 19
        Flyer DIN lang, 5.000 Stück | Aufl. | 9900 | 39000 | 19""",
     "english": """Sponsored search campaign | month | 19900 | 199900 | 19
        Impressions (CPM) | k | 290 | 1900 | 19"""},
    {"key": "material", "category": "Material/Waren", "foreign": "Innergemeinschaftlicher Erwerb", "forms": "company company person trade partnership", "words": "Baustoffe Großhandel Werkzeughandel Technikhandel Eisenwaren",
     "articles": """Schrauben 5 x 60 verzinkt, 200 St. | Pck | 990 | 2490 | 19
        Montageschiene 41/21, 3 m | Stk | 890 | 2290 | 19
        Silikon transparent 310 ml | Kart. | 390 | 990 | 19
        Arbeitshandschuhe Gr. 10 | Paar | 190 | 890 | 19
        Gipskartonplatte 12,5 mm | m² | 390 | 790 | 19
        Rohrschelle DN 50 | Stk | 120 | 490 | 19
        Kabelbinder 200 mm, 100 St. | Btl. | 250 | 690 | 19
        Trennscheibe 125 mm | Stk | 110 | 390 | 19""",
     "english": """Stainless bracket 40 mm | pcs | 290 | 1290 | 19
        Mounting rail 3 m | pcs | 890 | 2290 | 19
        Sealing kit | set | 990 | 4990 | 19"""},
    {"key": "electrician", "category": "Fremdleistungen", "foreign": "Fremdleistungen §13b", "forms": "person trade trade company family", "words": "Elektrotechnik Elektro Haustechnik Sanitärtechnik Klimatechnik",
     "articles": """Monteurstunde | Std. | 5400 | 8200 | 19
        Meisterstunde | Std. | 6900 | 9800 | 19
        Steckdose Unterputz setzen | Stk | 2900 | 6900 | 19
        LED-Panel 62 x 62 liefern und montieren | Stk | 7900 | 14900 | 19
        NYM-J 3 x 1,5 mm² | m | 89 | 220 | 19
        Prüfung ortsveränderlicher Geräte (DGUV V3) | Gerät | 390 | 890 | 19
        Kleinmaterial | psch | 900 | 4900 | 19""", "titles": "Rechnung, Handwerkerrechnung, Schlussrechnung, Abschlagsrechnung"},
    {"key": "freelancer", "category": "Freelancer/Freie Mitarbeiter", "foreign": "Fremdleistungen §13b", "forms": "person person person studio domain", "words": "Grafikdesign Webentwicklung Fotografie Texte Übersetzungen Beratung",
     "articles": """Konzeption und Entwurf | Std. | 6500 | 12500 | 19
        Programmierung Schnittstelle | PT | 64000 | 98000 | 19
        Übersetzung DE-EN, Normzeilen | Zeile | 140 | 260 | 19
        Fotoproduktion halber Tag | psch. | 39000 | 89000 | 7
        Lektorat Broschüre | Seite | 390 | 990 | 19
        Projektleitung | Tag | 72000 | 120000 | 19""",
     "english": """Development, hours as agreed | h | 7500 | 13500 | 19
        Concept and design | day | 55000 | 98000 | 19""", "titles": "Rechnung, Honorarnote, Honorarrechnung, Abrechnung"},
    {"key": "chamber", "category": "Beiträge", "forms": "association association chamber", "words": "Fachverband Innung Wirtschaftsverein Förderverein Unternehmerverband",
     "articles": """Mitgliedsbeitrag Kalenderjahr | Jahr | 9000 | 120000 | 0
        Grundbeitrag | Jahr | 5000 | 45000 | 0
        Umlage nach Gewerbeertrag | | 2000 | 190000 | 0
        Fachzeitschrift im Bezug | Jahr | 3900 | 12900 | 7""", "titles": "Beitragsrechnung, Beitragsbescheid, Mitgliedsrechnung, Rechnung"},
    {"key": "packaging", "category": "Verpackungsmaterial", "foreign": "Innergemeinschaftlicher Erwerb", "forms": "company trade domain", "words": "Verpackungen Kartonagen Packmittel Folien",
     "articles": """Faltkarton 400 x 300 x 200 mm, 2-wellig | Stk | 59 | 190 | 19
        Packband braun 66 m | Rolle | 120 | 290 | 19
        Luftpolsterfolie 100 m | Rolle | 1490 | 3990 | 19
        Versandtaschen C4, 100 Stück | VE | 1290 | 3990 | 19
        Stretchfolie 23 my | Rolle | 590 | 1290 | 19""",
     "english": """Corrugated box 400 x 300 mm | pcs | 59 | 190 | 19
        Packing tape 66 m | roll | 120 | 290 | 19"""},
    {"key": "groceries", "category": "Aufmerksamkeiten", "forms": "brand trade person", "words": "Markt Frischemarkt Kaufhaus Bäckerei Getränkemarkt",
     "articles": """Kaffee ganze Bohne 1 kg | Stk | 999 | 1899 | 7
        H-Milch 3,5 % | Stk | 95 | 149 | 7
        Mineralwasser 12 x 0,7 | Kasten | 450 | 790 | 19
        Pfandartikel | Stk | 330 | 330 | 19
        Kekse Mischung | Pck | 199 | 499 | 7
        Brötchen | Stk | 35 | 75 | 7
        Obstkorb | Stk | 1900 | 4900 | 7
        Servietten | Pck | 149 | 399 | 19""", "titles": "Kassenbon, Quittung, Rechnung"},
    {"key": "diy", "category": "Material/Waren", "forms": "brand trade company", "words": "Baumarkt Heimwerkermarkt Farbenhaus Gartencenter",
     "articles": """Wandfarbe weiß 10 l | Stk | 2990 | 6990 | 19
        Malerkrepp 50 m | Stk | 299 | 799 | 19
        Verlängerungskabel 5 m | Stk | 899 | 1999 | 19
        Akkuschrauber-Set | Stk | 7900 | 19900 | 19
        Dübel-Sortiment | Pck | 499 | 1290 | 19""", "titles": "Kassenbon, Rechnung, Barverkauf"},
    {"key": "gifts", "category": "Geschenke", "forms": "person trade house domain", "words": "Blumen Floristik Weinhandlung Präsente Feinkost",
     "articles": """Blumenstrauß gebunden | Stk | 1900 | 5900 | 7
        Weinpräsent 3 Flaschen | Set | 2900 | 8900 | 19
        Präsentkorb Feinkost | Stk | 3900 | 12900 | 19
        Grußkarte | Stk | 250 | 590 | 7"""},
    {"key": "bank", "category": "Kontoführung/Kartengebühr", "forms": "bank brand", "words": "Bank Zahlungsdienst Payment Acquiring",
     "articles": """Kontoführung Geschäftskonto | Monat | 690 | 2990 | 0
        Buchungsposten beleglos | Stk | 5 | 20 | 0
        Kartenzahlungen, Disagio | % | 20 | 190 | 0
        Terminalmiete | Monat | 1290 | 2990 | 19""",
     "english": """Payment processing fees | txn | 10 | 90 | 0
        Monthly account fee | month | 990 | 2990 | 0""", "titles": "Entgeltabrechnung, Gebührenabrechnung, Rechnung"},
    {"key": "security", "category": "Sonstige Ausgaben", "forms": "company trade person", "words": "Wachdienst Schlüsseldienst Brandschutz Entsorgung Schädlingsbekämpfung",
     "articles": """Wartung Feuerlöscher | Stk | 1290 | 3990 | 19
        Container 7 m³ Baumischabfall | Stk | 29000 | 59000 | 19
        Revierkontrolle nachts | Gang | 590 | 1490 | 19
        Aktenvernichtung Schutzklasse 3 | kg | 60 | 250 | 19"""},
    {"key": "fees", "category": "Sonstige Abgaben", "forms": "authority authority", "words": "Stadtverwaltung Gemeinde Landratsamt Bezirksamt Bürgeramt",
     "articles": """Verwaltungsgebühr Sondernutzung | | 2500 | 39000 | 0
        Abfallgebühr Restmüll 240 l | Jahr | 12000 | 45000 | 0
        Gewerberegisterauskunft | Stk | 1300 | 2600 | 0
        Straßenreinigung Frontmeter | m | 300 | 900 | 0""", "titles": "Gebührenbescheid, Gebührenrechnung, Kostenbescheid"},
    {"key": "vehicle_rental", "category": "Fremdfahrzeuge", "forms": "company brand person", "words": "Transportervermietung Carsharing Mietstation",
     "articles": """Transporter 3,5 t | Tag | 5900 | 12900 | 19
        Kilometerpaket | km | 15 | 45 | 19
        Carsharing Stunden | Std. | 290 | 790 | 19
        Haftungsreduzierung | Tag | 900 | 2500 | 19"""},
    {"key": "goods_eu", "category": "Innergemeinschaftlicher Erwerb", "foreign": "Innergemeinschaftlicher Erwerb", "forms": "company company", "words": "Trading Supplies Components Industries",
     "articles": """Sensor M12 induktiv | Stk | 1900 | 7900 | 19
        Steuergerät Typ C | Stk | 9900 | 49900 | 19
        Dichtungssatz | Satz | 990 | 4990 | 19""",
     "english": """Proximity sensor M12 | pcs | 1900 | 7900 | 19
        Control unit type C | pcs | 9900 | 49900 | 19
        Seal kit | set | 990 | 4990 | 19"""},
    {"key": "doctor", "category": "Sonstige Ausgaben", "forms": "person practice practice office", "words": "Arbeitsmedizin Betriebsarztpraxis Gemeinschaftspraxis Praxis",
     "articles": """Beratung, auch mittels Fernsprecher | | 1072 | 2410 | 0
        Vorsorgeuntersuchung G 37 | | 3500 | 9900 | 0
        Blutentnahme mittels Spritze | | 420 | 540 | 0
        Hörtest, Tonschwellenaudiogramm | | 900 | 2120 | 0
        Sehtest | | 600 | 1480 | 0
        Schutzimpfung, intramuskulär | | 466 | 1070 | 0""", "titles": "Liquidation, Privatliquidation, Arztrechnung, Rechnung, Honorarrechnung"},
    {"key": "notary", "category": "Rechtsanwalt", "forms": "person office practice", "words": "Notariat Notar Notarin",
     "articles": """Beurkundungsverfahren 2,0 | | 12000 | 260000 | 19
        Vollzugsgebühr 0,5 | | 3000 | 60000 | 19
        Elektronischer Vollzug und XML-Strukturdaten | | 1500 | 25000 | 19
        Dokumentenpauschale | | 150 | 4500 | 19
        Auslagen für Post und Telekommunikation | | 2000 | 2000 | 19
        Entwurf der Anmeldung 0,5 | | 6250 | 50000 | 19""", "titles": "Kostenberechnung, Notarkostenrechnung, Kostenrechnung, Rechnung"},
    {"key": "building", "category": "Fremdleistungen", "forms": "company person trade family craft", "words": "Bauunternehmung Zimmerei Dachdeckerei Malerbetrieb Tiefbau Fliesenverlegung Trockenbau Gerüstbau",
     "articles": """Wandflächen streichen, zweimalig | m² | 490 | 1290 | 19
        Gerüst stellen und vorhalten | m² | 590 | 1490 | 19
        Oberboden abtragen und lagern | m³ | 990 | 2490 | 19
        Gipskartonwand CW 75 erstellen | m² | 3900 | 8900 | 19
        Stundenlohnarbeiten Facharbeiter | Std | 4900 | 6900 | 19
        Dachrinne Titanzink montieren | m | 2900 | 5900 | 19
        Bodenfliesen 60 x 60 verlegen | m² | 4500 | 8900 | 19""", "titles": "Abschlagsrechnung, Schlussrechnung, Teilschlussrechnung, Rechnung, 2. Abschlagsrechnung"},
    {"key": "surveyor", "category": "Fremdleistungen", "forms": "person person practice office", "words": "Sachverständigenbüro Ingenieurbüro Architekturbüro Vermessungsbüro Planungsbüro",
     "articles": """Ortstermin einschließlich Fahrzeit | Std. | 8500 | 14500 | 19
        Gutachten über den Schadensumfang | psch. | 49000 | 290000 | 19
        Lichtbilder, digital | Stk | 200 | 260 | 19
        Schreibkosten je Seite | S. | 250 | 400 | 19
        Leistungsphase 5 nach HOAI, anteilig | psch. | 190000 | 890000 | 19
        Fahrtkosten | km | 30 | 70 | 19""", "titles": "Honorarrechnung, Rechnung, Gutachtenrechnung, Abschlagsrechnung"},
    {"key": "parking", "category": "Sonstige Kfz-Kosten", "forms": "trade house company authority", "words": "Parkhaus Tiefgarage Parkplatz Parkraum",
     "articles": """Parkentgelt | Std | 150 | 450 | 19
        Tageskarte | Tag | 900 | 2900 | 19
        Dauerparker Stellplatz | Monat | 6900 | 19900 | 19""", "titles": "Rechnung, Parkquittung, Quittung"},
    {"key": "foundation", "category": "Seminar/Weiterbildung", "forms": "foundation association", "words": "Bildungswerk Fördergesellschaft Institut Stiftung",
     "articles": """Teilnahme Fachtag | Person | 4900 | 39000 | 0
        Tagungsband | Stk | 1500 | 4900 | 7
        Raumnutzung | Tag | 9000 | 49000 | 19""", "titles": "Rechnung, Teilnahmerechnung, Kostenrechnung"},
)  # fmt: skip

"""Labels: the words by which German and English papers name a value, with the strength of the evidence. Data, no logic.

Written in folded form (classifier.fields.labels.fold): lower case, ae/oe/ue/ss, no punctuation. `~` stands for nothing or a
blank, `(a|b)` for alternatives, `{nr}` for the ways to write "number". Weights: 3 names the role and nothing else, 2 usually,
1 perhaps. Roles that start with `other` are no fields: they keep a value from being taken for one.
"""

from __future__ import annotations

NUMBER_WORDS = ("nr", "nummer", "no", "num", "number", "n", "id", "nr nr")

AMOUNT_LABELS: dict[str, dict[float, str]] = {
    "gross_total": {
        3.2: """rechnungs~(betrag|summe) brutto; (gesamt|end)~(betrag|summe) brutto; brutto~(rechnungs|gesamt|)~(betrag|summe);
            (rechnungs|gesamt|end)~(betrag|summe) inkl; (betrag|summe|gesamt|total) inkl (mwst|ust|umsatzsteuer|mehrwertsteuer);
            (summe|gesamt|total|betrag) brutto; brutto (summe|gesamt|total); gesamt~bruttobetrag; invoice total;
            grand total; total (incl|including) (vat|tax); (rechnungs~)end~(betrag|summe); total gross; gross (total|amount);
            total amount (incl|including) vat; total inc vat; total incl; rechnungsgesamtbetrag; gesamtrechnungsbetrag;
            gesamtbetrag inkl; gesamtpreis brutto; (total|montant) ttc; gutschrifts~betrag; gesamtforderung; rechnungsbeitrag; rechnungs~endbetrag; rechnungsend~betrag; end~summe brutto; bruttorechnungsbetrag; gesamtrechnungs~betrag; warenwert brutto; summe (inklusive|mit) (mwst|ust|umsatzsteuer|mehrwertsteuer); gesamtbetrag (mit|inklusive|einschliesslich) (mwst|ust|umsatzsteuer|mehrwertsteuer); betrag dankend erhalten; factuur totaal; erstattungs~betrag""",
        2.7: """rechnungs~(betrag|summe|total); gesamt~(betrag|summe); end~(betrag|summe); invoice amount; total amount; rechnungswert;
            gesamttotal; gesamtkosten; summe inkl; summe eur; summe euro; total eur; total euro; total chf; bruttobetrag;
            bruttosumme; bruttopreis; auftragssumme; angebotssumme; zu zahlender (beitrag|betrag|gesamtbetrag); jahres~praemie; gesamtpraemie; praemie brutto; gesamtentgelt; kostenrechnungsbetrag; summe total; betrag gesamt; zahlsumme; verkaufssumme; bestellsumme; zwischensumme brutto; kaufpreis""",
        2.0: """total; gesamt; summe; brutto; gross; to pay; zu zahlen; amount due; total due; zahlbetrag; zahlungsbetrag;
            gesamtpreis; ueberweisungsbetrag; fakturabetrag; betrag eur; zu zahlender betrag; totaal; montant total;
            faelliger betrag; festgesetzt; gesamtgebuehr; honorar; insgesamt; monatsbetrag; jahresbetrag; jahresbeitrag""",
        0.9: """betrag; amount; eur; euro; preis; price; forderung; abbuchungsbetrag; beitrag""",
    },
    "net_total": {
        3.2: """(rechnungs|gesamt|end|)~(betrag|summe) netto; netto~(rechnungs|gesamt|)~(betrag|summe|wert|preis); netto (summe|gesamt|total);
            (summe|gesamt|total|zwischensumme|positionen) netto; gesamt~nettobetrag; total net; net (total|amount|value);
            total (excl|excluding) (vat|tax); (summe|betrag|gesamt|total) (ohne|exkl|excl|zzgl|vor) (mwst|ust|umsatzsteuer|mehrwertsteuer|steuer);
            steuerpflichtiger (betrag|umsatz); bemessungsgrundlage; total ht; total hors taxes; warenwert netto; netto~warenwert;
            rechnungsnettobetrag; netto~(beitrag|praemie|entgelt|umsatz|honorar); rechnungs~summe ohne (ust|mwst|umsatzsteuer); (summe|gesamtbetrag|betrag) vor steuern; positionen netto; umsatz netto; gesamthonorar netto; total before tax; steuerpflichtig; zwischensumme ohne mwst; subtotal (excl|excluding) vat; nettorechnungsbetrag; totaal exclusief btw""",
        2.2: """zwischensumme; zwischen~summe; sub~total; netto; net; warenwert; nettobetrag; taxable amount; summe positionen;
            netto eur; summe der positionen; positionssumme; summe leistungen; entgelt; leistungssumme; gesamtbeitrag; jahresbeitrag; praemie; beitrag; gesamthonorar; honorar; nettosumme; grundlage; exkl mwst; ohne mwst; zwischentotal""",
        0.6: """summe; betrag; gesamt; amount; total""",
    },
    "tax_total": {
        3.2: """(mwst|ust|umsatzsteuer|mehrwertsteuer|mehrwert steuer)~(betrag|summe|gesamt|); (summe|gesamt|total) (mwst|ust|umsatzsteuer|mehrwertsteuer|steuern|steuer);
            (zzgl|zuzueglich|plus|und|mit|inkl|inklusive|enthaltene|enthalten|enth|darin|davon|hierin|incl|including) (gesetzl |gesetzliche |gesetzlicher |gesetzlichen |der |die |)(mwst|ust|umsatzsteuer|mehrwertsteuer|mehrwert~st|vat|tax);
            vat (amount|total); vat; total (vat|tax); sales tax; tax amount; steuer~betrag; tax; (tva|btw); montant tva; umsatz~st; mehrwert~st;
            umsatzsteuer auf; (zzgl |inkl |enthaltene |)versicherungs~steuer; gesetzl versicherungs~steuer; gesetzliche (mwst|ust|umsatzsteuer|mehrwertsteuer); steuerbetrag gesamt; summe steuern; total taxes; taxes; gst; btw bedrag; u st; m w st; mw st""",
        2.0: """steuer; steuern; enthaltene steuer; davon steuer; darin enthalten; taxes""",
    },
    "prepaid_total": {
        3.2: """(bereits|schon) (gezahlt|bezahlt|geleistet|beglichen|erhalten)(er betrag|e anzahlung|); an~zahlung(en|); abzgl (an~zahlung(en|)|abschlag(szahlungen|));
            (geleistete|erhaltene|ihre|abzueglich|abzgl) (anzahlung(en|)|abschlaege|abschlagszahlung(en|)|vorauszahlung(en|)|teilzahlung(en|)|zahlung(en|));
            vorauszahlung(en|); abschlagszahlung(en|); teilzahlung(en|); amount paid; paid amount; already paid; prepaid; down payment; deposit paid;
            less payments; payments received; zahlungseingang; gezahlte abschlaege; abzueglich bereits geleisteter zahlungen; acompte; (erhaltene|geleistete|gezahlte) abschlag~(szahlung|szahlungen|); abzueglich (der |)(abschlaege|anzahlung|anzahlungen|abschlagszahlungen|vorauszahlungen|zahlungen); (bisher|davon) (gezahlt|bezahlt|geleistet|beglichen); (ihre|verrechnete) (abschlaege|zahlungen); less (deposit|prepayment); deposit; paid; bezahlt; gezahlt; minus anzahlung; schlussrechnung abzueglich abschlag; 1 abschlagsrechnung; 2 abschlagsrechnung; verrechnung anzahlung; prepayment; angezahlt; reglement; payment;
            summe (der )abschlaege; bezahlter betrag; guthaben; gutschein; anrechnung""",
    },
    "amount_due": {
        3.2: """zahl~betrag; zu zahlen(d|der betrag|der beitrag|); zahlungs~betrag; offener (betrag|rechnungsbetrag|saldo); (faelliger|zu ueberweisender|noch offener|verbleibender|ausstehender) (betrag|rechnungsbetrag);
            rest~(betrag|zahlung|forderung|summe); noch (zu zahlen|offen|zu zahlender betrag|zu zahlen der betrag); (amount|balance|total|payment) due; amount payable;
            ueberweisungs~betrag; abbuchungs~betrag; zahllast; nachzahlung; bitte zahlen sie; offen; gesamt~forderung; faellig; zahlbar; net a payer; outstanding; balance;
            zu zahlender gesamtbetrag; bitte ueberweisen sie; ueberweisen sie bitte; total to pay; zu begleichen; schlussbetrag; buchen wir; lastschriftbetrag; abrechnungsbetrag; (verbleibender|restlicher|offener) (zahlbetrag|rest|restbetrag); rest zu zahlen; solde( a payer| du|); reste a payer; amount to pay; saldo zu ihren lasten; rechnungsbetrag nach abzug; verbleiben(d|); endgueltiger zahlbetrag; noch zu zahlender rechnungsbetrag""",
        1.5: """rechnungsbetrag; endbetrag; gesamtbetrag; zu ueberweisen""",
    },
    "other_line": {
        2.2: """einzel~(preis|betrag|pr|); e preis; ep; gp; stk~preis; stueck~preis; unit price; price per unit; preis einheit; preis stueck; menge; quantity; anzahl; qty; stunden; std satz;
            stundensatz; pos; position; rabatt; nachlass; discount; versand(kosten|); porto; fracht(kosten|); lieferkosten; shipping; verpackung; line total; positionsbetrag; rate;
            je; pro; a; grundpreis; arbeitspreis; arbeitsentgelt; einheit; satz; artikel; mindermengenzuschlag; zuschlag; pfand; tagessatz""",
        1.2: """(gesamt|netto|brutto)~(preis)""",
    },
    "other_carry": {
        3.2: """ueber~trag; zwischen~stand; carried forward; brought forward; carry over; uebertrag von seite; uebertrag auf seite""",
    },
    "other_money": {
        3.0: """skonto(betrag|abzug|); abzgl skonto; abzueglich skonto; bei zahlung bis; mit skonto; zahlbetrag bei skonto; skontobetrag; gegeben; bar gegeben; rueckgeld; wechselgeld; change; cash; bar; tendered;
            mahn~(gebuehr|gebuehren|kosten|spesen); verzugs~zinsen; stammkapital; grundkapital; haftung; versicherungssumme; kreditlimit; kontostand; alter saldo; neuer saldo; saldo(vortrag|);
            alte(r|) (forderung|saldo|kontostand); ausstehende forderung; vormonat; vorjahr; anfangsbestand; endbestand; abschlag neu; neuer abschlag; kuenftiger abschlag; monatlicher abschlag; ersparnis; sie sparen; lohnanteil; lohnkosten; arbeitskosten;
            davon lohnkosten; 35a; zinsen; selbstbeteiligung; pauschale; skontierfaehig(er betrag|); mindestbestellwert; zaehlerstand; kwh; rechnungsbetrag abzueglich skonto; save; you saved; verzugspauschale; bisher berechnet; vorherige rechnung(en|)""",
    },
}

DATE_LABELS: dict[str, dict[float, str]] = {
    "document_date": {
        3.2: """(rechnungs|beleg|dokument|dokumenten|ausstellungs|gutschrifts|faktura|fakturierungs|quittungs|rg|re|rech|angebots|auftragsbestaetigungs|lieferschein|bescheid|brief|mahnungs|mahn|druck|schreiben)~(datum|dat|tag);
            datum (der|des) (rechnung|belegs|rechnungsstellung|ausstellung|gutschrift|bescheides|schreibens); (rechnung|gutschrift|beleg|rechnungsnr|invoice|mahnung|lieferschein|angebot|auftragsbestaetigung|bescheid|rechnungskorrektur|quittung|schlussrechnung|abrechnung) vom;
            (invoice|bill|billing|issue|document|receipt|statement|credit note|tax) date; date of (issue|invoice); date issued; issued (on|); invoice dated;
            ausgestellt am; rechnung datum; ausstellungsdatum; rechnungstag; rechnungsdatum leistungsdatum; liefer und rechnungsdatum; factuur datum; date de (facture|la facture); date facture; factuur~datum; d~datum; rechn~(dat|datum); rechnungs und belegdatum; rechnung erstellt am; rechnung datiert; datum und uhrzeit; belegdatum uhrzeit; bon~datum; kauf~datum;
            ausfertigungsdatum; erstellt am; erstellungsdatum; erstelldatum; rechnungsstellung; datum rechnung; rechnungsdatum entspricht lieferdatum; rechnungsdatum gleich leistungsdatum; rechnungs und lieferdatum""",
        2.2: """datum; date; (den|, den); dated; (d d|dat)""",
        1.0: """vom; am; uhrzeit; zeit; kasse; tag""",
    },
    "due_date": {
        3.2: """(faelligkeits|zahlungs|zahl)~(datum|termin|tag|ziel|frist); faellig(keit|) (am|zum|bis|per|ab|); betrag (von |)(buchen|ziehen) wir am; (buchen|ziehen) wir am; buchen wir den betrag am; wir (buchen|ziehen) (den betrag |den rechnungsbetrag |)am; lastschrifteinzug (am|zum); belastung am; zahlungseingang spaetestens (am|); bezahlen (sie |)bis (zum|); zu begleichen bis (zum|); ausgleich bis (zum|); zu zahlen am; zahlung am; faellig ab; faelligkeit; zahl~bar bis (zum|spaetestens|spaetestens zum|); zahlung bis (zum|); zu zahlen bis (zum|);
            bis (spaetestens|spaetestens zum|zum); spaetestens (bis |bis zum |zum |am |); (due|payment due|pay by) (date|by|on|); due date; payment due; zahlungseingang bis (zum|); ohne abzug bis (zum|); netto bis (zum|);
            ueberweisen sie (den betrag |den rechnungsbetrag |)bis (zum|); zahlungsziel; valuta; fristende; vervaldatum; date d echeance; echeance; betrag bis (zum|); (eingezogen|abgebucht) am; abbuchung (am|zum|); einzug (am|zum); lastschrift (am|zum);
            wird (der betrag |)am; zahlbar (am|zum|bis); zahlen sie bitte bis (zum|); bitte bis (zum|); bis zum; abgebucht; eingezogen; fruehestens am; rein netto bis; please pay by; payable by; payable (until|on); netto kasse bis; frist""",
        1.2: """bis; by; until; zahlung am""",
    },
    "delivery_date": {
        3.2: """(liefer|leistungs|ausfuehrungs|versand|lieferungs|auslieferungs)~(datum|dat|tag|termin|zeitpunkt); (liefer|leistungs)~und~(leistungs|liefer)~datum; liefer (bzw|oder) leistungs~datum; tag der (lieferung|leistung); geliefert am; ausgefuehrt am; erbracht am; leistung (vom|am|erbracht am);
            lieferung (vom|am|); delivery date; date of (delivery|supply|service); service date; supply date; shipped on; ship date; leistungserbringung (am|); lieferzeitpunkt; leistungszeitpunkt; lieferzeit; leistungs und lieferdatum; tag der leistungserbringung; leistungserbringung vom; einsatzdatum; behandlungsdatum; montagedatum; ausfuehrung am; ausfuehrung vom; durchgefuehrt am; liefertag; warenausgang; tankdatum; liefer und leistungsdatum; zeitpunkt der (lieferung|leistung); leistungsdatum entspricht; datum der (lieferung|leistung); versendet am; lieferdatum leistungsdatum; leistung erbracht""",
        2.8: """liefer und rechnungsdatum; rechnungs und lieferdatum; (rechnungs|liefer|leistungs) (und|gleich|oder) (rechnungs|liefer|leistungs)~datum; rechnungs und leistungsdatum; rechnungsdatum leistungsdatum; rechnungs lieferdatum; rechnungsdatum lieferdatum""",
        1.2: """liefer; leistung; delivery; lieferung""",
    },
    "period_start": {
        3.2: """(leistungs|abrechnungs|rechnungs|liefer|nutzungs|vertrags|verbrauchs|abrechnung|service|versicherungs|miet|bezugs|beitrags|erhebungs|lohn|abo|lizenz|wartungs)~(zeitraum|periode); (service|billing|invoice|subscription|usage) period; zeitraum; period; fuer den zeitraum( vom|);
            fuer die zeit( vom| von|); periode; abrechnung (vom|von|fuer); in der zeit( vom| von|); zeitraum (vom|von); leistungsmonat; abrechnungsmonat; monat; laufzeit; fuer (den |)monat; period from; (gueltig |)von; from; check in; anreise; leistungszeit; leistungszeitpunkt von; leistung von( bis|); leistungszeitraum von; (abrechnungs|leistungs)~zeitraum( von| vom|); zeitraum von( bis|); ihr aufenthalt( vom|); aufenthalt( vom|); ankunft; arrival; mietdauer; versicherungsdauer; leistungen im; leistungen vom""",
    },
    "other_date": {
        3.2: """(bestell|auftrags|order|purchase order|po|anfrage|buchungs|vertrags|geburts|druck|valuta|wert|unterschrifts|mandats|eintritts|erfassungs|mess|ablese|zaehler|kuendigungs|mindesthaltbarkeits|gueltigkeits)~(datum|dat|tag|date); ihre (bestellung|nachricht|anfrage|auftrag) vom; (bestellung|auftrag|bestellt|anfrage|angebot|lieferschein|mahnung|vertrag|schreiben|nachricht|e mail) (vom|am|nr|nummer|); gueltig bis; angebot gueltig bis;
            skonto (bis|bis zum|am|); abzueglich skonto bis; mit skonto bis; unter abzug von skonto bis; skonto bei zahlung bis; bei zahlung bis( zum|); geboren( am|); geb( am|); stand; stand vom; gueltig ab; ihr zeichen; valid until; order date; letzte(r|) (rechnung|zahlung); zahlung vom; zahlungseingang vom; eingegangen am; erhalten am; seit; ablesung( am|); zum rechnungsdatum;
            kuendbar zum; naechste (abbuchung|rechnung|ablesung)( am|); vertragsbeginn; vertragsende; mindestlaufzeit( bis|); freistellungsbescheid vom; in kraft( seit|); version; bis einschliesslich; mahnung vom; 1 mahnung; bestellt am; ordered on; printed on; druckdatum; ihre bestellung; auftrag; bestellung; order; angebot; zuletzt; anzahlung vom; abschlag vom; abschlagsrechnung vom; vom finanzamt""",
    },
    "period_end": {
        2.0: """bis; to; bis zum; until; check out; checkout; abreise; departure; ende; period end; bis einschliesslich""",
    },
}

NUMBER_LABELS: dict[str, dict[float, str]] = {
    "document_number": {
        3.2: """(rechnungs|rechnung|rg|re|rech|rch|invoice|inv|bill|beleg|faktura|fakt|gutschrifts|gutschrift|quittungs|storno|stornorechnungs|korrektur|rechnungskorrektur|credit note|bon|kassenbon|kassen~beleg|bon~beleg|kunden~beleg|zahl~beleg|tank~beleg|beleg~id|receipt|dokument|dokumenten|document|abrechnungs|facture|factuur|verrechnungs|schlussrechnungs|gebuehrenbescheid|sammelrechnungs|bescheid|statement|voucher|vorgangs~beleg)~{nr};
            {nr} der rechnung; rechnung {nr}; rechnung; invoice; gutschrift; rechnung mit der nummer; beleg; faktura; invoice id; facture; avoir; factuur; fattura; kassenbeleg; barbeleg; tankbeleg; rechn {nr}; liquidation; liquidations~{nr}; abrechnung; abrechnung {nr}; jahresabrechnung; jahresrechnung {nr}; credit memo;  rechnungskorrektur; stornorechnung; schlussrechnung; abschlagsrechnung; teilrechnung; abschlagsrechnung {nr}; teilrechnung {nr}; mietrechnung; sammelrechnung; proformarechnung; proforma; proforma~{nr}; monatsrechnung; jahresrechnung; beitragsrechnung; gebuehrenrechnung; honorarrechnung; telefonrechnung; handwerkerrechnung; kostenrechnung; kostennote; honorarnote; endabrechnung; gebuehrenbescheid; quittung; receipt; kassenbon; credit note; tax invoice; commercial invoice; nota; note~{nr}; rechn~{nr}; verkaufsrechnung; onlinerechnung; mobilfunkrechnung; stromrechnung; verwendungszweck rechnung; rechnung~{nr} datum; rechnung~{nr} bitte bei zahlung angeben; belegnummer datum; bescheid~{nr}; rechnung~{nr} rechnungsdatum""",
        1.6: """verwendungszweck; {nr}; nr; bon; beleg; zahlungsreferenz; bei zahlung angeben; bescheid; bitte bei zahlung angeben; vorgang; vorgang(s|)~{nr}; ta~{nr}; transaction; transaktions~{nr}""",
        0.8: """referenz; reference; ref""",
    },
    "number_delivery_note": {
        3.2: "(lieferschein|liefer|delivery note|packing list|packzettel|ls|versand)~{nr}; lieferschein; delivery note; lieferung {nr}; warenbegleitschein"
    },
    "number_offer": {
        3.2: "(angebots|angebot|quote|quotation|offer|kostenvoranschlag|kostenvoranschlags|offert)~{nr}; angebot; kostenvoranschlag; offerte; quotation; offer; quote"
    },
    "number_order_confirmation": {
        3.2: "(auftragsbestaetigungs|auftragsbestaetigung|bestaetigungs|ab|order confirmation|bestellbestaetigung|bestellbestaetigungs)~{nr}; auftragsbestaetigung; order confirmation; bestellbestaetigung",
        2.6: "auftrags~{nr}; auftrag; order~{nr}",
    },
    "number_dunning": {
        3.2: "(mahnungs|mahn|mahnung|zahlungserinnerung|reminder)~{nr}; mahnung; zahlungserinnerung; letzte mahnung"
    },
    "number_bank_statement": {
        3.2: "(kontoauszug|auszugs|auszug|kontoauszugs|statement)~{nr}; kontoauszug; auszug; abschluss~{nr}"
    },
    "number_contract": {
        3.2: "(vertrags|vertrag|contract|agreement|mietvertrag|policen|versicherungsschein)~{nr}; vertrag {nr}; mietvertrag"
    },
    "order_reference": {
        3.2: """(ihre|eure|kunden|ihr)~(bestellung|bestell|auftrags|auftrag|bestellnummer|auftragsnummer|bestell nr|auftrags nr|order|bestell~{nr}|auftrags~{nr}); (bestell|bestellungs|purchase order|po|order|p o|customer order|ihre bestell|kundenbestell|kundenauftrags|your order|ihre order|bestellung)~{nr}; your (order|po|reference)( {nr}|); purchase order; po; order; bestellung( {nr}| nr vom|); ihre bestellung( {nr}| vom|); ihr auftrag; bestellzeichen; customer reference; abruf~{nr}; rahmenauftrag; buyer reference; (votre|notre) (reference|commande); uw (referentie|bestelling|ordernummer); kunden~referenz; (kunden|ihre) po~{nr}; ihr auftrag vom; ihre bestellung vom; ihr bestell~(zeichen|datum|); bestell~referenz; auftragsnummer kunde; ihre auftragsnummer; ihr auftrag {nr}; einkaufs~{nr}; leitweg id; order id; custref""",
        2.3: """auftrags~{nr}; auftrag( {nr}|); ihr zeichen; ihre referenz; kundenreferenz; ihre zeichen; auftragsreferenz; order reference; referenz~{nr}; your ref; kostenstelle; bestellreferenz; externe beleg~{nr}; best~{nr}""",
        1.8: """referenz; reference; ref; kundenzeichen; besteller~{nr}""",
        1.2: """projekt""",
    },
    "customer_number": {
        3.2: """(kunden|kd|kdn|kunde|customer|client|debitoren|debitor|kto kunden|teilnehmer|mitglieds|mitglied|versicherungsnehmer|abonnenten|mandanten|patienten|gast|buchungskonto|account|kundenkonto|abnehmer|member)~{nr}; ihre kunden~{nr}; kunden~nummer; customer {nr}; kunde; debitor; kunden; kundenkonto; customer account; ihre kundennummer bei uns; kunden id; ihr kundenkonto; kundenkonto~{nr}; kunden~{nr} bei uns; klant~{nr}; klant; code client; {nr} client; vertragskonto kunde; kunden~kto; mandant; mandanten~{nr}; mitglieds~ausweis; gast~{nr}; patienten~{nr}; partner~{nr}; geschaeftspartner~{nr}; gp~{nr}; personenkonto; adress~{nr}; kunden~kennung; account""",
    },
    "other_number": {
        3.3: """kommission; kommissions~{nr}; commission; sales order( {nr}|); vorgangs~{nr}; buchungs~{nr}; (zi|zimmer|part|teile|sach|katalog|order code|item code|bestell artikel|tan|kassier|schicht)~{nr}; zu (unserer|ihrer|der|) rechnung( {nr}|); zur rechnung( {nr}|); unserer rechnung( {nr}|); urspruengliche rechnung(s~{nr}|); original~rechnung(s~{nr}|); ursprungs~rechnung(s~{nr}|); korrigierte rechnung( {nr}|); stornierte rechnung( {nr}|); korrigieren wir (unsere|die) rechnung( {nr}|); bezug rechnung; bezug auf rechnung( {nr}|); betrifft rechnung( {nr}|); storno zu( rechnung|); korrektur zu( rechnung|); original invoice( {nr}|); (to|for) (our |)invoice( {nr}|); gutschrift zu( rechnung|); gutschrift zur rechnung( {nr}|); rechnungskorrektur zu( rechnung|); storno der rechnung( {nr}|); uw btw {nr}; (stornieren|korrigieren|berichtigen|widerrufen) wir (hiermit |)(die|unsere|ihre|folgende) rechnung( {nr}|); (die|der|unsere|ihre|ihrer) rechnung {nr}; (hereby |)credit (our |your |the |)invoice( {nr}|); (cancel|cancels|correct|corrects) (our |your |the |)invoice( {nr}|); btw {nr}; vorherige rechnung; letzte rechnung""",
        3.0: """(lieferanten|artikel|art|vertragskonto|projekt|pos|positions|material|ean|gtin|gln|serien|seriennummer|zaehler|zaehlpunkt|telefon|tel|fax|telefax|mobil|handy|rufnummer|durchwahl|hrb|hra|hr|handelsregister|registergericht|amtsgericht|konto|kto|blz|bankleitzahl|steuer|st|ust id|ust idnr|ust|umsatzsteuer id|finanzamt|personal|filial|kassen|kasse|terminal|ta|trace|beleg ta|vu|genehmigungs|kartennummer|karten|seite|page|blatt|glaeubiger|glaeubiger id|mandats|mandatsreferenz|mandatsref|creditor|weee|weee reg|eori|gtin|duns|siret|rcs|tva|charge|chargen|los|lot|sendungs|tracking|paket|track|kfz|kennzeichen|fahrgestell|fin|objekt|wohnung|verbrauchsstelle|marktlokation|zaehlernummer|sachbearbeiter|bearbeiter|postfach|plz|hausnummer|iban|bic|swift|sku|item|article|product|vehicle|aktenzeichen|az|geschaeftszeichen|kassenzeichen|buchungszeichen|steuer id|idnr|registrierungs|reg|lizenz|lieferantennummer|ihre lieferanten|vendor|supplier|installation|anlagen|rma|ticket|gutschein|pin|puk|hotel|zimmer|room|tisch|table|bediener|kellner|signatur|tse|transaktion|tan|ik|betriebs|bank|anschluss|phone|vat|kreditor|kreditoren|gutscheincode|artikelnr|ncm|zolltarif|warennummer|taric|cust item|hs code|ust idnummer|vat id|vat reg|company|gstin|cin|pan|abn|uid|mwst|steuernummer)~{nr};
            tel; telefon; fax; telefax; mobil; phone; mobile; telephone; hrb; hra; konto; kto; blz; iban; bic; swift; ust id; ust idnr; steuer nr; vat id; steuernummer; seite; page; blatt; von; of; postfach; plz; zaehler; artikel; charge; mandatsreferenz; glaeubiger id; aktenzeichen; gln; gtin; ean; serial; tracking; kassenzeichen; vertragskonto; ihr ansprechpartner; bank account; account no; terminal id; filiale; kasse; bediener; tisch; trace; hs code; version; din; iso; paragraph; abs; ust; reg; bank; vertrag""",
    },
    "supplier_tax_number": {
        3.2: """(steuer|st)~{nr}; st nr; stnr; steuernummer; steuer~nummer; tax {nr}; tax number; steuer id; finanzamt; ust nr; str nr; steuernr; fa nr""",
    },
}

PARTY_LABELS: dict[str, dict[float, str]] = {
    "supplier_name": {
        3.0: """verkaeufer; lieferant; rechnungssteller; rechnungsaussteller; kontoinhaber; konto~inhaber; seller; supplier; vendor; zahlungsempfaenger; issued by; ausgestellt von; auftragnehmer; beguenstigter;
            account holder; leistungserbringer; vermieter; absender; from; zahlungsempfaenger name; inhaber(in|); beneficiary; payee; anbieter; sold by; verkauf durch; verkauft durch; payable to; aussteller; emetteur; vendeur; verkaeufer name; geschaeftsinhaber; creditor; zu gunsten von; leistender unternehmer; rechnungsersteller; verkauft von; ihr vertragspartner; fakturiert von; rechnung von; biller; service provider; invoice from; bill from; unternehmer; dienstleister; lieferant verkaeufer; absenderin""",
    },
    "buyer_name": {
        3.0: """kaeufer; leistungsempfaenger; rechnungsempfaenger; rechnung an; rechnungsadresse; rechnungsanschrift; bill to; billed to; invoice to; buyer; customer; kunde; auftraggeber; sold to; kaeufer leistungsempfaenger;
            mieter; client; besteller; bestellt von; kundenadresse; attention; z hd; zu haenden; z hdn; factuuradres; facture a; adresse de facturation; billing address; versicherungsnehmer; herrn; frau; herr; an; guest name; name des kunden; kostentraeger; kundin; kunde rechnungsempfaenger; empfaenger; rechnung fuer; recipient; bill recipient; consignee; abnehmer; auftraggeber in; leistungsempfaenger in; kundendaten; kundenanschrift; ihre anschrift; rechnungsempfaenger kunde; rechnungsempfaenger in""",
    },
    "other_party": {
        2.5: """ship to; deliver to; lieferadresse; lieferanschrift; lieferung an; warenempfaenger; versandadresse; versandanschrift; delivery address; shipping address; bank; kreditinstitut; bankverbindung; bankname; bank name; ansprechpartner; sachbearbeiter; bearbeiter; ihr ansprechpartner; kontakt; contact; geschaeftsfuehrer; geschaeftsfuehrung; geschaeftsfuehrerin; vorstand; vorsitzender; aufsichtsrat; ceo; registergericht; amtsgericht; finanzamt; (bank|haus)~verbindung; hausbank; unsere bank; geldinstitut; verkaeufer in; es bediente sie; spediteur; versand durch; versanddienstleister; carrier; steuerberater; komplementaerin; managing director; gerichtsstand; zahlungsart; payment method; versandart""",
    },
}

STREET_WORDS = ("strasse", "str", "weg", "platz", "allee", "gasse", "ring", "damm", "ufer", "chaussee", "steig", "hof", "markt",
    "graben", "berg", "wall", "street", "road", "avenue", "lane", "rue", "park", "zeile", "pfad", "kamp", "stieg", "promenade", "tor",
    "feld", "hafen", "bruecke", "wiese", "garten", "busch", "kai", "twiete", "winkel", "st", "ave", "rd", "boulevard", "drive", "blvd")  # fmt: skip

NOT_A_NAME = [
    "rechnung",
    "invoice",
    "gutschrift",
    "lieferschein",
    "angebot",
    "mahnung",
    "quittung",
    "beleg",
    "kassenbon",
    "auftragsbestaetigung",
    "bestellung",
    "rechnungsadresse",
    "lieferadresse",
    "seite",
    "page",
    "datum",
    "date",
    "kundennummer",
    "rechnungsnummer",
    "rechnungsdatum",
    "betrag",
    "summe",
    "gesamt",
    "total",
    "netto",
    "brutto",
    "mwst",
    "ust",
    "umsatzsteuer",
    "iban",
    "bic",
    "tel",
    "telefon",
    "fax",
    "telefax",
    "mobil",
    "email",
    "mail",
    "internet",
    "web",
    "www",
    "steuernummer",
    "menge",
    "bezeichnung",
    "beschreibung",
    "artikel",
    "position",
    "pos",
    "einzelpreis",
    "gesamtpreis",
    "preis",
    "einheit",
    "bankverbindung",
    "vielen",
    "dank",
    "sehr",
    "geehrte",
    "geehrter",
    "damen",
    "herren",
    "freundlichen",
    "gruessen",
    "gruesse",
    "zahlbar",
    "faellig",
    "zahlung",
    "ueberweisen",
    "bitte",
    "leistung",
    "leistungen",
    "betreff",
    "original",
    "kopie",
    "copy",
    "duplicate",
    "duplikat",
    "description",
    "quantity",
    "amount",
    "price",
    "unit",
    "subtotal",
    "tax",
    "due",
    "payment",
    "terms",
    "thank",
    "you",
    "kontonummer",
    "blz",
    "konto",
    "sparkasse",
    "amtsgericht",
    "registergericht",
    "hrb",
    "hra",
    "finanzamt",
    "geschaeftsfuehrer",
    "geschaeftsfuehrung",
    "handelsregister",
    "anschrift",
    "adresse",
    "empfaenger",
    "absender",
    "ansprechpartner",
    "bearbeiter",
    "sachbearbeiter",
    "ihr",
    "ihre",
    "ihren",
    "unser",
    "unsere",
    "wir",
    "sie",
    "uebertrag",
    "zwischensumme",
    "zeitraum",
    "lieferdatum",
    "leistungsdatum",
    "leistungszeitraum",
    "kunde",
    "kunden",
    "verwendungszweck",
    "zahlungsziel",
    "skonto",
    "uhr",
    "kundenservice",
    "servicezeiten",
    "oeffnungszeiten",
    "hotline",
    "zeichen",
    "nachricht",
    "deutschland",
    "germany",
    "oesterreich",
    "schweiz",
    "gmbh",
    "rechnungsbetrag",
    "gesamtbetrag",
    "zahlungsbedingungen",
    "lieferbedingungen",
    "hinweis",
    "hinweise",
    "mandatsreferenz",
    "glaeubiger",
    "versand",
    "lieferung",
    "fragen",
    "rueckfragen",
    "betrifft",
    "abrechnung",
    "bescheid",
    "vertrag",
    "zahlungserinnerung",
    "kontoauszug",
    "receipt",
    "statement",
    "order",
    "bill",
    "ship",
    "address",
    "phone",
    "customer",
    "number",
    "reference",
    "delivery",
    "note",
    "credit",
    "steuer",
    "steuernr",
    "ustid",
    "stueck",
    "stunden",
    "std",
    "vom",
    "zum",
    "fuer",
    "mit",
    "und",
    "von",
    "der",
    "die",
    "das",
    "nummer",
    "nr",
    "herrn",
    "herr",
    "frau",
    "firma",
    "globale",
    "verkaeufer",
    "kaeufer",
    "lieferant",
    "auftraggeber",
    "rechnungsempfaenger",
    "leistungsempfaenger",
    "kontoinhaber",
    "id",
    "vat",
    "telefonnummer",
    "mobil",
    "lieferanschrift",
    "rechnungsanschrift",
    "zahlungsart",
    "bank",
    "name",
    "vorname",
    "strasse",
    "ort",
    "plz",
    "land",
    "ust",
    "idnr",
]

LEGAL_FORMS = (
    r"GMBH\s?&\s?CO\.?\s?(?:KG|OHG)|GMBH|LTD\.?|INC\.?|MBH|E\.\s?V\.|E\.\s?K\.|LIMITED|"
    r"GmbH\s?&\s?Co\.?\s?KGaA|GmbH\s?&\s?Co\.?\s?(?:KG|OHG|oHG)|AG\s?&\s?Co\.?\s?(?:KGaA|KG|OHG|oHG)|SE\s?&\s?Co\.?\s?(?:KGaA|KG|OHG)"
    r"|UG\s?\(haftungsbeschränkt\)(?:\s?&\s?Co\.?\s?KG)?|UG haftungsbeschränkt|UG|gGmbH|gAG|GmbH\s?i\.\s?G\.|GmbH|mbH|KGaA|Aktiengesellschaft"
    r"|Gesellschaft mit beschränkter Haftung|AG|KG|OHG|oHG|GbR|PartG(?:\s?mbB)?|PartGmbB|e\.\s?V\.|e\.\s?K\.|e\.\s?Kfm\.|e\.\s?Kfr\.|e\.\s?G\.|eG|eGbR|e\.\s?U\.|eK|eV|SE|VVaG"
    r"|a\.\s?G\.|AöR|A\.ö\.R\.|KdöR|K\.d\.ö\.R\.|d\.\s?o\.\s?o\.|s\.\s?r\.\s?o\.|S\.?\s?à\s?r\.?\s?l\.?|Sàrl|SARL|S\.A\.S\.|SAS|S\.A\.|S\.p\.A\.|S\.r\.l\.|B\.\s?V\.|BV|N\.V\.|NV|Ltd\.?|Limited|LLC|L\.L\.C\."
    r"|Inc\.?|Incorporated|Corp\.?|Corporation|PLC|plc|LLP|Pty\.? Ltd\.?|Pvt\.? Ltd\.?|Oy|AB|A/S|ApS|AS|S\.L\.|Sp\. z o\.o\.|Kft\.|& Co\.|Stiftung|Genossenschaft|Verein|GesbR"
)  # fmt: skip

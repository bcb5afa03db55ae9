"""Words that name a kind of paper. Folded form (classifier.fields.labels.fold); titles say what a paper is, text what it is about."""

from __future__ import annotations

from models.documents import DocumentKind as K

TITLES: dict[K, tuple[str, ...]] = {
    K.INVOICE: (
        "rechnung", "invoice", "faktura", "kostennote", "honorarnote", "gebuehrenrechnung", "rechnung nr", "tax invoice", "facture", "factuur", "liquidation", "kostenrechnung",
        "schlussrechnung", "abschlagsrechnung", "teilrechnung", "sammelrechnung", "proformarechnung", "beitragsrechnung", "jahresabrechnung", "verbrauchsabrechnung",
        "abrechnung", "ihre rechnung", "rechnung fuer", "honorarrechnung", "monatsrechnung", "turnusrechnung", "stromrechnung", "gasrechnung", "mietrechnung", "commercial invoice",
        "mobilfunkrechnung", "handelsrechnung", "vorschussrechnung", "anzahlungsrechnung", "fattura", "facture d acompte", "nebenkostenabrechnung", "energieabrechnung", "beitragsbescheid versicherung",
    ),
    K.CREDIT_NOTE: (
        "gutschrift", "rechnungskorrektur", "stornorechnung", "storno", "credit note", "credit memo", "korrekturrechnung", "rechnungsstorno", "stornierung", "credit", "avoir",
        "rechnungsberichtigung", "gutschriftsanzeige", "rueckverguetung", "korrektur zur rechnung", "korrektur rechnung", "refund", "creditnote", "ruecknahmegutschrift", "stornobeleg", "note de credit",
    ),
    K.RECEIPT: ("kassenbon", "quittung", "receipt", "kassenbeleg", "bewirtungsbeleg", "tankquittung", "fahrschein", "fahrkarte", "parkschein", "payment receipt", "barbeleg", "kassenzettel", "kaufbeleg", "bon", "ec beleg", "kundenbeleg", "barquittung", "barverkauf", "ticket", "parkticket", "bewirtungsrechnung", "haendlerbeleg", "barrechnung", "kassenquittung", "sales receipt", "spendenquittung"),
    K.ORDER_CONFIRMATION: ("auftragsbestaetigung", "bestellbestaetigung", "order confirmation", "bestaetigung ihres auftrags", "bestaetigung ihrer bestellung", "auftrags bestaetigung", "buchungsbestaetigung", "ihre bestellung bei", "order acknowledgement", "ab", "terminbestaetigung und auftrag", "auftragsbestaetigung nr", "booking confirmation", "bestaetigung der bestellung", "auftrag bestaetigt", "sales order"),
    K.DELIVERY_NOTE: ("lieferschein", "delivery note", "packing list", "packzettel", "warenbegleitschein", "lieferavis", "packing slip", "warenausgang", "abliefernachweis", "packliste", "frachtbrief", "liefernachweis", "rueckgabeschein", "speditionsauftrag", "uebergabeschein", "begleitschein", "ladeliste", "lieferbeleg", "cmr", "wiegeschein", "delivery slip", "arbeitsnachweis", "regiebericht"),
    K.DUNNING: ("mahnung", "zahlungserinnerung", "zahlungsaufforderung", "letzte mahnung", "payment reminder", "reminder", "1 mahnung", "2 mahnung", "3 mahnung", "mahnschreiben", "erinnerung an faellige", "mahnbescheid", "erste mahnung", "zweite mahnung", "dritte mahnung", "final notice", "overdue notice", "offene posten", "ueberfaellige rechnung", "inkasso", "zahlungsverzug", "freundliche erinnerung", "letzte zahlungsaufforderung", "overdue", "past due", "erinnerung", "offene rechnungen", "offene forderung", "forderungsaufstellung", "erste zahlungserinnerung", "2 zahlungserinnerung", "second reminder", "statement of overdue", "debt collection"),
    K.OFFER: ("angebot", "kostenvoranschlag", "quotation", "offerte", "quote", "proposal", "unser angebot", "preisangebot", "offer", "kostenschaetzung", "voranschlag", "ihr angebot", "angebot nr", "estimate", "leistungsangebot", "preisvorschlag", "offre", "devis"),
    K.BANK_STATEMENT: ("kontoauszug", "bank statement", "account statement", "statement of account", "finanzstatus", "umsatzuebersicht", "rechnungsabschluss", "depotauszug", "kontostand", "kreditkartenabrechnung", "kontoumsaetze", "umsaetze", "kontoumsatz", "kontobewegungen", "girokonto", "tagesauszug", "cash account", "kontouebersicht", "verrechnungskonto", "kontokorrent", "cashkonto", "kreditkartenumsaetze", "auszug"),
    K.CONTRACT: ("vertrag", "vereinbarung", "agreement", "contract", "mietvertrag", "dienstleistungsvertrag", "arbeitsvertrag", "kaufvertrag", "wartungsvertrag", "leasingvertrag", "rahmenvertrag", "nutzungsvertrag", "auftragsverarbeitung", "werkvertrag", "nda", "geheimhaltungsvereinbarung", "lizenzvertrag", "servicevertrag", "vertragsverlaengerung", "darlehensvertrag", "rahmenvereinbarung", "aufhebungsvertrag", "versicherungsvertrag", "gewerbemietvertrag"),
    K.PAYSLIP: ("lohnabrechnung", "gehaltsabrechnung", "entgeltabrechnung", "verdienstabrechnung", "bezuegemitteilung", "entgeltnachweis", "payslip", "pay slip", "abrechnung der brutto", "brutto netto abrechnung", "lohn und gehaltsabrechnung", "verdienstnachweis", "gehaltsmitteilung", "lohnsteuerbescheinigung", "lohnschein", "gehaltsnachweis", "bezuegeabrechnung", "pay statement", "entgelt abrechnung", "abrechnung der bezuege", "lohnzettel", "brutto nettobezuege"),
    K.OFFICIAL_NOTICE: ("bescheid", "steuerbescheid", "gebuehrenbescheid", "festsetzung", "vorauszahlungsbescheid", "bussgeldbescheid", "gewerbesteuerbescheid", "umsatzsteuerbescheid", "grundsteuerbescheid", "verwarnung", "anhoerung", "leistungsbescheid", "beitragsbescheid", "einkommensteuerbescheid", "bescheid ueber", "abgabenbescheid", "zuwendungsbescheid", "verwarnungsgeld", "grundabgabenbescheid", "koerperschaftsteuerbescheid", "rundfunkbeitrag", "feststellungsbescheid", "ladung", "kostenbescheid", "zustellungsurkunde", "pruefungsanordnung"),
    K.ADVERTISING: ("newsletter", "sonderangebot", "aktion", "prospekt", "sale", "rabattaktion", "jetzt sparen", "sonderaktion", "gutschein", "rabatt", "angebote der woche", "werbung", "einladung zur messe", "neuheiten", "schnaeppchen", "jubilaeumsangebot", "nur fuer kurze zeit", "exklusiv fuer sie", "katalog", "black friday", "neu im sortiment", "jetzt testen", "aktionspreise"),
    K.LETTER: ("anschreiben", "mitteilung", "information", "kuendigung", "preisanpassung", "ihre anfrage", "ihr schreiben", "einladung", "kuendigungsbestaetigung", "adressaenderung", "wichtige information", "neue bankverbindung", "preiserhoehung", "betreff", "reklamation"),
    K.OTHER: ("formular", "protokoll", "bedienungsanleitung", "datenblatt", "lebenslauf", "agenda", "inhaltsverzeichnis", "urkunde", "zertifikat", "stundenzettel", "speisekarte", "fragebogen", "checkliste", "whitepaper", "abstract", "anleitung", "sicherheitsdatenblatt", "wertpapierabrechnung", "dividendengutschrift", "ertragsgutschrift", "wertpapier abrechnung", "bewerbung", "wertpapierkauf", "wertpapierverkauf", "kauf", "verkauf", "ausschuettung", "tagesordnung", "dividende", "wertpapiergutschrift", "preisliste", "teilnahmebescheinigung", "depot", "kapitalertraege", "steuerliche", "messprotokoll", "thesaurierung", "ertraegnisaufstellung", "steuerbescheinigung", "jahressteuerbescheinigung", "gebrauchsanweisung", "allgemeine geschaeftsbedingungen", "agb", "wertpapierorder", "sparplan", "dividendenabrechnung", "ertragsabrechnung", "zinsabrechnung", "wertpapierabrechnung kauf", "wertpapierabrechnung verkauf", "kapitalmassnahme", "depotuebertrag", "trade confirmation", "contract note", "securities settlement", "dividend", "wertpapiertransaktion", "abrechnung kauf", "abrechnung verkauf", "vorabpauschale", "fondsabrechnung", "orderbestaetigung", "arbeitsunfaehigkeitsbescheinigung", "bescheinigung", "bordkarte", "boarding pass", "pruefbericht", "antragsformular", "meeting notes", "minutes", "betriebswirtschaftliche auswertung", "summen und saldenliste", "technische daten", "user manual", "data sheet", "certificate", "curriculum vitae"),
}  # fmt: skip

SPEAKS: dict[K, tuple[str, ...]] = {
    K.INVOICE: ("rechnungsnummer", "rechnungsdatum", "rechnungsbetrag", "rechnungs nr", "invoice number", "invoice date", "stellen wir ihnen in rechnung", "in rechnung", "erlauben wir uns zu berechnen", "zahlungsziel", "zahlbar", "rechnung nr", "leistungszeitraum", "invoice no", "bill to", "ueberweisen sie", "amount due", "faellig", "rechnungsempfaenger", "bitte ueberweisen"),
    K.CREDIT_NOTE: ("schreiben wir ihnen gut", "gutschriftsbetrag", "gutschriftsnummer", "gutschrift nr", "zur rechnung", "wird ihnen erstattet", "ueberweisen wir ihnen", "erstattung", "erstatten", "gutgeschrieben", "storniert", "stornieren", "korrektur", "ursprungsrechnung", "credit note no", "zu ihren gunsten", "verrechnen wir"),
    K.RECEIPT: ("rueckgeld", "gegeben", "kartenzahlung", "girocard", "tse", "kassierer", "bediener", "terminal id", "vielen dank fuer ihren einkauf", "es bediente sie", "bar", "change", "kasse", "bon nr", "betrag dankend erhalten", "bargeld", "tse signatur", "kontaktlos", "visa", "mastercard", "cash", "dankend erhalten", "kundenbeleg", "zapfsaeule", "tisch", "ec karte", "tip", "server", "transaktionsnummer", "trinkgeld", "genehmigungs nr", "betrag erhalten", "zahlung erfolgt", "cashier", "subtotal", "sub total", "table", "check in", "payment received", "thank you", "approval code", "card", "auth code", "tax invoice receipt"),
    K.ORDER_CONFIRMATION: ("bestaetigen wir", "wir bestaetigen", "voraussichtlicher liefertermin", "liefertermin", "auftragsdatum", "auftragsnummer", "vielen dank fuer ihre bestellung", "ihre bestellung", "die rechnung erhalten sie", "we confirm", "lieferwoche", "your order", "auftragswert"),
    K.DELIVERY_NOTE: ("lieferscheinnummer", "ware erhalten", "geliefert", "liefermenge", "packstuecke", "ordnungsgemaess erhalten", "unterschrift empfaenger", "gewicht", "empfangen", "kolli", "palette", "paletten", "versandart", "lieferschein nr", "bruttogewicht", "unterschrift fahrer", "ware vollstaendig", "goods received", "colli", "spediteur", "rueckstand"),
    K.DUNNING: ("mahngebuehr", "mahngebuehren", "verzugszinsen", "noch keinen zahlungseingang", "ueberfaellig", "offene rechnung", "in verzug", "zahlungseingang", "sollten sie", "bereits beglichen", "bereits gezahlt", "gegenstandslos", "noch nicht beglichen", "inkasso", "mahnstufe", "konnten wir keinen", "verzug", "mahnspesen", "gerichtliches mahnverfahren", "ausgleich", "noch offen", "faelligkeit ueberschritten", "offener betrag", "overdue", "unpaid", "gesamtforderung", "noch nicht ausgeglichen", "offenen betrag", "weiterem verzug", "inkassobuero", "mahnbescheid", "zahlungserinnerung", "faelligen betrag", "mahnung", "saeumig", "offenstehend", "erinnern", "outstanding balance", "reminder fee"),
    K.OFFER: ("gueltig bis", "unverbindlich", "bieten wir ihnen", "angebot gueltig", "freibleibend", "wir freuen uns auf ihren auftrag", "bindefrist", "gerne unterbreiten", "unterbreiten wir", "ihre anfrage", "valid until", "auftragserteilung", "an dieses angebot", "alternativ", "angebotsnummer", "we are pleased to offer", "optional", "zu folgenden konditionen"),
    K.BANK_STATEMENT: ("alter saldo", "neuer saldo", "anfangssaldo", "endsaldo", "buchungstag", "wertstellung", "valuta", "haben", "soll", "umsaetze", "kontoinhaber", "alter kontostand", "neuer kontostand", "saldo", "opening balance", "closing balance", "gutschrift", "lastschrift", "dauerauftrag", "buchungsdatum", "buchung", "kontonummer", "ueberweisung", "kontosaldo", "auszugsnummer", "auszug nr", "sepa dauerauftrag", "sepa lastschrift", "sepa ueberweisung", "kontoauszug", "saldo per", "neuer saldo per", "alter saldo per", "wert", "kontostand am", "soll haben", "account balance", "money in", "money out"),
    K.CONTRACT: ("zwischen", "nachfolgend", "vertragspartner", "vertragsgegenstand", "laufzeit", "kuendigungsfrist", "gerichtsstand", "salvatorische klausel", "schriftform", "parteien", "§", "vertragsbeginn", "auftragnehmer", "vermieter", "mieter", "unterschrift", "ort datum", "whereas", "governing law", "vertragsdauer", "haftung", "schlussbestimmungen", "hereinafter"),
    K.PAYSLIP: ("lohnsteuer", "solidaritaetszuschlag", "krankenversicherung", "rentenversicherung", "arbeitslosenversicherung", "pflegeversicherung", "steuerklasse", "gesamtbrutto", "auszahlungsbetrag", "personalnummer", "sv brutto", "steuerbrutto", "netto verdienst", "grundgehalt", "personal nr", "kirchensteuer", "sv nummer", "urlaubstage", "eintrittsdatum", "gesetzliches netto", "steuer id", "kinderfreibetraege", "stundenlohn", "betriebsrente"),
    K.OFFICIAL_NOTICE: ("rechtsbehelfsbelehrung", "widerspruch", "einspruch", "aktenzeichen", "finanzamt", "festgesetzt", "amt fuer", "kassenzeichen", "stadtkasse", "gemeinde", "landkreis", "buergermeister", "steuernummer", "rechtsgrundlage", "ordnungsamt", "innerhalb eines monats", "gewerbesteuer", "stadt", "klage", "bekanntgabe", "messbetrag", "hebesatz", "verwaltungsgericht", "abgabenordnung", "behoerde", "zahlungsaufforderung"),
    K.ADVERTISING: ("jetzt bestellen", "sparen sie", "rabattcode", "nur solange", "abmelden", "newsletter", "gratis", "kostenlos testen", "besuchen sie uns", "solange der vorrat", "angebot gilt", "sichern sie sich", "neukunden", "gewinnspiel", "exklusiv", "jetzt", "prozent rabatt", "statt", "highlights", "entdecken sie", "uvp", "aktionszeitraum"),
    K.LETTER: ("sehr geehrte", "mit freundlichen gruessen", "ihr schreiben vom", "hiermit", "teilen wir ihnen mit", "dear", "sincerely", "informieren", "freundliche gruesse", "wir bitten", "betrifft", "beste gruesse", "guten tag", "teilen wir", "moechten wir", "wir moechten sie", "anbei", "oeffnungszeiten", "beigefuegt", "anlage", "yours", "kind regards", "best regards", "regards"),
    K.OTHER: ("isin", "wkn", "stueckzahl", "ausfuehrungskurs", "depotnummer", "kurswert", "ex tag", "kapitalertragsteuer", "abstract", "introduction", "figure", "table", "kurs", "verwahrart", "boersenplatz", "handelsplatz", "nominale", "ausfuehrungsplatz", "provision", "references", "chapter", "schlusstag", "gattung", "lagerland", "handelstag", "depotinhaber", "wertpapier", "handelsdatum", "handelszeit", "nominal", "teilfreistellung", "verlustverrechnungstopf", "sparer pauschbetrag", "devisenkurs", "fondsanteile", "ausschuettung", "dividende", "ausmachender betrag", "kapitalertragssteuer", "quellensteuer", "boarding", "teilnehmer"),
}  # fmt: skip

DECISIVE: dict[K, tuple[str, ...]] = {
    K.RECEIPT: ("rueckgeld", "tse signatur", "betrag dankend erhalten", "vielen dank fuer ihren einkauf", "es bediente sie"),
    K.DELIVERY_NOTE: ("ware erhalten", "ordnungsgemaess erhalten", "goods received"),
    K.DUNNING: ("mahngebuehr", "mahngebuehren", "mahnspesen", "mahnstufe", "gerichtliches mahnverfahren", "noch keinen zahlungseingang"),
    K.OFFER: ("an dieses angebot", "bindefrist", "angebot gueltig", "gerne unterbreiten"),
    K.BANK_STATEMENT: ("alter saldo", "neuer saldo", "alter kontostand", "neuer kontostand", "opening balance", "closing balance", "anfangssaldo", "endsaldo"),
    K.CONTRACT: ("salvatorische klausel", "vertragsgegenstand", "governing law", "vertragsbeginn"),
    K.PAYSLIP: ("lohnsteuer", "sv brutto", "gesamtbrutto", "steuerbrutto", "gesetzliches netto", "kinderfreibetraege"),
    K.OFFICIAL_NOTICE: ("rechtsbehelfsbelehrung", "folgender bescheid", "saeumniszuschlaege", "einspruch gegeben", "widerspruch erhoben"),
    K.OTHER: ("wkn", "depotnummer", "kurswert", "ex tag", "teilfreistellung", "verlustverrechnungstopf", "ausfuehrungskurs", "schlusstag"),
}  # fmt: skip
"""Phrases that stand on hardly any other kind of paper, whatever its title."""

VAGUE = frozenset(
    {
        "mitteilung",
        "information",
        "betreff",
        "wichtige information",
        "anschreiben",
        "ihr schreiben",
        "ihre anfrage",
        "auszug",
        "credit",
        "aktion",
        "ab",
        "kauf",
        "verkauf",
        "table",
        "bon",
    }
)
"""Titles that many papers bear."""

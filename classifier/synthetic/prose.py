"""Sentences for papers that are mostly text: letters, contracts, notices, advertising, and things of no kind at all."""

from __future__ import annotations

from random import Random

LETTER = (
    "vielen Dank für das freundliche Gespräch in der vergangenen Woche. | wir möchten Sie darüber informieren, dass sich unsere Öffnungszeiten ändern. | "
    "Ihr Ansprechpartner in unserem Hause ist ab sofort {person}. | anbei erhalten Sie die gewünschten Unterlagen zu Ihren Akten. | "
    "wir sind umgezogen: unsere neue Anschrift lautet {street}, {town}. | hiermit kündigen wir den bestehenden Vertrag fristgerecht zum {day}. | "
    "wir bestätigen den Eingang Ihrer Kündigung zum {day}. | bitte senden Sie uns den beigefügten Fragebogen bis zum {day} zurück. | "
    "Ihr Schreiben vom {day} haben wir erhalten und an die Fachabteilung weitergeleitet. | für Rückfragen stehen wir Ihnen gerne zur Verfügung. | "
    "wir laden Sie herzlich zu unserem Firmenjubiläum am {day} ein. | leider müssen wir Ihnen mitteilen, dass der Termin verschoben wird. | "
    "die Preise unserer Leistungen werden zum {day} um {number} % angepasst. | Ihre Reklamation haben wir geprüft und bedauern die Unannehmlichkeiten. | "
    "eine Rechnung hierzu erhalten Sie gesondert. | bitte teilen Sie uns Ihre neue Bankverbindung mit. | Sie erhalten heute Ihre persönliche Zugangskennung."
)
CONTRACT = (
    "§ {number} Gegenstand des Vertrages ist die Erbringung der in Anlage 1 genannten Leistungen. | § {number} Der Vertrag beginnt am {day} und wird auf unbestimmte Zeit geschlossen. | "
    "§ {number} Die Vergütung beträgt monatlich {amount} zuzüglich der gesetzlichen Umsatzsteuer. | § {number} Die Kündigungsfrist beträgt drei Monate zum Quartalsende. | "
    "§ {number} Der Auftragnehmer haftet nur für Vorsatz und grobe Fahrlässigkeit. | § {number} Änderungen dieses Vertrages bedürfen der Schriftform. | "
    "§ {number} Gerichtsstand ist {town}. | § {number} Die Parteien vereinbaren Stillschweigen über alle Geschäftsgeheimnisse. | "
    "§ {number} Die Miete ist bis zum dritten Werktag eines Monats zu zahlen. Die Kaution beträgt {amount}. | § {number} Sollte eine Bestimmung unwirksam sein, bleiben die übrigen wirksam. | "
    "Der Mieter erhält drei Schlüssel. | Die Arbeitszeit beträgt 40 Stunden in der Woche. | Der Auftraggeber stellt die erforderlichen Unterlagen rechtzeitig bereit."
)
NOTICE = (
    "auf Grund der vorliegenden Unterlagen ergeht folgender Bescheid: | Die Festsetzung erfolgt unter dem Vorbehalt der Nachprüfung. | "
    "Die festgesetzten Vorauszahlungen betragen vierteljährlich {amount} und sind am {day} fällig. | Festgesetzt werden {amount}. | "
    "Rechtsbehelfsbelehrung: Gegen diesen Bescheid ist der Einspruch gegeben. Er ist innerhalb eines Monats nach Bekanntgabe einzulegen. | "
    "Bitte geben Sie bei Zahlungen stets das Kassenzeichen an. | Widerspruch kann bei der oben genannten Behörde erhoben werden. | "
    "Die Anmeldung Ihres Gewerbes wird hiermit bestätigt. | Bei verspäteter Zahlung entstehen Säumniszuschläge von 1 v. H. | "
    "Erläuterungen zur Festsetzung finden Sie auf der Rückseite. | Sie werden gebeten, den Vordruck bis zum {day} einzureichen. | Ihrem Antrag auf Fristverlängerung wird stattgegeben."
)
ADVERTISING = (
    "Nur noch bis {day}: {number} % Rabatt auf das ganze Sortiment! | Jetzt bestellen und {amount} sparen. | Fordern Sie noch heute Ihren kostenlosen Katalog an. | "
    "Ab {amount} im Monat - ohne Mindestlaufzeit! | Exklusiv für Geschäftskunden: gratis Versand ab {amount} Bestellwert. | Unser Angebot der Woche: nur {amount} statt {amount}. | "
    "Besuchen Sie uns auf der Messe, Halle {number}. | Testen Sie uns 30 Tage lang unverbindlich. | Ihr Gutschein-Code: SOMMER{number} | Sie haben gewonnen! Antworten Sie bis {day}. | "
    "Wechseln Sie jetzt und sichern Sie sich {amount} Startguthaben. | Keine Rechnung, kein Risiko: zahlen Sie erst, wenn Sie zufrieden sind. | Alle Preise zzgl. MwSt., solange der Vorrat reicht. | Newsletter abbestellen"
)
OTHER = {
    "minutes": "Protokoll der Besprechung vom {day} | Teilnehmer: {person}, {person}, {person} | TOP {number}: Stand des Projektes | {person} berichtet über den Fortschritt. | Beschluss: einstimmig angenommen. | Nächster Termin: {day} | Aufgabe: {person} klärt die Lieferzeiten bis {day}.",
    "application": "Bewerbung als Mitarbeiterin im Einkauf | Lebenslauf | geboren am {day} in {town} | Schulbildung: Realschule {town} | Berufserfahrung: {person} GmbH, Sachbearbeitung | Kenntnisse: Englisch, Tabellenkalkulation | Führerschein Klasse B | Ich freue mich auf ein persönliches Gespräch.",
    "certificate": "Zertifikat | Hiermit wird bescheinigt, dass {person} erfolgreich teilgenommen hat. | Inhalte: Arbeitsschutz, Brandschutz, Erste Hilfe | Dauer: {number} Unterrichtseinheiten | {town}, {day} | Prüfungsergebnis: bestanden",
    "sick_note": "Arbeitsunfähigkeitsbescheinigung | Erstbescheinigung | Name, Vorname des Versicherten: {person} | arbeitsunfähig seit {day} | voraussichtlich arbeitsunfähig bis einschließlich {day} | festgestellt am {day} | Krankenkasse bzw. Kostenträger",
    "manual": "Bedienungsanleitung | Sicherheitshinweise sorgfältig lesen | Schritt {number}: Gerät ausschalten und vom Netz trennen. | Technische Daten: 230 V, {number} W | Entsorgung über den Fachhandel | Fehler E{number}: Filter reinigen | Garantie 24 Monate",
    "menu": "Speisekarte | Tagessuppe {amount} | Wiener Schnitzel {amount} | Hausgemachte Maultaschen {amount} | Getränke | Apfelschorle 0,4 l {amount} | Guten Appetit | Allergene auf Anfrage",
    "timesheet": "Stundenzettel Monat | Mitarbeiter: {person} | {day} 08:00 - 16:30 Pause 0:30 Summe 8,0 | {day} 07:30 - 15:45 Pause 0:45 Summe 7,5 | {day} Urlaub | Gesamtstunden {number},5 | Unterschrift Mitarbeiter Unterschrift Vorgesetzter",
    "mail": "Von: {person} | An: {person} | Gesendet: {day} | Betreff: AW: Termin nächste Woche | Hallo {person}, | können wir uns am {day} treffen? | Viele Grüße | Diese Nachricht ist vertraulich.",
    "article": "Die Wirtschaft in {town} wächst wieder | Nach Angaben des Verbandes stieg der Umsatz um {number} Prozent. | Experten rechnen mit Investitionen von {amount}. | Kommentar von {person} | Wetter: heiter bis wolkig | Lesen Sie weiter auf Seite {number}",
    "form": "Antragsformular | Bitte in Druckbuchstaben ausfüllen | Name Vorname Geburtsdatum | Straße PLZ Ort | Ich stimme den Bedingungen zu. | Ort, Datum Unterschrift | Feld {number} | Nur vom Amt auszufüllen",
    "report": "Prüfbericht Nr. {number} | Auftraggeber: {person} | Prüfgegenstand: ortsfeste Anlage | Messwert {number} mA | Ergebnis: ohne Mangel | nächste Prüfung: {day} | Prüfer {person}",
    "boarding": "Bordkarte | Passagier {person} | Flug XY {number} von {town} nach {town} | Boarding 07:{number} Gate B{number} Sitz 14C | Datum {day} | Handgepäck 1 Stück",
    "checklist": "Checkliste Einarbeitung | [ ] Arbeitsplatz eingerichtet | [ ] Schlüssel übergeben | [x] Zugang angelegt | verantwortlich: {person} | Stand {day}",
    "english_note": "Meeting notes | Attendees: {person}, {person} | Action items due {day} | The team agreed to continue the pilot. | Lorem ipsum dolor sit amet consectetur | Next call: {day} | Please review the attached document.",
    "recipe": "Apfelkuchen | {number} g Mehl | 3 Eier | {number} g Zucker | Alles verrühren und bei 180 Grad backen. | Zubereitungszeit {number} Minuten",
    "price_list": "Preisliste gültig ab {day} | Montagestunde {amount} | Anfahrt {amount} | Material nach Aufwand | Alle Preise netto | Änderungen vorbehalten",
    "stock": "Inventurliste Lager {number} | Regal A{number} Schrauben {number} Stück | Regal B{number} Muttern {number} Stück | gezählt von {person} am {day} | Differenz {number}",
    "data": "Umsatzauswertung | Konto Soll Haben Saldo | 4400 {amount} {amount} | 1200 {amount} {amount} | Summe {amount} | Stand {day} | BWA kurzfristige Erfolgsrechnung",
}  # fmt: skip


def parts(text: str) -> list[str]:
    """The sentences of one of the lists above."""
    return [part.strip() for part in text.split("|")]


def some(rng: Random, text: str, low: int, high: int, ordered: bool = False) -> list[str]:
    """Between `low` and `high` of its sentences, drawn at random or in their order."""
    pool = parts(text)
    count = min(len(pool), rng.randint(low, high))
    if ordered:
        return [pool[place] for place in sorted(rng.sample(range(len(pool)), count))]
    return rng.sample(pool, count)

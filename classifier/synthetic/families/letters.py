"""Families of papers that are not booked: letters, contracts, payslips, notices, advertising, statements, and the open rest."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from classifier.synthetic import names, prose
from classifier.synthetic.blocks import footers, heads, info
from classifier.synthetic.blocks.heads import tell_supplier
from classifier.synthetic.blocks.pairs import Pair, compact, date_pair, number_pair, tell
from classifier.synthetic.deals import Facts
from classifier.synthetic.sheet import Picture, Sheet
from models.documents import DocumentKind
from models.fields import FieldName as F


def _fill(sheet: Sheet, facts: Facts, text: str) -> str:
    """A sentence with people, dates and amounts put in."""
    rng, voice = sheet.rng, sheet.voice
    while "{" in text:
        at = text.index("{")
        end = text.index("}", at)
        slot = text[at + 1 : end]
        value = {
            "person": lambda: names.person(rng), "town": lambda: rng.choice(names.CITIES)[0], "street": lambda: names.street(rng),
            "day": lambda: voice.date(facts.issued + timedelta(rng.randrange(-40, 60))), "number": lambda: str(rng.randrange(2, 60)),
            "amount": lambda: voice.money(Decimal(rng.randrange(500, 900000)).scaleb(-2)),
        }[slot]()  # fmt: skip
        text = text[:at] + value + text[end + 1 :]
    return text


def _head(sheet: Sheet, facts: Facts) -> float:
    heads.letterhead(sheet, facts)
    y = heads.window(sheet, facts)
    form = sheet.rng.randrange(3)
    if form == 0:
        when = date_pair(sheet, facts)
        sheet.put(sheet.right, y + 8, f"{facts.supplier.town}, {when.value}", align="r")
        tell(sheet, when)
    elif form == 1:
        pairs = [
            date_pair(sheet, facts),
            *([number_pair(sheet, facts)] if facts.kind is not DocumentKind.LETTER else []),
        ]
        info.column(sheet, facts, pairs, 150.0)
    else:
        when = date_pair(sheet, facts)
        sheet.put(sheet.left, y + 8, f"{when.label}{sheet.voice.separator} {when.value}")
        tell(sheet, when)
    return y + 34


def _body(sheet: Sheet, facts: Facts, sentences: list[str], y: float, separate: bool = False) -> float:
    line = ""
    for sentence in sentences:
        text = _fill(sheet, facts, sentence)
        if separate or sheet.rng.random() < 0.3:
            y = sheet.paragraph(sheet.left, y, f"{line} {text}".strip(), sheet.width) + sheet.leading * 0.4
            line = ""
        else:
            line = f"{line} {text}".strip()
        if y > sheet.bottom:
            sheet.new_page()
            y = 70.0
    return sheet.paragraph(sheet.left, y, line, sheet.width) if line else y


def _sign(sheet: Sheet, facts: Facts, y: float) -> None:
    sheet.put(
        sheet.left,
        y + sheet.leading,
        sheet.rng.choice(("Mit freundlichen Grüßen", "Freundliche Grüße", "Herzliche Grüße", "Im Auftrag")),
    )
    sheet.put(sheet.left, y + sheet.leading * 3, facts.supplier.contact)
    footers.footer(sheet, facts)
    sheet.lax |= {F.IBAN, F.BIC}


def letter(sheet: Sheet, facts: Facts) -> None:
    """A business letter: subject in bold, some sentences."""
    sheet.used("text.letter")
    y = _head(sheet, facts)
    subjects = (
        "Ihre Anfrage",
        "Unser Gespräch",
        "Änderung unserer Bankverbindung",
        "Kündigung",
        "Einladung",
        "Ihre Unterlagen",
        "Neue Ansprechpartner",
        "Preisanpassung",
        "Information zu Ihrem Vertrag",
        "Rückfrage zu Ihrer Rechnung",
        "Ihr Schreiben",
        "Betriebsferien",
    )
    sheet.put(sheet.left, y, sheet.rng.choice(subjects), bold=True)
    y += sheet.leading * 2
    sheet.put(
        sheet.left,
        y,
        sheet.rng.choice(("Sehr geehrte Damen und Herren,", f"Sehr geehrte/r {facts.buyer.contact},", "Guten Tag,")),
    )
    y = _body(sheet, facts, prose.some(sheet.rng, prose.LETTER, 2, 6), y + sheet.leading * 1.5)
    _sign(sheet, facts, y)


def contract(sheet: Sheet, facts: Facts) -> None:
    """A contract: two named parties, paragraphs, places to sign."""
    sheet.used("text.contract")
    rng = sheet.rng
    words = (
        "Mietvertrag",
        "Dienstleistungsvertrag",
        "Wartungsvertrag",
        "Arbeitsvertrag",
        "Rahmenvertrag",
        "Leasingvertrag",
        "Vertrag über die Auftragsverarbeitung",
        "Werkvertrag",
        "Kaufvertrag",
        "Vertragsänderung",
    )
    sheet.put((sheet.left + sheet.right) / 2, 70, rng.choice(words), 16, True, align="c")
    y = 100.0
    if rng.random() < 0.5:
        sheet.put(sheet.left, y, f"{sheet.voice.named('contract_number')} {facts.number}")
        tell(sheet, number_pair(sheet, facts))
        y += sheet.leading * 1.5
    for lead, party in (("zwischen", facts.supplier), ("und", facts.buyer)):
        y = sheet.paragraph(sheet.left, y, f"{lead} {party.name}, {party.street}, {party.town_line}", sheet.width) + 6
    tell_supplier(sheet, facts, facts.supplier.name)
    sheet.tell(F.BUYER_NAME, facts.buyer.name)
    y = _body(sheet, facts, prose.some(rng, prose.CONTRACT, 5, 11), y + 10, separate=True)
    when = date_pair(sheet, facts)
    sheet.put(sheet.left, y + 40, f"{facts.supplier.town}, {when.value}")
    tell(sheet, when)
    sheet.rule(sheet.left, y + 70, 160, 0.5)
    sheet.rule(sheet.right - 160, y + 70, 160, 0.5)
    sheet.put(sheet.left, y + 80, rng.choice(("Auftragnehmer", "Vermieter", "Arbeitgeber", "Unterschrift")))
    sheet.put(sheet.right - 160, y + 80, rng.choice(("Auftraggeber", "Mieter", "Arbeitnehmer", "Unterschrift")))
    sheet.lax |= {F.SUPPLIER_NAME, F.BUYER_NAME, F.NET_TOTAL, F.GROSS_TOTAL}


def payslip(sheet: Sheet, facts: Facts) -> None:
    """A wage statement: many small amounts, gross and net pay that are no invoice totals."""
    sheet.used("text.payslip")
    rng, voice = sheet.rng, sheet.voice
    head = rng.choice(
        (
            "Entgeltabrechnung",
            "Gehaltsabrechnung",
            "Lohnabrechnung",
            "Abrechnung der Brutto/Netto-Bezüge",
            "Verdienstabrechnung",
            "Lohn- und Gehaltsabrechnung",
        )
    )
    month = f"{rng.choice(('Januar', 'Februar', 'März', 'April', 'Juni', 'September', 'Oktober'))} {facts.issued.year}"
    sheet.put(sheet.left, 60, f"{head} {rng.choice(('', 'für '))}{month}", 13, True)
    y = 80.0
    sheet.put(sheet.left, y, f"{facts.buyer.name}, {facts.buyer.street}, {facts.buyer.town_line}", 7)
    sheet.lax |= set(F)
    rows = [
        ("Personal-Nr.", f"{rng.randrange(1, 99999):05d}"),
        ("Name", names.person(rng)),
        ("Steuerklasse", rng.choice("123456")),
        ("SV-Nummer", f"{rng.randrange(10, 99)}{rng.randrange(10**6)}K{rng.randrange(100, 999)}"),
        ("Krankenkasse", rng.choice(("Betriebskrankenkasse", "Ersatzkasse", "Ortskrankenkasse"))),
        ("Eintritt", voice.date(facts.issued - timedelta(900))),
        ("Druckdatum", voice.date(facts.issued)),
    ]
    y += 24
    for label, value in rows:
        sheet.put(sheet.left, y, label)
        sheet.put(sheet.left + 120, y, value)
        y += sheet.leading
    y += 14
    pay = Decimal(rng.randrange(180000, 690000)).scaleb(-2)
    for label, part in (
        ("Grundgehalt", 1000), ("Gesamtbrutto", 1000), ("Lohnsteuer", 142), ("Solidaritätszuschlag", 0), ("Krankenversicherung", 81), ("Rentenversicherung", 93), ("Arbeitslosenversicherung", 13),
        ("Pflegeversicherung", 18), ("Nettoverdienst", 653), ("VWL", 10), ("Auszahlungsbetrag", 643),
    ):  # fmt: skip
        if part == 0 and rng.random() < 0.5:
            continue
        sheet.put(sheet.left, y, label, bold=part > 600)
        sheet.put(sheet.right - rng.choice((0, 0, 120)), y, voice.number(pay * part / 1000), align="r", bold=part > 600)
        y += sheet.leading
    sheet.put(sheet.left, y + 20, f"Überweisung auf IBAN {voice.iban(facts.third.accounts[0].iban)}")


def notice(sheet: Sheet, facts: Facts) -> None:
    """An authority's notice: file number, subject, legal remedies; amounts that are fixed, not billed."""
    sheet.used("text.notice")
    rng = sheet.rng
    office = rng.choice(
        (
            "Finanzamt {}",
            "Stadt {}",
            "Amtsgericht {}",
            "Landesamt für Steuern {}",
            "Berufsgenossenschaft {}",
            "Hauptzollamt {}",
            "Gewerbeamt {}",
            "Bundesamt für Abgaben {}",
            "Agentur für Betriebe {}",
        )
    ).format(rng.choice(names.TOWNS))
    sheet.put(sheet.left, 55, office, sheet.size + 3, True)
    sheet.truth[F.SUPPLIER_NAME] = office
    sheet.put(sheet.left, 70, f"{facts.supplier.street}, {facts.supplier.town_line}", sheet.size - 1)
    y = 140.0
    for line in heads.recipient_lines(sheet, facts):
        sheet.put(sheet.left, y, line)
        y += sheet.leading
    pairs = [number_pair(sheet, facts), date_pair(sheet, facts)]
    if facts.buyer.tax_number:
        pairs.insert(0, Pair(sheet.voice.label("tax_number"), facts.buyer.tax_number))
    rng.choice((info.column, info.column_left, info.one_row))(sheet, facts, pairs, max(y + 20, 210.0))
    subject = rng.choice(
        (
            "Bescheid",
            "Bescheid über Umsatzsteuer",
            "Vorauszahlungsbescheid",
            "Gewerbesteuerbescheid",
            "Bescheid über Körperschaftsteuer",
            "Festsetzungsbescheid",
            "Kraftfahrzeugsteuerbescheid",
            "Erinnerung an die Abgabe",
            "Anhörung",
            "Bescheinigung in Steuersachen",
            "Mitteilung",
            "Bußgeldbescheid",
        )
    )
    sheet.put(
        sheet.left,
        285,
        f"{subject} {rng.choice(('', str(facts.issued.year - 1), 'für ' + str(facts.issued.year)))}".strip(),
        sheet.size + 3,
        True,
    )
    y = _body(sheet, facts, prose.some(rng, prose.NOTICE, 3, 7), 310.0)
    sheet.put(
        sheet.left,
        y + 20,
        rng.choice(("Im Auftrag", "Mit freundlichen Grüßen", "Dieser Bescheid ist ohne Unterschrift gültig.")),
    )
    if rng.random() < 0.6:
        account = facts.supplier.accounts[0]
        sheet.put(
            sheet.left,
            sheet.page.height - 50,
            f"Bankverbindung: {account.bank}, IBAN {sheet.voice.iban(account.iban)}, BIC {account.bic}",
            7,
        )
    sheet.lax |= {F.IBAN, F.BIC, F.GROSS_TOTAL, F.DUE_DATE, F.AMOUNT_DUE, F.NET_TOTAL, F.TAX_TOTAL}


def advertising(sheet: Sheet, facts: Facts) -> None:
    """Advertising as letter or flyer: big words, prices, dates; nothing is owed."""
    sheet.used("text.advertising")
    rng, voice = sheet.rng, sheet.voice
    slogans = (
        "Jetzt zugreifen!",
        "Frühlingsangebote",
        "Nur für kurze Zeit",
        "Sparen Sie bis zu 40 %",
        "Neu: unser Katalog",
        "Exklusiv für Sie",
        "SALE",
        "Sonderpreise für Gewerbekunden",
        "Ihr persönliches Angebot",
        "Wechseln und sparen",
    )
    if rng.random() < 0.5:
        y = _head(sheet, facts)
        sheet.put(sheet.left, y, rng.choice(slogans), sheet.size + 5, True)
        y = _body(sheet, facts, prose.some(rng, prose.ADVERTISING, 3, 7), y + sheet.leading * 2)
        _sign(sheet, facts, y)
    else:
        sheet.page.pictures.append(Picture(sheet.left, 40, 140, 60, "logo", facts.supplier.brand))
        y = 140.0
        sheet.put((sheet.left + sheet.right) / 2, y, rng.choice(slogans), 28, True, align="c")
        y += 50
        for place in range(rng.randrange(2, 7)):
            article = rng.choice(facts.trade.articles)
            x = sheet.left + place % 2 * sheet.width / 2
            sheet.put(x, y, article.text[:42], bold=True)
            sheet.put(
                x,
                y + 24,
                voice.pick(("nur ", "ab ", ""), ("only ", "from "))
                + voice.money(Decimal(rng.randint(article.low, article.high)).scaleb(-2)),
                18,
                True,
            )
            y += 60 * (place % 2)
        y = _body(sheet, facts, prose.some(rng, prose.ADVERTISING, 2, 5), y + 70)
        sheet.put(
            (sheet.left + sheet.right) / 2,
            sheet.page.height - 60,
            f"{facts.supplier.name} · {facts.supplier.street} · {facts.supplier.town_line} · {facts.supplier.web}",
            8,
            align="c",
        )
        tell_supplier(sheet, facts, facts.supplier.name)
    sheet.lax |= {F.DOCUMENT_DATE, F.GROSS_TOTAL, F.NET_TOTAL}


def statement(sheet: Sheet, facts: Facts) -> None:
    """A bank statement: old and new balance, movements with dates, texts and signed amounts."""
    sheet.used("text.statement")
    rng, voice = sheet.rng, sheet.voice
    bank = rng.choice(("Sparkasse {}", "Volksbank {} eG", "Handelsbank {}", "Kaufmannsbank {}", "Depotbank {}")).format(
        rng.choice(names.TOWNS)
    )
    account = facts.buyer.accounts[0]
    sheet.put(sheet.left, 50, bank, sheet.size + 4, True)
    sheet.truth[F.SUPPLIER_NAME] = bank
    y = 80.0
    if rng.random() < 0.7:
        y = heads.window(sheet, facts, 70)
    sheet.put(
        sheet.left,
        y + 20,
        rng.choice(
            (
                "Kontoauszug",
                "Kontoauszug Geschäftskonto",
                "Auszug",
                "Umsatzübersicht",
                "Finanzstatus",
                "Kreditkartenabrechnung",
                "Depotauszug",
                "Statement of account",
            )
        ),
        sheet.size + 4,
        True,
    )
    y += 44
    head = (
        f"{voice.label('statement_number')} {rng.randrange(1, 60)}/{facts.issued.year}",
        f"IBAN {voice.iban(account.iban)}",
        f"Kontonummer {rng.randrange(10**6, 10**9)}",
        f"vom {voice.date(facts.issued - timedelta(30))} bis {voice.date(facts.issued)}",
        f"Datum {voice.date(facts.issued)}",
        f"Seite 1 von {rng.randrange(1, 5)}",
    )
    for line in rng.sample(head, rng.randrange(3, 7)):
        sheet.put(sheet.left, y, line)
        y += sheet.leading
    balance = Decimal(rng.randrange(-500000, 9000000)).scaleb(-2)
    y += 10
    sheet.put(
        sheet.left,
        y,
        rng.choice(
            (
                "Alter Kontostand",
                "Anfangssaldo",
                "Saldo Vortrag",
                "Kontostand am " + voice.date(facts.issued - timedelta(30)),
            )
        ),
    )
    sheet.put(sheet.right, y, voice.money(balance), align="r")
    y += sheet.leading * 1.5
    signs = rng.choice((("S", "H"), ("-", "+"), ("-", ""), ("Soll", "Haben")))
    for _ in range(rng.randrange(3, 22)):
        amount = Decimal(rng.randrange(-190000, 220000)).scaleb(-2)
        balance += amount
        day = facts.issued - timedelta(rng.randrange(30))
        sheet.put(sheet.left, y, f"{day:%d.%m.}" + rng.choice(("", f" {day:%d.%m.}", f"{day:%Y}")))
        text = (
            rng.choice(
                (
                    "Überweisung",
                    "Lastschrift",
                    "SEPA-Basislastschrift",
                    "Gutschrift",
                    "Kartenzahlung",
                    "Dauerauftrag",
                    "Entgelt",
                    "Zinsen",
                    "Wertpapierkauf",
                )
            )
            + " "
            + names.person(rng)
        )
        sheet.put(sheet.left + 80, y, text)
        sheet.put(
            sheet.right, y, f"{voice.number(abs(amount))} {signs[0] if amount < 0 else signs[1]}".strip(), align="r"
        )
        y += sheet.leading
        if rng.random() < 0.5:
            sheet.put(
                sheet.left + 80,
                y,
                f"RE {rng.randrange(1000, 99999)} vom {voice.date(day)} {rng.choice(('', 'Kd.-Nr. 4711', 'Rechnung', 'Miete'))}".strip(),
                sheet.size - 1,
            )
            y += sheet.leading
        if y > sheet.bottom:
            sheet.new_page()
            y = 70.0
    sheet.put(
        sheet.left,
        y + 6,
        rng.choice(("Neuer Kontostand", "Endsaldo", "Kontostand am " + voice.date(facts.issued), "Saldo neu")),
        bold=True,
    )
    sheet.put(sheet.right, y + 6, voice.money(balance), align="r", bold=True)
    sheet.lax |= set(F) - {F.SUPPLIER_NAME}


def anything(sheet: Sheet, facts: Facts) -> None:
    """A paper of no kind of ours: one of many unlike texts, with headings and noise of its own."""
    rng = sheet.rng
    topic = rng.choice(tuple(prose.OTHER))
    sheet.used(f"other.{topic}")
    pool = prose.parts(prose.OTHER[topic])
    y = rng.choice((50.0, 70.0, 120.0))
    if rng.random() < 0.4:
        sheet.put(
            sheet.right, y - 15, rng.choice((facts.supplier.name, facts.supplier.web, facts.supplier.brand)), align="r"
        )
    sheet.put(
        rng.choice((sheet.left, (sheet.left + sheet.right) / 2 - 80)),
        y,
        _fill(sheet, facts, pool[0]),
        sheet.size + rng.choice((0, 4, 9)),
        rng.random() < 0.7,
    )
    y += 30
    rest = [rng.choice(pool[1:]) for _ in range(rng.randrange(3, 26))] if rng.random() < 0.5 else pool[1:]
    if rng.random() < 0.15:
        rest += prose.some(rng, prose.LETTER, 1, 4)
    _body(sheet, facts, rest, y, separate=rng.random() < 0.7)
    sheet.lax |= set(F)


def dunning(sheet: Sheet, facts: Facts) -> None:
    """A reminder or dunning letter: lists open invoices with their own numbers and dates, fees and interest, a new term."""
    rng, voice, sums = sheet.rng, sheet.voice, facts.sums
    from_titles = (
        "Zahlungserinnerung",
        "1. Mahnung",
        "2. Mahnung",
        "Letzte Mahnung",
        "Mahnung",
        "Kontoausgleich",
        "Offene Posten",
        "Erinnerung an unsere Rechnung",
        "Zahlungsverzug",
    )
    english = ("Payment reminder", "Overdue invoice", "Final notice", "Second reminder")
    sheet.used("text.dunning")
    y = (
        _head(sheet, facts)
        if rng.random() < 0.6
        else info.info(sheet, facts, heads.window(sheet, facts, heads.letterhead(sheet, facts)) + 18) + 12
    )
    sheet.put(
        sheet.left,
        y,
        from_titles[facts.stage] if voice.german and rng.random() < 0.4 else voice.pick(from_titles, english),
        sheet.size + rng.choice((1, 4, 8)),
        True,
    )
    y += sheet.leading * 2
    number, issued = facts.about
    opening = voice.pick(
        (
            f"sicher haben Sie übersehen, dass unsere Rechnung {number} vom {voice.date(issued)} noch offen ist.",
            "trotz unserer Erinnerung konnten wir bisher keinen Zahlungseingang feststellen:",
            f"unsere Rechnung Nr. {number} vom {voice.date(issued)} über {voice.money(sums.gross)} ist seit dem {voice.date(issued + timedelta(facts.term_days))} zur Zahlung fällig.",
            "folgende Posten sind laut unserer Buchhaltung noch nicht ausgeglichen:",
        ),
        (
            f"our invoice {number} of {voice.date(issued)} is still unpaid.",
            "our records show that the following invoices are overdue:",
        ),
    )
    y = sheet.paragraph(sheet.left, y, opening, sheet.width) + 8
    total = sums.gross
    rows = [(number, issued, sums.gross)]
    if rng.random() < 0.3:
        rows.append(
            (f"{rng.randrange(1000, 99999)}", issued - timedelta(20), Decimal(rng.randrange(1000, 90000)).scaleb(-2))
        )
        total += rows[1][2]
    if rng.random() < 0.75:
        sheet.used("lines.open_items")
        for place, cell in enumerate(
            (
                voice.pick(("Rechnung", "Beleg", "Rechnungsnummer"), ("Invoice",)),
                voice.pick(("Datum", "vom"), ("Date",)),
                voice.pick(("Fällig", "Fälligkeit"), ("Due",)),
                voice.pick(("Betrag", "Offen", "Restbetrag"), ("Amount",)),
            )
        ):
            sheet.put(sheet.left + place * 115, y, cell, bold=True)
        for row in rows:
            y += sheet.leading
            for place, cell in enumerate(
                (row[0], voice.date(row[1]), voice.date(row[1] + timedelta(facts.term_days)), voice.money(row[2]))
            ):
                sheet.put(sheet.left + place * 115, y, cell)
        y += sheet.leading * 1.6
    fee = Decimal(rng.choice((0, 250, 500, 750, 1000, 4000))).scaleb(-2) if facts.stage else Decimal(0)
    if fee:
        sheet.put(sheet.left, y, voice.pick(("Mahngebühr", "zzgl. Mahngebühren", "Mahnspesen"), ("Late fee",)))
        sheet.put(sheet.left + 345, y, voice.money(fee))
        y += sheet.leading
        total += fee
    if fee or len(rows) > 1 or rng.random() < 0.5:
        sheet.put(
            sheet.left,
            y,
            voice.pick(
                ("Gesamtforderung", "Zu zahlen", "Offener Betrag", "Gesamtbetrag", "Summe"),
                ("Total due", "Balance due"),
            ),
            bold=True,
        )
        sheet.put(sheet.left + 345, y, voice.money(total), bold=True)
        sheet.tell(F.AMOUNT_DUE, f"{total:.2f}")
        y += sheet.leading
    until = facts.issued + timedelta(rng.choice((7, 8, 10, 14)))
    if rng.random() < 0.7:
        y = sheet.paragraph(
            sheet.left,
            y + 8,
            voice.pick(
                (
                    f"Bitte überweisen Sie den offenen Betrag bis zum {voice.date(until)}.",
                    f"Wir setzen Ihnen eine letzte Frist bis {voice.date(until)}.",
                ),
                (f"Please pay by {voice.date(until)}.",),
            ),
            sheet.width,
        )
        sheet.tell(F.DUE_DATE, until.isoformat())
    y = sheet.paragraph(
        sheet.left,
        y + 4,
        voice.pick(
            (
                "Sollten Sie zwischenzeitlich gezahlt haben, betrachten Sie dieses Schreiben als gegenstandslos.",
                "Andernfalls leiten wir das gerichtliche Mahnverfahren ein.",
                "Bei weiterem Verzug übergeben wir die Sache einem Inkassobüro.",
            ),
            ("If you have already paid, please disregard this letter.",),
        ),
        sheet.width,
    )
    footers.footer(sheet, facts)
    sheet.lax |= {F.GROSS_TOTAL, F.AMOUNT_DUE, F.DUE_DATE, F.NET_TOTAL, F.TAX_TOTAL, F.TAX_BREAKDOWN}
    if F.DOCUMENT_NUMBER not in sheet.truth and rng.random() < 0.2:
        sheet.put(sheet.right, sheet.page.height - 110, f"{voice.named('dunning_number')} {facts.number}", align="r")
        sheet.tell(F.DOCUMENT_NUMBER, compact(facts.number))

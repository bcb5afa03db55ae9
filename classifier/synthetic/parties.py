"""Parties: invented companies and people with addresses, ids and bank accounts, with and without legal form."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from classifier.synthetic import ids, names
from classifier.synthetic.trades import Trade
from models.parties import OwnCompany

LEGAL_FORMS = (
    "GmbH",
    "GmbH",
    "GmbH",
    "GmbH & Co. KG",
    "AG",
    "KG",
    "OHG",
    "UG (haftungsbeschränkt)",
    "e. K.",
    "mbH",
    "SE",
    "GbR",
    "eG",
    "AG & Co. KGaA",
    "GmbH & Co. OHG",
    "e.K.",
    "gGmbH",
    "UG & Co. KG",
    "GmbH i. L.",
    "SE & Co. KG",
)
FOREIGN_FORMS = {
    "AT": ("GmbH", "Ges.m.b.H.", "e.U."), "CH": ("AG", "GmbH", "SA"), "FR": ("SARL", "SAS", "SA"), "NL": ("B.V.", "N.V."),
    "IT": ("S.r.l.", "S.p.A."), "PL": ("Sp. z o.o.", "S.A."), "BE": ("NV", "SRL"), "IE": ("Ltd.", "Limited"), "LU": ("S.à r.l.", "S.A."),
    "US": ("Inc.", "LLC", "Corp."), "GB": ("Ltd", "Limited", "plc"),
}  # fmt: skip
TOP_LEVEL = {
    "DE": "de",
    "AT": "at",
    "CH": "ch",
    "FR": "fr",
    "NL": "nl",
    "IT": "it",
    "PL": "pl",
    "BE": "be",
    "IE": "ie",
    "LU": "lu",
    "US": "com",
    "GB": "co.uk",
}
DIAL = {
    "DE": "+49",
    "AT": "+43",
    "CH": "+41",
    "FR": "+33",
    "NL": "+31",
    "IT": "+39",
    "PL": "+48",
    "BE": "+32",
    "IE": "+353",
    "LU": "+352",
    "US": "+1",
    "GB": "+44",
}


@dataclass(frozen=True, slots=True)
class Account:
    """A bank account as printed: bank, IBAN and BIC without blanks."""

    bank: str
    iban: str
    bic: str


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a page. Ids without blanks; which of them stand on a page is the layout's choice."""

    name: str
    """As a reviewer types it: with legal form, one line."""
    brand: str
    """Short or trading name: on logos, in claims; may equal `name`."""
    claim: str
    street: str
    postcode: str
    town: str
    country: str
    contact: str
    owner: str
    phone: str
    fax: str
    mail: str
    web: str
    vat_id: str | None
    tax_number: str | None
    register: str
    accounts: tuple[Account, ...]

    @property
    def town_line(self) -> str:
        """Postal code and town as the country writes them."""
        if self.country == "US":
            state, code = self.postcode.split(" ")
            return f"{self.town}, {state} {code}"
        return f"{self.town} {self.postcode}" if self.country == "GB" else f"{self.postcode} {self.town}"

    @property
    def domain(self) -> str:
        """The web domain without www."""
        return self.web.removeprefix("www.")

    @property
    def name_lines(self) -> tuple[str, ...]:
        """The name in up to two lines, as letterheads break it."""
        for cut in (" Inh. ", " GmbH & Co. KG", " GmbH", " e.V."):
            at = self.name.find(cut)
            if at > 18:
                return (self.name[:at], self.name[at + 1 :])
        return (self.name,)


def _company(rng: Random, word: str, country: str) -> tuple[str, str]:
    legal = rng.choice(LEGAL_FORMS if country == "DE" else FOREIGN_FORMS[country])
    last, coined = rng.choice(names.LAST), names.coined(rng)
    pattern = rng.randrange(8) if country in ("DE", "AT", "CH") else rng.choice((2, 3, 7))
    core = (
        f"{last} {word}", f"{last} & {rng.choice(names.LAST)} {word}", coined, f"{coined} {word}", f"{word} {last}",
        f"{rng.choice(names.FIRST)} {last} {word}", f"{''.join(rng.sample('ABCDEFGHKLMRSTVW', 3))} {word}",
        f"{coined} {rng.choice(('Solutions', 'Handels', 'Service', 'Group', 'Systems', 'Vertriebs', 'International'))}",
    )[pattern]  # fmt: skip
    return f"{core} {legal}", core


_NAMINGS = {
    "practice": ("{title}{who}|{who}", "Dr. med. {who}|{who}", "{word} Dr. {last} & Dr. {other}|{word} {last}", "{word} {town}|{word} {town}", "{who}, {word}|{who}", "{word} {last} GbR|{word} {last}"),
    "craft": ("{last} & Söhne {word} OHG|{last} & Söhne", "{word} {who} e.K.|{word} {last}", "{who} e.K.|{who}", "Gebr. {last} {word} GbR|Gebr. {last}", "{word}smeister {who}|{who}", "{last} und {other} {word} GbR|{last} und {other}"),
    "foundation": ("{coined}-Stiftung|{coined}-Stiftung", "{last} {word} gGmbH|{last} {word}", "{word} {town} - Anstalt des öffentlichen Rechts|{word} {town}", "{word} {coined} eG|{word} {coined}", "{last}'sche {word}|{last}'sche {word}", "{word} {town} gUG (haftungsbeschränkt)|{word} {town}"),
    "person": ("{who}|{who}", "{title}{who}|{who}", "{who} {word}|{word}", "{word} {who}|{word} {last}"),
    "trade": ("{word} {last}|{word} {last}", "{word} am {last}platz|{word} am {last}platz", "{last}s {word}|{last}s {word}", "{word} {town}|{word} {town}", "{word} {who}|{word} {who}", "{word} {last} Inh. {who}|{word} {last}"),
    "domain": ("{site}|{site}", "{site} GmbH|{site}"),
    "brand": ("{coined}|{coined}", "{coined} {word}|{coined} {word}", "{word}24|{word}24", "{coined}+|{coined}+", "{coined} {word} Deutschland GmbH|{coined} {word}", "{word}24 GmbH|{word}24", "{coined} AG|{coined}"),
    "association": ("{word} {town} e.V.|{word} {town}", "{word} der Region {town} e. V.|{word} der Region {town}", "{word} {town}|{word} {town}", "{coined} {word} e.V.|{coined} {word}"),
    "chamber": ("Handelskammer {town}|Handelskammer {town}", "Kammer für Handwerk {town}|Kammer für Handwerk {town}", "Kreishandwerkerschaft {town}|Kreishandwerkerschaft {town}"),
    "authority": ("Stadt {town}|Stadt {town}", "{word} {town}|{word} {town}", "Landkreis {town}|Landkreis {town}", "Gemeinde {town}|Gemeinde {town}", "Zweckverband Abfall {town}|Zweckverband Abfall {town}"),
    "house": ("{word} {sign}|{word} {sign}", "{word} {sign}|{word} {sign}", "{word} {sign} GmbH|{word} {sign}", "{word} {sign} Inh. {who}|{word} {sign}"),
    "family": ("{who} und {first} {last}|{who} und {first} {last}", "Eheleute {who}|Eheleute {who}", "{word} {who}|{word} {who}", "Erbengemeinschaft {last}|Erbengemeinschaft {last}"),
    "office": ("{word} {last}|{last}", "{word} {last} & Kollegen|{last}", "{last} {other} {word}|{last}", "{word} {title}{who}|{who}"),
    "partnership": ("{last} {other} & Partner PartG mbB|{last} {other} & Partner", "{last} {other} & Partner {word} PartGmbB|{last} {other} & Partner", "{last} {other} & Partner|{last} {other} & Partner", "{last} {other} & Partner GbR|{last} {other} & Partner"),
    "insurer": ("{coined} {word} AG|{coined} {word}", "{town}er {word} a.G.|{town}er {word}", "{last}sche {word} VVaG|{last}sche {word}", "{coined} {word}|{coined} {word}", "{coined} {word}s-AG|{coined} {word}"),
    "city_works": ("Stadtwerke {town} GmbH|Stadtwerke {town}", "Stadtwerke {town}|Stadtwerke {town}", "{town}er {word} AG|{town}er {word}"),
    "bank": ("Sparkasse {town}|Sparkasse {town}", "Volksbank {town} eG|Volksbank {town} eG", "{coined} Bank AG|{coined} Bank AG", "Handelsbank {town}|Handelsbank {town}"),
    "academy": ("{word} {coined}|{word} {coined}", "{coined} Akademie|{coined} Akademie", "{word} {town}|{word} {town}"),
    "studio": ("{word} {coined}|{word} {coined}", "{coined} Studio|{coined} Studio", "{word} {town}|{word} {town}"),
}  # fmt: skip
"""Full name | brand, by form. Without legal form as often as with one (extraction-notes, advice 6)."""
_SIGNS = (
    "zum Löwen",
    "Am See",
    "Alte Post",
    "Zur Linde",
    "Krone",
    "Bellevue",
    "Goldener Anker",
    "Seeblick",
    "Drei Mohren",
    "Waldfrieden",
)
_TITLES = ("", "", "Dr. ", "Dipl.-Ing. ", "Dipl.-Kfm. ", "Prof. Dr. ")


def _named(rng: Random, form: str, trade: Trade, country: str) -> tuple[str, str]:
    """Full name and brand of a company of this `form`."""
    word = rng.choice(trade.words)
    if form not in _NAMINGS:
        return _company(rng, word, country)
    who, coined = names.person(rng), names.coined(rng)
    site = names.domain_word(rng.choice((coined, f"{word}-{coined}", f"mein-{word}"))) + rng.choice(
        (".de", ".de", ".com", ".io", ".eu")
    )
    pattern = rng.choice(_NAMINGS[form]).format(
        word=word, who=who, coined=coined, site=site, last=who.split(" ")[-1], other=rng.choice(names.LAST), first=rng.choice(names.FIRST),
        town=rng.choice(names.TOWNS), title=rng.choice(_TITLES), sign=rng.choice(_SIGNS),
    )  # fmt: skip
    full, _, brand = pattern.partition("|")
    return full, brand


def _phone(rng: Random, country: str) -> str:
    area, number = str(rng.randrange(200, 9999)), str(rng.randrange(10000, 99999999))
    if country == "DE":
        return rng.choice(
            (
                f"0{area} {number}",
                f"0{area}/{number}",
                f"(0{area}) {number}",
                f"+49 {area} {number}",
                f"0{area} - {number[:-2]}-{number[-2:]}",
                f"+49 (0) {area} {number}",
            )
        )
    return f"{DIAL[country]} {area} {number[:3]} {number[3:]}"


def accounts(rng: Random, country: str, town: str, count: int) -> tuple[Account, ...]:
    """`count` bank accounts; now and then an IBAN with a wrong check digit, as on test pages and misprints."""
    found = []
    for _ in range(count):
        bank = rng.choice(rng.choice(ids.BANKS)[2]).format(city=town)
        land = country if country in ids.ACCOUNT_DIGITS else "DE"
        found.append(Account(bank, ids.iban(rng, land, valid=rng.random() > 0.06), ids.bic(rng, land)))
    return tuple(found)


def party(rng: Random, trade: Trade, country: str = "DE", form: str | None = None) -> Party:
    """A new party of this branch."""
    name, brand = _named(rng, form or (rng.choice(trade.forms) if country == "DE" else "company"), trade, country)
    postcode, town = names.place(rng, country)
    word = names.domain_word(brand)[:22].strip("-")
    web = brand.lower() if "." in brand and " " not in brand else f"{word}.{TOP_LEVEL[country]}"
    owner = names.person(rng)
    mail_name = rng.choice(
        (
            "info",
            "rechnung",
            "kontakt",
            "buchhaltung",
            "office",
            "service",
            "post",
            names.domain_word(owner.split(" ")[-1]),
        )
    )
    mail_domain = web if rng.random() > 0.15 else rng.choice(("t-mail.example", "freemail.example", "gmx.example"))
    vat = ids.vat_id(rng, country, valid=rng.random() > 0.15) if country not in ("US", "GB") else None
    return Party(
        name=name,
        brand=brand,
        claim=rng.choice(("", "", "seit " + str(rng.randrange(1880, 2015)), "Ihr Partner für " + rng.choice(trade.words), "Meisterbetrieb", "Qualität aus der Region", rng.choice(trade.words) + " · " + rng.choice(trade.words))),
        street=names.street(rng, country), postcode=postcode, town=town, country=country,
        contact=names.person(rng), owner=owner,
        phone=_phone(rng, country), fax=_phone(rng, country), mail=f"{mail_name}@{mail_domain}", web=rng.choice(("www.", "www.", "")) + web,
        vat_id=vat,
        tax_number=ids.tax_number(rng) if country == "DE" else None,
        register=rng.choice(("HRB", "HRB", "HRA", "GnR")) + f" {rng.randrange(100, 199999)}" if country == "DE" else f"{rng.randrange(100000, 999999)}",
        accounts=accounts(rng, country, town.split(" (")[0], rng.choice((1, 1, 1, 2, 3))),
    )  # fmt: skip


def own_company(rng: Random, side: Party) -> OwnCompany:
    """What a user has typed about their own company: mostly complete, sometimes only parts of it."""
    core = [side.name]
    if side.brand != side.name and rng.random() < 0.5:
        core.append(side.brand)
    full = rng.random() < 0.75
    return OwnCompany(
        names=tuple(core),
        vat_ids=(side.vat_id,) if side.vat_id and full else (),
        tax_numbers=(side.tax_number.replace(" ", ""),) if side.tax_number and full else (),
        ibans=tuple(account.iban for account in side.accounts) if full else (),
        domains=(side.domain,) if rng.random() < 0.8 else (),
    )

"""Who plays in the sample inbox: our demo company and its suppliers. All invented; domains end in .example (RFC 2606)."""

from __future__ import annotations

from random import Random

from classifier.synthetic import ids
from classifier.synthetic.parties import Account, Party
from models.parties import OwnCompany


def _party(
    name: str, brand: str, address: str, domain: str, people: str, country: str = "DE", tax: str | None = None
) -> Party:
    """A party whose ids follow from its name, with right check digits."""
    rng = Random(name)
    street, postcode, town = (part.strip() for part in address.split("|"))
    contact, owner = (part.strip() for part in people.split("|"))
    bank = rng.choice(("Hafenbank eG", "Kaufmannsbank Nord", "Erste Direktbank", "Landkreditbank"))
    return Party(
        name=name, brand=brand, claim="", street=street, postcode=postcode, town=town, country=country, contact=contact, owner=owner,
        phone=f"+49 {rng.randrange(2000, 9999)} {rng.randrange(10000, 999999)}", fax=f"+49 {rng.randrange(2000, 9999)} {rng.randrange(10000, 999999)}",
        mail=f"rechnung@{domain}", web=f"www.{domain}", vat_id=ids.vat_id(rng, country), tax_number=tax,
        register=f"HRB {rng.randrange(1000, 99999)}", accounts=(Account(bank, ids.iban(rng, country if country in ids.ACCOUNT_DIGITS else "DE"), ids.bic(rng, country)),),
    )  # fmt: skip


OWN = _party(
    "Wendlandt & Ohm Anlagenservice GmbH",
    "Wendlandt & Ohm",
    "Am Stintkai 14 | 21337 | Lüneburg",
    "wendlandt-ohm.example",
    "Jördis Wendlandt | Karsten Ohm",
    tax="33/208/51447",
)
HALLBACH = _party(
    "Hallbach Befestigungstechnik GmbH",
    "Hallbach",
    "Zur Schmiede 8 | 59557 | Lippstadt",
    "hallbach-technik.example",
    "Dörte Hallbach | Ulf Hallbach",
    tax="330/5712/0946",
)
RIEBESEHL = _party(
    "Büroausstatter Riebesehl KG",
    "Riebesehl",
    "Neue Sülze 31 | 21335 | Lüneburg",
    "riebesehl-buero.example",
    "Marlies Riebesehl | Enno Riebesehl",
    tax="33/214/00738",
)
TORVEX = _party(
    "Torvex Systemhaus GmbH",
    "Torvex",
    "Gerberhof 5 | 28195 | Bremen",
    "torvex.example",
    "Sina Apelt | Henrik Torwald",
    tax="60/119/08452",
)
KLIMANORD = _party(
    "Klimanord Ersatzteile GmbH & Co. KG",
    "Klimanord",
    "Boschring 17 | 24568 | Kaltenkirchen",
    "klimanord.example",
    "Peer Asmus | Gesa Ketels",
    tax="11/288/40516",
)
MERTINAT = _party(
    "Elektro Mertinat Inh. Jochen Mertinat",
    "Elektro Mertinat",
    "Dorfstr. 22 | 21409 | Embsen",
    "elektro-mertinat.example",
    "Jochen Mertinat | Jochen Mertinat",
    tax="33/131/60284",
)
GRAFIK = _party(
    "Svenja Quast Grafikdesign",
    "Svenja Quast",
    "Lünertorstraße 3 | 21335 | Lüneburg",
    "svenjaquast.example",
    "Svenja Quast | Svenja Quast",
    tax="33/147/22095",
)
HEIDENETZ = _party(
    "Heidenetz Telekom GmbH",
    "Heidenetz",
    "Auf dem Wall 60 | 29221 | Celle",
    "heidenetz.example",
    "Kundenservice | Arne Pohlmann",
    tax="17/203/55108",
)
LOOPDESK = _party(
    "Loopdesk Ltd.",
    "Loopdesk",
    "Harbour Street 12 | D02 X285 | Dublin 2",
    "loopdesk.example",
    "Billing Team | Aoife Brennan",
    country="IE",
)
MARKT = _party(
    "Bauwelt Struck",
    "Bauwelt Struck",
    "Bockelmannstr. 40 | 21337 | Lüneburg",
    "bauwelt-struck.example",
    "Kasse 3 | Hilke Struck",
    tax="33/120/77401",
)
GASTHAUS = _party(
    "Gasthaus Zum Alten Kran",
    "Zum Alten Kran",
    "Stintmarkt 2 | 21335 | Lüneburg",
    "alter-kran.example",
    "Tomke Behn | Tomke Behn",
    tax="33/105/31986",
)
DRUCK = _party(
    "Offsetwerk Elbmarsch GmbH",
    "Offsetwerk",
    "Deichreihe 77 | 21423 | Winsen (Luhe)",
    "offsetwerk.example",
    "Wiebke Harms | Jan-Ole Kröger",
    tax="50/202/19470",
)
SPEDITION = _party(
    "Spedition Kattenbeck GmbH",
    "Kattenbeck",
    "Lagerstraße 9 | 21079 | Hamburg",
    "kattenbeck.example",
    "Disposition | Rieke Kattenbeck",
    tax="47/733/02218",
)
STADT = _party(
    "Stadtkasse Salzau",
    "Stadtkasse Salzau",
    "Rathausplatz 1 | 21395 | Salzau",
    "salzau.example",
    "Frau Timm | Herr Behrens",
)
VERLAG = _party(
    "Branchenblick Verlag",
    "Branchenblick",
    "Messestraße 100 | 30521 | Hannover",
    "branchenblick.example",
    "Aktionsteam | Lutz Gerber",
)
CAST = (
    HALLBACH,
    RIEBESEHL,
    TORVEX,
    KLIMANORD,
    MERTINAT,
    GRAFIK,
    HEIDENETZ,
    LOOPDESK,
    MARKT,
    GASTHAUS,
    DRUCK,
    SPEDITION,
    STADT,
    VERLAG,
)

COMPANY = OwnCompany(
    names=(OWN.name, OWN.brand), vat_ids=(OWN.vat_id or "",), tax_numbers=(OWN.tax_number or "",),
    ibans=tuple(account.iban for account in OWN.accounts), domains=(OWN.domain,),
)  # fmt: skip

"""Word lists for people and places, and invented company names. All made up or everyday; no real company is meant."""

from __future__ import annotations

from random import Random

FIRST = (
    (
        "Anna Bernd Carla Dirk Elke Frank Gabi Holger Ines Jonas Katrin Lars Maike Nils Olga Peter Ramona Stefan Tanja Uwe "
        "Vera Wolfgang Yvonne Achim Britta Claudia Detlef Erika Fabian Gesine Hannes Ilka Jürgen Kerstin Ludwig Miriam "
        "Norbert Petra Rainer Sabine Thorsten Ulrike Volker Wiebke Ahmet Ayşe Milan Natalia Piotr Zeynep Søren Renée "
        "Moritz Lena Felix Emilia Karl-Heinz Hans-Peter Marie-Luise Klaus Heike Dieter Birgit Günter Jörg Björn Käthe"
    )
    .replace("Ayşe", "Ayse")
    .split()
)
LAST = (
    "Ahlers Bergmann Clausen Dreher Ebeling Fricke Gerlach Hansen Ibach Jansen Köhler Lindner Möller Neumann Oswald "
    "Petersen Quandel Reuter Sommer Thiele Ullrich Vogt Wagner Zander Albers Brandt Cordes Dietz Eggers Förster Günther "
    "Hartwig Ihde Jürgens Kramer Lorenz Mertens Nagel Otten Pohl Rademacher Schäfer Tietz Unger Voss Wittig Ziegler "
    "Kowalski Yilmaz Novak Schmitz Weber Brinkmann Stahl Groß Fuchs Strauß Küster Böhm Weiß Krüger Heß Seidel Arndt "
    "Kaya Nowak Rossi Petrov Demir Bauer Huber Maier Steinbach Hollenbeck Wiesner Grabowski Tümmers Schlüter Paulsen"
).split()
CITIES = (
    ("Kiel", "241"), ("Lübeck", "235"), ("Hamburg", "204"), ("Bremen", "281"), ("Oldenburg", "261"), ("Hannover", "301"),
    ("Celle", "292"), ("Kassel", "341"), ("Göttingen", "370"), ("Bielefeld", "336"), ("Münster", "481"), ("Dortmund", "441"),
    ("Essen", "451"), ("Bochum", "447"), ("Köln", "506"), ("Bonn", "531"), ("Aachen", "520"), ("Trier", "542"),
    ("Mainz", "551"), ("Frankfurt am Main", "603"), ("Darmstadt", "642"), ("Mannheim", "681"), ("Heidelberg", "691"),
    ("Karlsruhe", "761"), ("Freiburg", "791"), ("Stuttgart", "701"), ("Ulm", "890"), ("Augsburg", "861"), ("München", "803"),
    ("Landshut", "840"), ("Regensburg", "930"), ("Nürnberg", "904"), ("Bamberg", "960"), ("Würzburg", "970"), ("Erfurt", "990"),
    ("Jena", "077"), ("Leipzig", "041"), ("Dresden", "010"), ("Chemnitz", "091"), ("Halle (Saale)", "061"), ("Magdeburg", "391"),
    ("Berlin", "101"), ("Potsdam", "144"), ("Cottbus", "030"), ("Rostock", "180"), ("Schwerin", "190"), ("Stralsund", "184"),
    ("Bad Neuendorf", "337"), ("Sankt Martin", "674"), ("Klein Wittensee", "243"), ("Rheda-Wiedenbrück", "333"),
    ("Offenburg", "776"), ("Villingen-Schwenningen", "780"), ("Gera", "075"), ("Emden", "267"), ("Fulda", "360"), ("Soest", "594"),
)  # fmt: skip
TOWNS = (
    "Neuenbrück Salzau Wolkenburg Heidenau-Süd Klosterrode Westerfleet Altenlohe Birkenhain Marienwerft Sandkrug Oberwalden Hohenfurt "
    "Lindenstedt Grünental Kaltenmoor Steinhorst Wiesenbach Rabenau Ebersfelde Nordhafen Süderende Falkenrode Brunnthal Eschenried"
).split()
"""Invented towns: in names of towns' works, banks and authorities, so that none of them is a real one."""
STREETS = (
    "Hauptstraße Bahnhofstraße Gartenweg Lindenallee Industriestraße Am_Markt Mühlenweg Schulstraße Ringstraße Hafenstraße "
    "Goethestraße Kirchgasse Alte_Landstraße Im_Gewerbepark Dorfstr. Waldstr. Rosenweg An_der_Bleiche Siemensring "
    "Marktplatz Feldweg Nordring Werner-Heisenberg-Straße Birkenstr. Zum_Kanal Brückenstraße Am_Alten_Güterbahnhof "
    "Beethovenstraße Unter_den_Eichen Handwerkerhof Friedrich-Ebert-Allee Kaiserdamm Postfach Lerchenweg Wallstraße "
    "Technologiepark Max-Planck-Str. Neuer_Weg Burgstr. Eichendorffplatz Münsterplatz Elbchaussee Südwall Kastanienhof"
).split()
FOREIGN_PLACES = {
    "AT": (("1010", "Wien"), ("4020", "Linz"), ("5020", "Salzburg"), ("8010", "Graz"), ("6020", "Innsbruck")),
    "CH": (("8001", "Zürich"), ("3011", "Bern"), ("4051", "Basel"), ("6003", "Luzern")),
    "FR": (("75011", "Paris"), ("69003", "Lyon"), ("67000", "Strasbourg"), ("33000", "Bordeaux")),
    "NL": (("1012 AB", "Amsterdam"), ("3511 CE", "Utrecht"), ("5611 EM", "Eindhoven"), ("9711 LM", "Groningen")),
    "IT": (("20121", "Milano"), ("39100", "Bolzano"), ("37121", "Verona")),
    "PL": (("00-001", "Warszawa"), ("50-061", "Wroclaw"), ("61-701", "Poznan")),
    "BE": (("1000", "Bruxelles"), ("2000", "Antwerpen"), ("4700", "Eupen")),
    "IE": (("D02 X285", "Dublin 2"), ("T12 W8KP", "Cork")),
    "LU": (("L-1468", "Luxembourg"), ("L-4011", "Esch-sur-Alzette")),
    "US": (("CA 94107", "San Francisco"), ("NY 10013", "New York"), ("TX 78701", "Austin")),
    "GB": (("EC1A 4HD", "London"), ("M1 2WD", "Manchester")),
}
FOREIGN_STREETS = {
    "FR": ("rue de la Gare", "avenue Victor Hugo", "boulevard Carnot", "impasse des Lilas"),
    "NL": ("Keizersgracht", "Stationsweg", "Dorpsstraat"),
    "IT": ("Via Roma", "Corso Italia", "Via dei Mille"),
    "PL": ("ul. Dluga", "ul. Kwiatowa"),
    "BE": ("rue Haute", "Kerkstraat"),
    "IE": ("Harbour Street", "Merrion Row"),
    "US": ("Mission Street", "Main Street", "Lakeview Drive"),
    "GB": ("Station Road", "Mill Lane", "Queen Street"),
    "LU": ("rue du Fort", "route d'Arlon"),
}
COUNTRY_NAMES = {
    "DE": ("Deutschland", "Germany"), "AT": ("Österreich", "Austria"), "CH": ("Schweiz", "Switzerland"),
    "FR": ("Frankreich", "France"), "NL": ("Niederlande", "The Netherlands"), "IT": ("Italien", "Italy"),
    "PL": ("Polen", "Poland"), "BE": ("Belgien", "Belgium"), "IE": ("Irland", "Ireland"), "LU": ("Luxemburg", "Luxembourg"),
    "US": ("USA", "United States"), "GB": ("Großbritannien", "United Kingdom"),
}  # fmt: skip
_ONSETS = "b br d dr f fl g gl h k kr l m n p pl qu r s st t tr v w z".split()
_VOWELS = "a e i o u a e i o au ei ia io".split()
_CODAS = ["", "", "", "n", "r", "l", "x", "s", "m", "ct", "nd", "ko", "va", "tec", "don", "lis", "ra"]


def coined(rng: Random) -> str:
    """An invented brand word: two syllables or so."""
    word = "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(rng.choice((1, 2, 2, 2)))) + rng.choice(
        _CODAS
    )
    word = word if len(word) > 3 else word + "tec"
    return rng.choice((word.capitalize(), word.capitalize(), word.upper(), word.capitalize()))


def person(rng: Random) -> str:
    """First and last name."""
    return f"{rng.choice(FIRST)} {rng.choice(LAST)}"


def street(rng: Random, country: str = "DE") -> str:
    """Street and house number in the order of the country."""
    number = str(rng.randrange(1, 199)) + rng.choice(("", "", "", "", "a", " b", "-" + str(rng.randrange(200, 220))))
    if country in ("DE", "AT", "CH"):
        name = rng.choice(STREETS).replace("_", " ")
        return (
            f"Postfach {rng.randrange(10, 99)} {rng.randrange(10, 99)} {rng.randrange(10, 99)}"
            if name == "Postfach"
            else f"{name} {number}"
        )
    name = rng.choice(FOREIGN_STREETS[country])
    return f"{name} {number}" if country in ("NL", "IT", "PL") else f"{number} {name}"


def place(rng: Random, country: str = "DE") -> tuple[str, str]:
    """Postal code and town."""
    if country == "DE":
        town, prefix = rng.choice(CITIES)
        return prefix + f"{rng.randrange(10, 100)}", town
    return rng.choice(FOREIGN_PLACES[country])


def domain_word(name: str) -> str:
    """A name as it stands in a web address."""
    table = str.maketrans(
        {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "ø": "o", "&": "-", " ": "-", ".": "", "'": ""}
    )
    word = name.lower().translate(table)
    word = "".join(sign for sign in word if (sign.isalnum() and sign.isascii()) or sign == "-")
    while "--" in word:
        word = word.replace("--", "-")
    return word.strip("-") or "firma"

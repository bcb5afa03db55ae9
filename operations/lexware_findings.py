"""What is wrong with the connection to Lexware and what mends it, in sentences for staff: facts in, findings out.

Lexware does not say when a key expires (API, section 2), so the age is counted from the day that was named or, failing
that, from the day on which the key was first seen here; the sentence says which of the two it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lexoffice.check import KeyReport, Verdict
from lexoffice.errors import KeyRefused, LexwareError, PlanLacksFeature
from models.parties import OwnCompany
from storage.notices import Finding

AREA = "lexware_"
"""What the codes of all these findings begin with."""

WARN_DAYS = (7, 30, 60)
"""Days before the end of the key at which the warning becomes another."""

ANNOUNCED = timedelta(days=2)
"""How long a changed key is spoken of: by then the daily repair has made the subscriptions anew."""

NAMES = {
    "profile": "Profil",
    "contacts": "Kontakte",
    "articles": "Artikel",
    "files": "Dateien",
    "vouchers": "Belege",
    "voucherlist": "Belegliste",
    "payments": "Zahlungen",
    "invoices": "Rechnungen",
    "credit-notes": "Rechnungskorrekturen",
    "quotations": "Angebote",
    "order-confirmations": "Auftragsbestätigungen",
    "delivery-notes": "Lieferscheine",
    "dunnings": "Mahnungen",
    "down-payment-invoices": "Abschlagsrechnungen",
    "recurring-templates": "Serienvorlagen",
    "event-subscriptions": "Ereignis-Abonnements",
    "posting-categories": "Buchungskategorien",
    "payment-conditions": "Zahlungsbedingungen",
    "print-layouts": "Drucklayouts",
    "countries": "Länder",
}

NEEDED = frozenset(
    {
        ("profile", "read"),
        ("contacts", "read"),
        ("files", "write"),
        ("vouchers", "read"),
        ("vouchers", "write"),
        ("voucherlist", "read"),
        ("posting-categories", "read"),
    }
)
"""Without these nothing is booked."""

USEFUL = frozenset(
    {
        ("contacts", "write"),
        ("files", "read"),
        ("payments", "read"),
        ("invoices", "read"),
        ("invoices", "write"),
        ("dunnings", "write"),
        ("event-subscriptions", "read"),
        ("event-subscriptions", "write"),
    }
)
"""Without these something else does not work: payments, invoices, dunning, news from Lexware."""


@dataclass(frozen=True, slots=True)
class KeyAge:
    """Since when the key exists: `named` by a person, or else the day on which it was first seen here."""

    since: date
    named: bool

    @property
    def expires_on(self) -> date:
        """24 months later, the longest life of a key."""
        try:
            return self.since.replace(year=self.since.year + 2)
        except ValueError:  # the 29th of February
            return self.since.replace(year=self.since.year + 2, day=28)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the findings are drawn from, beside the report."""

    today: date
    age: KeyAge
    own_organisation: bool
    """Whether the key opens the books of the pinned organisation, or nobody knows."""
    changed_on: date | None
    """When this key took the place of another one; None for the first."""
    company: OwnCompany


def findings(outcome: KeyReport | LexwareError, facts: Facts) -> list[Finding]:
    """All that somebody must mend or know. `outcome`: the report, or why Lexware refused to give one."""
    found = [*_organisation(facts), *_age(facts)]
    if isinstance(outcome, LexwareError):  # a key that does not open took no other's place
        return [_refusal(outcome), *found]
    return [*_lacking(outcome), *found, *_change(facts), *_company(outcome, facts.company)]


def _refusal(error: LexwareError) -> Finding:
    if isinstance(error, KeyRefused):
        return Finding(
            "lexware_key_refused",
            "error",
            "Lexware nimmt den API-Schlüssel nicht an: Er ist falsch, abgelaufen oder widerrufen. Bitte in Lexware unter "
            "„Erweiterungen“ → „Public API“ einen neuen anlegen und als KONTORIST_LEXWARE_KEY setzen. Bis dahin wird "
            "nichts gebucht.",
        )
    if isinstance(error, PlanLacksFeature):
        return Finding(
            "lexware_plan_lacking",
            "error",
            "Der Tarif bei Lexware erlaubt keinen Zugang über die API, oder der Vertrag ist nicht in Ordnung. Bitte in "
            "Lexware Tarif (nötig ist XL) und Rechnungen prüfen. Bis dahin wird nichts gebucht.",
        )
    return Finding(
        "lexware_not_understood",
        "error",
        "Unter der eingestellten Adresse antwortet etwas anderes als Lexware. Bitte KONTORIST_LEXWARE_URL prüfen.",
    )


def _lacking(report: KeyReport) -> Iterator[Finding]:
    verdicts = {("profile", "read"): Verdict.NO if report.profile is None else Verdict.YES}
    for permission in report.permissions:
        verdicts[permission.resource, "read"] = permission.read
        verdicts[permission.resource, "write"] = permission.write
    cares_for = {key: verdict for key, verdict in verdicts.items() if key in NEEDED | USEFUL}
    if missing := [key for key, verdict in cares_for.items() if verdict is Verdict.NO]:
        yield Finding(
            "lexware_permissions_missing",
            _severity(missing),
            f"Dem API-Schlüssel fehlen Berechtigungen: {_names(missing)}. {_consequence(missing)} Bitte in Lexware unter "
            "„Erweiterungen“ → „Public API“ einen Schlüssel mit diesen Berechtigungen anlegen und als "
            "KONTORIST_LEXWARE_KEY setzen.",
        )
    if unpaid := [key for key, verdict in cares_for.items() if verdict is Verdict.PLAN]:
        yield Finding(
            "lexware_plan_lacking",
            _severity(unpaid),
            f"Der Tarif bei Lexware enthält nicht: {_names(unpaid)}. {_consequence(unpaid)} Bitte in Lexware den Tarif "
            "prüfen (nötig ist XL).",
        )


def _severity(keys: list[tuple[str, str]]) -> str:
    return "error" if NEEDED.intersection(keys) else "warning"


def _consequence(keys: list[tuple[str, str]]) -> str:
    return "Ohne sie wird nichts gebucht." if NEEDED.intersection(keys) else "Was sie braucht, steht so lange still."


def _names(keys: list[tuple[str, str]]) -> str:
    return ", ".join(f"{NAMES[resource]} ({'lesen' if way == 'read' else 'schreiben'})" for resource, way in keys)


def _organisation(facts: Facts) -> Iterator[Finding]:
    if not facts.own_organisation:
        yield Finding(
            "lexware_other_organisation",
            "error",
            "Der API-Schlüssel gehört zu einer anderen Firma als bisher; bis das geklärt ist, wird nichts gebucht. Bitte "
            "den richtigen Schlüssel setzen oder den Wechsel mit „kontorist lexware check --accept-organisation“ "
            "bestätigen.",
        )


def _age(facts: Facts) -> Iterator[Finding]:
    end = facts.age.expires_on
    left = (end - facts.today).days
    if left > max(WARN_DAYS):
        return
    day = f"{end:%d.%m.%Y}"
    if facts.age.named:
        basis = f"gerechnet ab dem {facts.age.since:%d.%m.%Y}, laut KONTORIST_LEXWARE_KEY_CREATED"
    else:
        basis = (
            f"gerechnet ab dem {facts.age.since:%d.%m.%Y}, an dem er hier zuerst gesehen wurde; ist er älter, läuft er "
            "früher ab, und KONTORIST_LEXWARE_KEY_CREATED kann den Tag nennen"
        )
    within = next(days for days in WARN_DAYS if left <= days)
    if left < 0:
        when, then = f"ist seit dem {day} abgelaufen", "Ohne gültigen Schlüssel wird nichts gebucht."
    else:
        when, then = f"läuft am {day} ab, in höchstens {within} Tagen", "Danach wird nichts mehr gebucht."
    yield Finding(
        "lexware_key_expires",
        "error" if left <= min(WARN_DAYS) else "warning",
        f"Der API-Schlüssel {when} ({basis}). {then} Bitte ihn in Lexware unter "
        "„Erweiterungen“ → „Public API“ verlängern und den Tag der Verlängerung als KONTORIST_LEXWARE_KEY_CREATED setzen, "
        "oder einen neuen anlegen und als KONTORIST_LEXWARE_KEY setzen.",
    )


def _change(facts: Facts) -> Iterator[Finding]:
    if facts.changed_on is None or facts.today - facts.changed_on > ANNOUNCED:
        return
    stale = facts.age.named and facts.age.since < facts.changed_on
    advice = " Bitte prüfen, ob KONTORIST_LEXWARE_KEY_CREATED noch den Tag des alten nennt." if stale else ""
    yield Finding(
        "lexware_key_changed",
        "warning",
        f"Seit dem {facts.changed_on:%d.%m.%Y} ist ein anderer API-Schlüssel in Gebrauch. Die Ereignis-Abonnements des "
        f"alten enden mit ihm; sie werden innerhalb eines Tages von selbst neu angelegt.{advice}",
    )


def _company(report: KeyReport, company: OwnCompany) -> Iterator[Finding]:
    """A hint only: the profile has a name and no VAT id (API, section 7), and names are written in many ways."""
    theirs = _comparable(report.profile.company_name or "") if report.profile else ""
    ours = [_comparable(name) for name in company.names]
    if theirs and ours and not any(name in theirs or theirs in name for name in ours if name):
        yield Finding(
            "lexware_company_differs",
            "warning",
            "Die Firma heißt in Lexware anders als in company.json. Bitte prüfen, ob Schlüssel und Datei zu derselben Firma "
            "gehören, und sonst den Namen in company.json ergänzen.",
        )


def _comparable(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())

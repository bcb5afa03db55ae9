"""What a document is worth: lines, discounts, taxes, prepayments. Decimal throughout, cents half up, never a float."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from classifier.synthetic.trades import Article
from models.money import cents
from models.vouchers import TaxLine

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Item:
    """One line. `amount` is net or gross as the document prices (`Sums.gross_priced`), already discounted and rounded."""

    article: Article
    number: str
    quantity: Decimal
    price: Decimal
    discount: Decimal
    rate: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Sums:
    """The totals of a document; `net + tax == gross` holds unless the generator was asked for a sum that is off."""

    items: tuple[Item, ...]
    gross_priced: bool
    subtotal: Decimal
    """Sum of the lines before the discount on the whole."""
    discount: Decimal
    shipping: Decimal
    net: Decimal
    tax: Decimal
    gross: Decimal
    breakdown: tuple[TaxLine, ...]
    prepaid: Decimal = ZERO
    old_balance: Decimal = ZERO

    @property
    def due(self) -> Decimal:
        """What is still to pay: gross less prepayments, plus what was open before."""
        return self.gross - self.prepaid + self.old_balance


def _quantity(rng: Random, unit: str) -> Decimal:
    if unit in ("kWh", "km", "Zeile", "Min.", "units", "txn"):
        return Decimal(rng.randrange(20, 4800))
    if unit in ("L", "Liter", "h", "Std.", "Std", "m²", "m³", "m", "kg", "AW", "PT") and rng.random() < 0.7:
        return Decimal(rng.randrange(50, 6400)).scaleb(-2) if rng.random() < 0.5 else Decimal(rng.randrange(2, 60)) / 4
    if unit in ("", "psch", "psch.", "Pauschale", "Monat", "Jahr", "Mon.", "Rate"):
        return Decimal(1)
    return Decimal(rng.choice((1, 1, 1, 2, 2, 3, 4, 5, 6, 8, 10, 12, 20, 24, 35, 50)))


def items(
    rng: Random, articles: tuple[Article, ...], count: int, gross_priced: bool, rate: Decimal | None
) -> tuple[Item, ...]:
    """`count` lines of these articles; `rate` overrides the articles' own (0 for § 13b, § 19, exports)."""
    found = []
    with_discount = rng.random() < 0.15
    style = rng.randrange(4)
    for place in range(count):
        article = rng.choice(articles)
        own_rate = article.rate if rate is None else rate
        price = Decimal(rng.randrange(article.low, article.high + 1)).scaleb(-2)
        if price > 5 and rng.random() < 0.5:
            price = cents(price.quantize(Decimal(1)) - (Decimal("0.01") if gross_priced else ZERO))
        quantity = _quantity(rng, article.unit)
        discount = Decimal(rng.choice((5, 10, 15, 20, 25))) if with_discount and rng.random() < 0.5 else ZERO
        number = (
            str(rng.randrange(1000, 999999)),
            f"{article.text[:2].upper()}-{rng.randrange(100, 9999)}",
            f"{rng.randrange(10, 99)}.{rng.randrange(100, 999)}",
            f"{rng.choice('ABCDEHKLMT')}{rng.randrange(10000, 99999)}",
        )[style]
        found.append(
            Item(article, number, quantity, price, discount, own_rate, cents(quantity * price * (100 - discount) / 100))
        )
        if place and article.unit in ("Nacht", "Rate") and rng.random() < 0.3:
            break
    return tuple(found)


def _tax_line(rate: Decimal, amount: Decimal, gross_priced: bool) -> TaxLine:
    if gross_priced:
        tax = cents(amount * rate / (100 + rate))
        return TaxLine(rate, amount - tax, tax)
    return TaxLine(rate, cents(amount), cents(amount * rate / 100))


def _by_line(rate: Decimal, group: list[Item]) -> TaxLine:
    base = sum((item.amount for item in group), ZERO)
    return TaxLine(rate, base, sum((cents(item.amount * rate / 100) for item in group), ZERO))


def sums(rng: Random, lines: tuple[Item, ...], gross_priced: bool, plain: bool = False) -> Sums:
    """Totals of these lines; `plain` keeps discount, shipping and prepayments away (tills, notices)."""
    subtotal = sum((item.amount for item in lines), ZERO)
    rates = sorted({item.rate for item in lines}, reverse=True)
    discount = shipping = ZERO
    if not plain and len(rates) == 1:
        if rng.random() < 0.08:
            discount = cents(subtotal * rng.choice((2, 3, 5, 10)) / 100)
        if rng.random() < 0.12:
            shipping = Decimal(rng.choice((490, 595, 690, 990, 1250, 1900))).scaleb(-2)
    by_line = not gross_priced and rng.random() < 0.1 and not discount and not shipping
    breakdown = []
    for rate in rates:
        group = [item for item in lines if item.rate == rate]
        amount = sum((item.amount for item in group), ZERO) - discount + shipping
        breakdown.append(_by_line(rate, group) if by_line else _tax_line(rate, amount, gross_priced))
    net = sum((line.base for line in breakdown), ZERO)
    tax = sum((line.tax for line in breakdown), ZERO)
    gross = net + tax
    prepaid = old = ZERO
    if not plain:
        roll = rng.random()
        if roll < 0.07:
            prepaid = cents(gross * rng.choice((20, 30, 50, 80)) / 100)
        elif roll < 0.09:
            old = Decimal(rng.randrange(500, 60000)).scaleb(-2)
    return Sums(
        lines, gross_priced, cents(subtotal), discount, shipping, net, tax, gross, tuple(breakdown), prepaid, old
    )


def negated(sums: Sums) -> Sums:
    """The same sums with a minus before every amount and quantity, as many programs print credit notes."""
    return replace(
        sums,
        items=tuple(replace(item, quantity=-item.quantity, amount=-item.amount) for item in sums.items),
        subtotal=-sums.subtotal,
        discount=-sums.discount,
        shipping=-sums.shipping,
        net=-sums.net,
        tax=-sums.tax,
        gross=-sums.gross,
        breakdown=tuple(TaxLine(line.rate, -line.base, -line.tax) for line in sums.breakdown),
    )

"""The corpus: repeatable, complete, and true to what its pages print."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from random import Random

import pytest

from classifier.examples import Example
from classifier.synthetic.corpus import examples, lay_out, papers
from models.documents import BOOKABLE, DocumentKind, Medium
from models.fields import AMOUNTS, DATES
from models.fields import FieldName as F
from models.pages import ReadMethod
from models.vouchers import TaxLine

SEED, COUNT = 7, 700
MONTHS = (
    ("jan", 1), ("feb", 2), ("mär", 3), ("mar", 3), ("apr", 4), ("mai", 5), ("may", 5), ("jun", 6), ("jul", 7),
    ("aug", 8), ("sep", 9), ("okt", 10), ("oct", 10), ("nov", 11), ("dez", 12), ("dec", 12),
)  # fmt: skip


@pytest.fixture(scope="module")
def corpus() -> list[Example]:
    return list(examples(SEED, COUNT))


@pytest.fixture(scope="module")
def clean(corpus: list[Example]) -> list[Example]:
    return [example for example in corpus if example.document.medium is Medium.BORN_DIGITAL]


def days_on(text: str) -> set[str]:
    """Every date that a reader could see, written by other means than the generator's: numbers and month names."""
    found: set[str] = set()
    names = dict(MONTHS)

    def add_month(year: int, month: int) -> None:
        if 1 <= month <= 12:
            add(year, month, 1)
            add(year, month, calendar.monthrange(year, month)[1])

    def add(year: int, month: int, day: int) -> None:
        year += 2000 if year < 100 else 0
        if 1 <= month <= 12 and 1 <= day <= 31:
            found.add(f"{year:04d}-{month:02d}-{day:02d}")

    for month, year in re.findall(r"(?<![\d./])(\d{1,2})/(\d{4})(?![\d/])", text):
        add_month(int(year), int(month))
    for month, year in re.findall(r"([A-Z][a-zä]{2})[a-zä]* (\d{4})", text):
        if month.lower() in names:
            add_month(int(year), names[month.lower()])
    for first, last, year in re.findall(r"(\d{1,2}\.\d{1,2}\.) ?(?:-|–|bis) ?(\d{1,2}\.\d{1,2}\.)(\d{4})", text):
        for part in (first, last):
            day, month, _ = part.split(".")
            add(int(year), int(month), int(day))
    for one, two, three in re.findall(r"(\d{1,4})[./-](\d{1,2})[./-](\d{2,4})", text):
        if len(one) == 4:
            add(int(one), int(two), int(three))
        else:
            add(int(three), int(two), int(one))
            add(int(three), int(one), int(two))
    for day, month, year in re.findall(r"(\d{1,2})[. -]+([A-Za-zä]{3})[a-zä]*[.,]?[ -]+(\d{4})", text):
        if month.lower() in names:
            add(int(year), names[month.lower()], int(day))
    for month, day, year in re.findall(r"([A-Z][a-z]{2})[a-z]* (\d{1,2}), (\d{4})", text):
        if month.lower() in names:
            add(int(year), names[month.lower()], int(day))
    return found


def amounts_on(text: str) -> set[str]:
    """Every amount with two decimals or none at all (`119,-`), whatever separates thousands."""
    found = set()
    for sign in re.findall(r"\d{1,3}(?:[., ']\d{3})+[.,]\d{2}(?!\d)|\d+[.,]\d{2}(?!\d)", text):
        found.add(re.sub(r"[., ']", "", sign[:-3]) + "." + sign[-2:])
        last = sign.split(" ")[-1]
        found.add(re.sub(r"[., ']", "", last[:-3]) + "." + last[-2:])
    for sign in re.findall(r"(?<![\d.,])(\d{1,3}(?:[. ']?\d{3})*),--?", text):
        found.add(re.sub(r"[. ']", "", sign) + ".00")
    return found


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_same_seed_gives_the_same_examples(corpus: list[Example]) -> None:
    assert list(examples(SEED, 40)) == corpus[:40]
    assert list(examples(SEED + 1, 40)) != corpus[:40]


def test_every_kind_and_at_least_forty_families_appear(corpus: list[Example]) -> None:
    assert {example.kind for example in corpus} == set(DocumentKind)
    assert len({example.layout_family for example in corpus}) >= 40
    assert len({block for example in corpus for block in example.blocks}) >= 165
    assert Counter(example.kind for example in corpus).most_common(1)[0][0] is DocumentKind.INVOICE


def test_suppliers_hardly_ever_repeat(corpus: list[Example]) -> None:
    alone = [example.supplier for example in corpus if example.kind not in (DocumentKind.OTHER,)]
    chains = len({example.chain for example in corpus})
    assert len(set(alone)) > 0.9 * chains


def test_truths_stand_on_the_page(clean: list[Example]) -> None:
    for example in clean:
        text = example.document.text
        days, amounts, packed = days_on(text), amounts_on(text), squeezed(text)
        for name, value in example.fields.items():
            if not isinstance(value, str) or name in (F.LINE_COUNT, F.CURRENCY):
                continue
            where = (example.layout_family, name, value, text)
            if name in DATES:
                # Beside another column, a date that wraps is torn apart by the column's words: so it is on real pages.
                assert example.layout_family == "two_columns" or value in days, where
            elif name in AMOUNTS:
                assert value.removeprefix("-") in amounts, where
            elif name in (F.SUPPLIER_NAME, F.BUYER_NAME):
                assert all(word in text for word in value.split(" ")), where
            elif name is F.SUPPLIER_VAT_ID:
                assert value in re.sub(r"[.-]", "", packed), where
            else:
                assert squeezed(value) in packed, where


def test_what_is_called_absent_stands_nowhere() -> None:
    """An absence must be as true as a value: none of the deal's own values is printed under a field called absent."""
    checked: Counter[F] = Counter()
    for paper in papers(SEED + 2, 500):
        facts, text = paper.facts, squeezed(paper.example.document.text)
        if paper.example.document.medium is not Medium.BORN_DIGITAL or facts.kind not in BOOKABLE:
            continue
        own = {
            F.IBAN: facts.supplier.accounts[0].iban,
            F.BIC: facts.supplier.accounts[0].bic,
            F.SUPPLIER_VAT_ID: facts.supplier.vat_id,
            F.SUPPLIER_TAX_NUMBER: facts.supplier.tax_number,
            F.SUPPLIER_NAME: facts.supplier.name,
            F.BUYER_NAME: facts.buyer.name,
            F.ORDER_REFERENCE: facts.order_reference,
        }
        for name, value in own.items():
            # Numbers of few digits stand on a page by chance.
            if value and len(value) > 6 and paper.example.fields.get(name, "unknown") is None:
                checked[name] += 1
                assert squeezed(value) not in text, (paper.family.name, name, value, paper.example.document.text)
    assert min(checked[name] for name in (F.IBAN, F.BIC, F.SUPPLIER_VAT_ID, F.SUPPLIER_TAX_NUMBER)) > 20


def test_net_and_tax_make_the_gross_but_on_a_few_pages(corpus: list[Example]) -> None:
    checked = off = 0
    for example in corpus:
        net, tax, gross = (example.fields.get(name) for name in (F.NET_TOTAL, F.TAX_TOTAL, F.GROSS_TOTAL))
        if isinstance(net, str) and isinstance(tax, str) and isinstance(gross, str):
            off += Decimal(net) + Decimal(tax) != Decimal(gross)
            checked += 1
        lines = example.fields.get(F.TAX_BREAKDOWN)
        if isinstance(lines, tuple) and isinstance(gross, str):
            assert all(isinstance(line, TaxLine) and line.adds_up(Decimal("0.30")) for line in lines)
    assert checked > COUNT // 5
    assert 0 < off < 0.08 * checked


def test_chains_share_parties_and_references(corpus: list[Example]) -> None:
    by_chain: dict[str, list[Example]] = {}
    for example in corpus:
        by_chain.setdefault(example.chain, []).append(example)
    chains = [stages for stages in by_chain.values() if len(stages) == 6]
    assert chains
    for stages in chains:
        assert len({paper.kind for paper in stages}) == 6
        assert len({paper.supplier for paper in stages}) == 1
        orders = {paper.fields.get(F.ORDER_REFERENCE) for paper in stages} - {None}
        assert len(orders) <= 1


def test_bookable_kinds_have_a_category_and_others_none(corpus: list[Example]) -> None:
    for example in corpus:
        assert (example.category is not None) == (example.kind in BOOKABLE)


def test_our_company_is_unknown_in_a_fifth_of_the_examples(corpus: list[Example]) -> None:
    unknown = sum(not example.company.names for example in corpus)
    assert 0.12 < unknown / len(corpus) < 0.28


def test_scans_look_read_by_ocr(corpus: list[Example]) -> None:
    read = [example for example in corpus if example.document.medium is not Medium.BORN_DIGITAL]
    assert 0.08 < len(read) / len(corpus) < 0.35
    for example in read:
        for page in example.document.pages:
            assert page.method is ReadMethod.OCR
            assert all(word.confidence < 1 for word in page.words)


def test_boxes_lie_on_the_page_and_lines_run_downwards(corpus: list[Example]) -> None:
    for example in corpus[:300]:
        for page in example.document.pages:
            for line in page.lines:
                assert [word.box.left for word in line] == sorted(word.box.left for word in line)
            for word in page.words:
                left, top, right, bottom = word.box
                assert 0 <= left < right <= 1
                assert 0 <= top < bottom <= 1
            tops = [sum((word.box.top + word.box.bottom) / 2 for word in line) / len(line) for line in page.lines]
            assert tops == sorted(tops)


def test_no_date_of_an_example_is_impossible(corpus: list[Example]) -> None:
    for example in corpus:
        for name in DATES:
            value = example.fields.get(name)
            if isinstance(value, str):
                date.fromisoformat(value)


def test_without_the_rarer_forms_none_of_them_is_drawn() -> None:
    """The sample inbox is laid out so: its files must stay what they are, whatever forms are added."""
    rare = {
        "head.none",
        "head.slogan",
        "info.captions",
        "info.boxed_table",
        "title.bar",
        "totals.band",
        "footer.captioned",
    }

    def drawn(wide: bool) -> set[str]:
        made = [paper.facts for paper in papers(SEED, 600) if paper.facts.kind is DocumentKind.INVOICE]
        laid = [lay_out(Random(place), facts, family_name="din_letter", wide=wide) for place, facts in enumerate(made)]
        return {block for paper in laid for block in paper.example.blocks}

    assert rare <= drawn(wide=True)
    plain = drawn(wide=False)
    assert not plain & rare
    assert not {block for block in plain if block.split(".")[0] in ("mark", "appendix")}

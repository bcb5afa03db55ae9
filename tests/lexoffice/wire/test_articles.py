"""Articles (API notes, section 9), and what every paged list has."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexoffice.articles import Article, ArticlePrice, ArticleType, LeadingPrice, is_gtin
from lexoffice.errors import (
    AnswerNotUnderstood,
    Conflict,
    FixTheData,
    NotAllowed,
    NotFound,
    TooManyRows,
)

ID = "0b6a4c1e-2a43-4f6c-9c0e-3f1d8a7b5c21"
RESULT = {"id": ID, "resourceUri": "https://api.lexware.io/v1/x/" + ID, "version": 0}


def article(title="Sensor", **more):
    price = more.pop(
        "price", ArticlePrice(leading_price=LeadingPrice.NET, net_price=Decimal("61.90"), tax_rate=Decimal(19))
    )
    return Article(title=title, type=ArticleType.PRODUCT, unit_name="Stück", price=price, **more)


def test_an_article_is_made_read_changed_and_deleted(lexware):
    created = lexware.articles.create(article(article_number="S-1", gtin="4006381333931"))
    read = lexware.articles.get(created.id)
    assert (read.title, read.type, read.version, read.article_number) == ("Sensor", ArticleType.PRODUCT, 0, "S-1")
    assert (read.price.net_price, read.price.gross_price) == (Decimal("61.9"), Decimal("73.66"))
    changed = lexware.articles.update(read.replaced(title="Fühler"))
    assert changed.version == 1
    assert lexware.articles.get(created.id).title == "Fühler"
    assert lexware.articles.delete(created.id)
    with pytest.raises(NotFound):
        lexware.articles.get(created.id)


def test_deleting_what_is_gone_is_no_error(lexware):
    created = lexware.articles.create(article())
    assert [lexware.articles.delete(created.id) for _ in range(2)] == [True, False]


def test_a_delete_whose_answer_was_lost_is_repeated_and_done(recorder, client):
    recorder.answers = [(0, None), (404, {"message": "Not Found"})]
    assert not client.articles.delete(ID)
    assert [(method, path) for method, path, _ in recorder.asked] == [("DELETE", f"/v1/articles/{ID}")] * 2


def test_a_delete_without_permission_is_not_taken_for_done(recorder, client):
    recorder.answers = [(403, {"message": "Forbidden"}), (405, {"message": "Method Not Allowed"})]
    with pytest.raises(NotAllowed):
        client.articles.delete(ID)
    with pytest.raises(NotFound):
        client.articles.delete(ID)


def test_a_stale_article_is_a_conflict(lexware):
    created = lexware.articles.create(article())
    read = lexware.articles.get(created.id)
    lexware.articles.update(read.replaced(title="Eins"))
    with pytest.raises(Conflict) as conflict:
        lexware.articles.update(read.replaced(title="Zwei"))
    assert conflict.value.status == 409
    assert not conflict.value.own_change_possible
    assert lexware.articles.get(created.id).title == "Eins"


def test_an_update_needs_what_was_read(lexware, sandbox):
    with pytest.raises(FixTheData, match="was not sent"):
        lexware.articles.update(article())
    assert sandbox.requests() == []


def test_only_the_leading_price_and_nothing_of_lexwares_own_is_written(recorder, client):
    recorder.answers = [(201, RESULT), (200, RESULT)]
    price = ArticlePrice(
        leading_price="GROSS", gross_price=Decimal("119.00"), net_price=Decimal("1.00"), tax_rate=Decimal(19)
    )
    read = Article.model_validate(
        {
            **article(price=price, note="alt").to_wire(),
            "id": ID,
            "version": 3,
            "organizationId": ID,
            "createdDate": "2026-03-02T09:14:05.118+01:00",
            "updatedDate": "2026-03-02T09:14:05.118+01:00",
            "archived": True,
            "futureField": "x",
        }
    )
    client.articles.create(read)
    client.articles.update(read)
    body = {
        "title": "Sensor",
        "type": "PRODUCT",
        "unitName": "Stück",
        "note": "alt",
        "futureField": "x",
        "price": {"leadingPrice": "GROSS", "taxRate": 19, "grossPrice": 119},
    }
    assert recorder.asked == [
        ("POST", "/v1/articles", body),
        ("PUT", f"/v1/articles/{ID}", {**body, "id": ID, "version": 3}),
    ]


def test_more_articles_than_a_page_are_found_by_number_gtin_and_type(lexware, sandbox):
    for number in range(30):
        lexware.articles.create(article(f"Artikel {number:02}", article_number=f"A-{number}"))
    service = article("Wartung", gtin="40123455").replaced(type=ArticleType.SERVICE)
    lexware.articles.create(service)
    assert [found.title for found in lexware.articles.find()][:2] == ["Artikel 00", "Artikel 01"]
    assert len(list(lexware.articles.find(type=ArticleType.PRODUCT))) == 30
    assert [found.title for found in lexware.articles.find(article_number="A-7")] == ["Artikel 07"]
    assert [found.title for found in lexware.articles.find(gtin="40123455", type="SERVICE")] == ["Wartung"]
    assert {entry["status"] for entry in sandbox.requests()} <= {200, 201}


def test_pages_of_articles_are_walked_to_the_end(recorder, client):
    row = {**article().to_wire(), "id": ID, "version": 0, "price": {"leadingPrice": "NET", "taxRate": 19}}
    page = {"content": [row], "last": False, "totalElements": 2, "totalPages": 2}
    recorder.answers = [(200, page), (200, {**page, "last": True, "number": 1})]
    assert len(list(client.articles.find())) == 2
    assert [path for _, path, _ in recorder.asked] == [f"/v1/articles?page={page}&size=250" for page in (0, 1)]


def test_a_page_that_does_not_say_that_it_is_the_last_is_followed_by_another_request(recorder, client):
    row = {**article().to_wire(), "id": ID, "price": {"leadingPrice": "NET", "taxRate": 19}}
    recorder.answers = [(200, {"content": [row]}), (200, {"content": [row]}), (200, {"content": []})]
    assert len(list(client.articles.find())) == 2


def test_rows_beyond_the_search_window_are_said_and_not_cut_off(recorder, client):
    row = {**article().to_wire(), "id": ID, "price": {"leadingPrice": "NET", "taxRate": 19}}
    recorder.answers = [(200, {"content": [row], "last": False})] * 40
    with pytest.raises(TooManyRows):
        list(client.articles.find())
    assert len(recorder.asked) == 40


@pytest.mark.parametrize("answer", [{}, {"message": None}, {"content": None, "last": True}])
def test_an_answer_that_is_no_page_is_not_taken_for_an_empty_one(recorder, client, answer):
    recorder.answers = [(200, answer)]
    with pytest.raises(AnswerNotUnderstood):
        list(client.articles.find())


def test_a_number_in_use_and_a_wrong_gtin_name_their_field(lexware, sandbox):
    lexware.articles.create(article(article_number="S-1"))
    with pytest.raises(FixTheData) as refused:
        lexware.articles.create(article(article_number="S-1"))
    assert refused.value.concerns("materialNumber", "MATERIAL_NUMBER_ALREADY_EXISTS")
    before = len(sandbox.requests())
    with pytest.raises(FixTheData) as refused:
        lexware.articles.create(article(gtin="40123456"))
    assert refused.value.concerns("gtin", "VALIDGTIN")
    assert len(sandbox.requests()) == before


@given(st.sampled_from([8, 12, 13, 14]).flatmap(lambda length: st.text("0123456789", min_size=length, max_size=length)))
def test_of_ten_check_digits_one_is_right(digits):
    assert [is_gtin(digits[:-1] + digit) for digit in "0123456789"].count(True) == 1


@pytest.mark.parametrize("text", ["", "1", "4006381333932", "400638133393x", "٤٠٠٦٣٨١٣٣٣٩٣١", "0" * 15])
def test_other_texts_are_no_gtin(text):
    assert not is_gtin(text)

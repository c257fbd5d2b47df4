"""The types that records are made of: what they accept, and what they make of it."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from proofolio.model.post import Post
from proofolio.model.record import (
    Address,
    Currency,
    Email,
    Flag,
    Id,
    Markdown,
    Moment,
    Number,
    Origin,
    Partial,
    PartialDate,
    Text,
    make_id,
    slugify,
)
from proofolio.model.written_addresses import SCHEMES

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def read(type_: Any, value: object, **context: object) -> Any:
    return TypeAdapter(type_).validate_python(value, context=context)


def code(type_: Any, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        read(type_, value)
    return str(caught.value.errors()[0]["type"])


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Churn Model_v2.1", "churn-model-v2-1"),
        ("  --a--  ", "a"),
        ("Größe & Maß", "größe-maß"),
        ("负荷 预测", "负荷-预测"),
        ("नमस्ते", "नमस्ते"),
        ("🚀", ""),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(ANY_TEXT)
def test_a_slug_is_an_address_part_and_stays_one(text: str) -> None:
    slug = slugify(text)
    assert slugify(slug) == slug
    assert not set(slug) & set(" /?#%&\"'<>\\_.:")
    assert slug == slug.strip("-")
    assert "--" not in slug


@given(ANY_TEXT.filter(str.strip))
def test_whatever_a_file_is_called_it_has_an_id(text: str) -> None:
    made = make_id(text)
    assert made
    assert make_id(made) == made
    assert made == make_id(unicodedata.normalize("NFD", unicodedata.normalize("NFC", text)))


def test_ids_differ_where_nothing_is_left_of_the_name() -> None:
    assert make_id("🚀") == "1f680"
    assert make_id("🚀") != make_id("🛰️")
    assert read(Id, "Old Name") == "old-name"


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example",
        "HTTP://a.example/b?c=d#e",
        "mailto:a@b.example",
        "tel:+431",
        "a/b.html",
        "/about/",
        "#cell",
        "?q=a:b",
        "a%20b.png",
        "ü.html",
    ],
)
def test_addresses(address: str) -> None:
    assert read(Address, f" {address}\n") == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        " javascript:x",
        "java\nscript:x",
        "java script:x",
        "data:,x",
        "ftp://a.example",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:x",
    ],
)
def test_unsafe_addresses(address: str) -> None:
    assert code(Address, address) == "unsafe_address"


@pytest.mark.parametrize("address", ["http://[x", "\x01javascript:x", "java\x00script:x", "a\x7fb"])
def test_what_is_no_address(address: str) -> None:
    assert code(Address, address) == "bad_address"


@given(st.from_regex(r"\A\s*[\x00-\x20a-zA-Z+.-]{0,12}:.{0,12}\Z"))
def test_no_address_has_another_scheme(address: str) -> None:
    try:
        found = read(Address, address)
    except ValidationError:
        return
    # Browsers leave out spaces and control characters, before the scheme or within it.
    plain = "".join(letter for letter in found if letter > " ")
    assert urlsplit(plain).scheme in ("", *SCHEMES)


@pytest.mark.parametrize(
    ("text", "number"),
    [("3.50", "3.50"), ("-0.1", "-0.1"), ("\u22123", "-3"), ("1e3", "1E+3"), (" 7 ", "7")],
)
def test_numbers_keep_their_decimals(text: str, number: str) -> None:
    assert str(read(Number, text)) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234", "thousands_separator"),
        ("12'345.6", "thousands_separator"),
        ("1\u202f234", "thousands_separator"),
        ("3,5", "decimal_comma"),
        ("3 %", "not_a_number"),
        ("nan", "not_a_number"),
        ("Infinity", "not_a_number"),
        ("1e999999999", "not_a_number"),
        ("1e-999999999", "not_a_number"),
        ("", "not_a_number"),
    ],
)
def test_what_is_no_number(text: str, expected: str) -> None:
    assert code(Number, text) == expected


def test_numbers_may_be_numbers() -> None:
    assert read(Number, Decimal("1.5")) == Decimal("1.5")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024", PartialDate(2024)),
        ("2024-6", PartialDate(2024, 6)),
        ("2024-06-03", PartialDate(2024, 6, 3)),
        ("2024-02-29", PartialDate(2024, 2, 29)),
    ],
)
def test_dates_of_any_precision(text: str, day: PartialDate) -> None:
    assert read(Partial, text) == day
    assert read(Partial, day) is day


@given(st.dates())
def test_dates_are_written_as_they_are_read(day: Any) -> None:
    found = read(Partial, day.isoformat())
    assert found.iso == day.isoformat()
    assert found.first == day


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-13", "no_such_date"),
        ("2023-02-29", "no_such_date"),
        ("0000", "no_such_date"),
        ("June 2024", "not_a_date"),
        ("24-06-03", "not_a_date"),
        ({"year": 2024}, "not_a_date"),
    ],
)
def test_what_is_no_date(value: object, expected: str) -> None:
    assert code(Partial, value) == expected


def test_partial_dates_sort_and_print() -> None:
    days = [PartialDate(2024, 6, 3), PartialDate(2024), PartialDate(2023, 12)]
    assert [day.iso for day in sorted(days, key=lambda day: day.sort_key)] == [
        "2023-12",
        "2024",
        "2024-06-03",
    ]


def test_moments_are_in_the_zone_that_is_given() -> None:
    vienna = ZoneInfo("Europe/Vienna")
    assert read(Moment, "2024-06-03", zone=vienna) == datetime(2024, 6, 3, tzinfo=vienna)
    assert read(Moment, "2024-06-03 09:30", zone=vienna).utcoffset().seconds == 7200
    assert read(Moment, "2024-06-03T09:30:00+00:00", zone=vienna).utcoffset().seconds == 0
    assert read(Moment, "2024-6-3") == datetime(2024, 6, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-06", "not_a_day"),
        ("soon", "not_a_day"),
        ("2024-06-31", "no_such_date"),
        ("2024-06-03T25:00", "no_such_date"),
        (["2024-06-03"], "datetime_type"),
    ],
)
def test_what_is_no_moment(value: object, expected: str) -> None:
    assert code(Moment, value) == expected


def test_texts_are_one_line_and_markdown_is_not() -> None:
    assert read(Text, "  a\n  b\t c ") == "a b c"
    assert read(Markdown, "  a\n\n  b ") == "a\n\n  b"
    assert read(Text, "e\u0301") == "é"
    assert code(Text, ["a"]) == "string_type"


def test_flags_are_true_or_false() -> None:
    assert read(Flag, "True") is True
    assert read(Flag, "false") is False
    assert code(Flag, "yes") == "not_a_bool"


def test_mail_and_currency() -> None:
    assert read(Email, " ada@mail.example ") == "ada@mail.example"
    assert code(Email, "Ada <ada@mail.example>") == "not_email"
    assert read(Currency, "EUR") == "EUR"
    assert code(Currency, "eur") == "not_currency"


def test_an_origin_names_the_nearest_line() -> None:
    origin = Origin("a.yml", 3, {"outcomes": 5, "outcomes.mape.value": 8})
    assert origin.line_of("outcomes.mape.value") == 8
    assert origin.line_of("outcomes.mape.evidence.0") == 5
    assert origin.line_of("title") == 3


def test_a_slug_is_the_address_or_else_the_id() -> None:
    assert Post(id="a", title="A").address_part == "a"
    assert Post(id="a", title="A", slug="Über uns").address_part == "über-uns"

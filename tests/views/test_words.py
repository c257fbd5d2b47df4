"""The tables of interface words, and how a language counts, dates and pays."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from proofolio.model.record import PartialDate
from proofolio.views import word_tables as module
from proofolio.views.word_tables import fallbacks, needed_words, placeholders
from proofolio.views.words import Words, text_direction

FOLDER = Path(module.__file__).parent / "words"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.toml"))
OTHERS = [language for language in LANGUAGES if language != "en"]


def table(language: str) -> dict[str, str]:
    sections = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return {f"{name}.{key}": text for name, keys in sections.items() for key, text in keys.items()}


def expected(language: str) -> dict[str, frozenset[str]]:
    """Keys and placeholders a table needs: English's, in the plural forms of the language."""
    return {key: placeholders(text) for key, text in needed_words(language).items()}


def faults(found: Mapping[str, str], needed: Mapping[str, frozenset[str]]) -> list[str]:
    missing = [f"missing: {key}" for key in needed if not found.get(key)]
    unknown = [f"unknown: {key}" for key in found if key not in needed]
    # "One project" need not say the number, nor need a dual.
    wrong = [
        f"placeholders: {key}"
        for key, text in found.items()
        if key in needed
        and placeholders(text) != needed[key]
        and not (key.endswith(("_one", "_two")) and placeholders(text) == needed[key] - {"count"})
    ]
    return missing + unknown + wrong


def test_the_languages_are_there() -> None:
    assert {"ar", "de", "en", "zh"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_has_the_keys_and_placeholders_of_english(language: str) -> None:
    if found := faults(table(language), expected(language)):
        pytest.fail(f"views/words/{language}.toml\n" + "\n".join(found), pytrace=False)


def test_a_table_with_gaps_is_noticed() -> None:
    found = table("de")
    del found["common.work"]
    found["common.older"] = "x"
    found["common.against"] = "Gegen {wrong}."
    known = faults(table("de"), expected("de"))
    assert [fault for fault in faults(found, expected("de")) if fault not in known] == [
        "missing: common.work",
        "unknown: common.older",
        "placeholders: common.against",
    ]
    assert "common.projects_few" in expected("pl")
    assert "common.projects_one" not in expected("zh")


@pytest.mark.parametrize("language", OTHERS)
def test_a_table_is_translated(language: str) -> None:
    english, own = table("en"), table(language)
    same = [key for key, text in own.items() if len(text) > 20 and text == english.get(key)]
    assert own
    assert same == []


def test_german_quotes_and_chinese_punctuation() -> None:
    for key, text in table("de").items():
        assert '"' not in text, key
        assert text.count("„") == text.count("“"), key
    marks = {key: text for key, text in table("zh").items() if any(c in text for c in ",;:?!()")}
    assert marks == {}
    assert Words("de")("quoted", text="Ja") == "„Ja“"
    assert Words("zh").listed(["预测", "检索"]) == "预测、检索"


@pytest.fixture
def polish() -> Words:
    """A language with more plurals than English, of which an author brings some words."""
    forms = {"one": "projekt", "few": "projekty", "many": "projektów", "other": "projektu"}
    own = {f"common.projects_{form}": f"{{count}} {word}" for form, word in forms.items()}
    return Words("pl", {"pl": {**own, "common.posts_other": "{count} wpisów"}})


def test_a_language_chooses_its_own_plurals(polish: Words) -> None:
    counted = [polish.count("projects", n) for n in (1, 2, 5, 22)]
    assert counted == ["1 projekt", "2 projekty", "5 projektów", "22 projekty"]
    assert set(polish.forms("projects")) == {"one", "few", "many", "other"}
    # A form the table lacks is `_other`; words it lacks are English, with English plurals.
    assert polish.count("posts", 2) == "2 wpisów"
    assert polish.count("slots", 22, total=30) == "22 of 30 places free"
    assert polish("about") == "About"


def test_an_authors_words_come_first_and_the_nearest_tag_wins() -> None:
    own = {"de": {"common.work": "Projekte", "common.about": "Ich"}, "de-AT": {"common.about": "I"}}
    words = Words("de-AT", own)
    assert [words("work"), words("about"), words("services")] == ["Projekte", "I", "Leistungen"]
    assert Words("de", own)("about") == "Ich"
    assert Words("en", own)("work") == "Work"
    assert Words("en", {"en": {"common.projects_one": "one thing"}}).count("projects", 2) == (
        "2 projects"
    )
    assert words.missing() == ()
    assert "common.work" not in Words("pl", {"pl": {"common.work": "Prace"}}).missing()


def test_things_stand_in_a_row_as_the_language_has_it_where_no_table_says() -> None:
    assert Words("ja").listed(["a", "b"]) == "a、b"
    assert Words("ja", {"ja": {"common.list": " / "}}).listed(["a", "b"]) == "a / b"


def test_a_language_without_plurals_has_one_form() -> None:
    words = Words("zh")
    assert [words.count("projects", n) for n in (1, 2)] == ["1 个项目", "2 个项目"]
    assert words.forms("projects.shown") == {"other": "{total} 个项目中的 {n} 个"}


@pytest.mark.parametrize(
    ("language", "percent", "money", "cents", "month", "day", "year"),
    [
        ("en", "5%", "€1,200", "€9.50", "November 2026", "3 November 2026", "2026"),
        ("en-US", "5%", "€1,200", "€9.50", "November 2026", "November 3, 2026", "2026"),
        ("de", "5\u202f%", "1.200\xa0€", "9,50\xa0€", "November 2026", "3. November 2026", "2026"),
        (
            "de-AT",
            "5\u202f%",
            "€\xa01.200",
            "€\xa09,50",
            "November 2026",
            "3. November 2026",
            "2026",
        ),
        ("zh", "5%", "€1,200", "€9.50", "2026年11月", "2026年11月3日", "2026年"),
        ("zh-TW", "5%", "€1,200", "€9.50", "2026年11月", "2026年11月3日", "2026年"),
    ],
)
def test_numbers_money_and_dates_follow_the_locale(
    language: str, percent: str, money: str, cents: str, month: str, day: str, year: str
) -> None:
    words = Words(language)
    assert words.percent(Decimal("-0.05")) == percent
    assert words.money(Decimal(1200), "EUR") == money
    assert words.money(Decimal("9.50"), "EUR") == cents
    assert words.partial(PartialDate(2026, 11)) == month
    assert words.date(dt.date(2026, 11, 3)) == day
    assert words.partial(PartialDate(2026)) == year


def test_a_time_zone_is_named_as_people_say_it() -> None:
    assert Words("en").zone("Europe/Vienna") == "Central European Time"
    assert Words("de").zone("Europe/Vienna") == "Mitteleuropäische Zeit"
    assert Words("en").zone("Etc/GMT+3") == "GMT+3"


def test_variants_of_a_language_share_its_words() -> None:
    assert list(fallbacks("zh-Hant-TW")) == ["zh-Hant-TW", "zh-Hant", "zh"]
    assert Words("zh-TW")("about") == Words("zh_CN")("about") == "关于我"
    assert Words("de-AT")("about") == "Über mich"
    assert Words("de-AT").date(dt.date(2026, 1, 3)) == "3. Jänner 2026"
    assert Words("xx")("about") == "About"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_that_is_nowhere_is_told_of_with_its_file(language: str) -> None:
    words = Words(language)
    for ask, key in (
        (lambda: words("nothing"), "common.nothing"),
        (lambda: words("topic.nothing"), "topic.nothing"),
        (lambda: words.count("topic.nothing", 2), "topic.nothing_other"),
        (lambda: words.forms("nothing"), "common.nothing_other"),
    ):
        with pytest.raises(LookupError, match=rf"^views/words/en\.toml lacks `{key}`$"):
            ask()


def test_direction_of_writing() -> None:
    assert {text_direction(tag) for tag in ("ar", "fa", "he", "ar-EG")} == {"rtl"}
    assert {text_direction(tag) for tag in ("en", "de", "zh", "xx")} == {"ltr"}


def test_empty_parts_are_left_out() -> None:
    assert Words("en").joined(["Ana", "", "Graz"]) == "Ana, Graz"
    assert Words("en").listed(iter(["a", "b"])) == "a, b"

"""Words without consent are found wherever they were copied to."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from proofolio.checks.withheld import Withheld, find_withheld, withheld_words
from proofolio.model.library import Library, Records
from proofolio.model.profile import Profile
from proofolio.model.record import Origin
from proofolio.model.testimonial import Consent, Testimonial
from proofolio.problems import Level

TODAY = dt.date(2026, 11, 20)
WORDS = "Ana rebuilt the whole café rota & saved twelve hours."


def words_of(consent: Consent, text: str = WORDS, excerpt: str = "") -> tuple[Withheld, ...]:
    origin = Origin("t.yml", 1, lines={"text": 3})
    testimonial = Testimonial(id="t", text=text, excerpt=excerpt, consent=consent, origin=origin)
    records = Records(Profile(name="Ana", headline="x"), (testimonial,))
    library, _ = Library.build(records, TODAY)
    return withheld_words(records.all(Testimonial), library)


WITHDRAWN = words_of(Consent(status="withdrawn"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a/index.html", f"<p>{WORDS}</p>"),
        ("a/index.html", "<p>Ana <b>re</b>built the whole caf&eacute; rota &amp; saved\ntwelve"
         " hours.</p>"),
        ("a/index.html", "ANA REBUILT THE WHOLE CAFE ROTA, SAVED TWELVE HOURS"),
        ("search/search_index.json", json.dumps({"docs": [{"text": WORDS}]})),
        ("feed.xml", f"<summary>{WORDS}</summary>"),
    ],
)  # fmt: skip
def test_copied_words_are_a_danger(name: str, content: str) -> None:
    (problem,) = find_withheld(name, content.encode(), WITHDRAWN)
    assert problem.level is Level.DANGER
    assert (problem.code, problem.path, problem.line) == ("withheld-words", "t.yml", 3)
    assert f"/{name} holds them." in problem.text
    assert WORDS not in problem.text


def test_other_words_are_none() -> None:
    assert list(find_withheld("a.html", b"Ana rebuilt the whole kitchen.", WITHDRAWN)) == []


@pytest.mark.parametrize(
    "consent",
    [
        Consent(status="granted"),
        Consent(status="granted", expires="2027-01-01"),
    ],
)
def test_granted_words_may_be_anywhere(consent: Consent) -> None:
    assert words_of(consent) == ()


@pytest.mark.parametrize(
    "consent",
    [
        Consent(status="pending"),
        Consent(status="refused"),
        Consent(status="granted", scope=("feed",)),
        Consent(status="granted", expires="2026-11-20"),
    ],
)
def test_words_without_consent_today_are_withheld(consent: Consent) -> None:
    assert len(words_of(consent)) == 1


def test_a_short_text_may_stand_anywhere_by_chance() -> None:
    assert words_of(Consent(status="pending"), "Good work.") == ()
    letters = "abcdefghijklmnopqrst"
    assert len(words_of(Consent(status="pending"), letters)) == 1
    assert words_of(Consent(status="pending"), letters[:-1]) == ()


def test_an_excerpt_alone_is_found_too() -> None:
    withheld = words_of(Consent(status="pending"), excerpt="Ana rebuilt the whole café rota")
    (problem,) = find_withheld("a.html", b"<p>Ana rebuilt the whole cafe rota.</p>", withheld)
    assert problem.code == "withheld-words"


@pytest.mark.parametrize("name", ["a.js", "a.css", "a.svg"])
def test_words_in_a_program_or_drawing_are_found(name: str) -> None:
    assert len(list(find_withheld(name, f"/* {WORDS} */".encode(), WITHDRAWN))) == 1


def test_a_file_that_is_named_so_is_told_of_without_its_name() -> None:
    name = "ana-rebuilt-the-whole-cafe-rota-saved-twelve-hours.txt"
    (problem,) = find_withheld(name, WORDS.encode(), WITHDRAWN)
    assert "a file holds them" in problem.text
    assert "rebuilt" not in problem.text


PARTS = (
    "Before she came, nobody could tell us why half of the parcels were late.",
    "She asked three questions, and after a week we knew!",
    "Would we hire her again, for a second and for a third project?",
    "In one year “the complaints went down by more than a half.”",
)


@pytest.mark.parametrize("between", [" ", "  ", "\n\n"])
def test_a_sentence_of_a_quote_is_found_and_told_once(between: str) -> None:
    withheld = words_of(Consent(status="withdrawn"), between.join(PARTS))
    for part in PARTS:
        if len(part) < 60:
            continue
        page = f"<p>As she says: {part} So it was.</p>".encode()
        (problem,) = find_withheld("a.html", page, withheld)
        assert problem.level is Level.DANGER
    whole = f"<p>{' '.join(PARTS)}</p>".encode()
    assert len(list(find_withheld("a.html", whole, withheld))) == 1
    assert list(find_withheld("a.html", b"<p>Would we hire her again?</p>", withheld)) == []


def test_sentences_of_scripts_without_spaces_are_found() -> None:
    text = "她来之前，没有人能告诉我们为什么一半的包裹会迟到。一周之后，我们就知道了全部的原因。"
    withheld = words_of(Consent(status="withdrawn"), text)
    part = text.partition("。")[2]
    assert len(list(find_withheld("a.html", f"<p>{part}</p>".encode(), withheld))) == 1

"""Words and numbers nobody agreed to publish, looked for in what is about to be published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath

from proofolio.checks.texts.file_texts import Text, Texts, texts_of
from proofolio.checks.texts.folding import letters_of
from proofolio.checks.texts.written_ways import bare, joined, layers, without_tags
from proofolio.model.library import Library
from proofolio.model.outcome import Outcome
from proofolio.model.project import Project
from proofolio.model.record import kind_of
from proofolio.model.testimonial import Testimonial
from proofolio.problems import Level, Problem

SHORTEST = 20
"""Letters and digits below which a text may stand on a page by chance."""
SENTENCE = 45
"""The same of one sentence of a quote."""
DIGITS = 5
"""Digits from which a number stands in a file by no chance."""
_SENTENCES = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+|(?<=[。！？])|\n\s*\n")
_DRAWN = frozenset({".css", ".js", ".mjs", ".map"})
"""Files full of numbers that say nothing; a drawing's are in its tags."""
_APART = r"(?:\\,|\{,\}|[ ,.'_])?"
"""What may stand between the thousands of a number, in folded text."""


@dataclass(frozen=True)
class Withheld:
    """Words, or a number, that must not be in any output."""

    what: str
    path: str
    line: int
    letters: bytes = b""
    """Letters and digits only, without case and accents."""
    number: re.Pattern[str] | None = None
    """How the number may be written, if it is one."""
    code: str = "withheld-words"
    field: str = ""

    def is_in(self, text: str, letters: bytes) -> bool:
        """Whether a folded text, of which these are the letters, holds it."""
        if self.number:
            return bool(self.number.search(text))
        return self.letters in letters


def withheld_words(testimonials: Iterable[Testimonial], library: Library) -> tuple[Withheld, ...]:
    """The words of testimonials that have no consent today."""
    found = []
    for testimonial in testimonials:
        key = f"{kind_of(testimonial)}:{testimonial.id}"
        if "consent" not in library.hidden.get(key, ""):
            continue
        for text, least in _parts_of(testimonial):
            letters = letters_of(text)
            if len(letters) >= least:
                what = f'the words of testimonial "{testimonial.id}"'
                origin = testimonial.origin
                found.append(Withheld(what, origin.path, origin.line_of("text"), letters))
    return tuple(found)


def _parts_of(testimonial: Testimonial) -> Iterator[tuple[str, int]]:
    """What somebody may copy out of a quote, each with the letters from which it counts."""
    yield testimonial.text, SHORTEST
    yield testimonial.excerpt, SHORTEST
    sentences = _SENTENCES.split(testimonial.text)
    if len(sentences) > 1:
        yield from ((sentence, SENTENCE) for sentence in sentences)


def withheld_numbers(library: Library) -> tuple[Withheld, ...]:
    """The numbers that a disclosure withholds, and that no other outcome shows."""
    outcomes = [(project, each) for project in library.all(Project) for each in project.outcomes]
    told = {number for _, each in outcomes for number in (*_raw(each, shown=True), *each.shown)}
    found = []
    for project, outcome in outcomes:
        field = f"outcomes.{outcome.key}"
        line = project.origin.line_of(field)
        for number in _raw(outcome, shown=False):
            digits = "".join(map(str, number.as_tuple().digits)).strip("0")
            if number not in told and len(digits) >= DIGITS:
                what, pattern = "a number that `disclosure` withholds", _written(number)
                path = project.origin.path
                found.append(Withheld(what, path, line, b"", pattern, "hidden-number", field))
    return tuple(found)


def find_withheld(name: str, content: bytes, withheld: Iterable[Withheld]) -> Iterator[Problem]:
    """A danger for each withheld text that an output holds; `name` is the output's path."""
    return withheld_in(name, texts_of(name, content), withheld, f"/{name}")


def withheld_in(
    name: str, texts: Texts, withheld: Iterable[Withheld], shown: str
) -> Iterator[Problem]:
    """The same in what the output says; `shown` is how messages name it."""
    yield from (_danger(words, shown) for words, _ in held_in(name, texts, withheld))


def held_in(
    name: str, texts: Texts, withheld: Iterable[Withheld]
) -> Iterator[tuple[Withheld, Text]]:
    """Each withheld text that a file holds, with the first of its texts that does."""
    suffix = PurePosixPath(name).suffix
    left = [words for words in withheld if not (words.number and suffix in _DRAWN)]
    for text in texts:
        if not left:
            return
        for way in ways_of(text.text, apart=any(words.number for words in left)):
            letters = letters_of(way)
            way = without_tags(way) if suffix == ".svg" else way
            while words := next((words for words in left if words.is_in(way, letters)), None):
                # Of a quote, one part that is found tells enough.
                left = [each for each in left if each.number or each.what != words.what]
                left = [each for each in left if each is not words]
                yield words, text


def ways_of(text: str, *, apart: bool = False) -> Iterator[str]:
    """The text, its escapes undone, and each as it is read where marks or tags cut it in two.

    Numbers must be read `apart`: those of two cells of a table are not one.
    """
    for layer in layers(text):
        whole = joined(layer)
        yield from dict.fromkeys((layer, whole, (without_tags if apart else bare)(whole)))


def copied(words: Withheld, path: str, line: int | None = None, field: str = "") -> Problem:
    """Tells that a source holds withheld words, and that it is left out."""
    # As below.
    path = f"{PurePosixPath(path).parent}/" if words.letters in letters_of(path) else path
    text = (
        f"this holds {words.what} ({words.path}:{words.line}), which nobody may read today. So it"
        " is left out, and the rest of the site is published. Take them out of it."
    )
    return Problem("withheld-copy", text, path, line, field, Level.LEFT_OUT)


def line_of(words: Withheld, text: str, first: int = 1) -> int | None:
    """The line in which withheld words begin, from a first one on."""
    lines = text.splitlines()
    letters = [letters_of(line) for line in lines]
    at = b"".join(letters[first - 1 :]).find(words.letters)
    for number in range(first, len(lines) + 1) if at >= 0 else ():
        at -= len(letters[number - 1])
        if at < 0:
            return number
    return None


def _danger(words: Withheld, shown: str) -> Problem:
    # A name may be made of the words themselves.
    shown = "a file" if words.letters and words.letters in letters_of(shown) else shown
    it = "it" if words.number else "them"
    text = (
        f"{words.what} must not be published, but {shown} holds {it}. Take {it} out of what that is"
        " made of."
    )
    return Problem(words.code, text, words.path, words.line, words.field, Level.DANGER)


def _raw(outcome: Outcome, *, shown: bool) -> tuple[Decimal, ...]:
    numbers = (outcome.value, outcome.before) if outcome.shows_numbers is shown else ()
    return tuple(n for n in numbers if n is not None and n not in outcome.shown)


def _written(number: Decimal) -> re.Pattern[str]:
    """The number in any of the ways to write it, but for powers of ten and words."""
    whole, _, part = f"{abs(number):f}".partition(".")
    part = part.rstrip("0")
    groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)][::-1]
    pattern = _APART.join(groups)
    # In a table a comma stands between numbers, but not where it may set thousands apart.
    before = "[0-9.,]" if len(groups[0]) == 3 else "[0-9.]"
    first = f"{pattern[0]}(?<!{before}{pattern[0]})"
    tail = rf"[.,]{part}0*(?![0-9])" if part else r"(?:[.,]0+)?(?![0-9]|[.][0-9])"
    return re.compile(first + pattern[1:] + tail)

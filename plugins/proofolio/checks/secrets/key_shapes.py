"""What a key looks like, by the way its maker writes it, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from proofolio.checks.secrets.placeholders import (
    claims_of,
    is_placeholder,
    is_sample,
    is_sample_token,
)
from proofolio.checks.secrets.telling_names import places_of

Match = re.Match[str]


@dataclass(frozen=True)
class Shape:
    """One kind of key, told by how its maker writes it."""

    rule: str
    of: str
    """Whose it is, as a message says it: `a Groq key`."""
    hints: tuple[str, ...]
    """One of these is in every key of the kind, and quickly found."""
    pattern: re.Pattern[str]
    is_real: Callable[[Match], bool]
    reach: int = 0
    """How many letters of the key may stand before the hint."""
    anchor: re.Pattern[str] | None = None
    """What is looked for in place of a hint that stands everywhere."""

    def matches(self, text: str) -> Iterator[Match]:
        """Every key of the kind in a text; looks only where a hint stands, for texts are long."""
        for hint in self.hints:
            done = 0
            for place in self._places(hint, text):
                for start in range(max(done, place - self.reach), place + 1):
                    match = self.pattern.match(text, start)
                    if match:
                        done = match.end()
                        if self.is_real(match):
                            yield match
                        break

    def _places(self, hint: str, text: str) -> Iterator[int]:
        if self.anchor:
            return (match.start() for match in self.anchor.finditer(text))
        return places_of(hint, text)


START = r"(?<![A-Za-z0-9])"
# What stands in the bytes of a picture by chance is in the middle of other letters.
ALONE = r"(?<![A-Za-z0-9+_-])(?<![A-Za-z0-9+]/)"
END = r"(?![A-Za-z0-9])"


def shape(
    rule: str,
    of: str,
    hints: str,
    pattern: str,
    is_real: Callable[[Match], bool] | None = None,
    before: str = START,
    reach: int = 0,
    anchor: str = "",
) -> Shape:
    """A kind of key; `hints` are words with spaces between, `before` is what may not precede it."""
    compiled = re.compile(anchor) if anchor else None
    words = tuple(hints.split())
    return Shape(
        rule, of, words, re.compile(before + pattern), is_real or is_mixed, reach, compiled
    )


def is_mixed(match: Match) -> bool:
    """Not a word with hyphens, such as the class names scikit-learn puts into its pages."""
    body = re.split("[-_.]", match.group(), maxsplit=1)[-1]
    kinds = [bool(re.search(kind, body)) for kind in (r"\d", "[a-z]", "[A-Z]")]
    return sum(kinds) >= 2 and not is_sample(match.group())


def is_dense(match: Match) -> bool:
    """Figures, capitals and small letters all through: where what it begins with tells little."""
    key = match.group()
    changes = len(re.findall(r"\d(?=[A-Za-z])|[A-Za-z](?=\d)", key))
    has_all = all(re.search(kind, key[3:]) for kind in (r"\d", "[a-z]", "[A-Z]"))
    return (has_all or changes >= len(key) / 5) and is_mixed(match)


def is_token(match: Match) -> bool:
    """Whether a signed token is none of a documentation, and none that everybody may have."""
    return not is_sample_token(match.group()) and not is_for_anybody(match)


def is_for_anybody(match: Match) -> bool:
    """Whether a signed token says itself that it is for visitors who have not signed in."""
    return '"anon"' in claims_of(match.group()) and not is_sample_token(match.group())


def is_for_all(match: Match) -> bool:
    """True: what stands there is seen by every visitor, whatever it looks like."""
    return True


def _around(match: Match, letters: int) -> str:
    """What stands before and behind a key, and the key itself, in small letters."""
    return match.string[max(0, match.start() - letters) : match.end() + letters].lower()


def is_of_algolia(match: Match) -> bool:
    """Whether a key for searching stands where Algolia is spoken of."""
    around = _around(match, 300)
    return "algolia" in around or "docsearch" in around


def has_password(match: Match) -> bool:
    """Whether an address carries a password that is one."""
    user, password, host = match.group("user"), match.group("password"), match.group("host")
    is_local = host.lower() in ("localhost", "127.0.0.1", "0.0.0.0", "db", "host", "postgres")
    return not is_placeholder(password) and not (is_local and password == user)


def is_no_emulator(match: Match) -> bool:
    """Whether a key opens more than the emulator of Azure's storage, whose key all know."""
    return "devstoreaccount1" not in _around(match, 200) and is_mixed(match)


def is_twilio(match: Match) -> bool:
    """Whether an identifier stands where Twilio is spoken of."""
    is_near = re.search("twilio|account_?sid|api_?key_?sid", _around(match, 300))
    return bool(is_near) and is_mixed(match)


def is_no_secret_half(match: Match) -> bool:
    """Whether a key of reCAPTCHA is the one for pages."""
    before = match.string[max(0, match.start() - 30) : match.start()].lower()
    return "secret" not in before and is_dense(match)


def is_measured(match: Match) -> bool:
    """Whether an id has letters and figures, as those of Google Analytics have."""
    return bool(re.search(r"\d", match.group()[2:]) and re.search("[A-Z]", match.group()[2:]))

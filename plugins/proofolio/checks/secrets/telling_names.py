"""Names that say what stands beside them is secret: `DB_PASSWORD`, `api-key`, `token`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

_WORD = re.compile(
    r"(?i)(?:(?P<password>passw(?:or)?d|passphrase|pwd|pass(?![a-z])|pw(?![a-z]))"
    r"|(?P<secret>secret(?:[_-]?access)?(?:[_-]?(?:key|token))?)"
    r"|token|key|auth(?![a-z])|credentials?|sig(?:nature)?(?==)|appid(?==))"
    r"(?:[_-]?(?:\d+|prod(?:uction)?|dev|live|test|staging|value|str|string))?(?![A-Za-z0-9])"
)
_HINTS = ("pass", "pw", "secret", "key", "token", "auth", "credential", "sig", "appid=")
_OF_SECRET = re.compile(
    r"(?i)(?:api|app|access|private|account|auth|encryption|signing|subscription|master|storage"
    r"|service|admin|bearer|refresh|secret|session|bot|id|security|sas|personal|deploy|oauth)[_-]?\Z"
)
_THINGS = (
    "cache|cached|public|pub|sort|sorted|sorting|partition|hash|hashed|hashing|primary|foreign|group"
    "|join|index|idx|lookup|resource|dict|rows?|cols?|column|cell|object|obj|s3|file|path|bucket"
    "|csrf|xsrf|idempotency|dedupe?|natural|surrogate|unique|record|data|dataset|blob|image|img|feature|memo"
    "|etag|version|commit|digest|checksum|fingerprint|host|known|page|next|prev|previous"
    "|continuation|cursor|pagination|sync|eos|bos|pad|unk|mask|cls|sep|special|start|end|stop|site"
    "|measurement|publishable|node|edge|state|rng|prng|random|seed|message|msg|run|job|task"
    "|experiment|artifact|model|layer|dvc|content|block|chunk|translation|answer|legend"
)
_HARMLESS = re.compile(rf"(?:^|[_.-])(?:{_THINGS})[_-]?(?:key|token|auth|credential)")
"""Names of things that are no secrets, though they end in `key` or `token`."""
_HARMLESS_PASS = re.compile(
    r"(?:^|[^a-z])(?:low|high|band|all|forward|backward|first|second|third|single|one|two|multi|by"
    r"|boarding|season)[_-]?pass\b"
)
_BEFORE = 80


@dataclass(frozen=True)
class Name:
    """A telling name in a text."""

    text: str
    start: int
    """Where its telling word begins."""
    end: int
    is_password: bool
    """A password may be any word; a key reads like chance."""
    is_secret: bool

    @property
    def word(self) -> str:
        """The part of it that tells."""
        return self.text[self.start : self.end]

    @cached_property
    def before(self) -> str:
        """What stands before that word."""
        return self.text[max(0, self.start - _BEFORE) : self.start]

    @cached_property
    def line(self) -> str:
        """What stands before that word in its line."""
        start = self.text.rfind("\n", max(0, self.start - 3 * _BEFORE), self.start) + 1
        is_long = not start and self.start > 3 * _BEFORE
        return "…" if is_long else self.text[start : self.start]

    @property
    def whole(self) -> str:
        """The whole name."""
        before = re.search(r"[\w-]{0,40}\Z", self.before)
        return (before.group() if before else "") + self.word

    @cached_property
    def is_harmless(self) -> bool:
        """Whether what has the name opens nothing: `cache_key`, `rowKey`."""
        apart = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", self.whole).lower()
        return not self.is_secret and bool(_HARMLESS.search(apart))


def names_in(text: str) -> Iterator[Name]:
    """Every telling name in a text, in order."""
    small = small_letters(text)
    for start in sorted(chain.from_iterable(places_of(hint, small) for hint in _HINTS)):
        word = _WORD.match(text, start)
        if not word:
            continue
        before = text[max(0, start - 20) : start]
        if word.group()[:4].lower() in ("pass", "pw") and not word.group()[4:5].isalpha():
            # `compass`, `bypass` and `low_pass` are none, `dbPass` is one.
            is_inside = before[-1:].isalpha() and not (
                word.group()[0].isupper() and before[-1].islower()
            )
            if is_inside or _HARMLESS_PASS.search(before.lower() + "pass"):
                continue
        is_secret = bool(word["secret"] or _OF_SECRET.search(before))
        yield Name(text, start, word.end(), bool(word["password"]), is_secret)


def places_of(word: str, text: str) -> Iterator[int]:
    """Wherever a word begins in a text."""
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + len(word))


def small_letters(text: str) -> str:
    """The text in small letters, each at its place."""
    small = text.lower()
    if len(small) != len(text):
        # Some letters become two in lower case.
        small = "".join(letter.lower() if letter.isascii() else letter for letter in text)
    return small

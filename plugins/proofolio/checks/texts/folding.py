"""Words without case, accents and widths, so that one name is found however it is written."""

from __future__ import annotations

import codecs
import re
import unicodedata

_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "þ": "th", "æ": "ae", "œ": "oe"}
)
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa",
     "ø": "oe", "Ø": "Oe"}
)  # fmt: skip
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164")
"""Letters to Unicode that nobody sees."""

_SPACELESS = (
    "\u0e00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fff\u3005-\u3007\u3040-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Korean, Khmer, Chinese and Japanese: words stand side by side."""
_OTHERS = (
    "\u0080-\u0dff\u10a0-\u10ff\u1200-\u177f\u1800-\u2e7f\u3000-\u3004\u3008-\u303f\u3200-\u33ff"
    "\u4dc0-\u4dff\ua000-\ua95f\ua980-\uabff\ud800-\uf8ff\ufb00-\uffff\U00010000-\U0001ffff"
    "\U00040000-\U0010ffff"
)
LETTER = f"[a-z{_OTHERS}]"
"""In folded text, a letter of a script that has spaces between words."""
LETTER_OR_DIGIT = f"[0-9a-z{_OTHERS}]"
SIGN = r"[^0-9a-z\x80-\U0010ffff]"
"""In folded text, anything that is in no word."""

_SIGNS = re.compile(SIGN + "+")
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_IN_SPACELESS = re.compile(f"[{_SPACELESS}]")


class _Folding(dict[int, str]):
    """What each character is folded to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = "".join(map(_kept, _decomposed(chr(code))))
        return folded


_FOLDING = _Folding()
_HANDLER = "proofolio.fold"


def _fold_run(error: UnicodeError) -> tuple[bytes, int]:
    """What the codec writes for letters that ASCII has not: it finds them five times sooner."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    run = error.object[error.start : error.end].translate(_FOLDING)
    return run.encode("utf-8", "ignore"), error.end


codecs.register_error(_HANDLER, _fold_run)


def fold(text: str) -> str:
    """The text without accents, widths and unseen characters; ASCII is kept, capitals too.

    `fold(text).lower()` has the same length, so that a place in one is a place in the other.
    """
    return text if text.isascii() else text.encode("ascii", _HANDLER).decode("utf-8")


def letters_of(text: str) -> bytes:
    """The letters and digits of a text and nothing between them, to look for a sentence in it."""
    # `fold` leaves no sign that is not ASCII.
    return fold(text).lower().encode("utf-8", "ignore").translate(None, _ASCII_SIGNS)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded and in small letters."""
    return tuple(word for word in _SIGNS.split(fold(text).lower()) if word)


def spellings(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of a text, without accents and as German and the North write without them."""
    ways = (words_of(text), words_of(unicodedata.normalize("NFC", text).translate(_UMLAUTS)))
    return tuple(dict.fromkeys(ways))


def is_spaceless(letter: str) -> bool:
    """Whether a letter belongs to a script without spaces between words."""
    return bool(_IN_SPACELESS.match(letter))


def _decomposed(character: str) -> str:
    folded = unicodedata.normalize("NFKD", character).casefold().translate(_PLAIN)
    return unicodedata.normalize("NFKD", folded)


def _kept(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Cf" or character in _UNSEEN or "\ufe00" <= character <= "\ufe0f":
        return ""
    # Accents and points go; what changes a letter of Thai, Japanese or Hindi stays.
    above = unicodedata.combining(character)
    if above >= 10 and not 103 <= above <= 132:
        return ""
    return character if character.isalnum() or kind[0] == "M" or character in ".," else " "

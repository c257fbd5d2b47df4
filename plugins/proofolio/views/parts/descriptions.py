"""What search engines and previews show below a page's title."""

from __future__ import annotations

SHORTEST = 50
"""Below this a description gets its next sentence, if there is one."""
LONGEST = 160


def describe(*sentences: str) -> str:
    """The first sentence, with as many more as it needs to say something, cut at a word."""
    text = ""
    for sentence in (" ".join(sentence.split()) for sentence in sentences):
        if sentence and len(text) < SHORTEST:
            end = "" if sentence[-1] in ".!?…。！？" else "."
            text = f"{text} {sentence}{end}".strip()
    return shorten(text, LONGEST)


def shorten(text: str, longest: int) -> str:
    """The text, cut at a word where it has more characters than that."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    at = cut.rfind(" ")
    # Chinese has hardly any spaces: one far ahead is no place to cut.
    return (cut[:at] if at > longest * 0.6 else cut).rstrip(" ,;:.–-，、；：。") + "…"


def uncut(sentence: str) -> str:
    """A sentence that is told whole or not at all, as its end says how it is meant."""
    return sentence if len(sentence) <= LONGEST - SHORTEST - 2 else ""


BEGINNING = 24
"""Letters and digits by which two texts are known to begin alike."""


def begins_alike(text: str, other: str) -> bool:
    """Whether two texts begin with the same words; formulas further on may be written otherwise."""
    wanted = _letters(text)[:BEGINNING]
    return bool(wanted) and _letters(other).startswith(wanted)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())

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
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"

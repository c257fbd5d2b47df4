"""Is an entry in the language that its page says it is in?"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from proofolio.checks.content.places import problem_at, texts_of
from proofolio.model.kinds import KINDS
from proofolio.model.library import Library
from proofolio.problems import Problem

SCRIPTS = {
    "zh": ("CJK",),
    "ja": ("CJK", "HIRAGANA", "KATAKANA"),
    "ko": ("HANGUL", "CJK"),
    "ar": ("ARABIC",),
    "fa": ("ARABIC",),
    "ur": ("ARABIC",),
    "he": ("HEBREW",),
    "el": ("GREEK",),
    "hi": ("DEVANAGARI",),
    "th": ("THAI",),
    **dict.fromkeys(("ru", "uk", "bg", "sr", "be", "mk"), ("CYRILLIC",)),
}
"""Scripts of languages, by the first word of their letters' Unicode names; all others are Latin."""

SAMPLE = 2000
"""Characters that are looked at."""

ENOUGH = 40
"""Letters from which a text is in a language."""


def check_languages(library: Library, language: str) -> Iterator[Problem]:
    """Entries without `lang` whose letters are not those of the site's language."""
    expected = SCRIPTS.get(language.partition("-")[0], ("LATIN",))
    for kind in KINDS:
        for entry in library.listed(kind.record):
            script = "" if entry.lang else _script(" ".join(text for _, text in texts_of(entry)))
            if script and script not in expected:
                text = f"it is written in {script.capitalize()} letters, and says no `lang`."
                yield problem_at(entry, "language-unsaid", text)


def _script(text: str) -> str:
    """The script of most letters; empty where they are few, or of no one script."""
    letters = Counter(filter(str.isalpha, text[:SAMPLE]))
    if letters.total() < ENOUGH:
        return ""
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        scripts[unicodedata.name(letter, "").partition(" ")[0]] += count
    script, count = scripts.most_common(1)[0]
    return script if count * 2 > letters.total() else ""

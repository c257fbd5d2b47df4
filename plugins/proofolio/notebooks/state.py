"""What grows while one notebook is rendered: ids, files, links, headings and problems."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from urllib.parse import quote, unquote, urlsplit

from proofolio.model.characters import without_controls
from proofolio.notebooks.fragment import Asset, Chart, Heading, LocalLink, Options
from proofolio.notebooks.maths.formulas import Maths
from proofolio.problems import Level, Problem

_WEB = frozenset({"http", "https", "mailto", "tel", "ftp", "doi"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
_LONGEST_ID = 80
_SAFE = ":/?@!$&'()*+,;=~"


class State:
    """The growing parts of one fragment."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.words = options.words
        self.maths = Maths()
        self.problems: list[Problem] = []
        self.assets: dict[str, Asset] = {}
        self.charts: dict[str, Chart] = {}
        self.links: list[LocalLink] = []
        self.headings: list[Heading] = []
        self.title = ""
        self.title_ids: set[str] = set()
        """Ids that the title would have, had it stayed in its cell."""
        self.begun = False
        """Whether a cell above shows something."""
        self.cell = 0
        self.section = ""
        """The nearest heading above, as plain text."""
        self.anchors: list[tuple[int, str]] = []
        """Links within the page: the cell and the id they point to."""
        self._ids = set(options.reserved_ids)
        self._levels: list[int] = []
        self._regions: set[str] = set()

    def claim(self, wanted: str) -> str:
        """The id, with a number behind it if another element has it already."""
        found, number = wanted, 1
        while found in self._ids:
            found = f"{wanted}_{number}"
            number += 1
        self._ids.add(found)
        return found

    def has_id(self, name: str) -> bool:
        """Whether an element of that id has been made."""
        return name in self._ids

    def named(self, label: str) -> str:
        """A name for a region that no other region of the page has."""
        found, number = label, 2
        while found in self._regions:
            found = f"{label} ({number})"
            number += 1
        self._regions.add(found)
        return found

    def place(self, kind: str) -> str:
        """A name for a part of the output at hand that has none."""
        return self.named(self.words(kind, number=self.cell + 1))

    def level(self, written: int) -> int:
        """The level a heading gets: below the page's title, and never one skipped."""
        while self._levels and self._levels[-1] >= written:
            self._levels.pop()
        self._levels.append(written)
        return min(len(self._levels) + 1, 6)

    def list_heading(self, level: int, identifier: str, text: str) -> None:
        """Add a heading to the contents list."""
        self.headings.append(Heading(level, identifier, text))
        self.section = text

    def report(self, code: str, text: str, level: Level = Level.PROBLEM, excerpt: str = "") -> None:
        """Add a problem of the cell at hand; the same one is said once for each cell."""
        place = f"cell {self.cell + 1}"
        path = self.options.path
        problem = Problem(code, text, path, field=place, level=level, excerpt=excerpt)
        if problem not in self.problems:
            self.problems.append(problem)

    def keep(
        self, content: bytes, stem: str, suffix: str, alt: str, size: tuple[int, int] | None
    ) -> str:
        """The token of a file of that content, which becomes one of the fragment's assets."""
        digest = blake2b(content, digest_size=4).hexdigest()
        name = f"{stem}-{digest}.{suffix}"
        width, height = size or (None, None)
        self.assets.setdefault(name, Asset(name, content, width, height, alt))
        return f"pf-asset:{name}"

    def address(self, written: str, kind: str = "href") -> str | None:
        """What to write for an address: itself, a token, or None where it must not be followed."""
        url = without_controls(written).strip().replace("\\", "/")
        if url.startswith("#"):
            anchor = re.sub(r"\s+", "-", unquote(url[1:]).strip())
            if anchor:
                self.anchors.append((self.cell, anchor))
            return f"#{quote(anchor, safe=_SAFE)}" if anchor else None
        if url.startswith("//"):
            url = f"https:{url}"
        scheme = _SCHEME.match(url)
        if scheme:
            return _web(url) if scheme.group(1).lower() in _WEB else None
        if not url:
            return None
        self.links.append(LocalLink(self.cell, url, "src" if kind == "src" else "href"))
        return f"pf-link:{len(self.links) - 1}"


def _web(url: str) -> str | None:
    try:
        host = urlsplit(url).netloc
    except ValueError:
        return None
    if url.lower().startswith(("http", "ftp")) and not host:
        return None
    head, mark, tail = url.partition("#")
    safe = _SAFE + "%"
    encoded = quote(head, safe=safe) + (mark + quote(tail, safe=safe) if mark else "")
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", encoded)


def clean(text: str) -> str:
    """The text without characters that no HTML page may hold."""
    return without_controls(text)


def slug(text: str) -> str:
    """A heading's id as Material makes it, but with the letters of every script."""
    kept = re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFC", text)).strip().lower()
    return re.sub(r"[-\s]+", "-", kept)[:_LONGEST_ID].strip("-") or "section"


def valid_id(text: str) -> str:
    """The text as an id: without spaces or signs that an attribute cannot hold plainly."""
    return re.sub(r"[\s\"'<>&]+", "-", clean(text)).strip("-")[:_LONGEST_ID]

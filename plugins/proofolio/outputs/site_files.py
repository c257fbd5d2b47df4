"""Where files of the project stand on the site, and which of them the pages need."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from proofolio.model.kind import MARKDOWN
from proofolio.model.old_addresses import NoAddress, old_path
from proofolio.problems import Level, Problem
from proofolio.template_code import Source, with_lines

Place = tuple[str, int]
"""A file, and the line from which on something stands in it."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SOURCES = (".yml", ".yaml", *MARKDOWN, ".ipynb")


@dataclass
class SiteFiles:
    """Turns what an author writes as a link into an address relative to the site's root."""

    root: Path
    """The project's folder."""
    docs: str
    """The folder of hand-written pages, relative to the root: `site_src`."""
    data: str
    """The folder whose files are never published as such: `site_src/_data`."""
    pages: Mapping[str, str]
    """Address of the page that each source file makes, by its path."""
    addresses: frozenset[str]
    """Addresses of all pages."""
    base: str = "/"
    """Where the site begins on its host: `/portfolio/`."""
    unshown: frozenset[str] = frozenset()
    """Source files of entries that have no page today."""
    absent: frozenset[str] = frozenset()
    """Addresses of pages that there are on other days only."""
    old: Mapping[str, str] = field(default_factory=dict)
    """Old addresses of pages, with the ones they have now."""
    absent_old: frozenset[str] = frozenset()
    """Old addresses of pages that there are on other days only, and those of the author's own."""
    held: Mapping[str, Problem] = field(default_factory=dict)
    """Files beside entries that may not be published, each with why."""
    needed: dict[str, str] = field(default_factory=dict)
    """Files to copy: address → path relative to the root."""
    used: set[str] = field(default_factory=set)
    """Every file some page leads to, relative to the root."""
    made: dict[str, bytes] = field(default_factory=dict)
    """Files to write: address → content."""

    def address_of_file(self, path: str) -> str:
        """Address of a file of the project, which is then copied to the site."""
        self.used.add(path)
        if path.startswith(f"{self.docs}/") and not path.startswith(f"{self.data}/"):
            return path.removeprefix(f"{self.docs}/")
        if path.startswith(("projects/", "posts/")):
            address = path
        else:
            mark = hashlib.blake2b(path.encode(), digest_size=4).hexdigest()
            stem, dot, suffix = posixpath.basename(path).rpartition(".")
            address = f"assets/files/{stem}-{mark}{dot}{suffix}"
        self.needed[address] = path
        return address

    def add(self, address: str, content: bytes) -> str:
        """Take a made file to the site; the same address twice is the same file."""
        self.made[address] = content
        return address

    def content(self, address: str) -> bytes | None:
        """The bytes that will stand at an address; None for pages and where no file is."""
        if address in self.made:
            return self.made[address]
        if address.startswith(".."):
            return None
        path = self.needed.get(address) or f"{self.docs}/{address}"
        if path.startswith(f"{self.data}/") and address not in self.needed:
            return None
        file = self.root / path
        return file.read_bytes() if file.is_file() else None

    def resolve(self, target: str, path: str, page: str) -> str | Problem:
        """The address a link leads to.

        `path` is the file the link stands in, `page` the address of its page. Addresses of other
        hosts, and places on the same page, come back as they are.
        """
        if not target or target.startswith("#") or _SCHEME.match(target):
            return target
        name, _, rest = target.partition("#")
        anchor = f"#{rest}" if rest else ""
        name, question, query = name.partition("?")
        tail = (question + query) + anchor
        plain = unquote(name)
        if plain.startswith("/"):
            plain = self.below_root(plain)
            found = self._known(plain, tail)
            return self._unknown(target, path, plain) if found is None else found
        from_file = posixpath.normpath(posixpath.join(posixpath.dirname(path), plain))
        if from_file in self.unshown:
            return self.hidden_link(target, path)
        if from_file in self.held:
            problem = self.held[from_file]
            return replace(problem, path=path, line=self._line_of(target, path))
        found = self._file(from_file, tail)
        from_page = posixpath.normpath(posixpath.join(page, plain))
        from_page = "" if from_page == "." else from_page
        if found is None and path.startswith(f"{self.docs}/"):
            # MkDocs knows a page that we make as a file in the folder of the pages.
            found = self._known(from_file.removeprefix(f"{self.docs}/"), tail)
        if found is None:
            found = self._known(from_page, tail)
        if found is None and "\0" not in from_file and (self.root / from_file).is_file():
            return self._without_page(target, path, from_file)
        return self._unknown(target, path, from_page) if found is None else found

    def below_root(self, path: str) -> str:
        """What a path that begins with `/` means on this site, with or without its base."""
        return "" if f"{path}/" == self.base else path.removeprefix(self.base).lstrip("/")

    def is_held(self, path: str) -> bool:
        """Whether a file may not be published today."""
        return path in self.unshown or path in self.held

    def is_gone(self, address: str) -> bool:
        """Whether what stands at an address of the site is there on other days only."""
        spellings = _spellings(address.strip("/"))
        is_absent = any(spelling in self.absent for spelling in spellings)
        is_absent = is_absent or known_as(address, self.absent_old) is not None
        return is_absent and self.addresses.isdisjoint(spellings)

    def placed(self, problems: Iterable[Problem], places: Sequence[Place]) -> list[Problem]:
        """Problems of a text with the first file and, where they quote it, the line they are on."""
        told = [replace(problem, path=places[0][0]) for problem in problems]
        if not any(problem.excerpt for problem in told):
            return told
        return list(with_lines(told, [Source(p, self._text_of(p), line) for p, line in places]))

    def _text_of(self, path: str) -> str:
        file = self.root / path
        return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""

    def _known(self, address: str, tail: str) -> str | None:
        """The address of a page of the site, as it is now."""
        for candidate in _spellings(address):
            if candidate in self.addresses:
                return candidate + tail
        if address and (file := self._file(f"{self.docs}/{address}", tail)):
            return file
        old = known_as(address, self.old)
        return None if old is None else self.old[old] + tail

    def _file(self, path: str, tail: str) -> str | None:
        if path in self.pages:
            return self.pages[path] + tail
        if path.startswith(("..", "private/")) or path.endswith(_SOURCES):
            return None
        if self.is_held(path):
            return None
        found = self.root / path
        if "\0" in path or not found.is_file():
            return None
        if not found.resolve().is_relative_to(self.root.resolve()):
            return None
        return self.address_of_file(path) + tail

    def hidden_link(self, target: str, path: str) -> Problem:
        """What is said of a link in a file to what is there on other days only."""
        text = f'the link "{target}" leads to what is not shown today; its words stay.'
        return Problem("hidden-link", text, path, self._line_of(target, path), level=Level.NOTE)

    def _without_page(self, target: str, path: str, file: str) -> Problem:
        """A file that lies there, and that nothing is made of."""
        reason = "no page is made of it: in a folder only `index` is an entry"
        if file.startswith(("..", "private/")):
            reason = "nothing there is published"
        text = (
            f'"{target}" lies there, but {reason}. Make it an entry or a page of its own and link '
            "that, or take the link out; until then only its words are shown."
        )
        return Problem("broken-link", text, path, self._line_of(target, path))

    def _unknown(self, target: str, path: str, address: str) -> Problem:
        if self.is_gone(address):
            return self.hidden_link(target, path)
        if _EMAIL.fullmatch(target):
            text = f'"{target}" is linked as a page. Write `mailto:{target}`.'
            return Problem("bare-email", text, path, self._line_of(target, path))
        text = (
            f'"{target}" is no page and no file. Put the file there, write a full address, or '
            "take the link out; until then only its words are shown."
        )
        return Problem("broken-link", text, path, self._line_of(target, path))

    def _line_of(self, target: str, path: str) -> int | None:
        """The line a link stands in; none in a notebook, where cells say more."""
        if path.endswith(".ipynb"):
            return None
        text = self._text_of(path)
        # Where it is a link, before where it is an alias or a word.
        places = (text.find(sign + target) for sign in ("](", "](<", "]: ", '="', ""))
        at = next((place for place in places if place >= 0), -1)
        return text.count("\n", 0, at) + 1 if at >= 0 else None


def known_as(address: str, known: Container[str]) -> str | None:
    """An address as it is among those known, however it is written; None where it is none."""
    try:
        path = old_path(f"/{address}")
    except NoAddress:
        return None
    other = path[:-1] if path.endswith("/") else f"{path}/"
    return next((each for each in (path, other) if each in known), None)


def _spellings(address: str) -> tuple[str, ...]:
    """The ways in which the address of one page may be written."""
    # MkDocs knows a page of ours by the name that its Markdown would have.
    ends = ("index.html", "index.md")
    return (address, f"{address}/", *(address.removesuffix(end) for end in ends))

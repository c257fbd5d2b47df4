"""Addresses of an older site: which of them can lead on from here, and how they were made."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from proofolio.model.characters import CONTROLS
from proofolio.model.record import Page, slugify

_WHOLE = re.compile(r"https?://", re.IGNORECASE)
_PAGE = frozenset({"html", "htm", "xhtml", "php", "asp", "aspx", "jsp", "cgi", "shtml"})
_ENDING = re.compile(r"\.([A-Za-z][A-Za-z0-9]{1,10})$")
_LONGEST = 200
"""Bytes of a part of an address that every disk can hold."""

_PART = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
_JEKYLL = {
    ":year": "{date:%Y}",
    ":month": "{date:%m}",
    ":day": "{date:%d}",
    ":title": "{slug}",
    ":slug": "{slug}",
    ":filename": "{file}",
    ":categories": "{category}",
}
FIELDS = ("date", "slug", "id", "title", "file", "category")
"""What may stand in braces."""


class NoAddress(ValueError):
    """An address that cannot lead on; its text says why, and what to write."""


def old_path(written: str, site_url: str = "") -> str:
    """An old address as a path below the site's root, `blog/x/` or `x.html`; empty for its home.

    Raises `NoAddress` where it is none of this site, or none that a page can stand at.
    """
    address = written.strip()
    if _WHOLE.match(address):
        address = _of_this_site(address, site_url)
    if "#" in address or "?" in address:
        raise NoAddress("has a `?` or `#`, which no page stands at. Write it without.")
    path = unicodedata.normalize("NFC", unquote(address))
    if path.startswith("//") or ":" in path.partition("/")[0] or "\\" in path:
        raise NoAddress("is not an address of this site. Write it as `/old/address/`.")
    if CONTROLS.search(path) or re.search("[\ufffd\t\n\r]", path):
        raise NoAddress("holds what is no character. Write it as `/old/address/`.")
    if found := re.search(r"(?<=/):[a-z_]+", path):
        raise NoAddress(
            f"holds `{found[0]}`, which only the other tool fills in. Write the address as it was, "
            "or `old_addresses` in mkdocs.yml."
        )
    return _joined([part for part in path.split("/") if part], is_folder=path.endswith("/"))


def _of_this_site(address: str, site_url: str) -> str:
    """A whole address of this site without its beginning."""
    try:
        here, there = urlsplit(site_url), urlsplit(address)
        is_here = bool(site_url) and (here.hostname, here.port) == (there.hostname, there.port)
    except ValueError:
        raise NoAddress("is not an address. Write it as `/old/address/`.") from None
    base = here.path.rstrip("/")
    if not is_here or not f"{there.path}/".startswith(f"{base}/"):
        raise NoAddress(
            "is not an address of this site. Write an old one as `/old/address/`, and a link to "
            "another site under `links`."
        )
    query = f"?{there.query}" if there.query else ""
    return there.path[len(base) :] + query + (there.fragment and "#")


def _joined(parts: list[str], *, is_folder: bool) -> str:
    if any(part.strip() in (".", "..") or part != part.strip() for part in parts):
        raise NoAddress("leads out of the site. Write it as `/old/address/`.")
    if any(len(part.encode()) > _LONGEST for part in parts):
        raise NoAddress("has a part too long for a file's name. Leave it out.")
    if parts and parts[-1].lower() in ("index.html", "index.htm") and not is_folder:
        parts = parts[:-1]
        is_folder = True
    ending = _ENDING.search(parts[-1]) if parts and not is_folder else None
    if ending and ending[1].lower() not in _PAGE:
        raise NoAddress("is the address of a file, and only pages lead on. Put the file there.")
    if ending and ending[1].lower() in ("html", "htm"):
        return "/".join(parts)
    return "/".join(parts) + "/" if parts else ""


@dataclass(frozen=True)
class AddressPattern:
    """How an older site made the addresses of a folder: `/blog/{date:%Y}/{slug}/`."""

    text: str

    def of(self, entry: Page) -> str:
        """The old address of an entry; empty where it lacks what stands in it."""
        made = _PART.sub(lambda part: _value(entry, part[1], part[2]) or "\0", self.text)
        return "" if "\0" in made else made


def read_pattern(text: str) -> AddressPattern:
    """The pattern that an author wrote; raises `NoAddress` where none can be made of it."""
    if found := re.search("|".join(map(re.escape, _JEKYLL)), text):
        raise NoAddress(f"holds `{found[0]}`. Write `{_JEKYLL[found[0]]}` in its place.")
    names = [part[1] for part in _PART.finditer(text)]
    for name in names:
        if name not in FIELDS:
            known = ", ".join(f"`{{{field}}}`" for field in FIELDS)
            raise NoAddress(f"holds `{{{name}}}`, which nothing fills in. Known are {known}.")
    for part in _PART.finditer(text):
        if part[2] is not None and not _is_format(part[1], part[2]):
            raise NoAddress(f"holds `{part[0]}`. Write a day as `{{date:%Y/%m/%d}}`.")
    if "{" in _PART.sub("", text) or "}" in _PART.sub("", text):
        raise NoAddress("has a brace without its other one. Close it, as in `{slug}`.")
    if not {*names} & {"slug", "id", "title", "file"}:
        raise NoAddress("is the same for all. Say which entry it is, with `{slug}`.")
    try:
        old_path(_PART.sub("x", text))
    except NoAddress as why:
        raise NoAddress(str(why).replace("/old/address/", "/blog/{slug}/")) from None
    return AddressPattern(text)


def _is_format(name: str, form: str) -> bool:
    return name == "date" and not re.sub("%-?[YymdbBjHMS]|[-/._]", "", form)


def _value(entry: Page, name: str, form: str | None) -> str:
    if name == "date":
        return _day(entry.date, form or "%Y-%m-%d") if entry.date else ""
    if name == "file":
        path = PurePosixPath(entry.origin.path)
        return path.parent.name if path.stem == "index" else path.stem
    if name == "category":
        topics: tuple[str, ...] = (*getattr(entry, "categories", ()), *entry.tags)
        return slugify(topics[0]) if topics else ""
    if name == "title":
        return slugify(str(getattr(entry, "title", "")))
    return entry.id if name == "id" else entry.address_part


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def _day(moment: datetime, form: str) -> str:
    """A day in a form of `strftime`, in English whatever the machine speaks."""

    def part(found: re.Match[str]) -> str:
        month = _MONTHS[moment.month - 1]
        if found[2] in "bB":
            return month if found[2] == "B" else month[:3]
        text = moment.strftime(f"%{found[2]}")
        return (text.lstrip("0") or "0") if found[1] else text

    return re.sub("%(-?)([YymdbBjHMS])", part, form)

"""Addresses as authors write them: what they mean, or why a browser would lead somewhere else.

Without a scheme an address is a file's of the site, so `hello@x.example`, `www.x.example` and
`x.example/page` would be dead links. What is a file of the site is one, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

from proofolio.model.characters import CONTROLS

SCHEMES = ("https", "http", "mailto", "tel")
"""Schemes an address may have; without one it is relative to the site."""

_ENDINGS = """
    7z aac avif avi bib bmp bz2 css csv db doc docx eps epub feather flac geojson gif gpkg gz heic
    htm html ical ico ics ipynb jl jpeg jpg js json jsonl key kml log md mid mjs mkv mov mp3 mp4 mpg
    numbers odp ods odt ogg ogv onnx opml opus otf pages parquet pdf pickle pkl png ppt pptx ps py
    qmd rds rmd rss rtf sav sql sqlite svg svgz tar tex tgz tif tiff toml tsv ttf txt vcf wav webm
    webmanifest webp whl woff woff2 xhtml xls xlsm xlsx xml yaml yml zip zst atom
    """
"""Ends of file names; any other word behind a point is taken for that of a host."""

_HOST = re.compile(
    r"(?P<www>www\.)|(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?P<end>[^\W\d_]{2,}|xn--[a-z0-9-]+)(?::\d+)?(?P<rest>[/?#]|$)"
)
_HOSTNAME = re.compile(r"[\w.~-]+|[0-9a-f:.]+")
_EMAIL = re.compile(r"[^\s@/:?#<>]+@[^\s@/:?#<>]+\.[^\s@/:?#<>]+(?:\?\S*)?")
_PHONE = re.compile(r"\+[\d\s()/.-]{6,24}")
_HALF = re.compile(r"https?(?::(?!//[^/])|/|;)", re.IGNORECASE)
_HIDDEN = re.compile(r"[^/?#]*?([a-z][a-z0-9+.-]*):")
_NO_URL = re.compile(r"[\\<>\"`{}|^]")

_LONGEST = 4000

_LONGEST = 4000

IsFile = Callable[[str], bool]


def lacks_scheme(address: str) -> bool:
    """Whether an address begins with the name of a host, which a browser takes for a file's."""
    found = _HOST.match(address.strip().lower())
    if not found:
        return False
    return bool(found["www"] or found["rest"] or found["end"] not in _ENDINGS.split())


def read_address(written: str, is_file: IsFile = lambda _: False) -> str:
    """The address as a page has it; raises pydantic's error, with a code of ours, where it would
    lead nowhere or may not be linked to."""
    address = written.strip()
    if CONTROLS.search(address) or len(address) > _LONGEST:
        raise PydanticCustomError("bad_address", "is not an address")
    scheme = _scheme(address)
    if scheme:
        return _whole(scheme, address)
    if is_file(address):
        return address.replace(" ", "%20")
    if _EMAIL.fullmatch(address):
        raise PydanticCustomError("no_mailto", "is an e-mail address without a scheme")
    if _PHONE.fullmatch(address):
        raise PydanticCustomError("no_tel", "is a telephone number without a scheme")
    if address.startswith("//") or _HALF.match(address) or lacks_scheme(address):
        if with_scheme(address) == "https://":
            raise PydanticCustomError("bad_address", "is not an address")
        raise PydanticCustomError("no_scheme", "has no scheme")
    if re.search(r"\s", address) or _NO_URL.search(address):
        raise PydanticCustomError("bad_address", "is not an address")
    return address


def _scheme(address: str) -> str:
    """The scheme of an address; raises an error for one that may not be linked to."""
    if _HALF.match(address):
        return ""
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        raise PydanticCustomError("bad_address", "is not an address") from None
    if (scheme or _HIDDEN.match(re.sub(r"\s", "", address.lower()))) and scheme not in SCHEMES:
        raise PydanticCustomError("unsafe_address", "has a scheme that is not allowed")
    return scheme


def _whole(scheme: str, address: str) -> str:
    """An address with its scheme; raises an error where there is nothing behind it."""
    if scheme in ("http", "https"):
        try:
            parts = urlsplit(address)
            is_fine = bool(_HOSTNAME.fullmatch(parts.hostname or "")) and parts.port != 0
        except ValueError:
            is_fine = False
    elif scheme == "mailto":
        is_fine = "@" in address and "//" not in address.partition("?")[0]
    else:
        is_fine = bool(re.search(r"\d", address))
    if scheme == "tel":
        address = re.sub(r"\s", "", address)
    if not is_fine or re.search(r"\s", address):
        raise PydanticCustomError("bad_address", "is not an address")
    return address


def with_scheme(address: str) -> str:
    """The same address as it was meant: `www.x.example` with `https://`."""
    return "https://" + re.sub(r"^(?:https?[:;]?)?/*", "", address.strip(), flags=re.IGNORECASE)

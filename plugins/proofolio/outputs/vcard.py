"""`contact.vcf`: the author as an entry for the address book of a phone, vCard 3.0."""

from __future__ import annotations

from collections.abc import Iterator

from proofolio.views.site import Site

WIDTH = 75
"""Bytes of a line; a longer one goes on in the next, after a space."""

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def make_vcard(site: Site) -> bytes:
    """The card as phones open it; telephone and street only where the author made them public.

    Version 3.0, since Android and Outlook do not read all of 4.0.
    """
    lines = ("BEGIN:VCARD", "VERSION:3.0", *_lines(site), "END:VCARD")
    return b"".join(_folded(line) for line in lines)


def _lines(site: Site) -> Iterator[str]:
    profile = site.library.profile
    name = _text(profile.name)
    # Which part is the family's differs from name to name, and nobody wrote it down.
    yield f"N:;{name};;;"
    yield f"FN:{name}"
    if profile.name_latin:
        yield f"X-PHONETIC-FIRST-NAME:{_text(profile.name_latin)}"
    if profile.label:
        yield f"TITLE:{_text(profile.label)}"
    if profile.email:
        yield f"EMAIL;TYPE=INTERNET:{profile.email}"
    if profile.phone and "phone" in profile.public:
        yield f"TEL;TYPE=WORK,VOICE:{_text(profile.phone)}"
    if profile.address and "address" in profile.public:
        yield f"ADR;TYPE=WORK:;;{_text(profile.address)};;;;"
    if address := profile.url or site.url:
        yield f"URL:{address}"
    for account in profile.profiles:
        if ":" in account.url:
            yield f"X-SOCIALPROFILE;TYPE={account.network}:{account.url}"
    yield f"NOTE:{_text(profile.headline)}"


def _text(value: str) -> str:
    return value.translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """A line cut into pieces of at most 75 bytes, never within a letter."""
    pieces: list[str] = []
    piece = ""
    for letter in line:
        room = WIDTH - bool(pieces)
        if len((piece + letter).encode()) > room:
            pieces.append(piece)
            piece = ""
        piece += letter
    pieces.append(piece)
    return "\r\n ".join(pieces).encode() + b"\r\n"

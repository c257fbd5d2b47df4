"""What pictures say beside what they show, in every way it can be written into them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofolio.checks.texts.decoding import decoded, runs
from proofolio.checks.texts.picture_texts import words_in

_PNG = b"\x89PNG\r\n\x1a\n"


def metadata_of(picture: bytes) -> str:
    """What a picture says beside its pixels, in every way its bytes can be read."""
    inner = picture.find(_PNG, 1)
    # An icon is several pictures, most of them PNG.
    texts = [*words_in(picture), *(words_in(picture[inner:]) if inner > 0 else ())]
    for part in filter(None, _parts(picture)):
        texts += decoded(part)
        for encoding in ("utf-16-le", "utf-16-be") if b"\0" in part else ():
            for shift in (0, 1):
                texts.append(part[shift:].decode(encoding, "replace"))
    return "\n\n".join(texts)


def _parts(picture: bytes) -> Iterator[bytes]:
    """The parts of a picture that are no pixels, as far as its format is known."""
    if picture.startswith(b"\x89PNG"):
        yield from _png_parts(picture)
    elif picture.startswith(b"\xff\xd8\xff"):
        yield from _jpeg_parts(picture)
    elif picture.startswith(b"RIFF"):
        yield from _riff_parts(picture)
    elif picture.startswith(b"GIF8"):
        yield from _gif_comments(picture)
    else:
        # The boxes of AVIF and TIFF lead anywhere; chance writes few words of six letters.
        yield "\n".join(runs(picture)).encode()


def _png_parts(png: bytes) -> Iterator[bytes]:
    position = 8
    while position + 12 <= len(png):
        length = int.from_bytes(png[position : position + 4], "big")
        if png[position + 4 : position + 8] not in (b"IDAT", b"fdAT", b"PLTE", b"iCCP"):
            yield png[position + 8 : position + 8 + length]
        position += 12 + length
    yield png[position:]


def _jpeg_parts(jpeg: bytes) -> Iterator[bytes]:
    position = 2
    while position + 4 <= len(jpeg) and jpeg[position] == 0xFF:
        kind, length = jpeg[position + 1], int.from_bytes(jpeg[position + 2 : position + 4], "big")
        if kind == 0xDA:
            break
        if 0xE0 <= kind <= 0xEF or kind == 0xFE:
            yield jpeg[position + 4 : position + 2 + length]
        position += 2 + length
    # What somebody put behind the picture.
    yield jpeg[jpeg.rfind(b"\xff\xd9") + 2 :] if b"\xff\xd9" in jpeg else b""


def _riff_parts(riff: bytes) -> Iterator[bytes]:
    position = 12
    while position + 8 <= len(riff):
        length = int.from_bytes(riff[position + 4 : position + 8], "little")
        if riff[position : position + 4] not in (b"VP8 ", b"VP8L", b"ALPH", b"ANMF", b"ICCP"):
            yield riff[position + 8 : position + 8 + length]
        position += 8 + length + length % 2
    yield riff[position:]


def _gif_comments(gif: bytes) -> Iterator[bytes]:
    for block in re.finditer(rb"\x21(?:\xfe|\xff\x0bXMP DataXMP)", gif):
        yield gif[block.end() : block.end() + 65_536].partition(b"\0")[0]

"""A picture in the sizes that screens need, as WebP.

Charts and other drawings have few colours: 256 of them without loss make a file a quarter as heavy
as the PNG, and sharper than a lossy one. Made narrower they have as many colours as photographs,
and are compressed as such. AVIF would be a fifth lighter than that, and take three times as long.
"""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from proofolio.cache_files import kept, key_of, made_by

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTHS = (240, 600, 1120, 1600)
"""For faces, for cards and for all of a phone, for figures on a large and on a sharp screen."""
LEAST = 0.7
"""A smaller variant is at most this wide, as a share of the picture: else it saves too little."""
LIGHT = 4096
"""Bytes up to which a picture is fine as it is."""
MOST_PIXELS = 60_000_000
LOSS = 4.0
"""How far, in steps of 255, the few colours of a drawing may be off on average."""
SAMPLE = (160, 160)

_DRAWN = {"lossless": True, "quality": 12, "method": 1}
_TAKEN = {"quality": 78, "method": 2}
_NARROW = {"quality": 70, "method": 2}
_CAMERA = ("JPEG", "MPO")
_MODES = ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr")
_ORIENTATION = 0x0112


@dataclass(frozen=True)
class Variant:
    """A picture in one width."""

    width: int
    content: bytes


def size_of(content: bytes) -> tuple[int, int] | None:
    """Width and height as shown; None for what no variants can be made of, such as a drawing in
    SVG, a moving picture, or a damaged one."""
    picture = _opened(content)
    if picture is None:
        return None
    width, height = picture.size
    return (height, width) if _turn(picture) >= 5 else (width, height)


def widths_of(width: int) -> tuple[int, ...]:
    """The widths a picture of this width is worth having in, none larger than itself."""
    widest = min(width, WIDTHS[-1])
    return (*(narrow for narrow in WIDTHS if narrow <= LEAST * widest), widest)


def kept_variants(content: bytes, folder: Path | None) -> tuple[Variant, ...]:
    """The same as `make_variants`, from the folder if they were made before."""
    key = key_of(content, made_by("outputs/variants.py", "Pillow"))
    pack = kept(folder, key, lambda: _packed(make_variants(content)))
    return tuple(_unpacked(pack))


def make_variants(content: bytes) -> tuple[Variant, ...]:
    """The picture in some widths, without what a camera wrote into it; the same bytes each time.

    Narrow to wide, and each lighter than the next and than the picture itself: what is not would
    serve nobody.
    """
    picture = _opened(content) if len(content) > LIGHT else None
    if picture is None:
        return ()
    try:
        pixels, profile = _pixels(picture)
    except Exception:
        # Pillow's readers raise what their formats make of damaged bytes, of many types.
        return ()
    natural, ratio = pixels.width, pixels.height / pixels.width
    settings = _TAKEN if picture.format in _CAMERA else _NARROW
    made: list[Variant] = []
    lightest = len(content)
    for width in reversed(widths_of(pixels.width)):
        pixels = _scaled(pixels, (width, max(1, round(width * ratio))))
        few = _with_few_colours(pixels) if settings is _NARROW and width == natural else None
        encoded = _webp(few or pixels, profile, _DRAWN if few else settings)
        if len(encoded) < lightest:
            made.append(Variant(width, encoded))
            lightest = len(encoded)
    return tuple(reversed(made))


def pixels_of(content: bytes) -> Image | None:
    """The picture as it is shown, in RGB or RGBA; None for what cannot be read."""
    picture = _opened(content)
    try:
        return _pixels(picture)[0] if picture else None
    except Exception:
        # As above.
        return None


def _opened(content: bytes) -> Image | None:
    """The picture before its pixels are read."""
    if content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        # A drawing, for which Pillow would try the readers of all formats.
        return None
    from PIL import Image

    try:
        with warnings.catch_warnings(action="ignore"):
            picture = Image.open(io.BytesIO(content))
            # The second picture in a photograph is a preview or a map of depths.
            moves = picture.format not in _CAMERA and getattr(picture, "is_animated", False)
            _turn(picture)
    except Exception:
        # As above; a bomb is an exception too.
        return None
    width, height = picture.size
    is_fine = not moves and picture.mode in _MODES and 0 < width * height <= MOST_PIXELS
    return picture if is_fine else None


def _turn(picture: Image) -> int:
    """How the picture lies, as EXIF counts: from 5 on, its sides are exchanged."""
    # Asking a PNG that has none would read all of it.
    return int(picture.getexif().get(_ORIENTATION, 1)) if "exif" in picture.info else 1


def _pixels(picture: Image) -> tuple[Image, bytes]:
    """The picture turned as it is shown, and its colours' profile where that is not the usual."""
    from PIL import ImageOps

    profile = picture.info.get("icc_profile") or b""
    if picture.mode not in ("RGB", "RGBA", "P") or b"sRGB" in profile.replace(b"\0", b""):
        profile = b""
    # A photograph is quickly read at a half or a quarter of its size.
    most = max(WIDTHS) if picture.width > picture.height else round(max(WIDTHS) * 4 / 3)
    picture.draft("RGB", (most, most))
    picture.load()
    # Each copy of the pixels takes as long as half of reading them.
    turned: Image = ImageOps.exif_transpose(picture) if _turn(picture) != 1 else picture
    if turned.has_transparency_data:
        shown = turned if turned.mode == "RGBA" else turned.convert("RGBA")
        if shown.getchannel("A").getextrema() != (255, 255):
            return shown, profile
    return turned if turned.mode == "RGB" else turned.convert("RGB"), profile


def _scaled(pixels: Image, size: tuple[int, int]) -> Image:
    from PIL.Image import Resampling

    if size == pixels.size:
        return pixels
    return pixels.resize(size, Resampling.HAMMING, reducing_gap=3.0)


def _with_few_colours(pixels: Image) -> Image | None:
    """The picture in 256 colours; None where one would see that."""
    from PIL import ImageChops, ImageStat
    from PIL.Image import Dither, Quantize, Resampling

    if pixels.getcolors(256):
        return pixels
    indexed = pixels.quantize(256, Quantize.FASTOCTREE, dither=Dither.NONE)
    few = _with_its_ground(indexed, pixels).convert(pixels.mode)
    samples = (image.resize(SAMPLE, Resampling.NEAREST) for image in (few, pixels))
    loss = max(ImageStat.Stat(ImageChops.difference(*samples)).rms)
    return few if loss <= LOSS else None


def _with_its_ground(indexed: Image, pixels: Image) -> Image:
    """Exactly the colour of the corner: the page's ground, often, which must not show an edge."""
    count = len(pixels.getbands())
    palette = bytearray(indexed.palette.getdata()[1] if indexed.palette else b"")
    place = indexed.getpixel((0, 0))
    colour = pixels.getpixel((0, 0))
    if isinstance(place, int) and isinstance(colour, tuple):
        palette[place * count : (place + 1) * count] = bytes(colour)
        indexed.putpalette(palette, pixels.mode)
    return indexed


def _webp(pixels: Image, profile: bytes, settings: dict[str, Any]) -> bytes:
    out = io.BytesIO()
    pixels.save(out, "WEBP", icc_profile=profile, exif=b"", xmp=b"", **settings)
    return out.getvalue()


def _packed(variants: tuple[Variant, ...]) -> bytes:
    """One file for all: a line that says what is in it, then one after the other."""
    head = json.dumps([(variant.width, len(variant.content)) for variant in variants])
    return head.encode() + b"\n" + b"".join(variant.content for variant in variants)


def _unpacked(pack: bytes) -> Iterator[Variant]:
    head, _, contents = pack.partition(b"\n")
    start = 0
    for width, length in json.loads(head):
        yield Variant(width, contents[start : start + length])
        start += length

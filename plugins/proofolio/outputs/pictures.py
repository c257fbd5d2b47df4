"""Pictures as they may be published: without what a camera wrote into them."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

from proofolio.cache_files import kept, key_of, made_by
from proofolio.outputs.metadata import stripped

PLACES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff")
"""Kinds of files that can say where and with what a picture was taken."""

_ORIENTATION = 0x0112
_EXIF = (b"Exif\0", b"eXIf", b"EXIF")
_TIFF = (b"II*\0", b"MM\0*")


def without_metadata(path: Path, folder: Path | None = None) -> bytes | None:
    """The picture without EXIF, XMP, comments and other texts; none where it is fine as it is.

    Its pixels stay as they were. Only where EXIF says that it lies on its side, they are turned and
    the file is written anew; that takes long, so the result is kept in the folder.
    """
    if path.suffix.lower() not in PLACES or not path.is_file():
        return None
    content = path.read_bytes()
    plain = plain_picture(content, folder)
    return None if plain == content else plain


def plain_picture(content: bytes, folder: Path | None = None) -> bytes:
    """The same for what is no file yet; anything but a picture comes back as it is."""
    plain = stripped(content)
    if plain == content or (plain is None and not content.startswith(_TIFF)):
        return content
    if plain is not None and not _is_turned(content):
        return plain
    key = key_of(content, made_by("outputs/pictures.py", "Pillow"))
    return kept(folder, f"{key}.turned", lambda: _redrawn(content)) or plain or content


def _is_turned(content: bytes) -> bool:
    from PIL import Image

    if not any(mark in content for mark in _EXIF):
        return False
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content)) as picture:
            return bool(picture.getexif().get(_ORIENTATION, 1) != 1)
    except Exception:
        # Pillow's readers raise what their formats make of damaged bytes, of many types.
        return False


def _redrawn(content: bytes) -> bytes:
    """The picture turned, in a new file; nothing where it cannot be read."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content)) as picture:
            turned = ImageOps.exif_transpose(picture)
            out = io.BytesIO()
            is_photo = picture.format in ("JPEG", "MPO")
            settings = {"quality": 92, "optimize": True} if is_photo else {}
            profile = picture.info.get("icc_profile")
            turned.info.clear()
            kind = "JPEG" if is_photo else picture.format
            turned.save(out, kind, icc_profile=profile, exif=b"", **settings)
            return out.getvalue()
    except Exception:
        # As above.
        return b""

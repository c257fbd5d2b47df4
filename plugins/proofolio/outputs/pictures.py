"""Pictures as they may be published: without what a camera wrote into them."""

from __future__ import annotations

import io
from pathlib import Path

JPEG = (".jpg", ".jpeg")
PLACES = (*JPEG, ".png", ".webp", ".tif", ".tiff")
"""Kinds of files that can say where and with what a picture was taken."""


def without_metadata(path: Path) -> bytes | None:
    """The picture without EXIF, XMP and comments; none where it is fine as it is.

    The picture itself stays as it was, but for its turn, which EXIF may have told and the pixels
    then do.
    """
    if path.suffix.lower() not in PLACES:
        return None
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(path) as picture:
            private = {"exif", "xmp", "comment", "Raw profile type exif", "XML:com.adobe.xmp"}
            if not picture.getexif() and not private & set(picture.info):
                return None
            turned = ImageOps.exif_transpose(picture)
            for name in private:
                turned.info.pop(name, None)
            out = io.BytesIO()
            settings = {"quality": 92, "optimize": True} if picture.format == "JPEG" else {}
            profile = picture.info.get("icc_profile")
            turned.save(out, picture.format, icc_profile=profile, **settings)
            return out.getvalue()
    except (UnidentifiedImageError, OSError):
        return None

"""What cameras write into pictures stays at home."""

from __future__ import annotations

import io
import random
import warnings
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from proofolio.checks.texts.picture_texts import says_where, words_in
from proofolio.outputs import pictures
from proofolio.outputs.metadata import stripped
from proofolio.outputs.pictures import without_metadata
from proofolio.outputs.variants import size_of

GPS = 0x8825


def write(path: Path, *, private: bool) -> None:
    picture = Image.new("RGB", (40, 20), (200, 30, 30))
    exif = Image.Exif()
    if private:
        exif[0x0112] = 6  # to be turned by a quarter
        exif[GPS] = {2: (47.0, 4.0, 12.0)}
        exif[0x010F] = "Camera of Ana"
    picture.save(path, exif=exif.tobytes() if private else None)


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp"])
def test_places_and_cameras_are_removed_and_the_picture_turned(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"photo{suffix}"
    write(path, private=True)
    assert b"Camera of Ana" in path.read_bytes()
    content = without_metadata(path)
    assert content is not None
    assert b"Camera of Ana" not in content
    with Image.open(io.BytesIO(content)) as picture:
        assert not dict(picture.getexif())
        assert picture.size == (20, 40)


def pixels(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content)) as picture:
        return picture.convert("RGB").tobytes()


def upright(suffix: str) -> bytes:
    """A picture with all that programs write into one, not turned."""
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ana"
    out = io.BytesIO()
    picture = Image.effect_mandelbrot((60, 40), (-2, -1, 1, 1), 20).convert("RGB")
    if suffix == "png":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", "Camera of Ana")
        texts.add_itxt("XML:com.adobe.xmp", "Camera of Ana")
        picture.save(out, "PNG", exif=exif.tobytes(), pnginfo=texts)
    elif suffix == "jpeg":
        note = b"Camera of Ana"
        picture.save(out, "JPEG", exif=exif.tobytes(), comment=note, xmp=note, progressive=True)
    else:
        picture.save(out, "WEBP", exif=exif.tobytes(), xmp=b"Camera of Ana", lossless=True)
    return out.getvalue()


@pytest.mark.parametrize("suffix", ["jpeg", "png", "webp"])
def test_pixels_of_an_upright_picture_stay_as_they_were(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"photo.{suffix}"
    path.write_bytes(upright(suffix))
    content = without_metadata(path)
    assert content is not None
    assert b"Ana" in path.read_bytes()
    assert b"Ana" not in content
    assert pixels(content) == pixels(path.read_bytes())
    path.write_bytes(content)
    assert without_metadata(path) is None


def test_the_second_picture_of_a_phone_goes_with_its_texts(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(stripped(upright("jpeg")) or b"")
    first = path.read_bytes()
    path.write_bytes(first + upright("jpeg"))
    assert without_metadata(path) == first


@pytest.mark.parametrize("suffix", ["jpeg", "png", "webp"])
def test_a_damaged_file_is_left_alone_and_raises_nothing(tmp_path: Path, suffix: str) -> None:
    content = upright(suffix)
    path = tmp_path / f"photo.{suffix}"
    numbers = random.Random(5)
    for _ in range(60):
        path.write_bytes(content[: numbers.randrange(len(content))])
        without_metadata(path)
        broken = bytearray(content)
        for _ in range(8):
            broken[numbers.randrange(len(broken))] = numbers.randrange(256)
        path.write_bytes(broken)
        without_metadata(path)


def test_what_a_camera_wrote_wrong_is_no_warning() -> None:
    """Warnings are errors here; in a build Pillow's would be told, with lines of Python."""
    content = upright("jpeg")
    place = content.index(b"Exif\0\0") + 6
    for cut in range(8, 24):
        broken = content[: place + cut] + b"\xff" * 24 + content[place + cut + 24 :]
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            pictures.plain_picture(broken)
            says_where(broken)
            list(words_in(broken))
            size_of(broken)
        assert told == []


def test_turning_a_picture_is_done_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, shelf = tmp_path / "photo.jpg", tmp_path / "shelf"
    write(path, private=True)
    first = without_metadata(path, shelf)
    assert first
    monkeypatch.setattr(pictures, "_redrawn", lambda _: b"again")
    assert without_metadata(path, shelf) == first
    assert without_metadata(path) == b"again"


def test_a_picture_without_metadata_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "plot.png"
    write(path, private=False)
    assert without_metadata(path) is None


def test_a_broken_picture_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "broken.jpg"
    path.write_bytes(b"not a picture")
    assert without_metadata(path) is None

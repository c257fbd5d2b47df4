"""What cameras write into pictures stays at home."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from proofolio.outputs.pictures import without_metadata

GPS = 0x8825


def write(path: Path, *, private: bool) -> None:
    picture = Image.new("RGB", (40, 20), (200, 30, 30))
    exif = Image.Exif()
    if private:
        exif[0x0112] = 6  # to be turned by a quarter
        exif.get_ifd(GPS)[2] = (47.0, 4.0, 12.0)
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


def test_a_picture_without_metadata_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "plot.png"
    write(path, private=False)
    assert without_metadata(path) is None


def test_a_broken_picture_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "broken.jpg"
    path.write_bytes(b"not a picture")
    assert without_metadata(path) is None

"""Variants of a picture: lighter, never larger, without metadata, the same bytes each time."""

from __future__ import annotations

import io
import math
import random
from typing import Any

import pytest
from PIL import Image, ImageDraw

from proofolio.outputs.variants import LIGHT, kept_variants, make_variants, size_of, widths_of


def chart(width: int = 1000, height: int = 600, mode: str = "RGB") -> Image.Image:
    """Something that a plotting library might have drawn."""
    ground = (255,) * 3 if mode == "RGB" else (255, 255, 255, 0)
    large = Image.new(mode, (2 * width, 2 * height), ground)
    pen = ImageDraw.Draw(large)
    for line in range(12):
        points = [
            (x, height + height * 0.8 * math.sin(x / 90 + line / 3)) for x in range(0, 2 * width, 9)
        ]
        pen.line(points, fill=(10 * line, 97, 200 - 12 * line), width=5)
    return large.resize((width, height), Image.Resampling.LANCZOS)


def photo(width: int = 1700, height: int = 1200) -> Image.Image:
    """Noise on slopes: as many colours as a camera finds."""
    numbers = random.Random(7)
    noise = bytes(numbers.randrange(256) for _ in range(200 * 150 * 3))
    rough = Image.frombytes("RGB", (200, 150), noise).resize((width, height))
    return Image.blend(rough, Image.linear_gradient("L").resize(rough.size).convert("RGB"), 0.6)


def saved(picture: Image.Image, kind: str, **settings: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **settings)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (100, (100,)),
        (400, (240, 400)),
        (640, (240, 640)),
        (1067, (240, 600, 1067)),
        (1600, (240, 600, 1120, 1600)),
        (4000, (240, 600, 1120, 1600)),
    ],
)
def test_no_width_is_larger_than_the_picture(width: int, widths: tuple[int, ...]) -> None:
    assert widths_of(width) == widths


@pytest.mark.parametrize(
    ("content", "widths"),
    [
        (saved(chart(), "PNG"), (240, 600, 1000)),
        (saved(chart(mode="RGBA"), "PNG"), (240, 600, 1000)),
        (saved(photo(), "JPEG", quality=95), (240, 600, 1120, 1600)),
        (saved(photo().convert("CMYK"), "JPEG"), (240, 600, 1120, 1600)),
        (saved(photo(1000, 750), "PNG"), (240, 600, 1000)),
    ],
    ids=["chart", "clear ground", "photograph", "for print", "photograph as PNG"],
)
def test_each_width_is_lighter_than_the_next(content: bytes, widths: tuple[int, ...]) -> None:
    made = make_variants(content)
    found = tuple(variant.width for variant in made)
    # One that is no lighter than a wider one is left out.
    assert set(found) <= set(widths)
    assert found[-1] == widths[-1]
    assert len(found) > 1
    natural = opened(content).size
    weights = [*(len(variant.content) for variant in made), len(content)]
    assert weights == sorted(weights)
    assert len(set(weights)) == len(weights)
    for variant in made:
        picture = opened(variant.content)
        assert picture.format == "WEBP"
        assert picture.size == (variant.width, round(variant.width * natural[1] / natural[0]))
    assert make_variants(content) == made


def test_a_chart_keeps_its_ground_and_looks_the_same() -> None:
    content = saved(chart(), "PNG")
    largest = opened(make_variants(content)[-1].content).convert("RGB")
    assert largest.getpixel((0, 0)) == (255, 255, 255)
    original = opened(content).tobytes()
    off = sum(abs(a - b) for a, b in zip(largest.tobytes(), original, strict=True))
    assert off / len(original) < 2
    assert len(make_variants(content)[-1].content) < len(content) / 2


def test_a_clear_ground_stays_clear() -> None:
    for variant in make_variants(saved(chart(mode="RGBA"), "PNG")):
        corner = opened(variant.content).convert("RGBA").getpixel((0, 0))
        assert isinstance(corner, tuple)
        assert corner[3] == 0


def test_what_a_camera_wrote_is_gone_and_the_picture_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera of Ana"
    content = saved(photo(), "JPEG", exif=exif.tobytes(), comment=b"Ana's garden")
    assert size_of(content) == (1200, 1700)
    made = make_variants(content)
    assert made
    for variant in made:
        assert b"Ana" not in variant.content
        picture = opened(variant.content)
        assert picture.height > picture.width
        assert not {"exif", "xmp", "comment"} & set(picture.info)


def test_colours_of_a_wide_gamut_keep_their_profile() -> None:
    from PIL import ImageCms

    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    wide = usual.replace("sRGB".encode("utf-16-be"), "wide".encode("utf-16-be"))
    assert wide != usual
    for profile, stays in ((usual, False), (wide, True)):
        made = make_variants(saved(photo(), "JPEG", icc_profile=profile))
        assert made
        assert all(("icc_profile" in opened(one.content).info) is stays for one in made)


def test_a_light_picture_is_left_alone() -> None:
    content = saved(Image.new("RGB", (900, 500), "white"), "PNG")
    assert len(content) <= LIGHT
    assert make_variants(content) == ()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture" * 1000,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>" * 200,
        saved(chart(), "GIF", save_all=True, append_images=[chart(1000, 600).rotate(180)]),
        saved(Image.new("I;16", (300, 300)), "PNG"),
    ],
    ids=["empty", "text", "drawing", "moving", "deep"],
)
def test_what_cannot_be_made_smaller_is_left_alone(content: bytes) -> None:
    assert size_of(content) is None
    assert make_variants(content) == ()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_damaged_picture_raises_nothing(kind: str) -> None:
    content = saved(chart(400, 300), kind)
    numbers = random.Random(3)
    for _ in range(12):
        broken = bytearray(content)
        for _ in range(20):
            broken[numbers.randrange(len(broken))] = numbers.randrange(256)
        for part in (bytes(broken), content[: numbers.randrange(len(content))]):
            make_variants(part)
            size_of(part)


def test_they_are_made_once(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from proofolio.outputs import variants

    made: list[int] = []

    def counting(content: bytes) -> Any:
        made.append(len(content))
        return make_variants(content)

    monkeypatch.setattr(variants, "make_variants", counting)
    content = saved(chart(500, 300), "PNG")
    first = kept_variants(content, tmp_path)
    assert kept_variants(content, tmp_path) == first
    assert made == [len(content)]
    (file,) = tmp_path.iterdir()
    for damaged in (file.read_bytes()[:-9], b"", file.read_bytes().replace(b"WEBP", b"WEBQ")):
        file.write_bytes(damaged)
        assert kept_variants(content, tmp_path) == first
    assert made == [len(content)] * 4
    kept_variants(saved(chart(400, 300), "PNG"), tmp_path)
    assert len(made) == 5
    assert kept_variants(content, None) == first
    assert len(made) == 6

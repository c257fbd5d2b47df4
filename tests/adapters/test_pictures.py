"""Pictures of a real build: light, lazy, made once, and none that nobody may see."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from PIL import Image

from proofolio.outputs import variants

SHOWN = """---
title: Shown
image: {src: own.png, alt: A shape}
---

![A shape](in text.png)
"""

Build = Callable[..., Path]


def drawing(width: int, height: int, shift: float = 0) -> Image.Image:
    return Image.effect_mandelbrot((width, height), (-2 + shift, -1.2, 1, 1.2), 90).convert("RGB")


def saved(picture: Image.Image, kind: str, **settings: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **settings)
    return out.getvalue()


def notebook(picture: bytes) -> str:
    import base64

    data = {"image/png": base64.b64encode(picture).decode()}
    output = {"output_type": "display_data", "metadata": {}, "data": data}
    cell = {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": "plot()"}
    raw = {"cell_type": "raw", "metadata": {}, "source": "---\ntitle: Measured\n---"}
    cells = [raw, {**cell, "outputs": [output]}]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4})


@pytest.fixture(scope="module")
def folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The minimal site with a portrait, a picture in every kind of text, and a draft."""
    place = tmp_path_factory.mktemp("pictures") / "site"
    shutil.copytree(root / "tests/sites/minimal", place, ignore=shutil.ignore_patterns(".cache"))
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ana"
    portrait = saved(drawing(900, 900), "JPEG", quality=95, exif=exif.tobytes())
    files: dict[str, bytes | str] = {
        "site_src/assets/ana.jpg": portrait,
        "site_src/assets/garden.jpg": saved(drawing(800, 500, 0.1), "JPEG", exif=exif.tobytes()),
        "site_src/assets/secret.png": saved(drawing(700, 400, 0.2), "PNG"),
        "site_src/garden.md": "# Garden\n\n![A](assets/garden.jpg)\n\n![B](assets/garden.jpg)\n",
        "projects/shown/index.md": SHOWN,
        "projects/shown/own.png": saved(drawing(700, 400, 0.3), "PNG"),
        "projects/shown/in text.png": saved(drawing(700, 400, 0.4), "PNG"),
        "projects/measured.ipynb": notebook(
            saved(drawing(700, 400, 0.5), "PNG", exif=exif.tobytes())
        ),
        "projects/hidden.yml": "status: draft\nimage: {src: /assets/secret.png, alt: A}\n",
        "projects/kept/index.md": "---\ntitle: Kept\nstatus: draft\n---\n\n![A](private.png)\n",
        "projects/kept/private.png": saved(drawing(700, 400, 0.6), "PNG"),
    }
    for name, content in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    profile = place / "site_src/_data/profile.yml"
    text = profile.read_text(encoding="utf-8")
    told = "image: {src: assets/ana.jpg, alt: Ana in her garden}\n"
    profile.write_text(text + told, encoding="utf-8")
    return place


class _Made:
    """Counts the pictures whose variants are really made."""

    def __init__(self, make: Callable[[bytes], Any]) -> None:
        self.make, self.count = make, 0

    def __call__(self, content: bytes) -> Any:
        self.count += 1
        return self.make(content)

    def take(self) -> int:
        count, self.count = self.count, 0
        return count


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> _Made:
    counter = _Made(variants.make_variants)
    monkeypatch.setattr(variants, "make_variants", counter)
    return counter


@pytest.fixture(scope="module")
def site(folder: Path, build_site: Build) -> Path:
    return build_site(folder)


def images(site: Path) -> list[tuple[str, dict[str, str]]]:
    """Every picture on every page: the page's address and the attributes."""
    return [
        (page.relative_to(site).as_posix(), dict(re.findall(r'([\w-]+)="([^"]*)"', tag)))
        for page in sorted(site.rglob("index.html"))
        for tag in re.findall(r"<img\b[^>]*>", page.read_text(encoding="utf-8"))
    ]


def test_every_picture_is_sized_light_and_whole(site: Path) -> None:
    met = set()
    for page, told in images(site):
        assert int(told["width"]) * int(told["height"]) > 0
        assert (site / urljoin(page, told["src"].replace("%20", " "))).is_file()
        if "srcset" not in told:
            assert told["src"].endswith(".svg"), told
            continue
        original = site / urljoin(page, told["src"].replace("%20", " "))
        met.add(original.name)
        for part in told["srcset"].split(", "):
            address, width = part.split(" ")
            file = site / urljoin(page, address)
            with Image.open(file) as picture:
                assert picture.width == int(width[:-1])
            assert file.stat().st_size < original.stat().st_size
    figures = {name for name in met if name.startswith("fig-")}
    assert len(figures) == 1
    assert met - figures == {"ana.jpg", "garden.jpg", "own.png", "in text.png"}


def test_only_the_first_picture_of_a_page_is_loaded_at_once(site: Path) -> None:
    pages: dict[str, list[dict[str, str]]] = {}
    for page, told in images(site):
        pages.setdefault(page, []).append(told)
    assert len(pages["garden/index.html"]) == 2
    for page, found in pages.items():
        eager = [told for told in found if told.get("loading") != "lazy"]
        hero = [told for told in found if told.get("fetchpriority") == "high"]
        assert len(eager) - len(hero) <= 1, page
    assert pages["index.html"][0]["src"] == "assets/ana.jpg"
    assert pages["index.html"][0]["sizes"] == "64px"


def test_a_picture_of_drafts_alone_is_nowhere_in_no_width(folder: Path, site: Path) -> None:
    names = [path.name for path in site.rglob("*") if path.is_file()]
    assert any(name.startswith("own-") for name in names)
    assert not [name for name in names if name.startswith(("secret", "private"))]
    hidden = [(folder / "site_src/assets/secret.png"), (folder / "projects/kept/private.png")]
    contents = {variant for path in hidden for variant in variants.make_variants(path.read_bytes())}
    assert contents
    published = {path.read_bytes() for path in site.rglob("*.webp")}
    assert not published & {variant.content for variant in contents}


def test_feeds_previews_and_structured_data_keep_the_plain_picture(site: Path) -> None:
    page = (site / "index.html").read_text(encoding="utf-8")
    data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert data
    assert all(".webp" not in text for text in data)
    assert "assets/ana.jpg" in "".join(data)


def test_no_file_says_what_a_camera_wrote(folder: Path, site: Path) -> None:
    assert b"Camera of Ana" in (folder / "site_src/assets/garden.jpg").read_bytes()
    pictures = [path for path in site.rglob("*") if path.suffix in (".jpg", ".png", ".webp")]
    assert {"ana.jpg", "garden.jpg", "own.png"} <= {path.name for path in pictures}
    assert not [path for path in pictures if b"Camera of Ana" in path.read_bytes()]


def test_variants_are_made_once(folder: Path, build_site: Build, made: _Made) -> None:
    def built() -> dict[str, bytes]:
        site = build_site(folder)
        found = {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*.webp")}
        assert found
        return found

    shutil.rmtree(folder / ".cache" / "proofolio" / "pictures", ignore_errors=True)
    first = built()
    assert made.take() == 5
    assert built() == first
    assert made.take() == 0
    own = folder / "projects/shown/own.png"
    before = own.read_bytes()
    own.write_bytes(saved(drawing(700, 400, 0.7), "PNG"))
    try:
        second = built()
    finally:
        own.write_bytes(before)
    assert made.take() == 1
    assert {n for n in first if "/own-" not in n} == {n for n in second if "/own-" not in n}
    assert {n for n in first if "/own-" in n}.isdisjoint(second)


def test_they_can_be_switched_off(folder: Path, tmp_path: Path, build_site: Build) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "site"))
    settings = copy / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    off = text.replace("- proofolio/portfolio\n", "- proofolio/portfolio: {pictures: false}\n")
    assert off != text
    settings.write_text(off, encoding="utf-8")
    site = build_site(copy)
    assert not list(site.rglob("*.webp"))
    assert {told["width"] for _, told in images(site)} >= {"900", "700"}


def test_a_phone_fetches_what_it_shows(
    site: Path, serve_site: Callable[..., str], open_page: Callable[..., Any], faults: list[str]
) -> None:
    page = open_page(serve_site(site) + "projects/shown/", width=390, device_scale_factor=2)
    page.evaluate("document.querySelectorAll('img').forEach(i => i.scrollIntoView())")
    page.wait_for_function("[...document.images].every(i => i.complete && i.naturalWidth)")
    shown = page.evaluate(
        "[...document.querySelectorAll('img[srcset]')].map(i => [i.currentSrc, i.clientWidth])"
    )
    assert shown
    assert all(address.endswith(".webp") for address, _ in shown)
    assert all(0 < width <= 390 for _, width in shown)
    assert faults == []


# While serving


def test_serve_makes_one_when_the_browser_asks(folder: Path, tmp_path: Path, made: _Made) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.livereload import LiveReloadServer

    copy = Path(shutil.copytree(folder, tmp_path / "site", ignore=shutil.ignore_patterns(".cache")))
    out = tmp_path / "out"
    config = load_config(str(copy / "mkdocs.yml"), site_dir=str(out))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    assert made.take() == 0
    assert not list(out.rglob("*.webp"))
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(out), mount_path="/sub/")
    try:
        config.plugins.on_serve(server, config=config, builder=lambda *_: None)
        answers: list[tuple[str, dict[str, str]]] = []

        def get(address: str) -> bytes:
            environ = {"PATH_INFO": address}
            application = server.get_app()
            assert application
            parts = application(environ, lambda s, h: answers.append((s, dict(h))))
            with contextlib.closing(parts) if hasattr(parts, "close") else contextlib.nullcontext():
                return b"".join(parts)

        page = (out / "projects/shown/index.html").read_text(encoding="utf-8")
        found = re.findall(r"(own-\w+-\d+\.webp) (\d+)w", page)
        assert found
        for name, width in found:
            content = get(f"/sub/projects/shown/{name}")
            assert answers[-1] == (
                "200 OK",
                {"Content-Type": "image/webp", "Content-Length": str(len(content))},
            )
            with Image.open(io.BytesIO(content)) as picture:
                assert picture.width == int(width)
        assert made.take() == 1
        assert b"Shown" in get("/sub/projects/shown/")
        get("/sub/projects/shown/none.webp")
        assert answers[-1][0] == "404 Not Found"
    finally:
        server.server_close()

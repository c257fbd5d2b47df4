"""The cache folder keeps what builds use, and no more."""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from proofolio import cache_files
from proofolio.cache_files import (
    UNUSED_SECONDS,
    Shelf,
    drop_unused,
    key_of,
    made_by,
    made_by_all,
    read_cached,
    write_cached,
)

KEY = "0123456789abcdef" * 2
LONG_AGO = time.time() - UNUSED_SECONDS - 60


def age(file: Path) -> None:
    os.utime(file, (LONG_AGO, LONG_AGO))


def test_only_what_nobody_used_for_long_is_dropped(tmp_path: Path) -> None:
    old = [f"{KEY}.fragment", f"cards/{KEY}.png", f"pictures/{KEY}", "tmpab12.part"]
    others = ["notes.txt", "vega-6.js", "links.json", f"cards/{KEY[:-1]}.png"]
    for name in (*old, *others):
        write_cached(tmp_path / name, b"x")
        age(tmp_path / name)
    for name in ("f" * 32 + ".leaks", "tmpcd34.part"):
        write_cached(tmp_path / name, b"x")
        others.append(name)
    drop_unused(tmp_path)
    left = {str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*") if file.is_file()}
    assert left == set(others)


def test_keys_differ_wherever_anything_differs() -> None:
    parts: tuple[tuple[str, ...], ...] = (
        ("views/blocks.py",),
        ("views/*.py",),
        ("Pillow",),
        ("views/blocks.py", "Pillow"),
    )
    marks = [made_by(*each) for each in parts]
    keys = {key_of(content, mark) for content in (b"", b"x") for mark in marks}
    assert len(keys) == 2 * len(parts)
    assert all(len(key) == 32 for key in keys)


def test_a_key_cannot_forget_a_file_that_was_moved() -> None:
    with pytest.raises(FileNotFoundError, match=r"views/no_such\.py"):
        made_by("views/blocks.py", "views/no_such.py")


def test_what_is_read_is_used(tmp_path: Path) -> None:
    file = tmp_path / f"{KEY}.fragment"
    write_cached(file, b"kept")
    age(file)
    assert read_cached(file) == b"kept"
    drop_unused(tmp_path)
    assert file.exists()


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    write_cached(tmp_path / "file" / KEY, b"x")
    with pytest.raises(OSError, match=r"Not a directory|No such file"):
        read_cached(tmp_path / "file" / KEY)


def test_a_build_drops_what_it_had_no_use_for(
    root: Path, tmp_path: Path, build_site: Callable[..., Path]
) -> None:
    folder = tmp_path / "site"
    shutil.copytree(root / "tests/sites/minimal", folder, ignore=shutil.ignore_patterns(".cache"))
    build_site(folder)
    cache = folder / ".cache" / "proofolio"
    used = sorted(cache.rglob("*.png"))
    assert used
    stale = cache / "cards" / f"{KEY}.png"
    stale.write_bytes(b"x")
    for file in (*used, stale):
        age(file)
    build_site(folder)
    assert sorted(cache.rglob("*.png")) == used


# Damage

LITE = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
    "data": {"values": [{"a": 1}]},
    "mark": "bar",
    "encoding": {"x": {"field": "a", "type": "quantitative"}},
}


def flipped(content: bytes) -> bytes:
    """One bit of the middle is another, as a disk loses it."""
    at = len(content) // 2
    return content[:at] + bytes([content[at] ^ 4]) + content[at + 1 :]


DAMAGES: tuple[Callable[[bytes], bytes | None], ...] = (
    lambda content: b"",
    lambda content: content[: len(content) // 2],
    flipped,
    lambda content: random.Random(len(content)).randbytes(len(content)),
    lambda content: None,
)
"""What becomes of a file; none puts a folder in its place."""


def damage(file: Path, by: Callable[[bytes], bytes | None]) -> None:
    content = by(file.read_bytes())
    if content is None:
        file.unlink()
        file.mkdir()
    else:
        file.write_bytes(content)


@pytest.fixture(scope="module")
def built_once(
    root: Path, tmp_path_factory: pytest.TempPathFactory, build_site: Callable[..., Path]
) -> tuple[Path, dict[str, bytes]]:
    """A project whose cache holds something of every kind, and its site, file by file."""
    folder = tmp_path_factory.mktemp("kept") / "project"
    shutil.copytree(root / "tests/sites/minimal", folder, ignore=shutil.ignore_patterns(".cache"))
    data = {"application/vnd.vegalite.v5+json": LITE}
    output = {"output_type": "display_data", "metadata": {}, "data": data}
    cells: list[dict[str, Any]] = [
        {"cell_type": "markdown", "metadata": {}, "source": "# Load\n\nTomorrow's load by hour."},
        {"cell_type": "code", "metadata": {}, "source": "1", "execution_count": 1,
         "outputs": [output]},
    ]  # fmt: skip
    document = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    (folder / "projects/load.ipynb").write_text(json.dumps(document), "utf-8")
    photo, exif = BytesIO(), Image.Exif()
    exif[0x010F] = "Camera"
    Image.effect_noise((1300, 900), 60).save(photo, "JPEG", exif=exif)
    (folder / "site_src/photo.jpg").write_bytes(photo.getvalue())
    (folder / "site_src/own.md").write_text("# Own\n\n![A photo](photo.jpg)\n", "utf-8")
    return folder, contents(build_site(folder))


def contents(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(5))
def test_no_damage_in_the_cache_reaches_the_site(
    built_once: tuple[Path, dict[str, bytes]], tmp_path: Path, build_site: Callable[..., Path],
    turn: int,
) -> None:  # fmt: skip
    folder, whole = built_once
    shutil.copytree(folder, tmp_path / "project")
    cache = tmp_path / "project/.cache/proofolio"
    files = sorted(path for path in cache.rglob("*") if path.is_file())
    kinds = {path.parent.name + (path.suffix or ".") for path in files}
    assert len(kinds) >= 6, kinds
    for number, file in enumerate(files):
        damage(file, DAMAGES[(number + turn) % len(DAMAGES)])
    after = contents(build_site(tmp_path / "project"))
    assert [name for name in whole if name.startswith("assets/charts/vega-")] != []
    assert after.keys() == whole.keys()
    assert [name for name in whole if after[name] != whole[name]] == []
    assert list(cache.rglob("*.part")) == []


@pytest.mark.parametrize("by", DAMAGES)
def test_a_damaged_script_is_made_again(
    by: Callable[[bytes], bytes | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from proofolio.outputs import frames

    # Making it takes seconds; what is kept and read is real.
    monkeypatch.setattr(frames, "_bundled", lambda: b"(() => { draw(); })();" * 9)
    whole = frames.read_script(f"{frames.FOLDER}vega-6.js", tmp_path)
    (file,) = tmp_path.iterdir()
    damage(file, by)
    assert frames.read_script(f"{frames.FOLDER}vega-6.js", tmp_path) == whole


# The newest of each thing


def test_a_shelf_gives_back_what_was_made_of_the_same_and_nothing_else(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    value = {"html": "<p>\u00e9 \ud83d\ude00 \udc80</p>", "asked": [["a", None], [1, 2.5]]}
    assert shelf.read("a", "1" * 32) is None
    shelf.write("a", "1" * 32, value)
    assert shelf.read("a", "1" * 32) == value
    assert shelf.read("a", "2" * 32) is None
    assert shelf.read("b", "1" * 32) is None
    shelf.write("a", "2" * 32, "new")
    assert shelf.read("a", "2" * 32) == "new"
    assert shelf.read("a", "1" * 32) is None
    assert list(tmp_path.iterdir()) == []
    shelf.keep()
    assert len(list(tmp_path.iterdir())) == 1
    assert shelf.read("a", "2" * 32) == Shelf(tmp_path).read("a", "2" * 32) == "new"
    assert Shelf(None).kept("a", "1" * 32, lambda: "made") == "made"


def test_a_damaged_shelf_is_a_miss(tmp_path: Path) -> None:
    shelf, key = Shelf(tmp_path), "1" * 32
    shelf.write("a", key, ["whole"] * 20)
    shelf.keep()
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    rng = random.Random(2)
    for _ in range(60):
        broken = bytearray(whole[: rng.randint(0, len(whole))])
        if broken and rng.random() < 0.5:
            broken[rng.randrange(len(broken))] ^= 1 << rng.randrange(8)
        file.write_bytes(bytes(broken))
        assert shelf.read("a", key) == (["whole"] * 20 if bytes(broken) == whole else None)
    file.unlink()
    file.mkdir()
    assert shelf.kept("a", key, lambda: "made") == "made"


def test_every_file_of_ours_is_in_the_mark_of_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    (package / "templates").mkdir(parents=True)
    for name in ("cache_files.py", "templates/a.html", "font.woff2"):
        (package / name).write_bytes(b"x")
    monkeypatch.setattr(cache_files, "__file__", str(package / "cache_files.py"))
    monkeypatch.setattr(sys, "path", [str(tmp_path / "packages")])
    marks = []
    for change in ("", "package/templates/a.html", "package/b.toml", "packages/jinja2-4.dist-info"):
        if change:
            (tmp_path / change).parent.mkdir(exist_ok=True)
            (tmp_path / change).write_bytes(b"other")
        made_by_all.cache_clear()
        marks.append(made_by_all())
    made_by_all.cache_clear()
    assert len(set(marks)) == 4

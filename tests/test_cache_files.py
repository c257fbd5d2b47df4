"""The cache folder keeps what builds use, and no more."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from proofolio.cache_files import UNUSED_SECONDS, drop_unused, read_cached, write_cached

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

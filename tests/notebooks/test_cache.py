"""A rendered notebook is kept as long as nothing that went into it changes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import grimp
import pytest

from proofolio import cache_files
from proofolio.notebooks import Options, Phrases, cache, cached_render, render, stats
from proofolio.notebooks.phrases import english

OPTIONS = Options(path="test.ipynb")


@pytest.fixture(autouse=True)
def counted() -> Iterator[None]:
    stats.reset()
    yield
    stats.reset()


def test_work_is_done_once_and_again_after_a_change(
    tmp_path: Path, as_bytes: Callable[..., bytes]
) -> None:
    source = as_bytes("# Title", {"source": "x = 1"})
    first = cached_render(source, OPTIONS, tmp_path)
    assert (stats.rendered, stats.restored) == (1, 0)
    assert cached_render(source, OPTIONS, tmp_path) == first
    assert (stats.rendered, stats.restored) == (1, 1)
    cached_render(source.replace(b"x = 1", b"x = 2"), OPTIONS, tmp_path)
    assert (stats.rendered, stats.restored) == (2, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"path": "other.ipynb"},
        {"code": "shown"},
        {"skip_cells": frozenset({0})},
        {"words": Phrases("de", english().table)},
        {"words": Phrases("en", (*english().table, ("code", "Program")))},
        {"reserved_ids": frozenset({"data"})},
        {"libraries": (("plotly", "7.1.0"),)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_every_option_is_part_of_the_key(
    change: dict[str, Any], tmp_path: Path, as_bytes: Callable[..., bytes]
) -> None:
    cached_render(as_bytes("text"), OPTIONS, tmp_path)
    cached_render(as_bytes("text"), replace(OPTIONS, **change), tmp_path)
    assert stats.rendered == 2


def test_the_libraries_versions_are_part_of_the_key(
    tmp_path: Path, as_bytes: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    cached_render(as_bytes("text"), OPTIONS, tmp_path)
    monkeypatch.setattr(cache_files, "version", lambda name: f"{name} of tomorrow")
    cache_files.made_by.cache_clear()
    cached_render(as_bytes("text"), OPTIONS, tmp_path)
    cache_files.made_by.cache_clear()
    assert stats.rendered == 2


def test_all_our_code_that_renders_is_in_the_key() -> None:
    graph = grimp.build_graph("proofolio", exclude_type_checking_imports=True, cache_dir=None)
    room = "proofolio.notebooks"
    needed = graph.find_upstream_modules(f"{room}.render")
    assert f"{room}.html.styles" in needed
    others = {name for name in needed if not name.startswith(room)}
    others -= {"proofolio.problems"}
    package = Path(cache_files.__file__).parent
    files = {package.joinpath(*name.split(".")[1:]).with_suffix(".py") for name in others}
    named = {
        file for part in cache._RENDERER if part.endswith(".py") for file in package.glob(part)
    }
    assert files <= named


def test_what_is_kept_is_what_was_rendered(real_notebooks: list[Path], tmp_path: Path) -> None:
    files = [file for file in real_notebooks if file.stat().st_size < 200_000][::4]
    assert len(files) > 10
    for file in files:
        options = Options(path=file.name)
        cached_render(file.read_bytes(), options, tmp_path)
        assert cached_render(file.read_bytes(), options, tmp_path) == render(
            file.read_bytes(), options
        )
    assert stats.restored == len(files)


def test_charts_are_kept(tmp_path: Path, as_bytes: Callable[..., bytes]) -> None:
    data = {"application/vnd.plotly.v1+json": {"data": [{"type": "bar", "y": [1, 2]}]}}
    output = {"output_type": "display_data", "metadata": {}, "data": data}
    source = as_bytes({"source": "fig", "outputs": [output]})
    options = replace(OPTIONS, libraries=(("plotly", "7.1.0"),))
    first = cached_render(source, options, tmp_path)
    assert len(first.charts) == 1
    assert cached_render(source, options, tmp_path) == first
    assert stats.restored == 1


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"title": 1}', b"\xff\xfe"])
def test_a_damaged_file_is_a_miss_and_is_mended(
    damage: bytes, tmp_path: Path, as_bytes: Callable[..., bytes]
) -> None:
    first = cached_render(as_bytes("text"), OPTIONS, tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage)
    assert cached_render(as_bytes("text"), OPTIONS, tmp_path) == first
    assert stats.rendered == 2
    assert cached_render(as_bytes("text"), OPTIONS, tmp_path) == first
    assert stats.restored == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: kept[:-1],
        lambda kept: kept + b"x",
        lambda kept: kept[:-9] + b"\0" + kept[-8:],
        lambda kept: kept.replace(b"<div ", b"<dip ", 1),
    ],
    ids=["short", "long", "picture", "text"],
)
def test_a_file_not_as_it_was_kept_is_a_miss(
    damage: Callable[[bytes], bytes], real_notebooks: list[Path], tmp_path: Path
) -> None:
    source = next(file for file in real_notebooks if "retina" in file.name).read_bytes()
    first = cached_render(source, OPTIONS, tmp_path)
    assert first.assets
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert file.read_bytes() != whole
    assert cached_render(source, OPTIONS, tmp_path) == first
    assert stats.rendered == 2


def test_nothing_half_written_is_left(tmp_path: Path, as_bytes: Callable[..., bytes]) -> None:
    cached_render(as_bytes("text"), OPTIONS, tmp_path / "new" / "folder")
    assert [file.suffix for file in (tmp_path / "new" / "folder").iterdir()] == [".fragment"]


def test_without_a_folder_nothing_is_kept(as_bytes: Callable[..., bytes]) -> None:
    cached_render(as_bytes("text"), OPTIONS, None)
    cached_render(as_bytes("text"), OPTIONS, None)
    assert (stats.rendered, stats.restored) == (2, 0)


def test_a_folder_that_cannot_be_written_costs_nothing_else(
    tmp_path: Path, as_bytes: Callable[..., bytes]
) -> None:
    (tmp_path / "file").write_text("no folder")
    fragment = cached_render(as_bytes("some text"), OPTIONS, tmp_path / "file" / "below")
    assert fragment.text == "some text"


PROGRAM = """
import json, sys
from pathlib import Path
from typing import Any
from proofolio.notebooks import Options, cached_render, stats
fragment = cached_render(Path(sys.argv[1]).read_bytes(), Options(path="a.ipynb"), Path(sys.argv[2]))
heavy = [name for name in ("nbconvert", "nbformat", "mistune", "PIL", "pygments", "latex2mathml")
         if name in sys.modules]
print(json.dumps([stats.rendered, stats.restored, heavy, fragment.title]))
"""


def test_a_hit_imports_no_nbconvert(tmp_path: Path, as_bytes: Callable[..., bytes]) -> None:
    (tmp_path / "a.ipynb").write_bytes(as_bytes("# Title\n\n$x$", {"source": "x = 1"}))
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "a.ipynb"), str(tmp_path / "kept")]
    runs = [
        json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        for _ in range(2)
    ]
    rendered, restored, heavy, title = runs[0]
    assert (rendered, restored, title) == (1, 0, "Title")
    assert "nbconvert" in heavy
    assert runs[1] == [0, 1, [], "Title"]


def test_the_reader_alone_imports_no_renderer() -> None:
    code = "import sys, proofolio.notebooks.reader; print('nbconvert' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"False"


def test_two_programs_at_once_disturb_each_other_not(
    tmp_path: Path, as_bytes: Callable[..., bytes], real_notebooks: list[Path]
) -> None:
    (tmp_path / "a.ipynb").write_bytes(real_notebooks[6].read_bytes())
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "a.ipynb"), str(tmp_path / "kept")]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]
    titles = {json.loads(one.communicate()[0])[3] for one in running}
    assert [one.returncode for one in running] == [0, 0, 0]
    (file,) = (tmp_path / "kept").iterdir()
    assert file.suffix == ".fragment"
    after = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert (after[0], after[1], {after[3]}) == (0, 1, titles)


BUILD = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config(sys.argv[1], site_dir=sys.argv[2])
config.plugins.on_startup(command="build", dirty=False)
build(config)
print(*sorted(set(sys.argv[3:]) & set(sys.modules)))
"""
HEAVY = (
    *("latex2mathml", "mistune", "nbconvert", "nbformat"),
    *("PIL.ImageDraw", "PIL.ImageFont", "PIL.PdfImagePlugin"),
)
"""What renders notebooks and draws; the last stands for Pillow's readers of rare formats."""


@pytest.mark.slow
@pytest.mark.parametrize("example", [False, True], ids=["small", "example"])
def test_a_second_build_of_a_site_imports_nothing_that_renders_or_draws(
    example: bool, root: Path, tmp_path: Path, as_bytes: Callable[..., bytes]
) -> None:
    site = tmp_path / "site"
    if example:
        for name in ("projects", "posts", "site_src"):
            shutil.copytree(root / name, site / name)
        for name in ("mkdocs.yml", "LICENSE", "README.md"):
            shutil.copyfile(root / name, site / name)
    else:
        minimal = root / "tests" / "sites" / "minimal"
        shutil.copytree(minimal, site, ignore=shutil.ignore_patterns(".cache"))
        (site / "projects" / "a.ipynb").write_bytes(as_bytes("# A title\n\nSome words. $x$"))
    command = [sys.executable, "-c", BUILD, str(site / "mkdocs.yml"), str(tmp_path / "out")]
    first, second = (
        subprocess.run([*command, *HEAVY], capture_output=True, check=True, text=True).stdout
        for _ in range(2)
    )
    assert {"nbconvert", "PIL.ImageDraw", "PIL.ImageFont"} <= set(first.split())
    assert second.split() == []

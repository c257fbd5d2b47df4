"""Disks hold more than tidy files: links, pipes, names in other codings, folders in the way."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from proofolio.sources import Content, Folders, read_content

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def read(folder: Path, files: dict[str, str]) -> Content:
    profile = "name: Ada\nheadline: H\nemail: ada@mail.example\n"
    for name, text in ({"site_src/_data/profile.yml": profile} | files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_content(Folders(folder, folder / "site_src", folder / "projects", folder / "posts"))


@posix
def test_a_folder_that_links_out_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.yml").write_text("title: Secret", encoding="utf-8")
    site = tmp_path / "site"
    (site / "projects").mkdir(parents=True)
    (site / "projects" / "churn").symlink_to(outside)
    content = read(site, {"projects/ok.yml": "title: Fine"})
    assert [project.id for project in content.entries] == ["ok"]
    assert [(p.code, p.path) for p in content.problems] == [("outside", "projects/churn/index.yml")]


@posix
def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "projects").mkdir()
    (tmp_path / "projects" / "a.yml").symlink_to(tmp_path / "projects" / "b.yml")
    (tmp_path / "projects" / "b.yml").symlink_to(tmp_path / "projects" / "a.yml")
    content = read(tmp_path, {"projects/ok.yml": "title: Fine"})
    assert [project.id for project in content.entries] == ["ok"]
    assert {p.path for p in content.problems} == {"projects/a.yml", "projects/b.yml"}


@posix
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "projects").mkdir()
    os.mkfifo(tmp_path / "projects" / "churn.yml")
    assert read(tmp_path, {}).problems == ()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux allows such names")
def test_a_name_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "projects").mkdir()
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/projects/gr\xfcn.yml"))).write_text("title: A")
    content = read(tmp_path, {})
    assert content.entries == ()
    assert [str(problem) for problem in content.problems] == [
        "projects/gr\ufffdn.yml: The name of this file is not UTF-8, so nothing can refer to it. "
        "Rename it."
    ]


def test_a_file_where_a_folder_is_expected(tmp_path: Path) -> None:
    content = read(tmp_path, {"projects": "x", "posts": "x"})
    assert {(p.path, p.code) for p in content.problems} == {
        ("posts", "unreadable-folder"),
        ("projects", "no-projects"),
        ("projects", "unreadable-folder"),
    }


def test_folders_may_stand_outside_of_the_root(tmp_path: Path) -> None:
    (tmp_path / "studies").mkdir()
    (tmp_path / "studies" / "a.yml").write_text("title: A", encoding="utf-8")
    root = tmp_path / "site"
    read(root, {})
    content = read_content(Folders(root, root / "site_src", tmp_path / "studies", root / "posts"))
    assert [(p.id, p.origin.path) for p in content.entries] == [("a", "../studies/a.yml")]
    assert content.problems == ()


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    files = {
        "projects/b.yml": "title: B\nzzz: 1\n",
        "projects/a/index.md": "# A\n",
        "posts/c.md": "x",
        "site_src/_data/services.yml": "a: {name: A}",
    }
    first = read(tmp_path / "one", files)
    second = read(tmp_path / "two", dict(reversed(files.items())))
    assert first == second
    assert first.problems != ()

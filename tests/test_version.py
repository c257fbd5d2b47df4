"""The version is right in every tree that proofolio is built or run from, and only ever rises."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.version import Version

import proofolio
from proofolio import version

ROOT = Path(__file__).parent.parent
FLOOR = Version(version._dotted(version.FLOOR) + ".dev0")
PARTS = (
    *("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"),
    *(".git_archival.txt", ".gitattributes"),
    *("plugins/proofolio/__init__.py", "plugins/proofolio/version.py"),
)

Tree = Callable[..., str]


def git(folder: Path, *arguments: str | Path) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@a.example", "-c", "init.defaultBranch=main")
    command = ["git", *who, *arguments]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder: Path, *, times: int = 1) -> None:
    for _ in range(times):
        git(folder, "commit", "--quiet", "--allow-empty", "-m", "More")


def hatchling(folder: Path, *arguments: str) -> str:
    """What the build says, in its own process: as pip asks it."""
    command = [Path(sys.executable).with_name("hatchling"), *arguments]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small repository of three commits, built as ours is."""
    folder = tmp_path / "checkout"
    for name in PARTS:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    commit(folder, times=3)
    return folder


def test_before_the_first_tag_the_commits_are_counted(checkout: Path) -> None:
    assert hatchling(checkout, "version") == "0.2.0.dev3"


def test_on_a_tag_it_is_the_release(checkout: Path) -> None:
    git(checkout, "tag", "v0.2.0")
    assert hatchling(checkout, "version") == "0.2.0"


def test_after_a_tag_it_is_on_the_way_to_the_next(checkout: Path) -> None:
    git(checkout, "tag", "-a", "v0.2.0", "-m", "Release")
    commit(checkout)
    assert hatchling(checkout, "version") == "0.2.1.dev4"


def test_clone_of_one_commit_has_the_lowest_that_may_be_true(
    checkout: Path, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", checkout.as_uri(), "shallow")
    assert hatchling(tmp_path / "shallow", "version") == str(FLOOR)
    git(checkout, "tag", "v0.2.0")
    git(tmp_path, "clone", "--quiet", "--depth=1", "--branch=v0.2.0", checkout.as_uri(), "tagged")
    assert hatchling(tmp_path / "tagged", "version") == "0.2.0"


@pytest.mark.parametrize(
    ("tag", "later", "expected"),
    [
        (None, 0, str(FLOOR)),
        ("v0.2.0", 0, "0.2.0"),
        ("v0.4.7", 2, "0.4.8.dev0"),
        ("v0.1.9", 0, str(FLOOR)),
    ],
)
def test_archive_without_git(
    checkout: Path, tmp_path: Path, tag: str | None, later: int, expected: str
) -> None:
    if tag:
        git(checkout, "tag", tag)
    commit(checkout, times=later)
    git(checkout, "archive", "--prefix=archive/", "-o", tmp_path / "archive.tar", "HEAD")
    with tarfile.open(tmp_path / "archive.tar") as archive:
        archive.extractall(tmp_path, filter="data")
    # In somebody's own repository, whose commits and tags are not ours.
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, times=5)
    git(tmp_path, "tag", "v9.9.9")
    assert hatchling(tmp_path / "archive", "version") == expected


def test_source_distribution_keeps_the_version_it_was_made_with(
    checkout: Path, tmp_path: Path
) -> None:
    hatchling(checkout, "build", "-t", "sdist", "-d", str(tmp_path / "dist"))
    (packed,) = (tmp_path / "dist").glob("*.tar.gz")
    assert packed.name == "proofolio-0.2.0.dev3.tar.gz"
    with tarfile.open(packed) as archive:
        archive.extractall(tmp_path, filter="data")
    hatchling(tmp_path / "proofolio-0.2.0.dev3", "build", "-t", "wheel", "-d", str(tmp_path))
    assert [file.name for file in tmp_path.glob("*.whl")] == [
        "proofolio-0.2.0.dev3-py3-none-any.whl"
    ]


def test_it_rises_with_each_commit_whatever_is_merged_or_tagged(checkout: Path) -> None:
    """Along the main line: releases on it, on a branch of fixes that is merged, and in between."""
    seen = [version.current_version(checkout)]

    def note() -> None:
        seen.append(version.current_version(checkout))

    def release(name: str) -> None:
        commit(checkout)
        git(checkout, "tag", name)
        note()

    release("v0.2.0")
    git(checkout, "branch", "fixes")
    for _ in range(3):
        commit(checkout)
        note()
    git(checkout, "switch", "--quiet", "fixes")
    commit(checkout, times=2)
    git(checkout, "tag", "v0.2.5")
    git(checkout, "switch", "--quiet", "main")
    git(checkout, "merge", "--quiet", "--no-ff", "-m", "Merge", "fixes")
    note()
    for name in ("v0.3.0", "not-a-release", "v0.4.0rc1", "v1.0.0"):
        release(name)
    assert seen[1] == "0.2.0"
    assert {"0.3.0", "1.0.0"} < set(seen)
    versions = [Version(text) for text in seen]
    assert versions == sorted(set(versions))
    assert versions[0] >= FLOOR
    assert not [text for text in seen if "+" in text]


def test_a_tag_below_the_floor_is_no_release(checkout: Path) -> None:
    git(checkout, "tag", "v0.1.0")
    assert version.current_version(checkout) == "0.2.0.dev3"


def test_a_checkout_without_git_has_the_lowest(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert version.current_version(checkout) == str(FLOOR)
    assert version.shown_version(checkout) == str(FLOOR)


def test_the_commit_is_shown_but_is_no_part_of_the_version(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As in a hook of another repository.
    monkeypatch.setenv("GIT_DIR", str(checkout / "elsewhere"))
    shown = version.shown_version(checkout)
    monkeypatch.undo()
    assert shown == f"0.2.0.dev3+g{git(checkout, 'rev-parse', '--short=9', 'HEAD')}"
    assert version.own_version(checkout) == "0.2.0.dev3"


def test_installed_from_a_wheel_it_is_what_the_wheel_says(tmp_path: Path) -> None:
    from importlib import metadata

    assert version.own_version(tmp_path) == metadata.version("proofolio")
    assert version.shown_version(tmp_path) == metadata.version("proofolio")


def test_ours_is_not_below_the_floor_and_has_no_local_label() -> None:
    assert Version(proofolio.__version__) >= FLOOR
    assert "+" not in proofolio.__version__


def test_no_other_name_comes_out_of_nothing() -> None:
    with pytest.raises(AttributeError, match="no attribute '__author__'"):
        _ = proofolio.__author__


def test_nothing_that_is_kept_or_published_knows_the_version() -> None:
    """A page, feed or cached file that held it would be made anew at each commit."""
    asked = re.compile(r"(?<!mkdocs\.)__version__|own_version|shown_version|current_version")
    files = sorted((ROOT / "plugins/proofolio").rglob("*.py"))
    assert len(files) > 100
    naming = {file.name for file in files if asked.search(file.read_text(encoding="utf-8"))}
    # The catalogue of checks asks which rules are new.
    assert naming == {"__init__.py", "version.py", "cli.py", "installed.py", "catalogue.py"}

"""Settings that no site can be made with: one line that names them, and never a traceback."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.exceptions import MkDocsException

from proofolio.adapters.mkdocs.check import read_site
from proofolio.adapters.mkdocs.options import FeedsOptions, PortfolioOptions
from proofolio.problems import ContentError

MINIMAL = Path(__file__).parent.parent / "sites" / "minimal"
Report = Callable[..., tuple[Path, list[str]]]

VALUES: list[Any] = [
    None, True, False, 0, -1, 7, 10**400, 1.5, float("inf"), "", " ", ".", "..", "/", "/etc",
    "mkdocs.yml", "nowhere", "a/../../b", "~", "site_src", "projects", "é", "a\0b", "x" * 5000,
    "a\nb", "#", "a:b", [], ["a"], [None], [[1]], {}, {"a": "b"}, {"a": None}, {"a": {"b": ["c"]}},
    {1: 2}, {"../x": "../y"},
]  # fmt: skip
"""A value of every type of YAML, and every sort of path."""
OPTIONS = [
    *(("proofolio/portfolio", name) for name, _ in PortfolioOptions._schema),
    *(("proofolio/feeds", name) for name, _ in FeedsOptions._schema),
]


def settings(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    return loaded


def write(folder: Path, changed: dict[str, Any]) -> None:
    text = yaml.safe_dump(changed, allow_unicode=True)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")


def with_option(base: dict[str, Any], plugin: str, name: str, value: Any) -> dict[str, Any]:
    """The settings with one more option of a plugin."""
    others = {"proofolio/portfolio": {}, "proofolio/feeds": {"authority": "a.example"}}
    listed = [
        {key: given | {name: value} if key == plugin else given} for key, given in others.items()
    ]
    return base | {"plugins": ["search", "proofolio/posts", *listed]}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "author"))


def variants() -> Iterator[tuple[str, str, Any]]:
    for plugin, name in OPTIONS:
        for value in VALUES:
            yield plugin, name, value


def outcome(act: Callable[[], object]) -> str:
    """The message that a build or check ends with; empty where it goes through."""
    try:
        act()
    except (ContentError, MkDocsException) as error:
        return str(error)
    return ""


@pytest.mark.parametrize(("plugin", "name"), OPTIONS)
def test_an_option_of_any_type_is_used_or_named(site: Path, plugin: str, name: str) -> None:
    base = settings(site)
    assert len(VALUES) > 30
    for value in VALUES:
        write(site, with_option(base, plugin, name, value))
        said = outcome(lambda: read_site(site / "mkdocs.yml"))
        assert not said or name in said, (value, said)
        assert "Traceback" not in said


@pytest.mark.long
def test_every_option_builds_or_is_named(site: Path, build_report: Report) -> None:
    base, count = settings(site), 0
    for plugin, name, value in variants():
        write(site, with_option(base, plugin, name, value))
        outcome(lambda: build_report(site))
        count += 1
    assert count == len(OPTIONS) * len(VALUES)


@pytest.mark.parametrize("name", ["projects", "posts"])
@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("/etc", "outside of the project"),
        ("../elsewhere", "outside of the project"),
        ("mkdocs.yml", "is a file"),
        ("site_src", "`docs_dir`"),
        ("site_src/_data", "the folder of the profile"),
        (".", "the project's own folder"),
        ("", "the project's own folder"),
        ("site", "`site_dir`"),
        ("x" * 5000, "no path of a folder"),
        ("a\0b", "U+0000"),
    ],
)
def test_a_folder_that_holds_no_entries_is_named(
    site: Path, build_report: Report, name: str, value: str, said: str
) -> None:
    write(site, with_option(settings(site), "proofolio/portfolio", name, value))
    with pytest.raises(MkDocsException):
        build_report(site, site_dir=str(site / "site"))
    text = outcome(lambda: read_site(site / "mkdocs.yml"))
    assert f"proofolio/portfolio.{name}" in text
    assert said in text


def test_a_folder_that_is_missing_is_told(site: Path, build_report: Report) -> None:
    for name, code in (("projects", "no such folder"), ("posts", 'no folder "nowhere"')):
        write(site, with_option(settings(site), "proofolio/portfolio", name, "nowhere"))
        _, messages = build_report(site)
        (told,) = [text for text in messages if code in text]
        assert told.startswith("WARNING")


def test_one_folder_for_two_kinds_is_named(site: Path) -> None:
    base = settings(site)
    changed = with_option(base, "proofolio/portfolio", "posts", "projects/")
    write(site, changed)
    assert "the folder of `projects`" in outcome(lambda: read_site(site / "mkdocs.yml"))


@pytest.mark.parametrize(
    "theme", ["mkdocs", "readthedocs", {"name": None, "custom_dir": "site_src"}]
)
def test_another_theme_is_named(site: Path, theme: Any) -> None:
    write(site, settings(site) | {"theme": theme})
    said = outcome(lambda: read_site(site / "mkdocs.yml"))
    assert "Write `theme: {name: material}` in mkdocs.yml." in said
    assert "None" not in said


SETTINGS = [
    *(f"site_url: {value}" for value in ("ftp://a.example/", "https://[::1", "ssh://a@b.example")),
    *(f"theme: {{name: material, palette: {value}}}" for value in ("5", "x", "[x]", "[~]", "[[]]")),
    *(f"extra: {value}" for value in ("{a: &a [*a]}", "&a {b: *a}", "{a: &a {b: [{c: *a}]}}")),
    *(f"extra: {{day: {value}}}" for value in ("2026-13-01", "2026-02-30", "2026-01-01 25:00:00")),
    *('nav: [{"a\\eb": index.md}]', 'extra: {a: [[{b: "c\\0"}]]}'),
]
"""Settings that are YAML, and that no site can be made with."""


@pytest.mark.parametrize("line", SETTINGS)
def test_a_setting_of_mkdocs_that_cannot_be_used_is_named(
    site: Path, build_report: Report, line: str
) -> None:
    name = line.partition(":")[0]
    changed = {key: value for key, value in settings(site).items() if key != name}
    write(site, changed)
    with (site / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    said = outcome(lambda: read_site(site / "mkdocs.yml"))
    assert name in said or said.startswith("mkdocs.yml: a value cannot be used")
    assert "mistake" not in said
    if "cannot be used" not in said:
        with pytest.raises(MkDocsException, match="BuildError"):
            build_report(site)


@pytest.mark.parametrize(
    "clock",
    ["", " ", "abc", "1.5", "-1", "²", "１", "1e9", "9" * 5000, "99999999999999", "0x10", "1_000"],
)
def test_a_clock_that_says_no_day_is_named(
    site: Path, build_report: Report, monkeypatch: pytest.MonkeyPatch, clock: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", clock)
    assert "SOURCE_DATE_EPOCH" in outcome(lambda: read_site(site / "mkdocs.yml"))
    with pytest.raises(MkDocsException):
        build_report(site)


@pytest.mark.parametrize("clock", ["0", "1795176000", "253300000000"])
def test_every_day_of_the_calendar_builds(
    site: Path, monkeypatch: pytest.MonkeyPatch, clock: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", clock)
    assert outcome(lambda: read_site(site / "mkdocs.yml")) == ""


def test_a_site_that_cannot_be_written_is_named(site: Path, build_report: Report) -> None:
    (site / "taken").write_text("A file.", encoding="utf-8")
    for place in ("taken", "taken/site", "taken/a/b"):
        with pytest.raises(MkDocsException):
            build_report(site, site_dir=str(site / place))
    closed = site / "closed"
    closed.mkdir()
    closed.chmod(stat.S_IRUSR)
    if os.access(closed, os.W_OK):
        return  # The superuser may write anywhere.
    with pytest.raises(MkDocsException):
        build_report(site, site_dir=str(closed / "site"))


def test_a_cache_that_cannot_be_written_is_told(site: Path, build_report: Report) -> None:
    write(site, with_option(settings(site), "proofolio/portfolio", "cache", "mkdocs.yml/cache"))
    _, messages = build_report(site)
    (told,) = [text for text in messages if "proofolio/portfolio.cache" in text]
    assert told.startswith("INFO")

"""Secrets in Markdown, YAML and programs stop the build, as those in notebooks do."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Literal

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from proofolio.adapters.mkdocs import source_leaks
from proofolio.adapters.mkdocs.source_leaks import find_in_sources
from proofolio.sources import Folders

SITES = Path(__file__).parent.parent / "sites"
SECRET = "-".join(("sk", "proj", "4Qm9" * 12))
POST = "---\ntitle: How I call it\ndate: 2026-03-01\n---\n\nWrite `{}` and go.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small site without secrets."""
    folder = tmp_path / "project"
    shutil.copytree(SITES / "minimal", folder, ignore=shutil.ignore_patterns(".cache"))
    (folder / "posts").mkdir(exist_ok=True)
    return folder


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def loaded(
    folder: Path, site: Path, command: Literal["build", "serve"], **options: object
) -> MkDocsConfig:
    plugins = [{"proofolio/portfolio": options}, "proofolio/posts", "proofolio/testimonials"]
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(site), plugins=plugins)
    config.plugins.on_startup(command=command, dirty=False)
    return config


def folders_of(folder: Path) -> Folders:
    return Folders(folder, folder / "site_src", folder / "projects", folder / "posts")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("posts/call.md", POST.format(SECRET), 6),
        ("posts/call.md", POST.replace("How", f"Key {SECRET}"), 2),
        ("projects/a.yml", f"title: A\nproblem: |\n  Slow.\n  {SECRET}\n", 4),
        ("site_src/_data/talks.yml", f"- title: A\n  notes: {SECRET}\n", 2),
        ("site_src/_data/publications.bib", f"@misc{{a,\n  annote = {{{SECRET}}}}}\n", 2),
        ("site_src/own.md", f"# Own\n\n{SECRET}\n", 3),
        ("projects/a/fit.py", f'KEY = "{SECRET}"\n', 1),
        ("site_src/account.json", f'{{\n"private_key": "{SECRET}"}}', 2),
    ],
)
def test_a_secret_is_found_where_it_was_typed(
    name: str, text: str, line: int, project: Path
) -> None:
    write(project, name, text)
    (found,) = find_in_sources(folders_of(project), {}, None)
    assert str(found.problem).startswith(f"{name}:{line}: this looks like an OpenAI key: `sk-p…`")


def test_it_fails_the_build_and_removes_the_site(
    project: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(
        project, "posts/call.md", POST.format(SECRET) + f"\n{SECRET[::-1]}\npassword: Fig7tree2\n"
    )
    config = loaded(project, tmp_path / "site", "build")
    with pytest.raises(Abort):
        build(config)
    assert not (tmp_path / "site").exists()
    said = [entry.getMessage() for entry in caplog.records if entry.levelname == "ERROR"]
    assert [text.partition(": this")[0] for text in said[:2]] == [
        "proofolio: posts/call.md:6",
        "proofolio: posts/call.md:9",
    ]
    assert SECRET[10:] not in caplog.text
    kept = [path for path in (project / ".cache").rglob("*") if path.is_file()]
    assert kept
    assert not [path for path in kept if SECRET[10:].encode() in path.read_bytes()]


def test_serve_withholds_the_pages_that_hold_it_and_no_others(
    project: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(project, "posts/call.md", POST.format(SECRET))
    site = tmp_path / "site"
    build(loaded(project, site, "serve"))
    page = (site / "posts/call/index.html").read_text(encoding="utf-8")
    assert "withheld" in page
    assert "posts/call.md:6" in page
    texts = [path for path in site.rglob("*") if path.suffix in (".html", ".json", ".xml")]
    assert len(texts) > 5
    assert not [path for path in texts if SECRET in path.read_text(encoding="utf-8")]
    assert "Who waits longest" in (site / "projects/index.html").read_text(encoding="utf-8")
    assert "posts/call.md:6: this looks like an OpenAI key" in caplog.text


def test_an_exception_with_a_reason_lets_it_pass(project: Path, tmp_path: Path) -> None:
    write(project, "posts/call.md", POST.format(SECRET))
    allowed = {"posts/call.md": {"openai-key": "It never was a key."}}
    build(loaded(project, tmp_path / "site", "build", allow_leaks=allowed))
    assert SECRET in (tmp_path / "site/posts/call/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("allowed", "says"),
    [
        ({"posts/none.md": {"password": "x"}}, "there is no file posts/none.md"),
        ({"mkdocs.yml": "password"}, "mkdocs.yml needs a rule and a reason"),
        ({"mkdocs.yml": {"passwort": "x"}}, "mkdocs.yml: there is no rule passwort"),
        ({"mkdocs.yml": {"password": ""}}, "mkdocs.yml: password needs a reason"),
    ],
)
def test_a_wrong_exception_is_a_problem(
    allowed: dict[str, object], says: str, project: Path, tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    loaded_config = loaded(project, tmp_path / "site", "build", allow_leaks=allowed)
    build(loaded_config)
    assert f"mkdocs.yml: allow_leaks: {says}" in caplog.text


def test_only_changed_texts_are_looked_at(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    find = source_leaks.find_secrets_in_file

    def counted(text: object, path: str) -> object:
        read.append(path)
        return find(text, path)

    monkeypatch.setattr(source_leaks, "find_secrets_in_file", counted)

    def looked_at() -> list[str]:
        read.clear()
        find_in_sources(folders_of(project), {}, tmp_path / "kept")
        return read

    assert len(looked_at()) > 2
    assert looked_at() == []
    write(project, "posts/call.md", POST.format("it"))
    assert looked_at() == ["posts/call.md"]
    (tmp_path / "kept/clean.texts").write_text("{[", encoding="utf-8")
    assert len(looked_at()) > 3
    assert looked_at() == []
    write(project, "posts/call.md", POST.format(SECRET))
    assert looked_at() == looked_at() == ["posts/call.md"]

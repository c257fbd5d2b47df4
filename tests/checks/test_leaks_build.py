"""A build stops at a secret, `mkdocs serve` withholds the page, and a warm build scans nothing."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from PIL import Image

from proofolio.adapters.mkdocs.portfolio import portfolio_of
from proofolio.checks.texts.picture_texts import says_where

SITES = Path(__file__).parent.parent / "sites"
SECRET = "-".join(("sk", "proj", "4Qm9" * 12))
Report = Callable[..., tuple[Path, list[str]]]


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """`project(source, …)`: a site with one notebook of this source and these settings."""

    def make(source: str, **settings: object) -> Path:
        folder = tmp_path / "project"
        shutil.copytree(SITES / "minimal", folder, dirs_exist_ok=True)
        cells = [
            {"cell_type": "markdown", "metadata": {}, "source": "# Load forecast\n\nA summary."},
            {"cell_type": "code", "metadata": {}, "source": source, "outputs": [],
             "execution_count": 1},
        ]  # fmt: skip
        document = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
        (folder / "projects/load.ipynb").write_text(json.dumps(document), encoding="utf-8")
        entry = {"title": "Load forecast", "notebook": {"file": "load.ipynb", **settings}}
        (folder / "projects/load.yml").write_text(json.dumps(entry), encoding="utf-8")
        return folder

    return make


def loaded(folder: Path, site: str, command: Literal["build", "serve"] = "build") -> MkDocsConfig:
    """Settings with plugins that have started, as MkDocs keeps these from one build to the next."""
    config = load_config(str(folder / "mkdocs.yml"), site_dir=site)
    config.plugins.on_startup(command=command, dirty=False)
    return config


def all_bytes(site: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in site.rglob("*") if path.is_file())


def test_a_secret_fails_the_build_and_removes_the_site(
    project: Callable[..., Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = project(f"openai.api_key = '{SECRET}'")
    config = loaded(folder, str(tmp_path / "site"))
    with pytest.raises(Abort):
        build(config)
    assert not (tmp_path / "site").exists()
    assert "The site was removed" in caplog.text
    (said,) = [record for record in caplog.records if "OpenAI" in record.getMessage()]
    assert said.levelname == "ERROR"
    assert "projects/load.ipynb: cell 2: " in said.getMessage()
    assert "`sk-p…`" in said.getMessage()
    assert SECRET[10:] not in caplog.text
    kept = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".ipynb"]
    assert kept
    assert not [path for path in kept if SECRET.encode() in path.read_bytes()]


def test_serve_withholds_the_page_and_goes_on(project: Callable[..., Path], tmp_path: Path) -> None:
    folder, site = project(f"key = '{SECRET}'"), tmp_path / "site"
    config = loaded(folder, str(site), "serve")
    build(config)
    page = (site / "projects/load/index.html").read_text(encoding="utf-8")
    assert "withheld" in page
    assert "projects/load.ipynb: cell 2" in page
    assert SECRET.encode() not in all_bytes(site)
    assert "Waiting" in (site / "index.html").read_text(encoding="utf-8")


def test_a_copied_notebook_is_looked_at_too(
    project: Callable[..., Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = project(f"key = '{SECRET}'")
    (folder / "projects/load.yml").unlink()
    (folder / "projects/load.ipynb").rename(folder / "site_src/raw.ipynb")
    config = loaded(folder, str(tmp_path / "site"))
    with pytest.raises(Abort):
        build(config)
    assert not (tmp_path / "site").exists()
    assert "site_src/raw.ipynb: cell 2: " in caplog.text


def test_linked_pictures_do_not_say_where_they_were_taken(
    project: Callable[..., Path], build_report: Report
) -> None:
    folder = project("1")
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (48.0, 12.0, 30.0), 3: "E", 4: (16.0, 22.0, 0.0)}
    for name in ("projects/beside.jpg", "site_src/linked.jpg", "site_src/unlinked.jpg"):
        Image.new("RGB", (8, 8)).save(folder / name, exif=exif)
        assert says_where((folder / name).read_bytes())
    Image.new("RGB", (8, 8)).save(folder / "site_src/plain.jpg")
    notebook = json.loads((folder / "projects/load.ipynb").read_text(encoding="utf-8"))
    notebook["cells"][0]["source"] += "\n\n![a](beside.jpg) ![b](../site_src/linked.jpg)"
    (folder / "projects/load.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    site, _ = build_report(folder, strict=True)
    pictures = sorted(site.rglob("*.jpg"))
    assert len(pictures) >= 4
    assert not [path for path in pictures if says_where(path.read_bytes())]
    plain = (folder / "site_src/plain.jpg").read_bytes()
    assert (site / "plain.jpg").read_bytes() == plain


def test_an_exception_with_a_reason_lets_it_pass(
    project: Callable[..., Path], build_report: Report
) -> None:
    folder = project(f"key = '{SECRET}'", allow_leaks={"openai-key": "It never was a key."})
    site, _ = build_report(folder, strict=True)
    assert (site / "projects/load/load.ipynb").is_file()


def test_an_exception_needs_a_reason_and_a_rule_that_exists(
    project: Callable[..., Path], build_report: Report
) -> None:
    folder = project("1", allow_leaks=[{"rule": "e-mail", "reason": "x"}, {"rule": "home"}])
    _, messages = build_report(folder)
    said = [message for message in messages if "allow_leaks" in message]
    assert any("email" in message for message in said), messages
    assert any("reason" in message for message in said), messages


def test_home_folder_is_a_problem_until_it_is_redacted(
    project: Callable[..., Path], build_report: Report
) -> None:
    source = "open('/home/ada/load.csv')"
    _, messages = build_report(project(source))
    assert any(re.search(r"^WARNING .*load\.ipynb: cell 2: `/home/a…`", m) for m in messages)
    site, messages = build_report(project(source, redact_home=True), strict=True)
    assert "/home/ada" in (project(source) / "projects/load.ipynb").read_text(encoding="utf-8")
    assert b"/home/ada" not in all_bytes(site)
    assert "~/load.csv" in (site / "projects/load/load.ipynb").read_text(encoding="utf-8")
    assert "~/load.csv" in (site / "projects/load/index.html").read_text(encoding="utf-8")


def test_only_changed_notebooks_are_looked_at(project: Callable[..., Path]) -> None:
    def scanned(folder: Path) -> int:
        config = loaded(folder, str(folder / "site"))
        build(config)
        portfolio = portfolio_of(config)
        assert portfolio is not None
        return portfolio.loaded.site.inspect.scanned  # type: ignore[attr-defined, no-any-return]

    folder = project("print('ada@lovelace.io')")
    assert [scanned(folder), scanned(folder)] == [1, 0]
    damaged = list((folder / ".cache").rglob("*.leaks"))
    assert len(damaged) == 1
    damaged[0].write_text("[{", encoding="utf-8")
    assert [scanned(folder), scanned(folder)] == [1, 0]
    assert scanned(project("print('ada@lovelace.io')", allow_leaks={"email": "A contact."})) == 1
    assert scanned(project("print(2)")) == 1

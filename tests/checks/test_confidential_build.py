"""A confidential name stops a build wherever it got to; `mkdocs serve` withholds it and goes on."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort
from PIL import Image

from proofolio.checks.confidential_terms import LIST

SITES = Path(__file__).parent.parent / "sites"
NAME = "Nördwind Netze"
WAYS = (b"nordwind", "nördwind".encode(), b"n\\u00f6rdwind", b"n%c3%b6rdwind")
Report = Callable[..., tuple[Path, list[str]]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small site whose list holds one name."""
    folder = Path(shutil.copytree(SITES / "minimal", tmp_path / "project"))
    (folder / "private").mkdir()
    (folder / LIST).write_text(f"# clients\nTarnau Stadtwerke\n{NAME}\n", encoding="utf-8")
    return folder


def photo() -> bytes:
    out, exif = BytesIO(), Image.Exif()
    exif[0x010E] = "At Nordwind-Netze"
    Image.new("RGB", (40, 30), "green").save(out, "JPEG", exif=exif)
    return out.getvalue()


def archive(content: bytes) -> bytes:
    """A download with a picture that nobody has taken the metadata out of."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("plant.jpg", content)
    return out.getvalue()


def notebook(*outputs: dict[str, Any]) -> str:
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": "# Load forecast\n\nA summary."},
        {"cell_type": "code", "metadata": {}, "source": "1", "execution_count": 1,
         "outputs": [{"output_type": "display_data", "metadata": {}, "data": data}
                     for data in outputs]},
    ]  # fmt: skip
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4})


def write(folder: Path, name: str, content: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def all_bytes(files: Iterable[Path]) -> bytes:
    return b"\n".join(path.read_bytes() + str(path).encode() for path in files).lower()


def plain(alt: str) -> str:
    return f"![{alt}](plot.png)"


ENTRY = "title: Load forecast\nsummary: Tomorrow's load.\n"
PNG = base64.b64decode(
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PLANTED: dict[str, tuple[dict[str, str | bytes], str]] = {
    "a plot's alternative text": (
        {"site_src/load.md": "# Load\n\n![Load of Nordwind Netze by hour](plot.png)\n",
         "site_src/plot.png": PNG},
        "site_src/load.md:3",
    ),
    "a notebook's output": (
        {"projects/load.ipynb": notebook({"text/plain": "client  Nordwind Netze"})},
        "projects/load.ipynb",
    ),
    "a notebook's picture": (
        {"projects/load.ipynb": notebook({"image/jpeg": base64.b64encode(photo()).decode()})},
        "projects/load.ipynb",
    ),
    "a file name": ({"site_src/nordwind_netze.csv": "hour,load\n1,2\n"}, "site_src/….csv"),
    "EXIF": (
        {"site_src/plants.zip": archive(photo())},
        "site_src/plants.zip (a file in it, metadata",
    ),
    "JSON-LD": (
        {"projects/load.yml": f"{ENTRY}tags: ['Nördwind Netze']\n"},
        "projects/load.yml:3",
    ),
    "split by tags": (
        {"site_src/load.md": "# Load\n\nFor **Nord**wind *Net*ze, in winter.\n"},
        "site_src/load.md:3",
    ),
    "accents": (
        {"projects/load.yml": f"{ENTRY}result: At NÓRDWIND\n  NETZE.\n"},
        "projects/load.yml:3",
    ),
    "full-width letters": (
        {"projects/load.yml": f"{ENTRY}result: At Ｎｏｒｄｗｉｎｄ　Ｎｅｔｚｅ.\n"},
        "projects/load.yml:3",
    ),
    "the address of a page": (
        {"projects/nordwind-netze.yml": ENTRY}, "projects/….yml",
    ),
}  # fmt: skip


@pytest.mark.parametrize("place", PLANTED)
def test_a_name_stops_the_build_wherever_it_is(
    project: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, place: str,
    build_report: Report,
) -> None:  # fmt: skip
    files, source = PLANTED[place]
    for name, content in files.items():
        write(project, name, content)
    with pytest.raises(Abort):
        build_report(project, site_dir=str(tmp_path / "site"))
    assert not (tmp_path / "site").exists()
    said = [r for r in caplog.records if "confidential name 2 " in r.getMessage()]
    assert [record.levelname for record in said] == ["ERROR"]
    assert source in said[0].getMessage()
    assert f"(line 3 of {LIST})" in said[0].getMessage()
    assert not any(way in said[0].getMessage().lower().encode() for way in WAYS)


def test_a_site_without_the_names_builds(project: Path, build_report: Report) -> None:
    site, messages = build_report(project, strict=True)
    assert (site / "index.html").is_file()
    assert not [message for message in messages if "confidential" in message]


def test_a_photographs_own_words_are_taken_out_before_they_are_found(
    project: Path, build_report: Report
) -> None:
    assert b"Nordwind" in photo()
    write(project, "site_src/plant.jpg", photo())
    site, _ = build_report(project, strict=True)
    assert b"Nordwind" not in (site / "plant.jpg").read_bytes()


def test_serve_withholds_what_holds_a_name_and_nothing_else(
    project: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    write(project, "projects/load.yml", f"{ENTRY}result: For Nordwind Netze.\n")
    write(project, "site_src/plants.zip", archive(photo()))
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    assert str(project / LIST) not in config.watch
    build(config)
    assert str(project / LIST) in config.watch
    site = tmp_path / "site"
    page = (site / "projects/load/index.html").read_text(encoding="utf-8")
    assert "withheld" in page
    assert "projects/load.yml:3" in page
    assert not (site / "plants.zip").exists()
    assert (site / "projects/triage/index.html").stat().st_size > 5000
    files = [path for path in site.rglob("*") if path.is_file()]
    assert len(files) > 20
    assert not any(way in all_bytes(files) for way in WAYS)

    # Once it is taken out, the page comes back.
    write(project, "projects/load.yml", f"{ENTRY}result: For a client.\n")
    build(config)
    page = (site / "projects/load/index.html").read_text(encoding="utf-8")
    assert "For a client." in page


def test_a_list_that_cannot_be_read_stops_the_build(
    project: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, build_report: Report
) -> None:
    (project / LIST).write_bytes(b"M\xfcller\n")
    with pytest.raises(Abort):
        build_report(project, site_dir=str(tmp_path / "site"))
    assert not (tmp_path / "site").exists()
    assert f"{LIST}: the list of confidential names was not read" in caplog.text


def test_a_clients_name_beside_another_disclosure_reaches_no_output(
    project: Path, build_report: Report
) -> None:
    (project / LIST).unlink()
    client = "client: {disclosure: described, name: Nordwind Netze, public_name: A grid operator}\n"
    write(project, "projects/load.yml", ENTRY + client)
    site, messages = build_report(project)
    assert [m for m in messages if "projects/load.yml:3: client.name: a client's name is not" in m]
    assert "A grid operator" in (site / "projects/load/index.html").read_text(encoding="utf-8")
    files = [path for path in site.rglob("*") if path.is_file()]
    assert len(files) > 20
    assert not any(way in all_bytes(files) for way in WAYS)


@pytest.mark.slow
@pytest.mark.parametrize("way", ["Nordwind Netze", '"Nordwind Netze"', "'Nordwind Netze'"])
def test_a_clients_name_that_is_hidden_in_one_field_is_published_by_no_other(
    project: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, way: str,
    build_report: Report,
) -> None:  # fmt: skip
    (project / LIST).unlink()
    client = f"client: {{disclosure: described, name: {way}, public_name: A grid operator}}\n"
    write(project, "projects/load.yml", f"{ENTRY}{client}result: NORDWIND NETZE is glad.\n")
    with pytest.raises(Abort):
        build_report(project, site_dir=str(tmp_path / "site"))
    assert not (tmp_path / "site").exists()
    said = "confidential name 1 (line 3 of projects/load.yml) must not be published"
    assert said in caplog.text
    assert "projects/load.yml:4" in caplog.text or "projects/load.yml:3" in caplog.text


def test_the_command_says_so_and_fails(project: Path, tmp_path: Path) -> None:
    write(project, "site_src/load.md", "# Load\n\nFor Nordwind Netze.\n")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert not (tmp_path / "site").exists()
    assert "site_src/load.md:3: confidential name 2" in done.stderr
    assert "Traceback" not in done.stderr
    assert "ordwind" not in done.stderr

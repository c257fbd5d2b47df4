"""What must not be published stops a build wherever it stands, before anything is copied.

Everything is planted in one site, each time in another file; every place must be named.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from tests.checks.published import PDFS, notebook, packed, shown

from proofolio.adapters.mkdocs.dangers import remove_site
from proofolio.checks.confidential_terms import LIST

SITES = Path(__file__).parent.parent / "sites"
Report = Callable[..., tuple[Path, list[str]]]

WORDS = "They rebuilt the whole rota of our café in a week, and it holds."
NAME = "Nordwind Netze"
TOKEN = "ghp_" + "4Qm9Tz" * 6


def comment(text: str) -> str:
    """As a comment of two lines, which `.ipynb` holds as two texts."""
    words = text.split(" ")
    middle = (len(words) + 1) // 2
    parts = (words[:middle], words[middle:])
    return "\n".join(f"# {' '.join(part)}" for part in parts if part)


STATIC: dict[str, Callable[[str], bytes]] = {
    "site_src/hours.csv": lambda text: f'hour,"{text}"\n'.encode(),
    "site_src/own.html": lambda text: f"<p>{text}</p>".encode(),
    "site_src/own.js": lambda text: f"// {text}".encode(),
    "site_src/own.css": lambda text: f"/* {text} */".encode(),
    "site_src/own.pem": lambda text: f"{text}\n".encode(),
    "site_src/run.log": lambda text: f"12:00 {text}\n".encode(),
    "site_src/draw.svg": lambda text: f"<svg><!-- {text} --></svg>".encode(),
    "site_src/info.pdf": PDFS["hex, UTF-16"],
    "site_src/all.zip": lambda text: packed("a.txt", text.encode()),
    "site_src/wide.txt": lambda text: f"Dear all, {text}".encode("utf-16-le"),
    "site_src/marked.txt": lambda text: f"Dear all, {text}".encode("utf-16"),
    "site_src/large.json": lambda text: json.dumps(["x" * 999_999, text]).encode(),
    "site_src/map.xml.gz": lambda text: gzip.compress(text.encode()),
    "site_src/bytes.parquet": lambda text: b"PAR1\0\1" + text.encode() + b"\0PAR1",
    "site_src/copied.ipynb": lambda text: notebook({"source": comment(text).splitlines(True)}),
    "overrides/mine.js": lambda text: f"// {text}".encode(),
    "projects/report.pdf": PDFS["object stream"],
}  # fmt: skip
"""Files that are copied as they are."""

MADE: dict[str, Callable[[str], bytes]] = {
    "site_src/own.md": lambda text: f"# Own\n\n{text}\n".encode(),
    "projects/load.ipynb": lambda text: notebook(
        {"cell_type": "markdown", "source": "# Load\n\nTomorrow's load, hour by hour, for a grid."},
        {"source": comment(text).splitlines(True)}),
    "projects/heat.ipynb": lambda text: notebook(
        {"cell_type": "markdown", "source": "# Heat\n\nTomorrow's heat, hour by hour, for a town."},
        shown("text/plain", [f"{text}\n", "1"]), tables=[text]),
    "overrides/main.html": lambda text: (
        f'{{% extends "base.html" %}}{{% block announce %}}{text}{{% endblock %}}').encode(),
}  # fmt: skip
"""Files that pages are made of."""

OUTPUTS = {
    "site_src/own.md": ("own/index.html", "search/search_index.json"),
    "projects/load.ipynb": ("projects/load/load.ipynb",),
    "projects/heat.ipynb": ("projects/heat/heat.ipynb", "projects/heat/index.html"),
    "overrides/main.html": ("index.html",),
}


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """`project(text)`: a small site that holds the text everywhere, and the words and the name."""

    def make(text: str, **settings: Any) -> Path:
        folder = tmp_path / "project"
        ignored = shutil.ignore_patterns(".cache")
        shutil.copytree(SITES / "minimal", folder, ignore=ignored, dirs_exist_ok=True)
        (folder / LIST).parent.mkdir(exist_ok=True)
        (folder / LIST).write_text(NAME, encoding="utf-8")
        said = {"old": {"text": WORDS, "author": "R. Ames", "consent": "withdrawn"}}
        (folder / "site_src/_data/testimonials.yml").write_text(yaml.safe_dump(said), "utf-8")
        for name, write in {**STATIC, **MADE}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(write(text))
        for name in ("load", "heat"):
            entry = {"title": name, "notebook": {"file": f"{name}.ipynb", "code": "hidden"}}
            if name == "load":
                entry["problem"] = "See [the report](report.pdf)."
            (folder / f"projects/{name}.yml").write_text(json.dumps(entry), "utf-8")
        config = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
        config["theme"] = {**config["theme"], "custom_dir": "overrides"}
        (folder / "mkdocs.yml").write_text(yaml.safe_dump({**config, **settings}), "utf-8")
        return folder

    return make


def stopped(folder: Path, site: Path, caplog: pytest.LogCaptureFixture) -> str:
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(site))
    config.plugins.on_startup(command="build", dirty=False)
    with pytest.raises(Abort):
        build(config)
    assert not site.exists()
    said = "\n".join(r.getMessage() for r in caplog.records if r.levelname == "ERROR")
    assert "The site was removed" in said
    return said


def test_a_token_anywhere_stops_the_build(
    project: Callable[..., Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = project(TOKEN, copyright=f"Ana {TOKEN}")
    said = stopped(folder, tmp_path / "site", caplog)
    places = (*STATIC, *MADE, "mkdocs.yml")
    assert [place for place in places if not re.search(rf"{place}(:\d+)?: ", said)] == []
    assert TOKEN[6:] not in said
    kept = [path for path in (folder / ".cache").rglob("*") if path.is_file()]
    assert len(kept) > 2
    assert not [path for path in kept if TOKEN.encode() in path.read_bytes()]


def test_a_name_anywhere_stops_the_build(
    project: Callable[..., Path], tmp_path: Path, caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("proofolio.checks.confidential.SHOWN", 100)
    folder = project(NAME, copyright=f"Ana {NAME}", site_description=NAME)
    said = stopped(folder, tmp_path / "site", caplog)
    outputs = [*STATIC, *(f"/{name}" for names in OUTPUTS.values() for name in names), "/404.html"]
    assert [name for name in outputs if not re.search(rf"{re.escape(name)}[ :,.]", said)] == []
    assert NAME[4:] not in said


def test_words_stop_the_build_where_what_holds_them_cannot_be_left_out(
    project: Callable[..., Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = project(WORDS, copyright=f"Ana {WORDS}", site_description=WORDS)
    said = stopped(folder, tmp_path / "site", caplog)
    own = [name for name in (*STATIC, *MADE) if not name.startswith("overrides/")]
    own.remove("projects/report.pdf")  # nothing links it any more
    assert [name for name in own if not re.search(rf"{name}(:\d+)?: .*this holds", said)] == []
    outputs = ("overrides/mine.js", "/index.html", "/404.html")
    assert [name for name in outputs if f"{name} holds them" not in said] == []
    assert WORDS[4:] not in said


def test_serve_withholds_each_and_goes_on(project: Callable[..., Path], tmp_path: Path) -> None:
    folder, site = project(f"{TOKEN} {NAME} {WORDS}", copyright=NAME), tmp_path / "site"
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(site))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    copies = {name.partition("/")[2] for name in STATIC}
    assert not names & copies
    assert len(names) > 20
    pages = [path.read_text("utf-8") for path in site.rglob("index.html")]
    assert len(pages) > 5
    assert [page for page in pages if TOKEN in page or NAME in page or WORDS in page] == []


RAISES = """
from pathlib import Path
def on_post_page(output, page, config):
    site = Path(config.site_dir)
    assert (site / "fine.csv").is_file()
    print("COPIED", sorted(path.name for path in site.glob("*.csv")))
    raise ERROR
"""


@pytest.mark.parametrize("error", ["OSError('full')", "KeyboardInterrupt", "SystemExit(1)"])
def test_an_error_in_the_middle_leaves_nothing(error: str, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.copytree(SITES / "minimal", folder, ignore=shutil.ignore_patterns(".cache"))
    (folder / "raises.py").write_text(RAISES.replace("ERROR", error), "utf-8")
    (folder / "site_src/fine.csv").write_text("1,2", "utf-8")
    (folder / "site_src/hours.csv").write_text(TOKEN, "utf-8")
    with (folder / "mkdocs.yml").open("a") as settings:
        settings.write("\nhooks: [raises.py]\n")
    (folder / "site").mkdir()
    (folder / "site/old.txt").write_text("of a build before", "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "COPIED ['fine.csv']" in done.stdout
    left = list((folder / "site").rglob("*")) if (folder / "site").exists() else []
    assert left == []


def test_only_what_the_build_wrote_is_taken_away(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "kept.txt").write_text("mine", "utf-8")
    for site in (tmp_path / "site", tmp_path / "linked"):
        real = tmp_path / f"{site.name}-real"
        (real / "a").mkdir(parents=True)
        (real / "a/index.html").write_text("a", "utf-8")
        (real / "link").symlink_to(mine)
        if site.name == "linked":
            site.symlink_to(real)
        else:
            real.rename(site)
        remove_site(site)
        left = [path for path in site.rglob("*") if path.is_file()] if site.exists() else []
        assert [path.name for path in left if not path.is_relative_to(site / "link")] == []
    assert (tmp_path / "linked").is_symlink()
    assert (mine / "kept.txt").read_text("utf-8") == "mine"
    remove_site(tmp_path / "none")


PUTS = """
import os
def on_page_markdown(markdown, page, config, files):
    return markdown + "\\n\\n" + os.environ["MINE"]
"""


def test_a_token_that_stands_in_no_source_is_found_on_the_page(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "project"
    shutil.copytree(SITES / "minimal", folder, ignore=shutil.ignore_patterns(".cache"))
    monkeypatch.setenv("MINE", TOKEN)
    (folder / "puts.py").write_text(PUTS, "utf-8")
    (folder / "site_src/own.md").write_text("# Own\n\nWords.", "utf-8")
    with (folder / "mkdocs.yml").open("a") as settings:
        settings.write("\nhooks: [puts.py]\n")
    for _ in range(2):
        caplog.clear()
        said = stopped(folder, tmp_path / "site", caplog)
        assert "/own/index.html: this looks like a GitHub token: `ghp_…`" in said
        assert TOKEN[6:] not in said


def test_an_exception_of_the_author_lets_a_file_pass(
    build_report: Report, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "project"
    shutil.copytree(SITES / "minimal", folder, ignore=shutil.ignore_patterns(".cache"))
    (folder / "site_src/hours.csv").write_text(TOKEN, "utf-8")
    (folder / "site_src/own.md").write_text(f"# Own\n\n`{TOKEN}`", "utf-8")
    config = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
    reason = {"github-token": "It never was one."}
    why = {"site_src/hours.csv": reason, "site_src/own.md": reason}
    config["plugins"] = [
        {"proofolio/portfolio": {"allow_leaks": why}} if plugin == "proofolio/portfolio" else plugin
        for plugin in config["plugins"]
    ]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")
    site, _ = build_report(folder, strict=True)
    assert (site / "hours.csv").read_text("utf-8") == TOKEN
    # Once she takes it back, it is looked at again.
    del why["site_src/hours.csv"]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")
    assert "site_src/hours.csv:1: " in stopped(folder, tmp_path / "site", caplog)

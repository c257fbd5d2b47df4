"""What others cannot read, or take from a page, is theirs: the message names the file."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError

from proofolio.adapters.mkdocs.check import read_site
from proofolio.adapters.mkdocs.failures import failure_lines

SITES = Path(__file__).parent.parent / "sites"
TEMPLATE = "{# café #}\n{% extends 'base.html' %}\n"
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252", "mac-roman")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(SITES / "minimal", tmp_path / "site"))
    (folder / "site_src/own.md").write_text("# Own\n\nA page.\n", encoding="utf-8")
    (folder / "overrides/partials").mkdir(parents=True)
    return folder


def set_up(site: Path, setting: str) -> None:
    settings = (site / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("name: material", "name: material\n  custom_dir: overrides")
    (site / "mkdocs.yml").write_text(f"{settings}\n{setting}\n", encoding="utf-8")


def fails(site: Path) -> str:
    """What is said while the build fails; where it does not, it was told all the same."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        config = load_config(str(site / "mkdocs.yml"), site_dir=str(site / "out"))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except (Abort, BuildError):
        pass
    finally:
        logger.removeHandler(handler)
    return "\n".join(said)


@pytest.mark.parametrize("name", ["main.html", "partials/copyright.html"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_template_that_is_no_utf8_is_named(encoding: str, name: str, site: Path) -> None:
    text = TEMPLATE if name == "main.html" else "<p>café</p>\n"
    (site / "overrides" / name).write_bytes(text.encode(encoding))
    set_up(site, "")
    told = [f.problem for f in read_site(site / "mkdocs.yml").findings()]
    assert [p.line for p in told if p.path == f"overrides/{name}"] == [1]
    said = fails(site)
    assert f"overrides/{name}:1: This line is not UTF-8 text" in said
    assert "mistake in proofolio" not in said


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_file_that_a_hook_cannot_read_is_named(encoding: str, site: Path) -> None:
    (site / "data").mkdir()
    (site / "data/note.txt").write_bytes("First.\n\nA café in ruins, née Ü.\n".encode(encoding))
    hook = "from pathlib import Path\n\ndef on_env(env, config, files):\n"
    hook += f"    Path({str(site / 'data/note.txt')!r}).read_text('ascii')\n"
    (site / "own.py").write_text(hook, encoding="utf-8")
    set_up(site, "hooks: [own.py]")
    said = fails(site)
    assert "data/note.txt:" in said
    assert "mistake in proofolio" not in said


def test_serve_names_the_file_as_well(site: Path) -> None:
    content = "Ein Käfig\n".encode("latin-1")
    (site / "overrides/main.html").write_bytes(b"first\n" + content)
    try:
        (site / "overrides/main.html").read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        (line,) = failure_lines(error, site)
    assert line.startswith("overrides/main.html:2: This line is not UTF-8 text")


HOOKS = {
    "content": "def on_page_context(context, page, config, nav):\n    page.content = None\n",
    "content of all": (
        "def on_env(env, config, files):\n"
        "    for file in files.documentation_pages():\n        file.page.content = None\n"
    ),
    "content that is no text": (
        "def on_page_context(context, page, config, nav):\n    page.content = 42\n"
    ),
    "meta": "def on_page_markdown(markdown, page, config, files):\n    page.meta = None\n",
    "meta later": "def on_page_context(context, page, config, nav):\n    page.meta = []\n",
    "toc": "def on_page_context(context, page, config, nav):\n    page.toc = None\n",
}


@pytest.mark.parametrize("kind", HOOKS)
def test_what_a_hook_takes_from_a_page_is_told_with_its_name(kind: str, site: Path) -> None:
    (site / "own.py").write_text(HOOKS[kind], encoding="utf-8")
    set_up(site, "hooks: [own.py]")
    said = fails(site)
    part = kind.partition(" ")[0]
    text = f"site_src/own.md: `page.{part}` of this page was taken away by own.py"
    assert text in said
    assert "mistake in proofolio" not in said


def test_a_hook_that_takes_nothing_is_not_named(
    site: Path, build_report: Callable[..., tuple[Path, list[str]]]
) -> None:
    hook = "def on_page_context(context, page, config, nav):\n    page.content += '<!-- a -->'\n"
    (site / "own.py").write_text(hook, encoding="utf-8")
    set_up(site, "hooks: [own.py]")
    assert not [text for text in build_report(site)[1] if "own.py" in text]

"""Pages are framed anew wherever something else than a change of ours could show in the frame."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from proofolio.adapters.mkdocs.empty_pages import EmptyPage
from proofolio.adapters.mkdocs.kept_frames import may_keep
from proofolio.adapters.mkdocs.portfolio import portfolio_of

MINIMAL = Path(__file__).parent.parent / "sites" / "minimal"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "site"))


def made(folder: Path) -> tuple[dict[str, bytes], set[str]]:
    """The files of a build, and which of its pages were found finished."""
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    site = Path(config.site_dir)
    files = {str(p.relative_to(site)): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    portfolio = portfolio_of(config)
    assert portfolio is not None
    return files, set(portfolio.frames.finished)


def test_only_pages_whose_frame_could_differ_are_rendered_again(folder: Path) -> None:
    first, found = made(folder)
    pages = {name for name in first if name.endswith(".html")} - {"404.html"}
    assert len(pages) > 3
    assert found == set()
    second, found = made(folder)
    assert second == first
    assert len(found) == len(pages)
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "copyright: Me\n", encoding="utf-8")
    third, found = made(folder)
    assert found == set()
    assert third != first


@pytest.mark.parametrize(
    ("settings", "files", "expected"),
    [
        ("", (), True),
        ("hooks: [hook.py]\n", ("hook.py",), False),
        ("theme: {name: material, custom_dir: own}\n", ("own/icon.svg",), True),
        ("theme: {name: material, custom_dir: own}\n", ("own/partials/a.html",), False),
        ("plugins: [search, tags, proofolio/portfolio]\n", (), False),
        ("plugins: [material/search, proofolio/portfolio]\n", (), True),
    ],
)
def test_whoever_else_may_have_a_say_in_the_frame_has_all_pages_rendered(
    settings: str, files: tuple[str, ...], expected: bool, folder: Path
) -> None:
    written = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(written + settings, encoding="utf-8")
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("", encoding="utf-8")
    assert may_keep(load_config(str(folder / "mkdocs.yml"))) is expected


@pytest.mark.parametrize(("text", "is_converted"), [("", False), ("# A title\n\n[b](b.md)", True)])
def test_an_empty_page_is_what_mkdocs_makes_of_one(
    text: str, is_converted: bool, folder: Path
) -> None:
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins._current_plugin = "ours"
    told = []
    for kind in (Page, EmptyPage):
        file = File.generated(config, "a.md", content=text)
        page = kind(None, file, config)
        page.read_source(config)
        page.render(config, Files([file]))
        toc = [item.title for item in page.toc]
        told.append((page.content, toc, page.title, page.present_anchor_ids, page.links_to_anchors))
    assert told[0] == told[1]
    assert ("<h1" in told[1][0]) is is_converted

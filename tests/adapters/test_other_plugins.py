"""Other plugins beside ours: what they do to a page is kept, and what they hide stays hidden."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

SITES = Path(__file__).parent.parent / "sites"
SECRET = "Nobody else may read that the turbine stood still for nineteen days"
HOOK = """
import base64

from mkdocs.plugins import event_priority

LOCKED = "<article><p>Locked</p><code>%%s</code></article>"


@event_priority(%(priority)d)
def on_%(event)s(*given, **told):
    if told["page"].file.dest_uri != %(page)r:
        return None
    if %(event)r == "page_context":
        page = told["page"]
        page.content = LOCKED %% base64.b64encode(page.content.encode()).decode()
        return None
    return LOCKED %% base64.b64encode(given[0].encode()).decode()
"""
OWN = f"# Own\n\n{SECRET}, and who was called. There was a second one that nobody saw.\n"
ENTRY = f"title: A turbine\ndate: 2026-05-01\nproblem: {SECRET}.\napproach: It was looked at.\n"
PLACES = list(product(("page_content", "page_context", "post_page"), (50, -2000), ("own", "entry")))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site with feeds, an own page and an entry that tell the same secret."""
    folder = Path(shutil.copytree(SITES / "minimal", tmp_path / "site"))
    (folder / "site_src" / "own.md").write_text(OWN, encoding="utf-8")
    _add(folder, "  - proofolio/feeds: {authority: kovac.example}\n")
    return folder


def _add(folder: Path, settings: str) -> None:
    file = folder / "mkdocs.yml"
    file.write_text(file.read_text(encoding="utf-8") + settings, encoding="utf-8")


def _built(folder: Path) -> bool:
    """Whether the site could be built."""
    config = load_config(str(folder / "mkdocs.yml"))
    try:
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except Abort:
        return False
    return True


def _holding(folder: Path, words: str) -> list[str]:
    """Files of the site that hold these words."""
    files = [path for path in (folder / "site").rglob("*") if path.is_file()]
    return [path.name for path in files if words.encode() in path.read_bytes()]


@pytest.mark.parametrize(("event", "priority", "page"), PLACES)
def test_what_another_plugin_hides_is_hidden_or_the_build_refused(
    event: str, priority: int, page: str, site: Path, caplog: pytest.LogCaptureFixture
) -> None:
    address, source = "own/index.html", "site_src/own.md"
    if page == "entry":
        (site / "site_src" / "own.md").unlink()
        (site / "projects" / "turbine.yml").write_text(ENTRY, encoding="utf-8")
        address, source = "projects/turbine/index.html", "projects/turbine.yml"
    _lock(site, event, priority, address)
    if _built(site):
        assert page == "own"
        assert "Locked" in (site / "site" / address).read_text(encoding="utf-8")
        assert not _holding(site, SECRET)
    else:
        lines = [text for text in caplog.messages if "is encrypted or emptied" in text]
        assert len(lines) == 1, caplog.messages
        assert source in lines[0]
        assert not (site / "site").exists()


def test_an_own_page_hidden_before_search_reads_it_is_published(site: Path) -> None:
    _lock(site, "page_content", 0, "own/index.html")
    assert _built(site)
    assert not _holding(site, SECRET)


def test_a_page_that_is_not_hidden_holds_the_words(site: Path) -> None:
    """Else the tests above would look for what is never there."""
    (site / "projects" / "turbine.yml").write_text(ENTRY, encoding="utf-8")
    assert _built(site)
    assert {"index.html", "search_index.json", "feed.json"} <= set(_holding(site, SECRET))


@pytest.mark.parametrize("mark", ["script", "style", "svg", "math", "textarea", "!--"])
def test_a_page_whose_own_html_is_left_open_is_no_hidden_one(mark: str, site: Path) -> None:
    text = f"# <{mark}>" + OWN.removeprefix("# ") + "\n" + "More was said of it. " * 9
    text += "\n\n{{< projects >}}\n\n{{< contact >}}\n"
    for number, page in enumerate((text, f"<{mark}>\n\n{OWN}", f"{OWN}\n\n<{mark}\n")):
        (site / "site_src" / f"open-{number}.md").write_text(page, encoding="utf-8")
    assert _built(site)


def _lock(site: Path, event: str, priority: int, address: str) -> None:
    hook = HOOK % {"event": event, "priority": priority, "page": address}
    (site / "lock.py").write_text(hook, encoding="utf-8")
    _add(site, "hooks: [lock.py]\n")


@pytest.mark.parametrize("search", ["search", "material/search", "/search", ""])
def test_only_search_reads_the_reduced_page(search: str, site: Path) -> None:
    hook = (
        "from mkdocs.plugins import CombinedEvent, event_priority\n\n"
        "def _adding(word, priority):\n"
        "    @event_priority(priority)\n"
        "    def on_event(context, page, **_):\n"
        "        assert 'data-search-exclude' in page.content or 'seenoften' in page.content\n"
        "        page.content += f'<p>{word} seenoften</p>'\n"
        "    return on_event\n\n"
        "on_page_context = CombinedEvent(_adding('earlier', 50), _adding('later', -50))\n"
    )
    (site / "hook.py").write_text(hook, encoding="utf-8")
    settings = (site / "mkdocs.yml").read_text(encoding="utf-8")
    named = f"  - {search}\n" if search else ""
    settings = settings.replace("  - search\n", named) + "hooks: [hook.py]\n"
    (site / "mkdocs.yml").write_text(settings, encoding="utf-8")
    own = "# Own\n\nShown words here.\n\n<p data-search-exclude>unsearched</p>\n"
    (site / "site_src" / "own.md").write_text(own, encoding="utf-8")
    for path in (site / "projects").iterdir():
        path.unlink()
    assert _built(site)
    page = (site / "site/own/index.html").read_text(encoding="utf-8")
    for word in ("earlier", "later", "unsearched", "Shown words"):
        assert word in page
    if search:
        index = json.loads((site / "site/search/search_index.json").read_text(encoding="utf-8"))
        found = [str(doc) for doc in index["docs"] if doc["location"].startswith("own/")]
        assert any("Shown words" in doc for doc in found)
        assert any("earlier" in doc for doc in found)
        assert not [doc for doc in found if "unsearched" in doc or "later" in doc]


@pytest.mark.slow
def test_encryptcontent_hides_own_pages_and_is_refused_for_entries(site: Path) -> None:
    pytest.importorskip("encryptcontent")
    _add(site, "  - encryptcontent: {}\n")
    own = site / "site_src" / "own.md"
    own.write_text(f"---\npassword: halyard\n---\n\n{OWN}", encoding="utf-8")
    done = _commanded(site)
    assert done.returncode == 0, done.stderr
    assert "encryptcontent" in (site / "site/own/index.html").read_text(encoding="utf-8")
    assert not _holding(site, SECRET)
    settings = (site / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("encryptcontent: {}", "encryptcontent: {global_password: halyard}")
    (site / "mkdocs.yml").write_text(settings, encoding="utf-8")
    done = _commanded(site)
    assert done.returncode == 1
    assert done.stderr.count("encrypted or emptied by encryptcontent") == 1
    assert not (site / "site").exists()


def _commanded(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)

"""Real notebooks in the real page frame, as the checkers of accessibility and HTML see them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from proofolio.notebooks.reader import read_notebook

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
SCHEMES = ("default", "slate")
# For axe's colours a long page takes minutes: of what looks alike in a block, one is enough.
THIN = """() => {
  for (const block of document.querySelectorAll("pre")) {
    const seen = new Set();
    for (const span of block.querySelectorAll("span")) {
      const look = span.className + span.style.cssText;
      if (seen.has(look)) span.replaceWith(...span.childNodes);
      seen.add(look);
    }
    block.normalize();
  }
  for (const row of document.querySelectorAll("tr:nth-child(n+4)")) {
    if (!row.querySelector("[class], [style], [rowspan]")) row.remove();
  }
}"""
SET_SCHEME = "(scheme) => document.body.setAttribute('data-md-color-scheme', scheme)"
GROUND = "getComputedStyle(document.body).backgroundColor"
STILL = "* { transition: none !important }"
OPEN_ALL = "document.querySelectorAll('details').forEach((element) => (element.open = true))"


@pytest.fixture(scope="module")
def corpus_site(
    real_notebooks: list[Path],
    root: Path,
    tmp_path_factory: pytest.TempPathFactory,
    build_report: Callable[..., tuple[Path, list[str]]],
) -> Path:
    """A site with a post for each real notebook that can be read."""
    folder = tmp_path_factory.mktemp("corpus") / "site"
    minimal = root / "tests" / "sites" / "minimal"
    shutil.copytree(minimal, folder, ignore=shutil.ignore_patterns(".cache"))
    (folder / "posts").mkdir()
    count = 0
    for file in real_notebooks:
        if not read_notebook(file.read_bytes())[0]:
            continue
        count += 1
        name = f"n{count:03}"
        shutil.copyfile(file, folder / "posts" / f"{name}.ipynb")
        header = {"title": file.stem, "date": "2026-03-01", "slug": name}
        (folder / "posts" / f"{name}.yml").write_text(yaml.safe_dump(header), encoding="utf-8")
    site, _ = build_report(folder)
    pages = list(site.glob("posts/n*/index.html"))
    assert len(pages) == count
    return site


@pytest.mark.slow
@pytest.mark.parametrize("half", [0, 1])
def test_axe_finds_nothing_in_light_and_in_dark(
    corpus_site: Path,
    serve_site: Callable[..., str],
    open_page: Callable[..., Any],
    tool: Callable[[str], Path],
    half: int,
) -> None:
    axe = tool("axe-core/axe.min.js").read_text(encoding="utf-8")
    address = serve_site(corpus_site, "/work/")
    page = open_page(address, width=390)
    folders = sorted(corpus_site.glob("posts/n*/"))
    assert len(folders) > 100
    found = {}
    for folder in folders[half::2]:
        page.goto(f"{address}posts/{folder.name}/", wait_until="load")
        page.wait_for_function("!document.querySelector('.pf-later')")
        page.add_style_tag(content=STILL)
        page.evaluate(OPEN_ALL)
        page.evaluate(axe)
        faults = _faults(page, RULES, {rule: {"enabled": False} for rule in COLOURS["values"]})
        page.evaluate(THIN)
        grounds = set()
        for scheme in SCHEMES:
            page.evaluate(SET_SCHEME, scheme)
            grounds.add(page.evaluate(GROUND))
            faults += _faults(page, COLOURS)
        assert len(grounds) == 2
        for fault in faults:
            nodes = [node["html"][:200] for node in fault["nodes"][:3]]
            found[f"{page.title()}: {fault['id']}"] = nodes
    assert found == {}


@pytest.mark.slow
def test_axe_would_see_a_fault_in_dark(
    corpus_site: Path,
    serve_site: Callable[..., str],
    open_page: Callable[..., Any],
    tool: Callable[[str], Path],
) -> None:
    page = open_page(serve_site(corpus_site, "/work/") + "posts/n001/", width=390)
    page.add_style_tag(content=f"{STILL} [data-md-color-scheme=slate] .pf-cell {{ color: #333 }}")
    page.evaluate(tool("axe-core/axe.min.js").read_text(encoding="utf-8"))
    seen = []
    for scheme in SCHEMES:
        page.evaluate(SET_SCHEME, scheme)
        seen.append([fault["id"] for fault in _faults(page, COLOURS)])
    assert seen == [[], ["color-contrast"]]


def _faults(page: Any, only: Any, rules: Any = None) -> list[Any]:
    options = {"runOnly": only, "rules": rules or {}, "resultTypes": ["violations"]}
    result = page.evaluate("(options) => axe.run(document, options)", options)
    assert result["passes"]
    return list(result["violations"])


@pytest.mark.slow
def test_nu_finds_nothing(
    corpus_site: Path, tool: Callable[[str], Path], program: Callable[[str], str]
) -> None:
    jar = tool("vnu-jar/build/dist/vnu.jar")
    pages = [str(page) for page in sorted(corpus_site.glob("posts/n*/index.html"))]
    command = [program("java"), "-jar", str(jar), "--errors-only", "--format", "json", *pages]
    report = subprocess.run(command, capture_output=True, text=True, check=False)
    faults = json.loads(report.stderr)["messages"]
    assert [f"{fault['url'].rsplit('/', 2)[1]}: {fault['message']}" for fault in faults] == []
    assert report.returncode == 0

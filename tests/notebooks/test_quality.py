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
# axe takes seconds for a long page: it looks at every fifth notebook, the Nu checker at all.
EVERY = 5
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
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(
    corpus_site: Path,
    serve_site: Callable[..., str],
    open_page: Callable[..., Any],
    tool: Callable[[str], Path],
    dark: bool,
) -> None:
    axe = tool("axe-core/axe.min.js").read_text(encoding="utf-8")
    address = serve_site(corpus_site, "/work/")
    page = open_page(address, width=390, dark=dark)
    found = {}
    folders = sorted(corpus_site.glob("posts/n*/"))[::EVERY]
    assert len(folders) > 20
    for folder in folders:
        page.goto(f"{address}posts/{folder.name}/", wait_until="load")
        page.evaluate(OPEN_ALL)
        page.evaluate(axe)
        options = {"runOnly": RULES, "resultTypes": ["violations"]}
        result = page.evaluate("(options) => axe.run(document, options)", options)
        title = page.title()
        assert len(result["passes"]) > 10
        for fault in result["violations"]:
            found[f"{title}: {fault['id']}"] = [node["html"][:200] for node in fault["nodes"][:3]]
    assert found == {}


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

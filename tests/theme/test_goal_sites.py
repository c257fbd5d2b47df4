"""The site of each goal that `proofolio new` writes, and the example, as a browser shows them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image
from tests.theme.test_quality import RULES

from proofolio.cli import main
from proofolio.views.goals import GOALS
from proofolio.views.parts.length import HEIGHT, WORDS

PAGES = ("", "about/", "projects/", "publications/", "resume/", "posts/")
PHONE = 844
FIRST_SCREEN = {
    "job": ("Résumé", "GitHub", "LinkedIn", "E-mail", "years of work", "permanent employment"),
    "research": ("Résumé", "GitHub", "ORCID", "E-mail", "PhD", "tenure-track position"),
}
COUNT = "document.querySelector('.pf').innerText.match(/[\\p{L}\\p{N}][^\\s]*/gu).length"
BOTTOM = """words => Math.max(...words.map(word => {
  const holder = [...document.querySelectorAll('.pf-hero *')]
    .findLast(found => found.textContent.includes(word));
  return holder ? holder.getBoundingClientRect().bottom : 1e6;
}))"""


@pytest.fixture(scope="module", params=GOALS)
def made(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    build_site: Callable[..., Path],
) -> tuple[str, Path, Path]:
    """A goal, the sources of its site, and the site; with a portrait and an employer's logo."""
    folder = tmp_path_factory.mktemp("goal") / request.param
    result = CliRunner().invoke(main, ["new", str(folder), "--goal", request.param])
    assert result.exit_code == 0, result.output
    Image.new("RGB", (800, 1000), "#8a6").save(folder / "site_src/me.jpg")
    Image.new("RGBA", (4000, 900), "#222").save(folder / "site_src/logo.png")
    profile = folder / "site_src/_data/profile.yml"
    more = "image: me.jpg\nworked_with: [{name: Example Parcels, logo: logo.png}, A university]\n"
    profile.write_text(profile.read_text(encoding="utf-8") + more, encoding="utf-8")
    return request.param, folder, build_site(folder)


@pytest.mark.slow
def test_each_answers_its_visitors_and_holds_what_it_needs(made: tuple[str, Path, Path]) -> None:
    goal, folder, site = made
    given = ["check", "-f", str(folder / "mkdocs.yml"), "--built", str(site), "--as", "visitor"]
    result = CliRunner().invoke(main, [*given, "--format", "json"])
    told = json.loads(result.output)
    assert len(told["answers"]) == 5
    far = [answer["question"] for answer in told["answers"] if (answer["taps"] or 0) > 2]
    missing = [answer["question"] for answer in told["answers"] if answer["taps"] is None]
    assert (far, missing) == ([], [])
    assert (site / "services/index.html").exists() == (goal == "clients")


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_each_is_short_on_a_phone_and_no_checker_finds_fault(
    made: tuple[str, Path, Path],
    serve_site: Callable[..., str],
    open_page: Callable[..., Any],
    tool: Callable[[str], Path],
    faults: list[str],
    dark: bool,
) -> None:
    goal, _, site = made
    axe = tool("axe-core/axe.min.js").read_text(encoding="utf-8")
    address = serve_site(site)
    found = {}
    pages = [page for page in PAGES if (site / page / "index.html").is_file()]
    assert len(pages) > 3
    for width in (390, 1280):
        for name in pages:
            page = open_page(address + name, width=width, dark=dark)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
            page.evaluate(axe)
            result = page.evaluate("(rules) => axe.run(document, { runOnly: rules })", RULES)
            assert len(result["passes"]) > 10
            for fault in result["violations"]:
                found[f"{name} {width} {fault['id']}"] = [n["html"] for n in fault["nodes"]]
            if width == 390 and not name:
                assert page.evaluate("document.documentElement.scrollHeight") <= HEIGHT
                assert page.evaluate(COUNT) <= WORDS
                if needed := FIRST_SCREEN.get(goal):
                    assert page.evaluate(BOTTOM, list(needed)) <= PHONE
    assert found == {}
    assert faults == []


@pytest.mark.slow
def test_nu_finds_nothing_in_any(
    made: tuple[str, Path, Path], tool: Callable[[str], Path], program: Callable[[str], str]
) -> None:
    jar = tool("vnu-jar/build/dist/vnu.jar")
    pages = [str(page) for page in made[2].rglob("*.html")]
    assert len(pages) > 5
    command = [program("java"), "-jar", str(jar), "--errors-only", "--format", "gnu", *pages]
    report = subprocess.run(command, capture_output=True, text=True, check=False)
    assert report.stderr == ""


@pytest.mark.slow
def test_the_home_page_of_the_example_is_short(
    example_site: Path, serve_site: Callable[..., str], open_page: Callable[..., Any]
) -> None:
    page = open_page(serve_site(example_site), width=390)
    assert page.evaluate("document.documentElement.scrollHeight") <= HEIGHT
    assert page.evaluate(COUNT) <= WORDS

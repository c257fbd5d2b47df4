"""The deploy workflows do what they are there for, at every address that Pages may give a site."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from lxml import html

from proofolio.cli import main

ADDRESSES = (
    "https://you.github.io/",
    "https://you.github.io/portfolio/",
    "https://work.example/",
)
WORKFLOW = ".github/workflows/deploy.yml"
OLD = Path(__file__).parent.parent / "sites/scaffold-0.1"
A_YEAR_AHEAD = "1826712000"  # 2027-11-20 12:00 UTC

Steps = Callable[..., Any]
Run = Callable[..., str]
Follow = Callable[[Path, str], int]


@pytest.fixture(scope="module", params=["scaffold", "repository"])
def clone(
    request: pytest.FixtureRequest,
    root: Path,
    tmp_path_factory: pytest.TempPathFactory,
    clone_of: Callable[[Path, Path], Path],
) -> Path:
    """A clean clone of a new author's site, or of this repository."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "repository":
        return clone_of(root, folder / "clone")
    return clone_of(new_site(folder / "new"), folder / "clone")


def new_site(folder: Path) -> Path:
    assert CliRunner().invoke(main, ["new", str(folder)]).exit_code == 0
    return folder


def changed(clone: Path) -> str:
    command = ["git", "status", "--porcelain"]
    return subprocess.run(command, cwd=clone, capture_output=True, text=True, check=True).stdout


def check_deployed(clone: Path, address: str, follow: Follow) -> None:
    """What is published is right at its address, and nothing else was touched."""
    site = clone / "site"
    pages = [path for path in site.rglob("index.html") if "noindex" not in path.read_text()]
    assert len(pages) > 10
    for page in pages:
        canonical = html.parse(page).xpath("string(//link[@rel='canonical']/@href)")
        uri = page.relative_to(site).as_posix().removesuffix("index.html")
        assert canonical == f"{address}{uri}"
    assert follow(site, address) > 50
    assert not changed(clone)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param(address, marks=() if address == ADDRESSES[1] else pytest.mark.slow)
        for address in ADDRESSES
    ],
)
def test_the_steps_of_the_workflow_publish_the_site(
    clone: Path, address: str, steps_of: Steps, run_steps: Run, follow: Follow
) -> None:
    steps = steps_of(clone / WORKFLOW, address)
    working = [step for step in steps if not step.installs]
    assert len(working) == len(steps) - 1
    run_steps(working, clone)
    check_deployed(clone, address, follow)


@pytest.mark.slow
def test_a_strict_deploy_succeeds_with_the_clock_a_year_ahead(
    clone: Path, steps_of: Steps, run_steps: Run, follow: Follow
) -> None:
    """As workflows were written before, which stopped at every problem of a build."""
    steps = [step for step in steps_of(clone / WORKFLOW, ADDRESSES[1]) if not step.installs]
    strict = [replace(s, commands=s.commands.replace("build", "build --strict")) for s in steps]
    assert strict != steps
    run_steps(strict, clone, SOURCE_DATE_EPOCH=A_YEAR_AHEAD)
    check_deployed(clone, ADDRESSES[1], follow)


@pytest.fixture(scope="module")
def old_clone(
    tmp_path_factory: pytest.TempPathFactory, clone_of: Callable[[Path, Path], Path]
) -> Path:
    """A site as version 0.1 wrote it."""
    folder = tmp_path_factory.mktemp("old")
    shutil.copytree(OLD, folder / "new")
    return clone_of(folder / "new", folder / "clone")


@pytest.mark.parametrize(
    ("address", "clock"),
    [
        pytest.param(ADDRESSES[0], {}, id="root", marks=pytest.mark.slow),
        pytest.param(ADDRESSES[1], {}, id="sub-path"),
        pytest.param(ADDRESSES[1], {"SOURCE_DATE_EPOCH": A_YEAR_AHEAD}, id="a year ahead"),
    ],
)
def test_a_site_and_workflow_of_the_last_release_deploy_under_this_code(
    old_clone: Path,
    address: str,
    clock: dict[str, str],
    steps_of: Steps,
    run_steps: Run,
    follow: Follow,
) -> None:
    steps = [step for step in steps_of(old_clone / WORKFLOW, address) if not step.installs]
    assert [step.commands.partition(" ")[2] for step in steps] == [
        "check --format github",
        "mkdocs build --strict",
        "check --built site --format github",
    ]
    run_steps(steps, old_clone, **clock)
    check_deployed(old_clone, address, follow)


MISTAKES = {
    "projects/late-parcels.yml": ("outcomes:", "claims: nothing\nimagee: x.png\noutcomes:"),
    "posts/a-promise-is-a-quantile.md": ("---\n\n", "---\n\n[a](nothing.md), [b](/nowhere/)\n\n"),
    "projects/promised-days.ipynb": ("value: ", "value: 9"),
    "site_src/_data/services.yml": ("name: ", "nome: x\n  name: "),
    "site_src/working-together.md": ("# ", "[x](gone.md)\n\n{{< nothing >}}\n\n# "),
}
DANGERS = {
    "a key in a text": ("projects/note.md", "# A\n\nAKIA" + "Z7RT5QWE2YUIOPAS" + "\n"),
    "a confidential name": ("private/confidential.txt", "Robin Example\n"),
}


@pytest.fixture
def author(tmp_path: Path) -> Path:
    return new_site(tmp_path / "new")


def test_mistakes_are_left_out_and_told_and_the_rest_is_published(
    author: Path,
    clone_of: Callable[[Path, Path], Path],
    steps_of: Steps,
    run_steps: Run,
) -> None:
    for name, (old, new) in MISTAKES.items():
        file = author / name
        text = file.read_text(encoding="utf-8")
        assert old in text, name
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
    (author / "projects/torn.yml").write_text("title: [A\n", encoding="utf-8")
    clone = clone_of(author, author.with_name("clone"))
    steps = [step for step in steps_of(clone / WORKFLOW, ADDRESSES[1]) if not step.installs]
    said = run_steps(steps, clone)
    assert "::error" not in said
    for name in (*MISTAKES, "projects/torn.yml"):
        assert f"::warning file={name}," in said, name
    assert (clone / "site/index.html").is_file()


ENDING = "consent: {status: granted, date: 2026-03-01, expires: 2027-06-01, scope: [website, feed]}"
COPIES = ("posts/copied.md", "projects/copied.yml", "site_src/copied.md", "site_src/copied.txt")


@pytest.mark.parametrize(
    "clock",
    [
        pytest.param("1798761600", id="before", marks=pytest.mark.slow),
        pytest.param(A_YEAR_AHEAD, id="a year ahead"),
    ],
)
def test_a_quote_that_has_ended_stops_no_deploy_wherever_it_was_copied_to(
    clock: str,
    author: Path,
    clone_of: Callable[[Path, Path], Path],
    steps_of: Steps,
    run_steps: Run,
    follow: Follow,
) -> None:
    quotes = author / "site_src/_data/testimonials.yml"
    text = quotes.read_text(encoding="utf-8")
    assert "consent: granted" in text
    quotes.write_text(text.replace("consent: granted", ENDING), encoding="utf-8")
    said = yaml.safe_load(text)["example-outfitters"]["text"]
    part = said.partition(": ")[2].partition(".")[0]
    for name in COPIES:
        head = "title: Copied\ndate: 2026-05-01\nsummary: As a client says.\n"
        text = f"{head}problem: {json.dumps(said)}\n" if name.endswith("yml") else said
        text = f"---\n{head}---\n\n> {said}\n" if name.endswith("md") else text
        (author / name).write_text(text, encoding="utf-8")
    page = author / "site_src/working-together.md"
    links = "[a](copied.md), [b](copied.txt), [c](/posts/copied/), [d](projects/copied/index.md)"
    page.write_text(f"{page.read_text(encoding='utf-8')}\n{links}\n", encoding="utf-8")
    clone = clone_of(author, author.with_name("clone"))
    steps = [step for step in steps_of(clone / WORKFLOW, ADDRESSES[0]) if not step.installs]
    log = run_steps(steps, clone, SOURCE_DATE_EPOCH=clock)
    is_over = clock == A_YEAR_AHEAD
    assert [name for name in COPIES if (f"::error file={name}," in log) is not is_over] == []
    kinds = (".html", ".json", ".xml", ".txt")
    texts = [path for path in (clone / "site").rglob("*") if path.suffix in kinds]
    assert len(texts) > 10
    held = [path.name for path in texts if part in path.read_text(encoding="utf-8")]
    assert bool(held) is not is_over, held
    # `/posts/` is right at the root only.
    assert follow(clone / "site", ADDRESSES[0]) > 50


@pytest.mark.parametrize(
    "danger",
    [pytest.param(name, marks=pytest.mark.slow if n else ()) for n, name in enumerate(DANGERS)],
)
def test_a_danger_stops_the_deploy(
    author: Path, danger: str, steps_of: Steps, run_steps: Run
) -> None:
    name, text = DANGERS[danger]
    (author / name).parent.mkdir(exist_ok=True)
    (author / name).write_text(text, encoding="utf-8")
    steps = [step for step in steps_of(author / WORKFLOW, ADDRESSES[1]) if not step.installs]
    check, build, _ = steps
    with pytest.raises(AssertionError, match="::error"):
        run_steps([check], author)
    with pytest.raises(AssertionError, match="ERROR"):
        run_steps([build], author)
    assert not (author / "site").exists()


# The guards themselves


def test_an_expression_that_nobody_knows_fails(tmp_path: Path, steps_of: Steps, root: Path) -> None:
    text = (root / WORKFLOW).read_text(encoding="utf-8")
    for known, other in (
        ("outputs.base_url", "outputs.url"),
        ("base_url }}", "base_url || 'x' }}"),
    ):
        assert known in text
        path = tmp_path / "deploy.yml"
        path.write_text(text.replace(known, other), encoding="utf-8")
        with pytest.raises(AssertionError, match="nothing says what"):
            steps_of(path, ADDRESSES[0])


def test_a_step_has_its_own_environment_only(
    tmp_path: Path, steps_of: Steps, run_steps: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deploy.yml"
    path.write_text(
        "env: {A: a}\njobs: {build: {env: {B: b}, steps: [\n"
        "{id: p, uses: actions/configure-pages@v6},\n"
        "{run: 'echo $A $B $C $D', env: {C: '${{ steps.p.outputs.base_path }}'}},\n"
        "{run: 'echo $A $B $C $D | tee x'}, {run: 'false | true; echo no'}]}}\n"
    )
    monkeypatch.setenv("D", "d")
    first, second, failing = steps_of(path, ADDRESSES[1])
    assert run_steps([first, second], tmp_path) == "a b /portfolio\n\na b\n"
    with pytest.raises(AssertionError):
        run_steps([failing], tmp_path)


def test_a_link_that_leads_nowhere_under_the_base_is_seen(tmp_path: Path, follow: Follow) -> None:
    (tmp_path / "index.html").write_text('<a href="a/">x</a><img src="/portfolio/b.png">')
    with pytest.raises(AssertionError, match=r"portfolio/a/, on index\.html"):
        follow(tmp_path, ADDRESSES[1])
    (tmp_path / "index.html").write_text('<a href="../a/">x</a>')
    with pytest.raises(AssertionError, match="but not under"):
        follow(tmp_path, ADDRESSES[1])


# With what the workflow installs


@pytest.fixture(scope="module")
def venv(tmp_path_factory: pytest.TempPathFactory, clone: Path) -> Path:
    """An empty virtual environment for each clone."""
    folder = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    return folder


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """This proofolio as an index would have it."""
    folder = tmp_path_factory.mktemp("wheels")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, root]
    subprocess.run(command, check=True)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("address", ADDRESSES)
def test_all_steps_in_an_empty_environment_publish_the_site(
    clone: Path,
    venv: Path,
    wheels: Path,
    address: str,
    steps_of: Steps,
    run_steps: Run,
    follow: Follow,
) -> None:
    steps = steps_of(clone / WORKFLOW, address)
    run_steps(steps, clone, venv / "bin", PIP_FIND_LINKS=str(wheels))
    subprocess.run([venv / "bin/pip", "check"], check=True)
    check_deployed(clone, address, follow)

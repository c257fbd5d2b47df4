"""`proofolio new` writes a site that is small, explained, complete and right at once."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from click.testing import CliRunner, Result

import proofolio
from proofolio import cli
from proofolio.checks.content.samples import check_samples
from proofolio.model.profile import GoalName
from proofolio.sources import read_content
from proofolio.sources.files import Folders

EXPECTED = [
    ".github/dependabot.yml",
    ".github/workflows/deploy.yml",
    ".gitignore",
    "mkdocs.yml",
    "posts/a-promise-is-a-quantile.md",
    "projects/late-parcels.yml",
    "projects/promised-days.ipynb",
    "requirements-lock.txt",
    "requirements.txt",
    "site_src/_data/profile.yml",
    "site_src/_data/services.yml",
    "site_src/_data/testimonials.yml",
    "site_src/working-together.md",
    f"vendor/proofolio-{proofolio.__version__}-py3-none-any.whl",
]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "mysite"
    result = run("new", folder)
    assert result.exit_code == 0, result.output
    assert "mkdocs serve" in result.output
    return folder


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_writes_about_ten_files(written: Path) -> None:
    assert files(written) == EXPECTED


def test_the_goals_of_the_command_are_those_of_the_model() -> None:
    assert get_args(GoalName) == cli.GOALS


@pytest.mark.parametrize("goal", ["job", "research", "learning"])
def test_each_goal_has_about_ten_files_and_an_example_of_its_own(tmp_path: Path, goal: str) -> None:
    assert run("new", tmp_path, "--goal", goal, "--name", "Ida Own").exit_code == 0
    found = files(tmp_path)
    assert 10 <= len(found) <= 12
    assert not [name for name in found if "services" in name]
    settings = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    assert "proofolio/posts" in settings
    assert "proofolio/services" not in settings
    folders = (tmp_path / name for name in ("site_src", "projects", "posts"))
    content = read_content(Folders(tmp_path, *folders))
    assert content.problems == ()
    assert content.profile
    assert content.profile.goal == (goal,)
    assert len(content.entries) > 2
    samples = {"projects": tmp_path / "projects", "posts": tmp_path / "posts"}
    left = [found.path for found in check_samples(samples, tmp_path)]
    assert len(left) == len([name for name in found if name.startswith(("posts/", "projects/"))])


def test_every_file_explains_itself(written: Path) -> None:
    for name in EXPECTED[:-1]:
        text = (written / name).read_text(encoding="utf-8")
        if name.endswith(".ipynb"):
            text = "".join(json.loads(text)["cells"][0]["source"])
        assert "# " in text or "This page is" in text, name


def test_settings_fit_in_fifteen_lines(written: Path) -> None:
    assert len((written / "mkdocs.yml").read_text(encoding="utf-8").splitlines()) < 15


def test_no_two_sites_share_the_ids_of_their_entries(written: Path, tmp_path: Path) -> None:
    assert run("new", tmp_path / "other").exit_code == 0
    found = [
        re.search(r'authority: "(\w{16})"', (folder / "mkdocs.yml").read_text(encoding="utf-8"))
        for folder in (written, tmp_path / "other")
    ]
    assert all(found)
    assert len({match[1] for match in found if match}) == 2


def test_private_notes_are_ignored_by_git(written: Path) -> None:
    assert "private/" in (written / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_notebook_was_run_from_top_to_bottom(written: Path) -> None:
    notebook = json.loads((written / "projects/promised-days.ipynb").read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == [1, 2, 3]
    assert all(cell["outputs"] for cell in code)


def test_builds_strictly_and_looks_complete(
    written: Path, build_report: Callable[..., tuple[Path, list[str]]]
) -> None:
    site, messages = build_report(written, strict=True)
    assert not [message for message in messages if message.startswith(("WARNING", "ERROR"))]
    pages = [
        *("", "projects/", "projects/late-parcels/", "projects/promised-days/", "services/"),
        *("testimonials/", "posts/", "about/", "working-together/"),
        "posts/a-promise-is-a-quantile/",
    ]
    for page in pages:
        assert (site / page / "index.html").is_file(), page
    home = (site / "index.html").read_text(encoding="utf-8")
    for words in ("Robin Example", "Delivery dates your customers", "Half of the late parcels"):
        assert words in home


def test_two_builds_are_byte_identical(written: Path, build_site: Callable[..., Path]) -> None:
    first, second = build_site(written), build_site(written)
    assert files(first) == files(second)
    assert "index.html" in files(first)
    for name in files(first):
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


@pytest.mark.parametrize(
    "name", ['Ada "Countess" O\'Neill: {x} # & <b>', "李 明", "نیما می‌رزایی", "NO"]
)
def test_name_stands_where_yaml_reads_it_back(tmp_path: Path, name: str) -> None:
    assert run("new", tmp_path / "site", "--name", name).exit_code == 0
    profile = (tmp_path / "site/site_src/_data/profile.yml").read_text(encoding="utf-8")
    assert yaml.safe_load(profile)["name"] == name
    settings = (tmp_path / "site/mkdocs.yml").read_text(encoding="utf-8")
    assert yaml.safe_load(settings.replace("!ENV", ""))["site_name"] == name


@pytest.mark.parametrize("name", ["", "  ", "two\nlines"])
def test_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    result = run("new", tmp_path / "site", "--name", name)
    assert result.exit_code == 2
    assert "--name" in result.output
    assert not (tmp_path / "site").exists()


def test_folder_with_anything_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    result = run("new", tmp_path)
    assert result.exit_code == 2
    assert "is not empty" in result.output
    assert files(tmp_path) == ["notes.txt"]


def test_fresh_git_repository_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert run("new", tmp_path).exit_code == 0
    assert files(tmp_path) == EXPECTED


def test_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    result = run("new", tmp_path / "site")
    assert result.exit_code == 2
    assert "is a file" in result.output
    below = run("new", tmp_path / "site" / "deeper")
    assert below.exit_code == 1
    assert "Not a directory" in below.output
    assert "Traceback" not in below.output


def test_version() -> None:
    said = run("--version").output
    assert re.fullmatch(rf"proofolio, version {re.escape(proofolio.__version__)}(\+g\w+)?\n", said)


def test_starts_without_loading_the_engine() -> None:
    heavy = "{'mkdocs', 'pydantic', 'nbconvert', 'jinja2', 'yaml', 'PIL'}"
    code = f"import sys, proofolio.cli; print(sorted({heavy} & set(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout == "[]\n"


SMALLEST = {
    "site_src/_data/profile.yml": "name: A\nheadline: B\nemail: a@b.example\n",
    "projects/one.yml": "title: C\n",
    "site_src/_data/testimonials.yml": "- text: D\n  consent: granted\n",
    "site_src/_data/services.yml": "- name: E\n  summary: F\n",
}


def keys(value: Any) -> int:
    if isinstance(value, dict):
        return len(value) + sum(keys(item) for item in value.values())
    return sum(keys(item) for item in value) if isinstance(value, list) else 0


def test_a_first_site_needs_at_most_twelve_keys(
    tmp_path: Path, written: Path, build_report: Callable[..., tuple[Path, list[str]]]
) -> None:
    assert sum(keys(yaml.safe_load(text)) for text in SMALLEST.values()) <= 12
    for name, text in SMALLEST.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "mkdocs.yml").write_bytes((written / "mkdocs.yml").read_bytes())
    site, messages = build_report(tmp_path, strict=True)
    assert not [message for message in messages if message.startswith(("WARNING", "ERROR"))]
    shown = (
        "index.html",
        "projects/one/index.html",
        "testimonials/index.html",
        "services/index.html",
    )
    assert all((site / name).is_file() for name in shown)

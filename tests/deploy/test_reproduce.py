"""The workflow of the guide does what it says, and may do nothing else."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html
from tests.reproduction.sites import PROJECT, notebook, write_site
from tests.test_workflows import schema, zizmor

RUN = {
    "GITHUB_ACTIONS": "true",
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_REPOSITORY": "ana/site",
    "GITHUB_RUN_ID": "4711",
}


@pytest.fixture
def workflow(root: Path, tmp_path: Path) -> Path:
    guide = (root / "docs/reproduce.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    path = tmp_path / ".github/workflows/reproduce.yml"
    path.parent.mkdir(parents=True)
    path.write_text(block, encoding="utf-8")
    return path


def job_of(workflow: Path) -> Mapping[str, Any]:
    told = yaml.load(workflow.read_text(encoding="utf-8"), yaml.BaseLoader)
    assert told["permissions"] == {}
    (job,) = told["jobs"].values()
    assert not {"defaults", "env", "if", "strategy", "container"} & {*told, *job}
    return job


def test_it_is_valid_and_may_read_the_repository_alone(workflow: Path) -> None:
    for result in (schema(workflow), zizmor(workflow)):
        assert result.returncode == 0, result.stdout + result.stderr
    assert job_of(workflow)["permissions"] == {"contents": "read"}


@pytest.mark.slow
def test_its_steps_make_a_record_that_leads_to_the_run(
    workflow: Path,
    tmp_path: Path,
    run_commands: Callable[..., str],
    build_report: Callable[..., tuple[Path, list[str]]],
) -> None:
    files = {"projects/load.yml": PROJECT, "projects/load.ipynb": notebook("print('3.50')")}
    site = write_site(tmp_path / "site", files)
    steps = job_of(workflow)["steps"]
    run = [step["run"] for step in steps if "run" in step]
    # What is installed is tested with the deploy workflows; the machine stays as it is.
    (commands,) = [each for each in run if not each.startswith(("pip install", "sudo "))]
    assert len(run) == 3
    said = run_commands(commands, site, RUN)
    assert 'error 3.5: same, the cell "#error" says 3.50' in said
    (upload,) = [step["with"] for step in steps if "upload-artifact@" in step.get("uses", "")]
    (record,) = (site / upload["path"]).iterdir()
    address = "https://github.com/ana/site/actions/runs/4711"
    assert json.loads(record.read_text())["run"] == address
    built, told = build_report(site)
    assert not [line for line in told if "reproduced" in line]
    page = html.parse(built / "projects/load/index.html")
    assert page.xpath(f"//*[@class='pf-nb']//a[@href='{address}']/text()") == [
        "Reproduced on 20 Nov 2026"
    ]


@pytest.mark.long
def test_a_stranger_reproduces_a_study_of_the_example(
    root: Path,
    tmp_path: Path,
    clone_of: Callable[[Path, Path], Path],
    run_commands: Callable[..., str],
) -> None:
    """With the versions of its own list, which no update of ours may change unseen."""
    site = clone_of(root, tmp_path / "clone")
    record = site / "site_src/_data/reproduced/price-and-visits.json"
    before = json.loads(record.read_text())
    pip = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    said = run_commands("proofolio reproduce price-and-visits", site, pip)
    assert said.count(": same, ") == len(before["numbers"]) > 2
    assert json.loads(record.read_text())["numbers"] == before["numbers"]

"""The release workflow, read from its file: what it may do, and its steps up to the upload."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
WORKFLOW: dict[str, Any] = yaml.load(TEXT, yaml.BaseLoader)
JOBS = WORKFLOW["jobs"]
STEPS = [step for step in JOBS["build"]["steps"] if "run" in step]
CHECK = next(step["name"] for step in STEPS if step["name"].startswith("Check"))


REPOSITORY = "https://git.example/ada/proofolio"


def test_only_a_tag_publishes_and_only_after_all_tests() -> None:
    assert WORKFLOW["on"] == {"push": {"tags": ["v*"]}}
    assert JOBS["tests"]["uses"] == "$/.github/workflows/tests.yml"
    assert JOBS["publish"]["needs"] == ["tests", "build"]
    tests = yaml.load((ROOT / ".github/workflows/tests.yml").read_text(), yaml.BaseLoader)
    assert "workflow_call" in tests["on"]


def test_each_job_may_do_as_little_as_it_can() -> None:
    allowed = {name: job["permissions"] for name, job in JOBS.items()}
    read = {"contents": "read"}
    assert WORKFLOW["permissions"] == {}
    assert allowed == {"tests": read, "build": read, "publish": {"id-token": "write"}}
    assert "secrets" not in TEXT
    # What has the right to publish runs nothing of ours, and waits for whom its environment names.
    assert JOBS["publish"]["environment"]
    assert not [step for step in JOBS["publish"]["steps"] if "run" in step]
    assert re.search(r"uses: \S+publish@[0-9a-f]{40} # v[\d.]+\n", TEXT)


def test_the_history_that_the_version_is_counted_from_is_fetched() -> None:
    (checkout,) = [step for step in JOBS["build"]["steps"] if "checkout" in step.get("uses", "")]
    assert checkout["with"]["fetch-depth"] == "0"


def run(step: dict[str, Any], clone: Path, tag: str) -> subprocess.CompletedProcess[str]:
    """A step as GitHub runs it: in Bash, which ends at the first command that fails."""
    values = {
        "${{ github.ref_name }}": tag,
        "${{ github.server_url }}/${{ github.repository }}": REPOSITORY,
    }
    path = f"{clone.parent / 'venv/bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path}
    environment |= {name: values[value] for name, value in step.get("env", {}).items()}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(
        command, cwd=clone, env=environment, capture_output=True, text=True, check=False
    )


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@a.example")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.slow
def test_tag_is_built_checked_and_tried(tmp_path: Path) -> None:
    clone, tag = tmp_path / "clone", "v99.0.0"
    git(tmp_path, "clone", "--quiet", str(ROOT), "clone")
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    log = clone / "CHANGELOG.md"
    log.write_text(f"{log.read_text(encoding='utf-8')}\n## 99.0.0 - 2099-01-01\n")
    git(clone, "commit", "--quiet", "-am", "Cut 99.0.0")
    git(clone, "tag", tag)
    assert len(STEPS) == 3
    for step in STEPS:
        done = run(step, clone, tag)
        assert done.returncode == 0, f"{step['name']}:\n{done.stdout}{done.stderr}"
    assert len(list((clone / "dist").iterdir())) == 2
    with ZipFile(clone / "dist/proofolio-99.0.0-py3-none-any.whl") as wheel:
        about = wheel.read("proofolio-99.0.0.dist-info/METADATA").decode()
    addresses = dict(re.findall(r"^Project-URL: (\w+), (\S+)$", about, re.M))
    assert addresses.keys() == {"Repository", "Documentation", "Changelog", "Issues"}
    assert all(address.startswith(REPOSITORY) for address in addresses.values())

    (check,) = [step for step in STEPS if step["name"] == CHECK]
    # Another tag than that of the commit, also one that only looks like it; and no entry for it.
    for wrong in ("v99.0.1", "v99.0.0rc1", "99.0"):
        assert run(check, clone, wrong).returncode > 0, wrong
    log.write_text("## Unreleased\n")
    assert run(check, clone, tag).returncode > 0

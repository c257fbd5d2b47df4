"""GitHub's workflows, ours and an author's, are valid and give away as little as may be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
SCAFFOLD = ROOT / "plugins/proofolio/scaffold"
WORKFLOWS = sorted(
    [
        *ROOT.glob(".github/workflows/*.yml"),
        *SCAFFOLD.glob(".github/workflows/*.yml"),
    ]
)
DEPLOYS = [path for path in WORKFLOWS if path.name == "deploy.yml"]

UNSAFE = """
on: push
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - uses: somebody/action@v1
"""


def run(tool: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name(tool), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def schema(path: Path) -> subprocess.CompletedProcess[str]:
    return run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", path)


def zizmor(path: Path) -> subprocess.CompletedProcess[str]:
    return run(
        "zizmor", "--offline", "--no-progress", "--config", ROOT / ".github/zizmor.yml", path
    )


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_are_workflows_of_ours_and_one_for_authors() -> None:
    assert [names(path) for path in WORKFLOWS] == [
        ".github/workflows/deploy.yml",
        ".github/workflows/release.yml",
        ".github/workflows/tests.yml",
        ".github/workflows/weekly.yml",
        "plugins/proofolio/scaffold/.github/workflows/deploy.yml",
    ]


@pytest.mark.parametrize("path", WORKFLOWS, ids=names)
def test_workflow_follows_githubs_schema(path: Path) -> None:
    result = schema(path)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=names)
def test_workflow_is_clean_under_zizmor(path: Path) -> None:
    result = zizmor(path)
    assert result.returncode == 0, result.stdout + result.stderr


def test_both_checks_can_fail(tmp_path: Path) -> None:
    path = tmp_path / "unsafe.yml"
    path.write_text(UNSAFE)
    assert "unpinned-uses" in zizmor(path).stdout
    path.write_text(UNSAFE.replace("somebody/action@v1", "actions/checkout@v6"))
    assert "unpinned-uses" not in zizmor(path).stdout
    assert "artipacked" in zizmor(path).stdout
    path.write_text(UNSAFE.replace("steps", "stages"))
    assert schema(path).returncode > 0


@pytest.mark.parametrize("path", DEPLOYS, ids=names)
def test_deploy_builds_for_the_address_that_pages_gives(path: Path) -> None:
    workflow = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    (command,) = [step for step in build["steps"] if "mkdocs build" in step.get("run", "")]
    # Pages gives the address with or without a slash at its end; MkDocs needs one, or a sub-path
    # loses its last part. A strict build would leave the old site online at any mistake.
    assert command["run"] == 'SITE_URL="${BASE_URL%/}/" mkdocs build'
    repository = "${{ github.server_url }}/${{ github.repository }}"
    given = {"BASE_URL": "${{ steps.pages.outputs.base_url }}", "REPO_URL": repository}
    assert command["env"].items() <= given.items()
    assert "BASE_URL" in command["env"]
    assert workflow["permissions"] == {}
    assert build["permissions"] == {"contents": "read", "pages": "read"}
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert workflow["on"]["schedule"], "dates fall due without a push"


def test_an_authors_pull_requests_are_built_and_never_published() -> None:
    (path,) = [path for path in DEPLOYS if path.is_relative_to(SCAFFOLD)]
    workflow = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    assert "pull_request" in workflow["on"]
    assert "pull_request_target" not in workflow["on"], "it would run others' files with our rights"
    assert "if" not in build
    assert (deploy["if"], deploy["needs"]) == ("github.event_name != 'pull_request'", "build")
    # One queue for all would let a request take the place of a deploy that waits.
    assert workflow["concurrency"]["group"] == "pages-${{ github.ref }}"


UPDATES = [ROOT / ".github/dependabot.yml", SCAFFOLD / ".github/dependabot.yml"]


@pytest.mark.parametrize("path", UPDATES, ids=names)
def test_updates_are_proposed_weekly_together_and_not_on_their_first_day(path: Path) -> None:
    valid = run("check-jsonschema", "--builtin-schema", "vendor.dependabot", path)
    assert valid.returncode == 0, valid.stdout + valid.stderr
    assert zizmor(path).returncode == 0, zizmor(path).stdout
    updates = yaml.safe_load(path.read_text(encoding="utf-8"))["updates"]
    assert updates
    for update in updates:
        assert update["schedule"] == {"interval": "weekly"}
        assert update["cooldown"]["default-days"] >= 7
        assert [group["patterns"] for group in update["groups"].values()] == [["*"]]


def test_an_authors_updates_are_of_actions_and_of_what_fits_this_proofolio() -> None:
    updates = yaml.safe_load(UPDATES[1].read_text(encoding="utf-8"))["updates"]
    by_kind = {update["package-ecosystem"]: update for update in updates}
    assert by_kind.keys() == {"pip", "github-actions"}
    left_out = {entry["dependency-name"]: entry for entry in by_kind["pip"]["ignore"]}
    assert left_out["*"]["update-types"] == ["version-update:semver-major"]
    # Security updates are not held back.
    kinds = [kind for entry in left_out.values() for kind in entry["update-types"]]
    assert all(kind.startswith("version-update:") for kind in kinds)


def test_no_workflow_restores_what_is_kept_in_the_users_own_folder() -> None:
    """Compiled templates are there, which are code; the project's cache holds none."""
    steps = [
        step
        for path in WORKFLOWS
        for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values()
        for step in job.get("steps", ())
    ]
    paths = {step["with"]["path"] for step in steps if "actions/cache" in step.get("uses", "")}
    assert paths == {".cache"}

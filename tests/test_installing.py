"""However it is installed: an upgrade takes newer code, and a new site installs what wrote it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.shells import shell as typed

ROOT = Path(__file__).parent.parent
BARE = "--no-deps --no-build-isolation --disable-pip-version-check --quiet"

pytestmark = pytest.mark.slow


IN_GIT = {f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
"""Somebody who commits, on a machine where nobody is named."""


def shell(command: str, folder: Path, venv: Path) -> str:
    """What a command prints, for somebody who may commit."""
    return typed(command, folder, venv, **IN_GIT).strip()


@pytest.fixture(scope="module")
def venv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With what building and `proofolio new` need, and no proofolio."""
    folder = tmp_path_factory.mktemp("bare") / "venv"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    shell("pip install --quiet click hatchling editables", ROOT, folder)
    return folder


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    subprocess.run(["git", "clone", "--quiet", ROOT, tmp_path / "clone"], check=True)
    return tmp_path / "clone"


def change(clone: Path, mark: str) -> None:
    (clone / "plugins/proofolio/mark.py").write_text(f'MARK = "{mark}"\n')
    shell("git add . && git commit --quiet -m Change", clone, clone)


def mark(venv: Path) -> str:
    return shell("python -c 'from proofolio.mark import MARK; print(MARK)'", venv, venv)


def test_upgrade_from_git_takes_the_newer_commit(venv: Path, clone: Path) -> None:
    upgrade = f"pip install -U {BARE} git+{clone.as_uri()}"
    change(clone, "A")
    shell(upgrade, clone, venv)
    assert mark(venv) == "A"
    change(clone, "B")
    shell(upgrade, clone, venv)
    assert mark(venv) == "B"
    shell("git tag v99.0.0", clone, venv)
    shell(upgrade, clone, venv)
    assert shell("proofolio --version", clone, venv) == "proofolio, version 99.0.0"


def test_checkout_installed_in_place_tells_what_runs_after_a_pull(
    venv: Path, clone: Path, tmp_path: Path
) -> None:
    shell(f"git clone --quiet {clone} mine && pip install {BARE} -e mine", tmp_path, venv)
    before = shell("proofolio --version", tmp_path, venv)
    change(clone, "pulled")
    shell("git pull --quiet", tmp_path / "mine", venv)
    after = shell("proofolio --version", tmp_path, venv)
    assert mark(venv) == "pulled"
    commit = shell("git rev-parse --short=9 HEAD", clone, venv)
    assert after.endswith(f"+g{commit}")
    assert before != after
    said = shell("python -c 'import proofolio; print(proofolio.__version__)'", tmp_path, venv)
    assert after == f"proofolio, version {said}+g{commit}"
    shell("proofolio new site", tmp_path, venv)
    assert requirement(tmp_path / "site") == f"./vendor/proofolio-{said}-py3-none-any.whl"


def requirement(site: Path) -> str:
    text = (site / "requirements.txt").read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if not line.startswith("#")]
    return line


WAYS = {
    "folder": "pip install {BARE} {clone}",
    "in place": "pip install {BARE} -e {clone}",
    "clone of one commit": (
        "git clone --quiet --depth=1 file://{clone} shallow && pip install {BARE} ./shallow"
    ),
    "archive": (
        "git -C {clone} archive --prefix=unpacked/ HEAD | tar -x && pip install {BARE} ./unpacked"
    ),
    "wheel": "pip wheel {BARE} -w wheels {clone} && pip install {BARE} wheels/*.whl",
    "source distribution": (
        "hatchling build -t sdist -d {folder}/packed && pip install {BARE} {folder}/packed/*"
    ),
    "commit of a local repository": "pip install {BARE} git+file://{clone}",
    "index": (
        "git -C {clone} tag v99.0.0 && pip wheel {BARE} -w dist {clone}"
        " && pip install {BARE} --no-index --find-links dist proofolio"
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_new_site_installs_what_wrote_it(venv: Path, clone: Path, tmp_path: Path, way: str) -> None:
    change(clone, way)
    shell("pip uninstall --quiet --yes proofolio", tmp_path, venv)
    names = {"BARE": BARE, "clone": clone, "folder": tmp_path}
    where = clone if way == "source distribution" else tmp_path
    shell(WAYS[way].format(**names), where, venv)
    shell("proofolio new site", tmp_path, venv)
    assert requirement(tmp_path / "site").startswith(
        "proofolio==99.0.0" if way == "index" else "./vendor/"
    )
    # Another machine, which has the site alone (and the index, in place of which lies `dist`).
    other = tmp_path / "other"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", other], check=True)
    clone.rename(tmp_path / "gone")
    found = f"--find-links {tmp_path / 'dist'}" if way == "index" else ""
    install = f"install --quiet --no-deps --no-index {found} -r requirements.txt"
    shell(f"pip --python {other / 'bin/python'} {install}", tmp_path / "site", venv)
    assert mark(other) == way
    if way == "in place":
        shell("pip uninstall --quiet --yes proofolio", tmp_path, venv)

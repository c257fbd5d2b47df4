"""The README's commands, as a newcomer types them: a fresh clone, a fresh virtual environment."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from tests.shells import shell

ROOT = Path(__file__).parent.parent

BUILD = "SITE_URL=https://someone.example/portfolio/ mkdocs build --strict"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A clone of the last commit, and the virtual environment it is installed in."""
    folder = tmp_path_factory.mktemp("fresh")
    venv, clone = folder / "venv", folder / "clone"
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
    shell("pip install --quiet -e .", clone, venv)
    return clone, venv


def test_example_builds_strictly_without_a_warning(installed: tuple[Path, Path]) -> None:
    clone, venv = installed
    said = shell("mkdocs build --strict", clone, venv)
    assert "WARNING" not in said
    assert (clone / "site/index.html").is_file()


def test_serve_answers_every_page(installed: tuple[Path, Path]) -> None:
    clone, venv = installed
    shell("mkdocs build", clone, venv)
    pages = sorted(
        str(path.parent.relative_to(clone / "site")).removeprefix(".")
        for path in (clone / "site").rglob("index.html")
    )
    assert len(pages) > 10
    with served(clone, venv, "mkdocs serve") as home:
        missing = [page for page in pages if not _answers(f"{home}{page}")]
        assert not missing


def test_first_block_of_the_readme_works_as_written(tmp_path: Path) -> None:
    block = re.search(r"```bash\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    assert block
    *before, serve = block[1].splitlines()
    subprocess.run(["git", "clone", "--quiet", ROOT, tmp_path / "clone"], check=True)
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    where = shell("; ".join(["set -e", *before, "pwd"]), tmp_path / "clone", venv)
    site = Path(where.splitlines()[-1])
    assert site == tmp_path / "mysite"
    with served(site, venv, serve) as home:
        assert _answers(f"{home}projects/")


@contextmanager
def served(folder: Path, venv: Path, command: str) -> Iterator[str]:
    """The address of the home page while the command runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program, *options = command.split()
    address = f"127.0.0.1:{port}"
    server = subprocess.Popen(
        [venv / "bin" / program, *options, "--quiet", "-a", address], cwd=folder
    )
    try:
        yield _wait_for(f"http://{address}/", server)
    finally:
        server.terminate()
        server.wait()


def _answers(address: str) -> bool:
    try:
        with urlopen(address) as answer:
            return bool(answer.status == 200)
    except HTTPError:
        return False


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> str:
    """The address of the home page, as soon as the first build is done."""
    while server.poll() is None:
        try:
            with urlopen(address) as answer:
                return str(answer.url)
        except HTTPError:
            raise
        except URLError:
            time.sleep(0.2)  # the first build comes before the first answer
    raise AssertionError("mkdocs serve ended by itself")


def test_new_site_builds_strictly(installed: tuple[Path, Path]) -> None:
    clone, venv = installed
    shell("proofolio new x", clone.parent, venv)
    said = shell("mkdocs build --strict", clone.parent / "x", venv)
    assert "WARNING" not in said


def test_deploys_install_the_lock_and_then_only_proofolio(
    installed: tuple[Path, Path], tmp_path: Path
) -> None:
    """Ours and that of a new site, each as its workflow does."""
    clone, venv = installed
    shell(f"proofolio new {tmp_path / 'site'}", tmp_path, venv)
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    venv = tmp_path / "venv"
    shell("pip install --quiet --require-hashes -r requirements-lock.txt", tmp_path / "site", venv)
    said = shell("pip install -r requirements.txt", tmp_path / "site", venv)
    (line,) = [line for line in said.splitlines() if line.startswith("Successfully installed")]
    assert re.fullmatch(r"Successfully installed proofolio-\S+", line)
    shell("pip check", tmp_path, venv)
    said = shell(f"{BUILD} && proofolio check --format github", tmp_path / "site", venv)
    assert "WARNING" not in said

    shell("pip install --quiet --no-deps --force-reinstall .", clone, venv)
    assert "WARNING" not in shell(BUILD, clone, venv)
    sitemap = (clone / "site/sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://someone.example/portfolio/projects/</loc>" in sitemap

"""What docs/deploy.md gives to copy for other hosts publishes a site that is right there."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from proofolio.cli import main

GUIDE = (Path(__file__).parent.parent.parent / "docs/deploy.md").read_text(encoding="utf-8")
ADDRESSES = {
    "GitLab Pages": ("CI_PAGES_URL", "https://you.gitlab.io/portfolio"),
    "Netlify": ("URL", "https://you.netlify.app"),
    "Cloudflare Pages": ("CF_PAGES_URL", "https://1a2b3c.you.pages.dev"),
}
"""The variable by which a host tells the address, and what it may say."""


def block(host: str, language: str) -> str:
    section = re.search(rf"^## {host}\n(.*?)(?=^## )", GUIDE, re.MULTILINE | re.DOTALL)
    assert section, host
    (found,) = re.findall(rf"```{language}\n(.*?)```", section[1], re.DOTALL)
    return str(found)


def gitlab(given: Mapping[str, str]) -> tuple[str, dict[str, str], str]:
    """Commands, environment and folder, as GitLab takes them from its file."""
    job = yaml.safe_load(block("GitLab Pages", "yaml"))["pages"]
    env = {}
    for name, value in job["variables"].items():
        assert value.removeprefix("$") in given, f"GitLab does not set {value}"
        env[name] = given[value.removeprefix("$")]
    (folder,) = job["artifacts"]["paths"]
    return "\n".join(job["script"]), {**given, **env}, folder


def netlify(given: Mapping[str, str]) -> tuple[str, dict[str, str], str]:
    build = tomllib.loads(block("Netlify", "toml"))["build"]
    return build["command"], {**given, **build["environment"]}, build["publish"]


def cloudflare(given: Mapping[str, str]) -> tuple[str, dict[str, str], str]:
    (folder,) = re.findall(r"output directory `(\w+)`", GUIDE)
    return block("Cloudflare Pages", "bash"), dict(given), folder


def without_installing(commands: str) -> Iterator[str]:
    """The lines that do not install packages, which the test's environment has."""
    for line in commands.splitlines():
        if not line.strip().startswith("pip install "):
            yield line


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory, clone_of: Callable[[Path, Path], Path]) -> Path:
    folder = tmp_path_factory.mktemp("hosts")
    assert CliRunner().invoke(main, ["new", str(folder / "new")]).exit_code == 0
    return clone_of(folder / "new", folder / "clone")


@pytest.mark.parametrize(
    ("host", "settings", "read"),
    [
        pytest.param("GitLab Pages", {}, gitlab, id="gitlab"),
        pytest.param("Netlify", {}, netlify, id="netlify", marks=pytest.mark.slow),
        pytest.param("Cloudflare Pages", {}, cloudflare, id="preview", marks=pytest.mark.slow),
        pytest.param(
            "Cloudflare Pages", {"SITE_URL": "https://work.example/"}, cloudflare, id="cloudflare"
        ),
    ],
)
def test_lines_to_copy_publish_the_site_for_the_hosts_address(
    clone: Path,
    run_commands: Callable[..., str],
    follow: Callable[[Path, str], int],
    host: str,
    settings: dict[str, str],
    read: Callable[[Mapping[str, str]], tuple[str, dict[str, str], str]],
) -> None:
    name, address = ADDRESSES[host]
    commands, env, folder = read({name: address, **settings})
    installed = [line for line in commands.splitlines() if "pip install" in line]
    assert [line.split(" -r ")[1].removesuffix(" &&") for line in installed] == [
        "requirements-lock.txt",
        "requirements.txt",
    ]
    said = run_commands("\n".join(without_installing(commands)), clone, env)
    assert said.count("warnings in") == 2, "the content is looked at, and then the site"
    address = settings.get("SITE_URL", f"{address}/")
    home = (clone / folder / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{address}">' in home
    assert follow(clone / folder, address) > 50


def test_gitlabs_file_follows_its_schema(tmp_path: Path) -> None:
    path = tmp_path / ".gitlab-ci.yml"
    for text, is_right in ((block("GitLab Pages", "yaml"), True), ("pages: {scirpt: [x]}", False)):
        path.write_text(text, encoding="utf-8")
        tool = Path(sys.executable).with_name("check-jsonschema")
        command = [tool, "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"]
        done = subprocess.run([*command, path], capture_output=True, text=True, check=False)
        assert (done.returncode == 0) == is_right, done.stdout + done.stderr

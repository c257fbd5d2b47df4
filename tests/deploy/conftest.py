"""Deploys as hosts run them: their steps in a clean clone; then every link is followed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import urlopen

import pytest
import yaml
from lxml import html

ROOT = Path(__file__).parent.parent.parent
TEXTS = (".html", ".xml", ".json", ".css", ".webmanifest", ".txt", ".vcf")
KNOWN = {"name", "id", "uses", "with", "run", "env"}
"""What a step may have; anything else a runner would heed, and this one would not."""

EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
IN_STYLE = re.compile(r"url\(\s*[\"']?([^\"')]+)")


@dataclass(frozen=True)
class Step:
    """Commands of one step, and the environment that it alone has."""

    commands: str
    env: Mapping[str, str] = field(default_factory=dict)

    @property
    def installs(self) -> bool:
        """Whether it does nothing but install packages."""
        lines = [line for line in self.commands.splitlines() if line.strip()]
        return all(line.strip().startswith("pip install ") for line in lines)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text as a runner hands it on; an expression nobody knows is no empty one."""

    def value(match: re.Match[str]) -> str:
        assert match[1] in values, f"nothing says what ${{{{ {match[1]} }}}} is"
        return values[match[1]]

    return EXPRESSION.sub(value, text)


@pytest.fixture(scope="session")
def steps_of() -> Callable[[Path, str], list[Step]]:
    """`steps_of(workflow, address)`: what GitHub runs of the job `build` for a site's address."""

    def read(workflow: Path, address: str) -> list[Step]:
        told = yaml.load(workflow.read_text(encoding="utf-8"), yaml.BaseLoader)
        build = told["jobs"]["build"]
        assert not {"defaults", "if", "strategy", "container"} & {*told, *build}
        (pages,) = [s for s in build["steps"] if "configure-pages@" in s.get("uses", "")]
        parts = urlsplit(address)
        values = {
            # Without a slash at the end, as actions/configure-pages gives them.
            f"steps.{pages['id']}.outputs.base_url": address.rstrip("/"),
            f"steps.{pages['id']}.outputs.base_path": parts.path.rstrip("/"),
            f"steps.{pages['id']}.outputs.origin": f"{parts.scheme}://{parts.netloc}",
            f"steps.{pages['id']}.outputs.host": parts.netloc,
            "github.server_url": "https://github.example",
            "github.repository": "you/portfolio",
        }
        found = []
        for step in build["steps"]:
            assert set(step) <= KNOWN, set(step) - KNOWN
            if "run" in step:
                env = {**told.get("env", {}), **build.get("env", {}), **step.get("env", {})}
                env = {name: filled(text, values) for name, text in env.items()}
                found.append(Step(filled(step["run"], values), env))
        return found

    return read


@pytest.fixture(scope="session")
def run_commands() -> Callable[..., str]:
    """`run_commands(commands, folder, env, bin=…)`: runs them as hosts do; gives what they said.

    They get a runner's environment and `env`, nothing of the test's; `bin` is that of a virtual
    environment, the test's own if it is left out.
    """

    def run(
        commands: str,
        folder: Path,
        env: Mapping[str, str],
        bin: Path = Path(sys.executable).parent,
    ) -> str:
        machine = {name: os.environ[name] for name in ("HOME", "LC_ALL", "SOURCE_DATE_EPOCH")}
        machine |= {"PATH": f"{bin}{os.pathsep}{os.environ['PATH']}", "CI": "true"}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", commands],
            cwd=folder,
            env={**machine, **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"$ {commands}\n{done.stdout}"
        return done.stdout

    return run


@pytest.fixture(scope="session")
def run_steps(run_commands: Callable[..., str]) -> Callable[..., str]:
    """`run_steps(steps, folder, bin=…, **env)`: runs each after the other, with its own `env`."""

    def run(steps: Sequence[Step], folder: Path, bin: Path | None = None, **env: str) -> str:
        more = {"bin": bin} if bin else {}
        told = (run_commands(step.commands, folder, {**env, **step.env}, **more) for step in steps)
        return "\n".join(told)

    return run


@pytest.fixture(scope="session")
def clone_of() -> Callable[[Path, Path], Path]:
    """`clone_of(folder, target)`: a clone of a folder as it is now, its ignored files left out."""

    def git(*arguments: str | Path) -> None:
        who = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *arguments], check=True, capture_output=True)

    def clone(folder: Path, target: Path) -> Path:
        listing = ["git", "ls-files", "-coz", "--exclude-standard"]
        origin = target.with_name(f"{target.name}-origin")
        if not (folder / ".git").exists():
            git("-C", folder, "init", "--quiet")
        listed = subprocess.run(listing, cwd=folder, capture_output=True, text=True, check=True)
        for name in filter(None, listed.stdout.split("\0")):
            if (folder / name).is_file():
                (origin / name).parent.mkdir(parents=True, exist_ok=True)
                (origin / name).write_bytes((folder / name).read_bytes())
        git("init", "--quiet", origin)
        git("-C", origin, "add", "--all")
        git("-C", origin, "commit", "--quiet", "--message", "The site")
        git("clone", "--quiet", origin, target)
        return target

    return clone


@pytest.fixture(scope="session")
def follow(serve_site: Callable[..., str]) -> Callable[[Path, str], int]:
    """`follow(site, address)`: asks for everything a site leads to on itself, where it will stand.

    Links, pictures, scripts and styles of every page, canonical addresses, the sitemap's and the
    feeds'. Fails with those that do not answer; gives how many there are.
    """

    def ask(site: Path, address: str) -> int:
        home = serve_site(site, urlsplit(address).path)
        wanted: dict[str, str] = {}
        for file in sorted(path for path in site.rglob("*") if path.suffix in TEXTS):
            name = file.relative_to(site).as_posix()
            # The 404 page answers anywhere; what it loads must not depend on where.
            here = "no/such/page/" if name == "404.html" else name.removesuffix("index.html")
            for target in _targets(file, address):
                meant = urldefrag(urljoin(address + here, target)).url
                if meant.startswith(address) or urlsplit(meant).netloc == urlsplit(address).netloc:
                    wanted.setdefault(meant, name)
        outside = [url for url in wanted if not url.startswith(address)]
        assert not outside, f"on the host, but not under {address}: {outside}"
        dead = [f"{url}, on {on}" for url, on in wanted.items() if not _answers(home, url, address)]
        assert not dead
        return len(wanted)

    return ask


def _targets(file: Path, address: str) -> Iterator[str]:
    text = file.read_text(encoding="utf-8")
    # Wherever a whole address of the site stands: canonical, feeds, sitemap, JSON-LD, previews.
    yield from re.findall(rf"{re.escape(address)}[^\s\"'<>\\)&]*", text)
    if file.suffix == ".css":
        yield from IN_STYLE.findall(text)
    if file.suffix == ".html":
        for _, name, link, _ in html.document_fromstring(text).iterlinks():
            if name != "action" and not link.startswith("#"):
                yield link.strip()


def _answers(home: str, url: str, address: str) -> bool:
    try:
        with urlopen(home + url.removeprefix(address)) as answer:
            answer.read()
            return bool(answer.status == 200)
    except HTTPError:
        return False

"""`proofolio reproduce`: runs notebooks anew, compares their numbers, and keeps a record."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config import load_config

from proofolio.adapters.mkdocs.evidence import texts_of
from proofolio.adapters.mkdocs.load import today
from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.adapters.mkdocs.portfolio import portfolio_of
from proofolio.checks.content.reproductions import Compared, compare, reproducible
from proofolio.model.project import Project
from proofolio.model.record import Notebook
from proofolio.model.reproduction import Reproduction, as_text, digest
from proofolio.notebooks import render
from proofolio.notebooks.reader import read_notebook
from proofolio.problems import ContentError, Problem
from proofolio.reproduction.copies import files_named_in
from proofolio.reproduction.environments import (
    Environment,
    find_requirements,
    make_environment,
    own_environment,
)
from proofolio.reproduction.failures import CannotRun
from proofolio.reproduction.isolation import Isolation
from proofolio.reproduction.runs import Limits, Run, run_notebook
from proofolio.sources.files import name_in
from proofolio.sources.reproductions import record_path


def projects_of(settings: Path, ids: tuple[str, ...]) -> tuple[Loaded, tuple[Project, ...]]:
    """The site, and the projects that are to be reproduced: those named, else all that can be.

    Raises `ContentError` where there is no portfolio, `CannotRun` where nothing can be run.
    """
    config = load_config(str(settings))
    portfolio = portfolio_of(config)
    if portfolio is None:
        text = "it has no proofolio/portfolio. Add it to `plugins`."
        raise ContentError([Problem("no-portfolio", text, settings.name)])
    portfolio.on_config(config)
    loaded = portfolio.loaded
    # As they were written, since a cell that shows another number may show the right one now.
    all_ = {entry.id: entry for entry in loaded.records.entries if isinstance(entry, Project)}
    named = [_named(id, all_) for id in ids]
    found = named or [project for project in all_.values() if _can(project)]
    if not found:
        raise CannotRun("no project has a notebook and an outcome with a cell as `evidence`.")
    return loaded, tuple(found)


def _can(project: Project) -> bool:
    return bool(project.notebook and project.notebook.source and reproducible(project))


def _named(id: str, projects: Mapping[str, Project]) -> Project:
    project = projects.get(id)
    if project is None:
        known = ", ".join(sorted(each.id for each in projects.values() if _can(each)))
        raise CannotRun(
            f'there is no project "{id}" that can be read. These can be run: {known or "none"}.'
        )
    if not _can(project):
        text = "has no notebook, or no outcome with a cell as `evidence` ('#tag')."
        raise CannotRun(f"{project.origin.path}: {text}")
    return project


@dataclass(frozen=True)
class Result:
    """What came of running a project's notebook."""

    run: Run
    environment: Environment
    digest: str
    numbers: tuple[Compared, ...]
    files: Mapping[str, str]
    """Digests of what it was made from."""

    @property
    def is_same(self) -> bool:
        """Whether it came to its end, and showed every number."""
        return not self.run.failure and not any(each.instead for each in self.numbers)


@dataclass
class Runner:
    """Runs the notebooks of one site, with one environment for each list of packages."""

    loaded: Loaded
    work: Path
    isolation: Isolation
    limits: Limits
    _environments: dict[Path, Environment] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        """The site's folder."""
        return self.loaded.folders.root

    def run(self, project: Project) -> Result:
        """Run the notebook of a project; `CannotRun` where that cannot even begin."""
        shown = project.notebook
        assert shown
        path = self.root / shown.source
        content = path.read_bytes()
        requirements = find_requirements(path.parent, shown.requirements)
        environment = self._environment(requirements)
        run = run_notebook(path, self._folder(), environment, self.isolation, self.limits)
        numbers = () if run.failure else tuple(compare(project, self._texts(project, shown, run)))
        files = {self._name(each): digest(each.read_bytes()) for each in _files(path, requirements)}
        return Result(run, environment, digest(content), numbers, files)

    def _texts(self, project: Project, shown: Notebook, run: Run) -> dict[str, str]:
        options = self.loaded.site.notebook_options(project, shown)
        return texts_of(render(run.executed, options))

    def _environment(self, requirements: Path | None) -> Environment:
        if requirements is None:
            return own_environment()
        if not requirements.resolve().is_relative_to(self.root.resolve()):
            raise CannotRun("`notebook.requirements` leads to a file outside the site's folder.")
        if requirements not in self._environments:
            made = make_environment(
                requirements, self._name(requirements), self._folder(), self.limits.seconds
            )
            self._environments[requirements] = made
        return self._environments[requirements]

    def _folder(self) -> Path:
        folder = self.work / str(len(list(self.work.iterdir())))
        folder.mkdir()
        return folder

    def _name(self, path: Path) -> str:
        return name_in(path, self.root)

    def keep(self, project: Project, result: Result) -> tuple[Path, bool]:
        """Where the record stands, and whether there is one: it is written or taken away."""
        path = record_path(self.loaded.folders, project.id)
        if not result.is_same:
            had = path.exists()
            path.unlink(missing_ok=True)
            return path, had
        record = Reproduction(
            project=project.id,
            notebook=project.notebook.source if project.notebook else "",
            files=dict(result.files),
            day=today(self.loaded.site.library.profile),
            python=result.environment.version,
            requirements=result.environment.requirements,
            packages=dict(result.run.packages),
            network=self.isolation.network,
            numbers=tuple(each.same for each in result.numbers),
            run=public_run(),
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_text(record), encoding="utf-8", newline="\n")
        return path, True


@contextmanager
def runner(loaded: Loaded, isolation: Isolation, limits: Limits) -> Iterator[Runner]:
    """A runner, and afterwards nothing of what it needed."""
    # Real, since sockets have short names and links in them are not followed everywhere.
    with TemporaryDirectory(prefix="proofolio-", ignore_cleanup_errors=True) as folder:
        yield Runner(loaded, Path(folder).resolve(), isolation, limits)


def public_run() -> str:
    """Address of the run of GitHub Actions that this is; empty elsewhere."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return ""
    server, repository, run = (
        os.environ.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "RUN_ID")
    )
    return f"{server}/{repository}/actions/runs/{run}"


def _files(path: Path, requirements: Path | None) -> list[Path]:
    """What a notebook is made from: itself, the files beside it that it names, its packages."""
    notebook, _ = read_notebook(path.read_bytes())
    code = (
        "\n".join(cell.source for cell in notebook.cells if cell.kind == "code") if notebook else ""
    )
    named = (each for each in files_named_in(code, path.parent) if each != path)
    return [path, *named, *([requirements] if requirements else ())]

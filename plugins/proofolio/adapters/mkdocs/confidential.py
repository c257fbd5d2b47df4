"""Confidential names of the author's list, in what a build has made."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from proofolio.adapters.mkdocs.load import root_of
from proofolio.adapters.mkdocs.options import PortfolioOptions
from proofolio.checks.confidential import (
    Hit,
    by_term,
    explain,
    hits_in_sources,
)
from proofolio.checks.confidential_terms import read_terms, with_clients
from proofolio.problems import Level, Problem


class ConfidentialCheck:
    """Looks for the names of one list in the outputs of one build."""

    def __init__(
        self, config: MkDocsConfig, options: PortfolioOptions, found: Iterable[Problem]
    ) -> None:
        self.root = root_of(config)
        listed, self.problems = read_terms(self.root)
        self.terms = with_clients(listed, found, self.root)
        names = (options.projects, options.posts, "mkdocs.yml")
        self.sources = [Path(config.docs_dir), *(self.root / name for name in names)]
        own = config.theme.custom_dir
        self.sources += [Path(own)] if own else []
        self.themes = [Path(folder) for folder in config.theme.dirs if folder != own]

    @property
    def dangers(self) -> list[Problem]:
        """Why the list could not be read, if it could not: nothing may be published unseen."""
        return [problem for problem in self.problems if problem.level is Level.DANGER]

    def explain(self, hits: list[Hit]) -> list[Problem]:
        """The same in words, with the places of the sources where it can be mended."""
        return explain(hits, self._in_sources) if hits else []

    @cached_property
    def _in_sources(self) -> dict[int, list[Hit]]:
        folders = [path for path in self.sources if path.exists()]
        return by_term(hits_in_sources(self.terms, self.root, folders))

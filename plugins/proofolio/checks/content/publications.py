"""Publications that lead nowhere, or of which nobody learns what they say."""

from __future__ import annotations

from collections.abc import Iterator

from proofolio.checks.content.places import problem_at
from proofolio.model.library import Library
from proofolio.model.publication import Publication
from proofolio.problems import Problem


def check_publications(library: Library) -> Iterator[Problem]:
    """What a reader of a publication would look for and not find."""
    for paper in library.listed(Publication):
        if not (paper.address or paper.pdf or paper.code or paper.links):
            text = f'"{paper.title}" has no `doi`, `arxiv`, `url` or `pdf`.'
            yield problem_at(paper, "publication-without-links", text)
        if paper.featured and not (paper.abstract or paper.summary):
            text = f'"{paper.title}" is selected, and has no `abstract` or `summary`.'
            yield problem_at(paper, "publication-without-abstract", text)

"""The command that prints what backs each claim."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import load_config

from proofolio.adapters.mkdocs.portfolio import portfolio_of
from proofolio.model.assessment import ClaimProof, assess
from proofolio.problems import ContentError, Problem


def claims_of(settings: Path) -> tuple[ClaimProof, ...]:
    """Every claim of the site that `mkdocs.yml` describes, as it is built today.

    Raises `ContentError` where there is no portfolio.
    """
    config = load_config(str(settings))
    portfolio = portfolio_of(config)
    if portfolio is None:
        text = "it has no proofolio/portfolio. Add it to `plugins`."
        raise ContentError([Problem("no-portfolio", text, settings.name)])
    portfolio.on_config(config)
    return assess(portfolio.loaded.site.library)

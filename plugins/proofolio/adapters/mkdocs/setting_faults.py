"""Settings in `mkdocs.yml` that do not fit the content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from proofolio.adapters.mkdocs.options import PortfolioOptions
from proofolio.adapters.mkdocs.undecoded import unusable_templates
from proofolio.problems import Level, Problem
from proofolio.sources import Folders

NO_URL = (
    "site_url is missing, so there are no feeds and no preview cards: both need whole addresses. "
    "Write `site_url: https://…/` with the address the site will have."
)


def faults_of_settings(
    config: MkDocsConfig, options: PortfolioOptions, folders: Folders, name: str
) -> Iterator[Problem]:
    """What is missing, leads nowhere or contradicts the profile's name, if it has one."""
    if not config.site_url:
        yield Problem("no-site-url", NO_URL, "mkdocs.yml")
    if options.posts != "posts" and not folders.posts.is_dir():
        text = f'There is no folder "{options.posts}" beside mkdocs.yml. Make it, or mend the name.'
        yield Problem("no-posts", text, "mkdocs.yml", field="proofolio/portfolio.posts")
    if name and not _is_in(name, config.site_name) and not _is_in(config.site_name, name):
        text = (
            f'the site is called "{config.site_name}", but the profile "{name}". '
            "If both mean you, write your name in both."
        )
        yield Problem("two-names", text, "mkdocs.yml", field="site_name", level=Level.NOTE)
    if theme := config.theme.custom_dir:
        yield from unusable_templates(Path(theme), folders.root)


def _is_in(name: str, other: str) -> bool:
    return name.casefold() in other.casefold()

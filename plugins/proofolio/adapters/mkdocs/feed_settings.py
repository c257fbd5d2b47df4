"""The author's settings of the feeds, and what is missing before any can be made."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from proofolio.adapters.mkdocs.git_dates import dates_from_git
from proofolio.problems import Problem
from proofolio.views.feeds.feed import FeedSettings

NO_AUTHORITY = (
    "proofolio/feeds has no `authority`, so there are no feeds. Write it once and never change it, "
    "not even with the domain, for example `- proofolio/feeds: {{authority: {example}}}`; the ids "
    "of all entries begin with it."
)


def feed_settings(
    config: MkDocsConfig, root: Path
) -> tuple[FeedSettings | None, tuple[Problem, ...]]:
    """What feeds to make; none, with the reason, where they cannot be made."""
    plugin = config.plugins.get("proofolio/feeds")
    if plugin is None:
        return None, ()
    options = plugin.config
    authority = " ".join(str(options["authority"]).split())
    if not config.site_url:
        return None, ()  # `load` has said so, for cards as well
    if not authority:
        host = config.site_url.partition("://")[2].partition("/")[0].partition(":")[0]
        text = NO_AUTHORITY.format(example=host)
        return None, (Problem("no-authority", text, "mkdocs.yml"),)
    changed, problems = dates_from_git(root) if options["updated"] == "git" else ({}, ())
    settings = FeedSettings(
        authority=authority,
        include=tuple(options["include"]),
        limit=options["limit"],
        content=options["content"],
        topics=tuple(options["topics"]),
        aliases={old.strip("/"): new.strip("/") for old, new in options["aliases"].items()},
        changed=changed,
    )
    return settings, problems

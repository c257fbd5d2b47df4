"""The command that writes `feed-ids.yml`."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import load_config

from proofolio.adapters.mkdocs.portfolio import portfolio_of
from proofolio.outputs.feeds.ids import FILE, known_items, write_ids
from proofolio.problems import ContentError, Problem


def write_feed_ids(settings: Path, *, accept: bool) -> tuple[Path, int]:
    """Write the file beside `mkdocs.yml`; gives its path and how many entries are in it.

    Raises `ContentError` where there are no feeds, or an id has changed and that is not accepted.
    """
    config = load_config(str(settings))
    portfolio = portfolio_of(config)
    if portfolio is None:
        raise ContentError(
            [Problem("no-portfolio", "it has no proofolio/portfolio.", "mkdocs.yml")]
        )
    portfolio.on_config(config)
    loaded = portfolio.loaded
    if loaded.feed_settings is None:
        text = "there are no feeds. List proofolio/feeds with its `authority`, and set `site_url`."
        raise ContentError([Problem("no-feeds", text, "mkdocs.yml")])
    changed = [p for p in loaded.problems if p.code in ("changed-id", "changed-authority")]
    if changed and not accept:
        raise ContentError(changed)
    items = known_items(loaded.site, loaded.feed_settings)
    path = loaded.site.files.root / FILE
    path.write_text(write_ids(items), encoding="utf-8", newline="\n")
    return path, len(items)

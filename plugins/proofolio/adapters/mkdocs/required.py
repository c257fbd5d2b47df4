"""What the switchable plugins need: `proofolio/portfolio` in the same list."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError


def require_portfolio(config: MkDocsConfig, name: str) -> None:
    """Stop with one line where the required plugin is missing."""
    if "proofolio/portfolio" not in config.plugins:
        raise PluginError(
            f"proofolio/{name} needs proofolio/portfolio: add it to `plugins:` in mkdocs.yml."
        )

"""`proofolio/feeds`: writes the feeds."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from proofolio.adapters.mkdocs.options import FeedsOptions
from proofolio.adapters.mkdocs.required import require_portfolio


class FeedsPlugin(BasePlugin[FeedsOptions]):
    """Events: config."""

    def on_config(self, config: MkDocsConfig) -> None:
        """Stop where `proofolio/portfolio` is missing."""
        require_portfolio(config, "feeds")

"""`proofolio/services`: switches services and niches on."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from proofolio.adapters.mkdocs.options import ServicesOptions
from proofolio.adapters.mkdocs.required import require_portfolio


class ServicesPlugin(BasePlugin[ServicesOptions]):
    """Listing it makes the services page and a page for each niche. Events: config."""

    def on_config(self, config: MkDocsConfig) -> None:
        """Stop where `proofolio/portfolio` is missing."""
        require_portfolio(config, "services")

"""`proofolio/testimonials`: switches the testimonials on."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from proofolio.adapters.mkdocs.options import TestimonialsOptions
from proofolio.adapters.mkdocs.required import require_portfolio


class TestimonialsPlugin(BasePlugin[TestimonialsOptions]):
    """Listing it makes the page of testimonials. Events: config."""

    def on_config(self, config: MkDocsConfig) -> None:
        """Stop where `proofolio/portfolio` is missing."""
        require_portfolio(config, "testimonials")

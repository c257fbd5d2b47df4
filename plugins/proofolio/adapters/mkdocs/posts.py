"""`proofolio/posts`: switches the posts on."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from proofolio.adapters.mkdocs.options import PostsOptions
from proofolio.adapters.mkdocs.required import require_portfolio


class PostsPlugin(BasePlugin[PostsOptions]):
    """Listing it makes the pages of posts. Events: config."""

    def on_config(self, config: MkDocsConfig) -> None:
        """Stop where `proofolio/portfolio` is missing."""
        require_portfolio(config, "posts")

"""`proofolio/feeds`: writes the feeds."""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from proofolio.adapters.mkdocs.options import FeedsOptions
from proofolio.adapters.mkdocs.portfolio import portfolio_of
from proofolio.adapters.mkdocs.required import require_portfolio
from proofolio.adapters.mkdocs.speak import say
from proofolio.outputs.feeds import make_feeds
from proofolio.problems import Problem
from proofolio.views.feeds.plan import feed_addresses, feed_aliases


class FeedsPlugin(BasePlugin[FeedsOptions]):
    """Events: config, files, env.

    The files are announced before pages are read, so that links to them hold, and filled when
    every page has its content.
    """

    files: dict[str, File]

    def on_config(self, config: MkDocsConfig) -> None:
        """Stop where `proofolio/portfolio` is missing; nothing of an earlier build is kept."""
        require_portfolio(config, "feeds")
        self.files = {}

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Announce the files; one of the author's is never replaced."""
        portfolio = portfolio_of(config)
        if portfolio is None or portfolio.loaded.feed_settings is None:
            return files
        site, settings = portfolio.loaded.site, portfolio.loaded.feed_settings
        for address in (*feed_addresses(site.feeds), *feed_aliases(site.feeds, settings)):
            if files.get_file_from_path(address):
                text = f"/{address} is the address of a feed, but you have a file there. Move it."
                say([Problem("address-taken", text, f"{site.files.docs}/{address}")])
                continue
            self.files[address] = File.generated(config, address, content=b"")
            files.append(self.files[address])
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Fill the files, before `proofolio/portfolio` copies the pictures they need."""
        portfolio = portfolio_of(config)
        if portfolio is None or portfolio.loaded.feed_settings is None:
            return
        made = make_feeds(portfolio.loaded.site, portfolio.loaded.feed_settings)
        for address, file in self.files.items():
            file.content_bytes = made.files[address]
        say(made.problems)

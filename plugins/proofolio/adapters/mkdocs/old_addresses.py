"""The author's settings of how an older site made its addresses."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from proofolio.adapters.mkdocs.conditions import PORTFOLIO
from proofolio.adapters.mkdocs.options import PortfolioOptions
from proofolio.adapters.mkdocs.setting_places import line_of_option
from proofolio.model.old_addresses import AddressPattern, NoAddress, read_pattern
from proofolio.problems import Problem

OPTION = "old_addresses"


def old_addresses(
    config: MkDocsConfig, options: PortfolioOptions
) -> tuple[dict[str, tuple[AddressPattern, ...]], tuple[Problem, ...]]:
    """Patterns of old addresses by kind of entry, and those that cannot be used."""
    posts = config.plugins.get("proofolio/posts")
    written = {
        "project": (PORTFOLIO, options[OPTION]),
        "post": ("proofolio/posts", posts.config[OPTION] if posts else []),
    }
    problems: list[Problem] = []
    found: dict[str, tuple[AddressPattern, ...]] = {}
    for kind, (plugin, value) in written.items():
        patterns = []
        for text in value if isinstance(value, list) else [value]:
            try:
                patterns.append(read_pattern(str(text)))
            except NoAddress as why:
                line = line_of_option(config, plugin, OPTION, str(text))
                said = f'"{text}" {why}'
                field = f"{plugin}.{OPTION}"
                problems.append(Problem("bad-pattern", said, "mkdocs.yml", line, field))
        found[kind] = tuple(patterns)
    return found, tuple(problems)

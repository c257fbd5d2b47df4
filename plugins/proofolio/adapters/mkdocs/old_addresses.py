"""The author's settings of how an older site made its addresses."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from proofolio.adapters.mkdocs.conditions import PORTFOLIO
from proofolio.adapters.mkdocs.options import PortfolioOptions
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
                line = _line_of(str(text), config)
                said = f'"{text}" {why}'
                field = f"{plugin}.{OPTION}"
                problems.append(Problem("bad-pattern", said, "mkdocs.yml", line, field))
        found[kind] = tuple(patterns)
    return found, tuple(problems)


def _line_of(text: str, config: MkDocsConfig) -> int | None:
    """The line of the settings that holds a pattern, or else the option."""
    path = config.config_file_path
    lines = Path(path).read_text(encoding="utf-8", errors="replace").splitlines() if path else []
    for sought in (text, OPTION):
        for number, line in enumerate(lines, 1):
            if sought and sought in line:
                return number
    return None

"""What stands in `mkdocs.yml`, and on which line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from proofolio.problems import Level, Problem


def theme_written(config: MkDocsConfig) -> dict[str, Any]:
    """The theme's settings that are not as the theme has them by itself."""
    own = Theme(name=config.theme.name)
    return {key: value for key, value in config.theme.items() if value != own.get(key)}


def setting_problem(
    config: MkDocsConfig, code: str, text: str, setting: str, level: Level = Level.PROBLEM
) -> Problem:
    """A problem with a setting, `theme.icon.logo` say, on its line."""
    name = Path(config.config_file_path).name if config.config_file_path else "mkdocs.yml"
    return Problem(code, text, name, line_of(config, setting), setting, level)


def line_of(config: MkDocsConfig, setting: str) -> int | None:
    """The line of a setting, or of what it would stand in; none where neither is in the file."""
    file = Path(config.config_file_path or "")
    try:
        node = yaml.compose(file.read_text(encoding="utf-8-sig"), yaml.SafeLoader)
    except (OSError, ValueError, yaml.YAMLError):
        return None
    line = None
    for key in setting.split("."):
        found = _child(node, key)
        if found is None:
            break
        line, node = found
    return line


def line_of_option(config: MkDocsConfig, plugin: str, option: str, value: str = "") -> int | None:
    """The line of a plugin's option, or of a value in it; of the plugin where it is not found."""
    file = Path(config.config_file_path or "")
    try:
        lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError:
        return None
    begins = next((n for n, line in enumerate(lines) if plugin in line), 0)
    for sought in (value, option, plugin):
        for number, line in enumerate(lines[begins:], begins + 1):
            if sought and sought in line:
                return number
    return None


def _child(node: yaml.Node | None, key: str) -> tuple[int, yaml.Node] | None:
    """Line and value of a key, or of an item that is this word."""
    if isinstance(node, yaml.MappingNode):
        pairs = [pair for pair in node.value if pair[0].value == key]
        return (pairs[0][0].start_mark.line + 1, pairs[0][1]) if pairs else None
    if isinstance(node, yaml.SequenceNode) and key.isdigit() and int(key) < len(node.value):
        item = node.value[int(key)]
        return item.start_mark.line + 1, item
    return None

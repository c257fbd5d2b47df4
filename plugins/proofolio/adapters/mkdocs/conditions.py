"""What must hold before anything is read: a build that cannot be is refused in one line."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from proofolio.adapters.mkdocs.options import PortfolioOptions
from proofolio.model.characters import first_control, without_controls
from proofolio.problems import Level, Problem

CLOCK = "SOURCE_DATE_EPOCH"
_LAST = int(dt.datetime(9999, 12, 30, tzinfo=dt.UTC).timestamp())
PORTFOLIO = "proofolio/portfolio"
_TEXTS = (
    "site_name", "site_url", "site_description", "site_author", "copyright", "repo_url",
    "repo_name", "edit_uri", "nav", "theme", "extra", "extra_css", "extra_javascript",
)  # fmt: skip
"""Settings of MkDocs that pages show."""


def refuse_unusable(config: MkDocsConfig, options: PortfolioOptions, root: Path) -> None:
    """Stop, with one line that names the setting, where no site can be made."""
    for fault in _faults(config, options, root):
        raise PluginError(fault)


def refuse_unwritable(config: MkDocsConfig) -> None:
    """Stop, with one line, where the site cannot be written."""
    if why := _write_error(Path(config.site_dir)):
        raise PluginError(
            f"site_dir: {config.site_dir} cannot be written ({why}), so there would be no site. "
            "Check what is there and its permissions, or write another `site_dir` in mkdocs.yml."
        )


def clock() -> int | None:
    """The seconds of `SOURCE_DATE_EPOCH`; none where it is not set, or says no day."""
    written = os.environ.get(CLOCK, "")
    seconds = int(written) if re.fullmatch("[0-9]{1,15}", written) else -1
    return seconds if 0 <= seconds <= _LAST else None


def cache_problems(cache: Path | None) -> tuple[Problem, ...]:
    """Tells that nothing can be kept for the next build."""
    why = _write_error(cache) if cache else ""
    if not why:
        return ()
    text = (
        f"{cache} cannot be written ({why}), so each build makes everything anew. Check what is "
        "there and its permissions, or write another `cache`."
    )
    return (Problem("no-cache", text, "mkdocs.yml", None, f"{PORTFOLIO}.cache", Level.NOTE),)


def _write_error(folder: Path) -> str:
    """Why no file can be written into a folder, in the system's words; empty where one can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return error.strerror or "no such place"


def _faults(config: MkDocsConfig, options: PortfolioOptions, root: Path) -> Iterator[str]:
    if config.theme.name != "material":
        other = config.theme.name or "one of your own alone"
        yield (
            f"theme: proofolio frames its pages with Material, not with {other}. Write "
            "`theme: {name: material}` in mkdocs.yml."
        )
    if CLOCK in os.environ and clock() is None:
        yield (
            f'{CLOCK} is "{os.environ[CLOCK][:40]}", which is no day. Write the seconds since 1970 '
            "in digits, such as 1795176000, or unset it."
        )
    for name in _TEXTS:
        yield from _unprintable(name, config.get(name))
    for name, plugin in config.plugins.items():
        if name.startswith("proofolio/"):
            yield from _unprintable(name, plugin.config)
    if config.site_url and not config.site_url.lower().startswith(("https://", "http://")):
        yield f'site_url: "{config.site_url}" is no address of a site. Begin it with `https://`.'
    palette = config.theme.get("palette") or {}
    if not all(isinstance(each, dict) for each in _listed(palette)):
        yield (
            "theme.palette holds no colours. Write `palette: {scheme: slate}` in mkdocs.yml, or a "
            "list of such mappings, or take it out."
        )
    yield from _folders(config, options, root)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _unprintable(name: str, value: Any, above: tuple[int, ...] = ()) -> Iterator[str]:
    """Options that hold what no name and no path can, or by an alias what they stand in.

    `above` are the identities of what holds the value.
    """
    if isinstance(value, str) and (found := first_control(value)):
        yield f"{name} holds the invisible character {found}. Delete it in mkdocs.yml."
    elif id(value) in above:
        yield f"{name} repeats what it stands in. Write the values out in mkdocs.yml."
    elif isinstance(value, list) or hasattr(value, "items"):
        for place, key, item in _parts(name, value):
            yield from _unprintable(place, key)
            yield from _unprintable(place, item, (*above, id(value)))


def _parts(name: str, value: Any) -> Iterator[tuple[str, str, Any]]:
    """Name, key and value of each thing in a list or a mapping."""
    if isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield f"{name}, item {number}", "", item
    else:
        for key, item in value.items():
            yield f"{name}.{without_controls(str(key))}", str(key), item


def _folders(config: MkDocsConfig, options: PortfolioOptions, root: Path) -> Iterator[str]:
    docs = Path(config.docs_dir)
    taken = {
        root.resolve(): "the project's own folder",
        docs.resolve(): "`docs_dir`, the folder of the pages",
        (docs / "_data").resolve(): "the folder of the profile and the lists",
        Path(config.site_dir).resolve(): "`site_dir`, where the site is written",
    }
    for name in ("projects", "posts", "cache"):
        written = str(options[name])
        if name == "cache" and not written:
            continue
        where = f"{PORTFOLIO}.{name}"
        try:
            path = (root / written).resolve()
            is_file = path.exists() and not path.is_dir()
        except (OSError, RuntimeError):
            yield f'{where}: "{written[:80]}" is no path of a folder. Write one beside mkdocs.yml.'
            continue
        if is_file:
            yield f'{where}: "{written}" is a file. Write the name of a folder beside mkdocs.yml.'
        elif path in taken:
            yield f'{where}: "{written}" is {taken[path]}. Write another folder beside mkdocs.yml.'
        elif name != "cache" and not path.is_relative_to(root.resolve()):
            yield (
                f'{where}: "{written}" is outside of the project. Move the folder beside '
                "mkdocs.yml, and write its name."
            )
        elif name == "cache" and any(path in place.parents for place in taken):
            yield f'{where}: "{written}" holds the project. Write a folder of its own.'
        taken[path] = f"the folder of `{name}`"

"""Random changes of `mkdocs.yml`: every option of our plugins, from their records, and others."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from importlib.metadata import entry_points
from typing import Any

from mkdocs.config import config_options as c
from tests.walk.values import TOPICS, WORDS, sentence

OURS = "proofolio/"
REQUIRED = "proofolio/portfolio"
SNIPPETS = "pymdownx.snippets"
NEEDED: dict[str, dict[str, Any]] = {"proofolio/feeds": {"authority": "ana.example"}}
"""Options without which a plugin of ours does nothing."""

FORMS: dict[str, tuple[Any, ...]] = {
    "projects": ("projects", "projects", "site_src/projects"),
    "posts": ("posts", "posts", "nowhere"),
    "accent": ("", "#6a3fb5", "#a3480b"),
    "cache": (".cache/proofolio", ".cache/proofolio", ".cache/other", ""),
    "exporter": ("", "exporter.py:Own"),
    "card_font": ("", "own.ttf"),
    "pdf_font": ("", "own.ttf"),
    "old_addresses": ([], "/was/{slug}/", ["/was/{id}/", "/once/{file}/"]),
    "allow_leaks": ({}, {"posts/post-0.md": {"password": "A test's"}}),
    "other_hosts": ({}, {"queue1.example": "Where the film is"}),
    "authority": ("ana.example",),
    "topics": ([], list(TOPICS[:1]), list(TOPICS[1:3])),
    "aliases": ({}, {"index.xml": "feed.xml"}),
}
"""Values of options that have a form of their own."""

EXTENSIONS: dict[str, tuple[dict[str, Any], ...]] = {
    "toc": ({"permalink": True}, {"permalink": "§", "toc_depth": 2}, {"baselevel": 2}),
    "pymdownx.highlight": (
        {"anchor_linenums": False},
        {"linenums": True},
        {"anchor_linenums": True, "linenums_style": "table"},
    ),
    "pymdownx.snippets": (
        {"base_path": ["."]},
        {"base_path": ["."], "auto_append": ["snippets/terms.md"]},
        {"base_path": [".", "snippets"], "check_paths": False},
    ),
    "pymdownx.tabbed": (
        {},
        {"alternate_style": True},
        {"alternate_style": True, "combine_header_slug": True},
    ),
    "pymdownx.tasklist": ({}, {"custom_checkbox": True}, {"clickable_checkbox": True}),
    "pymdownx.arithmatex": ({"generic": True}, {"generic": True, "block_syntax": ["begin"]}),
    "footnotes": ({}, {"BACKLINK_TEXT": "up"}, {"SEPARATOR": "-"}),
    "pymdownx.mark": ({}, {"smart_mark": False}),
    "pymdownx.tilde": ({}, {"subscript": False}, {"smart_delete": False}),
    "smarty": ({}, {"smart_quotes": False}),
    "sane_lists": ({},),
    "nl2br": ({},),
}
"""Extensions of Markdown that a text of `values.py` shows, each with options of several ways."""

THEME: dict[str, tuple[Any, ...]] = {
    "palette": (
        None,
        {"scheme": "slate"},
        {"scheme": "default", "primary": "teal", "accent": "lime"},
        [{"scheme": "default", "toggle": {"icon": "material/weather-night", "name": "Dark"}}],
    ),
    "features": (
        None,
        ["content.code.copy"],
        ["navigation.instant", "navigation.top"],
        ["announce.dismiss", "content.action.view"],
    ),
    "language": (None, "en", "de", "ar", "zh"),
    "favicon": (None, "assets/drawing.svg"),
    "logo": (None, "assets/photo.png"),
    "icon": (None, {"logo": "material/chart-line"}),
}

MKDOCS: dict[str, Callable[[random.Random], Any]] = {
    "site_name": lambda rng: f"Ana {rng.choice(WORDS)}",
    "site_url": lambda rng: rng.choice(["https://ana.example/", "https://ana.example/site/"]),
    "site_description": lambda rng: rng.choice([None, sentence(rng)]),
    "copyright": lambda rng: rng.choice([None, sentence(rng)]),
    "repo_url": lambda rng: rng.choice([None, "https://github.com/ana/site"]),
    "use_directory_urls": lambda rng: rng.choice([True, True, False]),
    "exclude_docs": lambda rng: rng.choice(["_data/\n", "_data/\npage-1.md\n"]),
    "extra_css": lambda rng: rng.choice([None, ["assets/own.css"]]),
    "hooks": lambda rng: rng.choice([None, None, ["hook.py"]]),
    "extra": lambda rng: rng.choice([None, {"social": [], "said": sentence(rng)}]),
    "nav": lambda rng: rng.choice(
        [None, None, [{"Work": "projects/index.md"}, {rng.choice(WORDS): "page-1.md"}, "page-2.md"]]
    ),
}

OTHERS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("search", {}),
    ("search", {"lang": ["en", "de"]}),
    ("search", {"separator": r"[\s\-]+"}),
    ("tags", {}),
)
"""Plugins of others, with their options."""


@cache
def our_options() -> dict[str, dict[str, Any]]:
    """Every option of every plugin of ours: what may be written there, by plugin and name."""
    found = [point for point in entry_points(group="mkdocs.plugins") if point.name.startswith(OURS)]
    return {point.name: dict(point.load().config_class._schema) for point in found}


def option_value(rng: random.Random, name: str, option: Any) -> Any:
    """A value that may be written for an option."""
    if name in FORMS:
        return rng.choice(FORMS[name])
    if isinstance(option, c.Choice):
        return rng.choice(list(option.choices))
    if isinstance(option, c.ListOfItems):
        inner = option.option_type
        many = range(rng.randint(1, 3))
        return list(dict.fromkeys(option_value(rng, "", inner) for _ in many))
    kind = option._type if isinstance(option, c.Type) else None
    plain = {bool: rng.choice([True, False]), int: rng.randrange(40), str: sentence(rng)}
    if kind not in plain:
        raise AssertionError(f"{name}: add values to FORMS in tests/walk/settings.py")
    return plain[kind]


def change_settings(rng: random.Random, settings: dict[str, Any]) -> str:
    """Change one thing in the settings; gives what, in words."""
    changes = [change for change, weight in CHANGES.items() for _ in range(weight)]
    return rng.choice(changes)(rng, settings)


def _ours(rng: random.Random, settings: dict[str, Any]) -> str:
    options = our_options()
    plugin, name = rng.choice([(p, name) for p, known in options.items() for name in known])
    written = _plugin(settings, plugin)
    values = [option_value(rng, name, options[plugin][name]) for _ in range(4)]
    value = next((each for each in values if each != written.get(name)), values[0])
    _set_plugin(settings, plugin, {**written, name: value})
    return f"{plugin}: {name}: {value!r}"


def _switch(rng: random.Random, settings: dict[str, Any]) -> str:
    """One of ours is listed no more, or again."""
    plugin = rng.choice(sorted(our_options().keys() - {REQUIRED}))
    if plugin in map(_name, settings["plugins"]):
        settings["plugins"] = [each for each in settings["plugins"] if _name(each) != plugin]
        return f"without {plugin}"
    _set_plugin(settings, plugin, NEEDED.get(plugin, {}))
    return f"with {plugin}"


def _others(rng: random.Random, settings: dict[str, Any]) -> str:
    plugin, options = rng.choice(OTHERS)
    _set_plugin(settings, plugin, options)
    return f"{plugin}: {options}"


def _shuffle(rng: random.Random, settings: dict[str, Any]) -> str:
    """Plugins and extensions stand in another order."""
    rng.shuffle(settings["plugins"])
    rng.shuffle(settings["markdown_extensions"])
    return "another order"


def random_extensions(rng: random.Random) -> list[dict[str, Any]]:
    """Some extensions, each in one of its ways."""
    some = [name for name in EXTENSIONS if name != SNIPPETS and rng.random() < 0.7]
    return [
        {SNIPPETS: dict(EXTENSIONS[SNIPPETS][0])},
        *({name: dict(rng.choice(EXTENSIONS[name]))} for name in some),
    ]


def change_extension(rng: random.Random, settings: dict[str, Any]) -> str:
    """One more, one less, or one with other options at the same place in the list."""
    listed = settings["markdown_extensions"]
    # Most often of one that is listed, since another list hides that options were forgotten.
    names = [name for each in listed for name in each]
    name = rng.choice(names if rng.random() < 0.7 and names else sorted(EXTENSIONS))
    here = next((n for n, each in enumerate(listed) if name in each), None)
    if here is not None and rng.random() < 0.15:
        del listed[here]
        return f"without {name}"
    before = listed[here] if here is not None else {}
    ways = [dict(way) for way in EXTENSIONS[name] if before.get(name) != way] or [{}]
    entry = {name: rng.choice(ways)}
    if here is None:
        listed.append(entry)
    else:
        listed[here] = entry
    return f"{name}: {entry[name]}"


def _theme(rng: random.Random, settings: dict[str, Any]) -> str:
    return _set(settings["theme"], name := rng.choice(sorted(THEME)), rng.choice(THEME[name]))


def _mkdocs(rng: random.Random, settings: dict[str, Any]) -> str:
    return _set(settings, name := rng.choice(sorted(MKDOCS)), MKDOCS[name](rng))


def _set(settings: dict[str, Any], name: str, value: Any) -> str:
    settings.pop(name, None)
    if value is not None:
        settings[name] = value
    return f"{name}: {value!r}"


def _name(plugin: Any) -> str:
    return str(next(iter(plugin))) if isinstance(plugin, dict) else str(plugin)


def _plugin(settings: dict[str, Any], name: str) -> dict[str, Any]:
    found = [each for each in settings["plugins"] if _name(each) == name]
    return dict(found[0][name] or {}) if found and isinstance(found[0], dict) else {}


def _set_plugin(settings: dict[str, Any], name: str, options: dict[str, Any]) -> None:
    names = [_name(each) for each in settings["plugins"]]
    entry = {name: options}
    if name in names:
        settings["plugins"][names.index(name)] = entry
    else:
        settings["plugins"].append(entry)


CHANGES: dict[Callable[[random.Random, dict[str, Any]], str], int] = {
    _ours: 4,
    change_extension: 4,
    _theme: 2,
    _mkdocs: 2,
    _switch: 1,
    _others: 1,
    _shuffle: 1,
}
"""What may be changed in the settings, with how often it is."""

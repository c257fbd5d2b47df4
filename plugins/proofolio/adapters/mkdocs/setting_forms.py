"""Settings of Material whose form no template could read, and files that they name in vain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from proofolio.adapters.mkdocs.setting_places import setting_problem
from proofolio.problems import Problem

_WRITE = {
    "text": "one text",
    "words": "a list, as `[a, b]`",
    "mapping": "keys with values, as `{key: value}`",
    "flag": "`true` or `false`",
}
Form = str | Sequence[str]
"""The name of a form, or the keys that each item of a list needs."""


def unreadable_settings(config: MkDocsConfig, forms: Mapping[str, Form]) -> Iterator[Problem]:
    """Take out what pages could not be made with, and tell; the build goes on without it."""
    for setting, form in forms.items():
        value = _value(config, setting)
        if value is not None and not _has_form(value, form):
            _take_out(config, setting)
            text = f"this cannot be read, and is left out. Write {_written(form)}."
            yield setting_problem(config, "bad-setting", text, setting)
    for setting in ("theme.logo", "theme.favicon"):
        yield from _missing_file(config, setting)
    yield from _missing_provider(config)
    yield from _missing_icons(config)


def _value(config: MkDocsConfig, setting: str) -> Any:
    """What a setting is; none where it, or what it stands in, is not there."""
    value: Any = config
    for key in setting.split("."):
        if isinstance(value, list):
            value = value[int(key)] if int(key) < len(value) else None
        else:
            value = value.get(key) if hasattr(value, "get") else None
    return value


def _take_out(config: MkDocsConfig, setting: str) -> None:
    parent, _, key = setting.rpartition(".")
    holder = _value(config, parent)
    if isinstance(holder, list):
        holder.pop(int(key))
    elif parent == "theme":
        holder[key] = None
    else:
        holder.pop(key)


def _has_form(value: Any, form: Form) -> bool:
    if form == "text":
        return isinstance(value, str)
    if form == "flag":
        return isinstance(value, bool)
    if form == "mapping":
        return isinstance(value, Mapping)
    items = value if isinstance(value, list) else [None]
    if form == "words":
        return all(isinstance(item, str) for item in items)
    return all(isinstance(item, Mapping) and _has_texts(item, form) for item in items)


def _has_texts(item: Mapping[str, Any], keys: Sequence[str]) -> bool:
    """Whether it holds these; numbers may stand for what is sent, as in a rating."""
    return all(isinstance(item.get(key), str | int) for key in keys)


def _written(form: Form) -> str:
    if isinstance(form, str):
        return _WRITE[form]
    keys = ", ".join(f"`{key}`" for key in form)
    return f"a list of items, each with {keys}"


def _missing_file(config: MkDocsConfig, setting: str) -> Iterator[Problem]:
    path = _value(config, setting)
    folders = [config.docs_dir, *config.theme.dirs]
    if not path or "//" in path or any((Path(folder) / path).is_file() for folder in folders):
        return
    _take_out(config, setting)
    docs = Path(config.docs_dir).name
    text = f'there is no file "{path}" in `{docs}/`. Put it there, or mend the path.'
    yield setting_problem(config, "no-setting-file", text, setting)


def _missing_provider(config: MkDocsConfig) -> Iterator[Problem]:
    """Material includes a template for each service that counts visitors."""
    setting = "extra.analytics.provider"
    provider = _value(config, setting)
    if provider is None:
        return
    name = f"partials/integrations/analytics/{provider}.html"
    if not _is_template(config, name):
        _take_out(config, setting)
        text = (
            f'there is no template for "{provider}". Write {name} in the `custom_dir` of your '
            "theme, or `provider: google`."
        )
        yield setting_problem(config, "no-setting-file", text, setting)


def _missing_icons(config: MkDocsConfig) -> Iterator[Problem]:
    """Each icon is a file that a template includes, and one that is missing would end the build."""
    # From the last on: what is taken out of a list moves those behind it.
    for setting, taken_out in reversed(list(_icons(config))):
        icon = _value(config, setting)
        if not isinstance(icon, str) or not _is_template(config, f".icons/{icon}.svg"):
            text = (
                f'there is no icon "{icon}", so it is left out. Take a name from Material\'s '
                "list, such as `fontawesome/brands/github`."
            )
            yield setting_problem(config, "no-setting-file", text, setting)
            _take_out(config, taken_out)


def _icons(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """Settings that name an icon, and what goes with it where there is none of the name."""
    yield from _named_icons("theme.icon", _value(config, "theme.icon"))
    for group in ("extra.social", "extra.analytics.feedback.ratings"):
        for number, _ in enumerate(_value(config, group) or ()):
            yield f"{group}.{number}.icon", f"{group}.{number}"
    palettes = _value(config, "theme.palette")
    for number, palette in enumerate(palettes if isinstance(palettes, list) else ()):
        if isinstance(palette, Mapping) and palette.get("toggle") is not None:
            toggle = f"theme.palette.{number}.toggle"
            yield f"{toggle}.icon", toggle


def _named_icons(setting: str, icons: Any) -> Iterator[tuple[str, str]]:
    for name, icon in icons.items() if isinstance(icons, Mapping) else ():
        if isinstance(icon, Mapping):
            yield from _named_icons(f"{setting}.{name}", icon)
        elif icon is not None:
            yield f"{setting}.{name}", f"{setting}.{name}"


def _is_template(config: MkDocsConfig, name: str) -> bool:
    # Longer names are none on any disk.
    return len(name) < 200 and any((Path(each) / name).is_file() for each in config.theme.dirs)

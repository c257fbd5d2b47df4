"""What MkDocs says of our options, in an author's words: the nearest name, and what to write."""

from __future__ import annotations

import difflib
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as c

_WRITE: dict[Any, str] = {
    bool: "`true` or `false`",
    dict: "keys with values, as `{key: value}`",
    int: "a whole number",
    str: "one text",
    (str, list): "one text, or a list of texts",
}


class Options(base.Config):
    """Options of a plugin."""

    def validate(self) -> tuple[base.ConfigErrors, base.ConfigWarnings]:
        """What MkDocs found wrong, without names of Python types."""
        known: dict[str, Any] = dict(self._schema)
        failed, warnings = super().validate()
        return (
            [(key, _error(known.get(key), self.get(key), error)) for key, error in failed],
            [(key, text if key in known else _unknown(key, known)) for key, text in warnings],
        )


def _unknown(key: str, known: dict[str, Any]) -> str:
    near = difflib.get_close_matches(str(key), known, n=1, cutoff=0.6)
    if near:
        return f"there is no such option. Did you mean `{near[0]}`?"
    names = ", ".join(f"`{name}`" for name in known)
    return f"there is no such option. There are: {names or 'none'}."


def _error(option: Any, value: object, error: Exception) -> Exception:
    """The error in words; as it is where MkDocs has words for it."""
    if isinstance(option, c.Choice):
        names = " or ".join(f"`{name}`" for name in option.choices)
        near = difflib.get_close_matches(str(value), map(str, option.choices), n=1)
        hint = f" Did you mean `{near[0]}`?" if near else ""
        return base.ValidationError(f"write {names}, not `{value}`.{hint}")
    if (
        isinstance(option, c.Type)
        and option._type in _WRITE
        and not isinstance(value, option._type)
    ):
        return base.ValidationError(f"write {_WRITE[option._type]}, not `{_shown(value)}`.")
    if isinstance(option, c.ListOfItems):
        return base.ValidationError(
            f"write a list, as `[a, b]`, not `{_shown(value)}`: {_in(error)}"
        )
    if isinstance(option, c.DictOfItems):
        return base.ValidationError("write keys with texts, as `{key: text}`.")
    return error


def _in(error: Exception) -> str:
    """What is wrong in a list, as far as it names no Python type."""
    text = str(error)
    return text if "<class" not in text else "each item is one text."


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) < 40 else f"{text[:40]}…"

"""Our own templates: escaping is always on, and an unknown name is an error."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup


@cache
def environment() -> Environment:
    """The environment of all page templates."""
    env = Environment(
        loader=PackageLoader("proofolio.outputs", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    env.filters["url"] = _url
    env.filters["html"] = Markup
    return env


def render_template(name: str, address: str, values: Mapping[str, Any]) -> str:
    """A template's text for the page at `address` (relative to the site, `/` at the end)."""
    return environment().get_template(name).render(**values, address=address)


@pass_context
def _url(context: Context, target: str) -> str:
    return relative_url(target, context["address"])


def relative_url(target: str, page: str) -> str:
    """An address of this site as seen from a page; outside addresses stay as they are.

    >>> relative_url("services/#audit", "projects/churn/")
    '../../services/#audit'
    """
    head = target.split("/", 1)[0]
    if ":" in head or target.startswith(("#", "/")):
        return target
    path, mark, fragment = target.partition("#")
    if mark and path == page:
        return f"#{fragment}"
    found = posixpath.relpath(path or ".", page or ".")
    if (path.endswith("/") or not path) and not found.endswith("/"):
        found += "/"
    return f"{found}{mark}{fragment}"

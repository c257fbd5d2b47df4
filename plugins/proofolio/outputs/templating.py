"""Our own templates: escaping is always on, and an unknown name is an error."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from proofolio.outputs.compiled_templates import keep_compiled

ANY_PAGE = "pf:"
"""Stands for the page's address where it is not known yet; `prose.finish` puts it in."""

_START_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ID = re.compile(r"""\sid=(?:"[^"]*"|'[^']*')""")


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
    env.filters["without_ids"] = without_ids
    env.filters["with_blocks"] = with_blocks
    keep_compiled(env)
    return env


def render_template(name: str, address: str, values: Mapping[str, Any]) -> str:
    """A template's text for the page at `address` (relative to the site, `/` at the end)."""
    return environment().get_template(name).render(**values, address=address)


def with_blocks(html: str) -> Markup:
    """A text whose blocks leave the `<div class="md-typeset">` that it stands directly in."""
    html = html.replace("<!--pf-block-->", "</div>\n")
    return Markup(html.replace("<!--/pf-block-->", '\n<div class="md-typeset">'))


def without_ids(html: str) -> Markup:
    """HTML that stands on the page a second time: without the ids and landmarks of the first."""

    def again(tag: re.Match[str]) -> str:
        return _ID.sub("", tag[0]).replace(' role="region"', ' role="group"')

    return Markup(_START_TAG.sub(again, html))


@pass_context
def _url(context: Context, target: str) -> str:
    page = context["address"]
    if page == ANY_PAGE:
        return target if _leads_out(target) else ANY_PAGE + target
    return relative_url(target, page)


def relative_url(target: str, page: str) -> str:
    """An address of this site as seen from a page; outside addresses stay as they are.

    >>> relative_url("services/#audit", "projects/churn/")
    '../../services/#audit'
    """
    if _leads_out(target):
        return target
    path, mark, fragment = target.partition("#")
    if mark and path == page:
        return f"#{fragment}"
    # Without the slash, each would be completed by the folder of the process, which takes longer.
    found = posixpath.relpath(f"/{path}", f"/{page}")
    if (path.endswith("/") or not path) and not found.endswith("/"):
        found += "/"
    return f"{found}{mark}{fragment}"


def _leads_out(target: str) -> bool:
    return ":" in target.split("/", 1)[0] or target.startswith(("#", "/"))

"""The author's line above every page, and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from proofolio.adapters.mkdocs.conditions import PORTFOLIO
from proofolio.adapters.mkdocs.setting_places import line_of_option
from proofolio.outputs.notice import make_notice
from proofolio.outputs.site_files import SiteFiles
from proofolio.problems import Problem
from proofolio.views.site import Html

_FIELD = f"{PORTFOLIO}.notice"
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def notice_setting(
    text: str, files: SiteFiles, config: MkDocsConfig
) -> tuple[Html, tuple[Problem, ...]]:
    """The line as HTML. Its links are those of a page at the top of the docs folder."""

    def resolve(target: str) -> str | Problem:
        scheme = _SCHEME.match(target)
        if scheme and scheme[1].lower() not in ("http", "https", "mailto", "tel"):
            text = f'"{target}" is no address that a visitor can open, so only its words are shown.'
            return Problem("bad-notice", text)
        return files.resolve(target, path=f"{files.docs}/index.md", page="")

    html, problems = make_notice(text, resolve)
    if not problems:
        return html, ()
    path = Path(config.config_file_path).name
    line = line_of_option(config, PORTFOLIO, "notice")
    return html, tuple(replace(p, path=path, line=line, field=_FIELD) for p in problems)

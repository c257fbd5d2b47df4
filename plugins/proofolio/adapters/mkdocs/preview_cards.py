"""Preview cards of all pages: made while building, kept between builds, never while serving."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from proofolio.adapters.mkdocs.load import Loaded
from proofolio.adapters.mkdocs.made_pages import address_of_page
from proofolio.adapters.mkdocs.navigation import plain
from proofolio.adapters.mkdocs.options import PortfolioOptions
from proofolio.model.record import kind_of
from proofolio.outputs.covers import make_cover
from proofolio.outputs.preview_cards import (
    CardText,
    card_key,
    card_text,
    make_card,
    plain_card_text,
)
from proofolio.problems import Level, Problem

FOLDER = "assets/cards/"
END_OF_PNG = b"IEND\xaeB`\x82"
"""What a whole file ends with; a damaged one is made anew."""


def add_cards(
    files: Files, config: MkDocsConfig, loaded: Loaded, options: PortfolioOptions
) -> list[Problem]:
    """Add a card for every page; one that cannot be made is a note.

    Without the site's address nobody could be told where they are, so there are none.
    """
    problems: list[Problem] = []
    pages = [file.page for file in files.documentation_pages() if file.page]
    for page in pages if loaded.site.url and options.cards else ():
        address = address_of_page(page)
        target = card_address(address)
        if not files.get_file_from_path(target):  # else the author drew one herself
            try:
                content = _card(_text_of(page, address, loaded), address, loaded, options)
            except (OSError, ValueError) as error:
                problems.append(_not_made(page, error))
                continue
            files.append(File.generated(config, target, content=content))
        loaded.cards[address] = target
    return problems


def _not_made(page: Page, error: Exception) -> Problem:
    text = f"no preview card could be made ({error}); the page is shared without a picture."
    return Problem("no-card", text, page.file.src_uri, level=Level.NOTE)


def card_address(address: str) -> str:
    """Where the card of a page stands: the same place in every build, as previews are kept long."""
    name = address.removesuffix(".html").strip("/") or "index"
    return f"{FOLDER}{name}.png"


def _text_of(page: Page, address: str, loaded: Loaded) -> CardText:
    plan = loaded.plans.get(address)
    if plan:
        return card_text(loaded.site, plan)
    return plain_card_text(loaded.site, plain(page.title), address)


def _card(text: CardText, address: str, loaded: Loaded, options: PortfolioOptions) -> bytes:
    folder = loaded.site.cache / "cards" if loaded.site.cache else None
    key = card_key(text, loaded.site.accent, options.type)
    path = folder / f"{key}.png" if folder else None
    if path and path.is_file() and (kept := path.read_bytes()).endswith(END_OF_PNG):
        return kept
    content = make_card(text, _cover(text, address, loaded), loaded.site.accent, options.type)
    if path:
        _write(path, content)
    return content


def _cover(text: CardText, address: str, loaded: Loaded) -> str:
    """The cover that the page shows itself, where it shows one."""
    plan = loaded.plans.get(address)
    site = loaded.site
    if plan and plan.entry:
        made = site.files.made.get(f"assets/covers/{kind_of(plan.entry)}-{plan.entry.id}.svg")
        if made:
            return made.decode()
    return site.accent.apply(make_cover(text.id, palette=site.accent.palette))


def _write(path: Path, content: bytes) -> None:
    """Aside, then renamed: a broken build leaves no half of a card."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}.tmp")
    aside.write_bytes(content)
    aside.replace(path)

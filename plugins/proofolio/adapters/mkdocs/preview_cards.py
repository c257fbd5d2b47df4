"""Preview cards of all pages: kept between builds, and in `mkdocs serve` made when asked for."""

from __future__ import annotations

import hashlib
import io
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.adapters.mkdocs.made_pages import address_of_page
from proofolio.adapters.mkdocs.navigation import plain
from proofolio.adapters.mkdocs.on_request import Make
from proofolio.adapters.mkdocs.options import PortfolioOptions
from proofolio.cache_files import kept
from proofolio.mistakes import making
from proofolio.model.record import kind_of
from proofolio.outputs.card_text import OwnFont
from proofolio.outputs.covers import make_cover
from proofolio.outputs.preview_cards import (
    CardText,
    card_key,
    card_text,
    make_card,
    plain_card_text,
)
from proofolio.problems import Level, Problem
from proofolio.views.parts.pictures import figure_of

FOLDER = "assets/cards/"


def add_cards(
    files: Files,
    config: MkDocsConfig,
    loaded: Loaded,
    options: PortfolioOptions,
    promised: dict[str, Make] | None = None,
) -> list[Problem]:
    """Add a card for every page, or promise it; one that cannot be made is a note.

    Without the site's address nobody could be told where they are, so there are none.
    """
    own, problems = _own_font(loaded.site.files.root, options.card_font)
    pages = [file.page for file in files.documentation_pages() if file.page]
    for page in pages if loaded.site.url and options.cards else ():
        address = address_of_page(page)
        target = card_address(address)
        if not files.get_file_from_path(target):  # else the author drew one herself
            make = partial(
                _card, _text_of(page, address, loaded), address, loaded, options.type, own
            )
            if promised is not None:
                promised[target] = make
            elif found := _not_added(files, config, page, target, make):
                problems.append(found)
                continue
        loaded.cards[address] = target
    return problems


def _own_font(root: Path, name: str) -> tuple[OwnFont | None, list[Problem]]:
    """The author's font, and what is wrong with it."""
    if not name:
        return None, []
    from PIL import ImageFont

    path = root / name
    try:
        content = path.read_bytes()
        ImageFont.truetype(io.BytesIO(content), 24)
    except OSError:
        text = f'"{name}" is no font that can be read. Name a file beside mkdocs.yml, TTF or OTF.'
        return None, [Problem("no-card-font", text, "mkdocs.yml", field="card_font")]
    return OwnFont(str(path), hashlib.blake2b(content, digest_size=16).hexdigest()), []


def _not_added(
    files: Files, config: MkDocsConfig, page: Page, target: str, make: Make
) -> Problem | None:
    try:
        with making(f"the preview card of {page.file.src_uri}"):
            files.append(File.generated(config, target, content=make()))
    except (OSError, ValueError) as error:
        return _not_made(page, error)
    return None


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


def _card(text: CardText, address: str, loaded: Loaded, pairing: str, own: OwnFont | None) -> bytes:
    site = loaded.site
    plan = loaded.plans.get(address)
    figure = figure_of(site, plan.entry) if plan else None
    content = site.files.content(figure.src) if figure else None
    accent, drawn = site.accent, content or b""
    return kept(
        site.cache / "cards" if site.cache else None,
        f"{card_key(text, drawn, accent, pairing, own)}.png",
        lambda: make_card(text, _cover(text, address, loaded), accent, pairing, drawn, own),
    )


def _cover(text: CardText, address: str, loaded: Loaded) -> str:
    """The cover that the page shows itself, where it shows one."""
    plan = loaded.plans.get(address)
    site = loaded.site
    if plan and plan.entry:
        made = site.files.made.get(f"assets/covers/{kind_of(plan.entry)}-{plan.entry.id}.svg")
        if made:
            return made.decode()
    return site.accent.apply(make_cover(text.id, palette=site.accent.palette))

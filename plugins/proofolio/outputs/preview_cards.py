"""Preview cards: the picture that shows up where somebody shares a page.

Title, name and result stand left, in the fonts and colours of the site; right is the middle of the
page's cover. A page with a figure shows that, whole, below its title. A title in a script that no
shipped font has leaves the cover alone: boxes in place of letters would look broken.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING

from proofolio.cache_files import key_of, made_by
from proofolio.model.mark import Mark
from proofolio.model.niche import Niche
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.proof import best_result
from proofolio.outputs.accent import Accent
from proofolio.outputs.card_figure import lay_figure
from proofolio.outputs.card_text import (
    OVERSAMPLING,
    Face,
    OwnFont,
    draw_text,
    drawable,
    heading,
    running,
    shipped_fonts,
    width_of,
    wrap,
)
from proofolio.outputs.covers.raster import draw_cover
from proofolio.outputs.variants import pixels_of
from proofolio.views.numbers import caveat_words, mark_words, short_result
from proofolio.views.parts.links import day_text
from proofolio.views.plan import PagePlan
from proofolio.views.site import Site

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SIZE = (1200, 630)
COVER = (400, 630)
LEFT = 64
PLATE = (580, 306, 1136, 578)
"""Where a figure lies, on white."""
SIGN = 20
"""Side of a mark's sign."""
HEAVY = 100_000
"""Bytes below which every card stays: messengers drop heavy pictures."""
COLOURS = 64
MANY = (256, COLOURS, 24)
"""Of a card with a figure: as many as it can have and stay light."""
DRAWN_BY = (
    "colours.py",
    *(f"outputs/{one}.py" for one in ("preview_cards", "card_figure", "card_text", "variants")),
    *("outputs/accent.py", "outputs/covers/*.py"),
)
"""Our code that decides what a card looks like."""

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_CLAUSE = re.compile(r"(?<=[.;:!?])\s|(?<=[。；！？])|\s[–—]\s")


@dataclass(frozen=True)
class Lettering:
    """The fonts of a card."""

    pairing: str
    own: OwnFont | None = None

    def heading(self, size: float, text: str = "") -> Face:
        """The face that sets this text as a title, or as the name."""
        return heading(self.pairing, size, self.own).suited(text)

    def running(self, size: float, weight: int, text: str) -> Face:
        """The face that sets this text where it is no title."""
        return running(self.pairing, size, weight, self.own).suited(text)


@dataclass(frozen=True)
class Paper:
    """Colours of a card's left side."""

    ground: str
    ink: str
    muted: str
    accent: str
    line: str


PAPERS = {
    "petrol": Paper("#fcfcfa", "#11201f", "#55625f", "#0a6163", "#dfe3dd"),
    "iron": Paper("#ffffff", "#16181d", "#5b5e66", "#ad2f18", "#e2e2de"),
}


@dataclass(frozen=True)
class Layout:
    """How wide the texts of a card are, and how large."""

    title: int
    sizes: tuple[tuple[int, int], ...]
    """Sizes of the title to try, each with the most lines it may take."""
    top: int
    foot: int
    lines: int
    """Most lines of the result."""


BESIDE_COVER = Layout(690, ((72, 3), (60, 4)), 150, 690, 2)
ABOVE_FIGURE = Layout(1072, ((66, 2), (54, 3)), 122, 490, 4)


@dataclass(frozen=True)
class CardText:
    """What a card says."""

    name: str
    """The wordmark."""
    title: str
    result: str = ""
    """One bold line: a result, else what the page is about."""
    note: str = ""
    """A muted line: who checked the result, or the day of a post."""
    level: str = ""
    """The mark that is drawn before the note; empty draws none."""
    id: str = ""
    """Decides the cover."""
    latin_name: str = ""
    """Serves where the wordmark cannot be drawn."""
    niche: str = ""
    """What field the work is from, opposite the wordmark."""


def card_text(site: Site, plan: PagePlan) -> CardText:
    """What the card of a planned page says."""
    profile = site.library.profile
    entry = plan.entry
    text = plain_card_text(site, plan.title, plan.address)
    if isinstance(entry, Project | Post):
        found = (site.library.find("niche", id) for id in entry.niches)
        listed = (one.name for one in found if isinstance(one, Niche) and one.is_listed)
        niche = next(listed, "")
        text = replace(text, niche=niche)
    if isinstance(entry, Project):
        best = best_result(site.library, entry)
        line = short_result(replace(best, mark=Mark()), site.words) if best else None
        if best is None or line is None:
            return replace(text, result=first_clause(plan.description), id=entry.id)
        # What must be said comes first, since a long line is cut at its end.
        note = site.words.joined(
            (caveat_words(best.mark, site.words), mark_words(best.mark, site.words))
        )
        note = note[:1].upper() + note[1:]
        return replace(text, result=line.text, note=note, level=best.mark.level, id=entry.id)
    if isinstance(entry, Post):
        day = day_text(site, entry.date)
        return replace(text, result=first_clause(plan.description), note=day, id=entry.id)
    if isinstance(entry, Niche):
        return replace(text, title=entry.headline, result=entry.name, id=entry.id)
    if plan.kind == "home":
        return replace(text, title=profile.headline, result=profile.label, id=profile.name)
    return text


def plain_card_text(site: Site, title: str, address: str) -> CardText:
    """What the card of any other page says: its title, and whose page it is."""
    profile = site.library.profile
    return CardText(site.name, title, profile.headline, id=address, latin_name=profile.name_latin)


def first_clause(text: str) -> str:
    """What comes before the first full stop, semicolon or dash."""
    return _CLAUSE.split(text.strip(), maxsplit=1)[0].rstrip(".;:。；")


def card_key(
    text: CardText, figure: bytes, accent: Accent, pairing: str, own: OwnFont | None = None
) -> str:
    """The name under which a card may be kept: another wherever anything that counts differs.

    An id keeps its cover for as long as our code stays the same, so the cover is not drawn for it.
    """
    ours = made_by(*DRAWN_BY, "Pillow")
    mark = own.mark if own else ""
    return key_of(figure, ours, shipped_fonts(), text, accent.palette, accent.colour, pairing, mark)


def make_card(
    text: CardText,
    cover: str,
    accent: Accent,
    pairing: str,
    figure: bytes = b"",
    own: OwnFont | None = None,
) -> bytes:
    """The card as a PNG of 1200 x 630.

    `cover` is the SVG that goes with it; a figure takes its place, if it can be read. Letters that
    the shipped fonts lack come from `own`, the author's.
    """
    paper = Paper(*map(accent.turn, astuple(PAPERS[accent.palette])))
    shown = pixels_of(figure) if figure else None
    letters = Lettering(pairing, own)
    title = drawable(text.title, letters.heading(72))
    if not title:
        return _png(draw_cover(cover, SIZE), cover, paper, COLOURS)
    if shown:
        card = _texts(text, title, paper, letters, ABOVE_FIGURE, SIZE[0])
        lay_figure(card, shown, PLATE, paper.line)
        made = (_png(card, "", paper, colours) for colours in MANY)
        return next((png for png in made if len(png) < HEAVY), b"") or make_card(
            text, cover, accent, pairing, own=own
        )
    card = _texts(text, title, paper, letters, BESIDE_COVER, SIZE[0] - COVER[0])
    card.paste(draw_cover(cover, COVER), (SIZE[0] - COVER[0], 0))
    return _png(card, cover, paper, COLOURS)


def _texts(
    text: CardText, title: str, paper: Paper, letters: Lettering, layout: Layout, width: int
) -> Image:
    """A card with its texts, in its left part of this width."""
    from PIL import Image, ImageDraw

    side = Image.new("RGB", (width * OVERSAMPLING, SIZE[1] * OVERSAMPLING), paper.ground)
    pen = ImageDraw.Draw(side)
    _name(pen, text, paper, letters, layout)
    _title(pen, title, paper, letters, layout)
    _foot(pen, text, paper, letters, layout)
    card = Image.new("RGB", SIZE)
    card.paste(side.reduce(OVERSAMPLING), (0, 0))
    return card


def _name(pen: ImageDraw, text: CardText, paper: Paper, letters: Lettering, layout: Layout) -> None:
    """The wordmark with its full stop, and opposite the niche where it fits."""
    face = letters.heading(34)
    shown = drawable(text.name, face) or drawable(text.latin_name, face)
    face = face.suited(shown)
    x: float = LEFT
    if shown:
        (shown,), _ = wrap(shown, face, layout.title - 20, 1)
        x = draw_text(pen, (LEFT, 84), shown, face, paper.ink)
    x = draw_text(pen, (x, 84), ".", face, paper.accent)
    small = letters.running(24, 400, text.niche)
    niche = drawable(text.niche, small)
    start = LEFT + layout.title - width_of(niche, small)
    if niche and start > x + 48:
        draw_text(pen, (start, 84), niche, small, paper.muted)


def _title(pen: ImageDraw, title: str, paper: Paper, letters: Lettering, layout: Layout) -> None:
    """A few large lines, or one more of smaller ones."""
    for size, most in layout.sizes:
        face = letters.heading(size, title)
        lines, is_whole = wrap(title, face, layout.title, most)
        if is_whole:
            break
    for number, line in enumerate(lines):
        baseline = layout.top + size * 0.78 + number * (size + 6)
        draw_text(pen, (LEFT, baseline), line, face, paper.ink)


def _foot(pen: ImageDraw, text: CardText, paper: Paper, letters: Lettering, layout: Layout) -> None:
    """The result, and who checked it."""
    face, small = letters.running(30, 600, text.result), letters.running(26, 400, text.note)
    result, note = drawable(text.result, face), drawable(text.note, small)
    baseline = SIZE[1] - (115 if note else 66)
    if result:
        lines = _result_lines(result, face, layout)
        for number, line in enumerate(reversed(lines)):
            draw_text(pen, (LEFT, baseline - number * 38), line, face, paper.ink)
    if note:
        x = LEFT
        if text.level:
            draw_sign(pen, text.level, (x, SIZE[1] - 88), paper)
            x += 35
        (note,), _ = wrap(note, small, layout.foot - 35, 1)
        draw_text(pen, (x, SIZE[1] - 69), note, small, paper.muted)


def _result_lines(result: str, face: Face, layout: Layout = BESIDE_COVER) -> list[str]:
    """A few lines at most; what is too long loses words of the metric, never its number."""
    lines, is_whole = wrap(result, face, layout.foot, layout.lines)
    metric, colon, figures = result.rpartition(": ")
    words = metric.split()
    while not is_whole and colon and len(words) > 1:
        words.pop()
        lines, is_whole = wrap(f"{' '.join(words)}…: {figures}", face, layout.foot, layout.lines)
    return lines


def draw_sign(pen: ImageDraw, level: str, at: tuple[float, float], paper: Paper) -> None:
    """The sign of a mark, of the same shape as on pages (proof.css)."""
    x, y = at
    colour = paper.muted if level == "told" else paper.accent

    def points(*places: tuple[float, float]) -> list[tuple[float, float]]:
        """Places in a square of 16, on the card."""
        scale = SIGN / 16 * OVERSAMPLING
        return [(x * OVERSAMPLING + a * scale, y * OVERSAMPLING + b * scale) for a, b in places]

    stroke = round(SIGN / 8 * OVERSAMPLING)
    if level == "checked":
        pen.rectangle(points((1, 1), (15, 15)), fill=colour)
        pen.line(points((4, 7.5), (7, 10.5), (12, 5.5)), fill=paper.ground, width=stroke)
    elif level == "open":
        pen.ellipse(points((1, 1), (12, 12)), outline=colour, width=stroke)
        pen.line(points((10, 10), (14.5, 14.5)), fill=colour, width=stroke)
    elif level == "shown":
        pen.rectangle(points((1, 1), (15, 15)), outline=colour, width=stroke)
        pen.line(points((4.5, 6), (11.5, 6)), fill=colour, width=stroke)
        pen.line(points((4.5, 10), (8.5, 10)), fill=colour, width=stroke)
    else:
        pen.rectangle(points((1, 1), (15, 11.5)), outline=colour, width=stroke)
        pen.polygon(points((4, 11.5), (8, 11.5), (4, 15.5)), fill=colour)


def _png(card: Image, cover: str, paper: Paper, most: int) -> bytes:
    """As few colours as flat drawings need, chosen from a smaller copy: four times as quick.

    Colours that the design names are kept exactly, however small what they are for. Where there may
    be many, every hue of a chart is one of them.
    """
    from PIL import Image as images
    from PIL.ImageColor import getrgb

    names = dict.fromkeys([paper.ground, paper.ink, paper.accent, *_COLOUR.findall(cover)])
    kept: list[tuple[int, ...]] = [getrgb(name)[:3] for name in names]
    room = most - len(kept)
    if most > COLOURS:
        chosen = card.quantize(room, images.Quantize.FASTOCTREE, dither=images.Dither.NONE)
    else:
        chosen = card.reduce(3).quantize(room, dither=images.Dither.NONE)
    others = zip(*[iter(chosen.getpalette() or [])] * 3, strict=True)
    kept += [other for other in others if all(_differ(other, colour) for colour in kept)]
    colours = images.new("P", (1, 1))
    colours.putpalette([part for colour in kept for part in colour])
    out = io.BytesIO()
    card.quantize(palette=colours, dither=images.Dither.NONE).save(out, "PNG", compress_level=6)
    return out.getvalue()


def _differ(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether an eye, or Pillow when it looks for the nearest colour, can tell them apart."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) > 6

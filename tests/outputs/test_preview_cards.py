"""Preview cards: the same bytes every time, legible in any script, made once."""

from __future__ import annotations

import io
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import grimp
import pytest
from PIL import Image, ImageChops, ImageDraw

import proofolio
from proofolio.adapters.mkdocs import preview_cards as adapter
from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.adapters.mkdocs.portfolio import portfolio_of
from proofolio.model.mark import LEVELS
from proofolio.outputs.accent import Accent
from proofolio.outputs.card_text import OwnFont, drawable, heading, running, width_of, wrap
from proofolio.outputs.covers import FAMILIES, make_cover
from proofolio.outputs.covers.drawing import Stream
from proofolio.outputs.covers.raster import draw_cover
from proofolio.outputs.material import PAIRINGS, PALETTES
from proofolio.outputs.preview_cards import (
    DRAWN_BY,
    LEFT,
    PAPERS,
    PLATE,
    SIGN,
    SIZE,
    CardText,
    _result_lines,
    card_key,
    card_text,
    first_clause,
    make_card,
)

TEXT = CardText(
    name="Đorđe Kovač",
    title="Send the crew where the fault is",
    result="Call-outs that find nothing: 31 → 12%",
    note="Confirmed by Ilse Brandtner",
    level="checked",
    id="linewatch",
)
COVER = make_cover("linewatch")
LOOKS = [(palette, pairing) for palette in PALETTES for pairing in PAIRINGS]
LONG = "Rückversicherungsgesellschaftsverwaltungsangestelltenversammlung"


def drawn(
    text: CardText = TEXT, palette: str = "petrol", pairing: str = "editorial"
) -> Image.Image:
    """The card as a picture."""
    picture = Image.open(io.BytesIO(make_card(text, COVER, Accent(palette), pairing)))
    assert picture.size == SIZE
    return picture.convert("RGB")


def ink(picture: Image.Image, box: tuple[int, int, int, int], palette: str = "petrol") -> bool:
    """Whether anything but the ground is in a part of the card."""
    part = picture.crop(box)
    ground = Image.new("RGB", part.size, PAPERS[palette].ground)
    return ImageChops.difference(part, ground).getbbox() is not None


@pytest.mark.parametrize(("palette", "pairing"), LOOKS)
def test_the_same_words_give_the_same_small_picture(palette: str, pairing: str) -> None:
    first, second = (make_card(TEXT, COVER, Accent(palette), pairing) for _ in range(2))
    assert first == second
    assert len(first) < 100_000
    others = {make_card(TEXT, COVER, Accent(p), type) for p, type in LOOKS}
    assert len(others) == len(LOOKS)


@pytest.mark.parametrize(("palette", "pairing"), LOOKS)
def test_name_title_and_result_stand_left_of_the_cover(palette: str, pairing: str) -> None:
    card = drawn(palette=palette, pairing=pairing)
    for box in ((64, 50, 300, 95), (64, 150, 600, 310), (64, 490, 600, 525), (64, 540, 400, 565)):
        assert ink(card, box, palette), box
    # Nothing in the margins.
    for box in ((0, 0, 63, 630), (760, 0, 800, 630), (0, 0, 800, 50), (0, 580, 800, 630)):
        assert not ink(card, box, palette), box
    assert ink(card, (800, 0, 1200, 630), palette)


def test_every_family_of_covers_can_be_drawn() -> None:
    met = set()
    for number in range(80):
        family = FAMILIES[Stream(f"p{number}").integer(0, len(FAMILIES) - 1)]
        if family not in met:
            met.add(family)
            colours = draw_cover(make_cover(f"p{number}"), (200, 315)).getcolors(100_000)
            assert colours is not None
            assert len(colours) > 3
    assert met == set(FAMILIES)


def test_small_marks_keep_their_colour_among_few() -> None:
    card = drawn()
    assert card.getpixel((5, 5)) == (0xFC, 0xFC, 0xFA)
    accent = tuple(bytes.fromhex(PAPERS["petrol"].accent[1:]))
    assert card.getpixel((67, 547)) == accent


def test_each_mark_has_a_sign_of_its_own() -> None:
    box = (LEFT, SIZE[1] - 88, LEFT + SIGN, SIZE[1] - 88 + SIGN)
    signs = {level: drawn(CardText("A", "B", "C", "Checked", level)).crop(box) for level in LEVELS}
    assert len({sign.tobytes() for sign in signs.values()}) == len(LEVELS)
    accent = tuple(bytes.fromhex(PAPERS["petrol"].accent[1:]))
    filled = {level for level, sign in signs.items() if sign.getpixel((6, 15)) == accent}
    assert filled == {"checked"}
    bare = drawn(CardText("A", "B", "C", "1 May 2026")).crop(box)
    assert bare.tobytes() not in {sign.tobytes() for sign in signs.values()}


@pytest.mark.parametrize("title", ["Πρόβλεψη φορτίου", "概率预测", "توقع الحمل", "पूर्वानुमान"])
def test_a_title_that_no_font_has_leaves_the_cover_alone(title: str) -> None:
    leaves_the_cover_alone(drawn(CardText("Ana", title, "Result")))


def leaves_the_cover_alone(card: Image.Image) -> None:
    left = card.crop((0, 0, 800, 630))
    assert card.getpixel((5, 5)) != (0xFC, 0xFC, 0xFA)
    alone = draw_cover(COVER, SIZE).crop((0, 0, 800, 630))
    extrema = ImageChops.difference(left, alone).convert("L").getextrema()
    assert isinstance(extrema, tuple)
    assert extrema[1] < 40  # fewer colours, but no letters


@pytest.mark.parametrize(
    "title",
    ["Žluťoučký kůň", "Łódź, naïve & Ærø", "Straße “x” – 50 €", "α → β", "Dự báo Ổn", "Щит, ґанок"],
)
def test_letters_beyond_english_come_from_another_shipped_font(title: str) -> None:
    for pairing in PAIRINGS:
        assert drawable(title, heading(pairing, 72)) == title
        assert drawable(title, running(pairing, 30, 600)) == title


def test_words_are_never_of_two_fonts() -> None:
    """Newsreader has `6.8` but no Cyrillic; both come from the family that has all."""
    face = heading("editorial", 72)
    assert face.suited("Load: 6.8 → 3.5") == face
    assert face.suited("Ошибка: 6.8").families[0] == face.families[1]


# Scripts that only a font of the author's has

BOXES = Path(__file__).parent / "boxes.ttf"
"""A font of one box for each letter of the titles below, made for these tests."""
OWN = OwnFont(str(BOXES), "a")
CHINESE = "第一次做概率预测之前，我希望早点知道的几件事"


def test_a_font_of_the_author_draws_what_ours_lack() -> None:
    made = make_card(CardText("王芳", CHINESE), COVER, Accent("petrol"), "plain", own=OWN)
    card = Image.open(io.BytesIO(made)).convert("RGB")
    for box in ((64, 50, 200, 95), (64, 150, 600, 210), (64, 230, 600, 290)):
        assert ink(card, box), box
    for box in ((760, 0, 800, 630), (0, 425, 800, 450)):
        assert not ink(card, box), box


def test_lines_of_chinese_end_between_letters_but_before_no_mark() -> None:
    face = heading("plain", 60, OWN).suited(CHINESE)
    for width in range(190, 700, 17):
        lines, is_whole = wrap(CHINESE, face, width, 20)
        assert is_whole
        assert "".join(lines) == CHINESE
        assert not [line for line in lines if line.startswith("，")]
        assert max(width_of(line, face) for line in lines) <= width
    cut, is_whole = wrap(CHINESE, face, 400, 2)
    assert not is_whole
    assert cut[-1].endswith("…")


def test_korean_is_broken_at_its_spaces_only() -> None:
    face = heading("plain", 60)
    assert wrap("고장 난 곳으로", face, 1, 9)[0] == ["고장", "난", "곳으로"]


def test_letters_that_join_are_not_drawn_apart() -> None:
    made = make_card(CardText("A", "توقع الحمل"), COVER, Accent("petrol"), "editorial", own=OWN)
    leaves_the_cover_alone(Image.open(io.BytesIO(made)).convert("RGB"))


def test_another_font_makes_another_card() -> None:
    others = (None, OWN, OwnFont(OWN.path, "b"))
    assert len({card_key(TEXT, b"", Accent("petrol"), "plain", own) for own in others}) == 3


def test_a_name_that_cannot_be_drawn_gives_way_to_its_latin_form() -> None:
    latin, neither = (
        drawn(CardText("王芳", "Title", latin_name=name)) for name in ("Wang Fang", "")
    )
    assert ink(latin, (100, 50, 300, 95))
    assert not ink(neither, (100, 50, 300, 95))


def test_emoji_are_left_out() -> None:
    assert make_card(CardText("A", "Up 🚀 we go"), COVER, Accent("petrol"), "plain") == make_card(
        CardText("A", "Up we go"), COVER, Accent("petrol"), "plain"
    )


@pytest.mark.parametrize("title", [LONG, f"{LONG} {LONG}", "word " * 60, "W" * 300, "a"])
def test_any_title_fits(title: str) -> None:
    card = drawn(CardText("N " * 80, title, "result " * 40, "note " * 40, "self"))
    assert ink(card, (64, 150, 760, 460))
    for box in ((760, 0, 800, 630), (0, 425, 800, 450)):
        assert not ink(card, box), box


def test_no_more_of_a_text_is_laid_out_than_fits() -> None:
    for text in ("x" * 100_000, "x " * 50_000, "<!--" * 25_000):
        face = heading("plain", 60)
        shown = drawable(text, face)
        assert 0 < len(shown) <= 400
        lines, is_whole = wrap(shown, face, 600, 3)
        assert lines[-1].endswith("…")
        assert not is_whole


def test_a_result_too_long_keeps_its_number() -> None:
    face = running("editorial", 30, 600)
    metric = "Feeders overloaded on more than one winter evening in twenty, counted by hand twice"
    lines = _result_lines(f"{metric}: 13 → 3 feeders", face)
    assert len(lines) == 2
    assert lines[0].startswith("Feeders overloaded")
    assert lines[1].endswith("…: 13 → 3 feeders")
    assert _result_lines("Error: 7.8 → 5.1%", face) == ["Error: 7.8 → 5.1%"]


def test_lines_are_even_and_all_words_are_kept() -> None:
    face = heading("editorial", 72)
    lines, is_whole = wrap("How I work, and how I count", face, 690, 3)
    assert is_whole
    assert lines == ["How I work,", "and how I count"]
    cut, is_whole = wrap("one two three four five six seven", face, 300, 2)
    assert not is_whole
    assert cut[-1].endswith("…")
    assert all(width_of(line, face) <= 300 for line in cut)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("It was late. Then it was not.", "It was late"),
        ("The trips went down; so did the cost.", "The trips went down"),
        ("Error fell by 2.7 points, no less.", "Error fell by 2.7 points, no less"),
        ("A band – not a line", "A band"),
        ("", ""),
    ],
)
def test_the_first_clause_is_enough(text: str, clause: str) -> None:
    assert first_clause(text) == clause


def test_cards_say_what_their_pages_say(load_site: Callable[..., Loaded]) -> None:
    loaded = load_site(
        profile={"label": "Data scientist", "name_latin": "Ana Kovac"},
        projects={
            "a": {"title": "A", "summary": "Said.", "outcomes": ["Half the waiting"]},
            "b": {"title": "B", "summary": "One thing; and another.", "niches": ["n"]},
            "c": {
                "title": "C",
                "summary": "Hidden.",
                "outcomes": [{"metric": "M", "value": "77.7", "unit": "%", "disclosure": "hidden"}],
            },
        },
        posts={"p": {"title": "P", "date": "2026-05-01", "summary": "Why not."}},
        niches=[{"id": "n", "name": "Clinics", "headline": "For clinics"}],
        talks=[{"title": "T", "start": "2026-05-01"}],
    )
    said = {
        address: (text.title, text.result, text.note, text.level)
        for address, plan in loaded.plans.items()
        for text in [card_text(loaded.site, plan)]
    }
    headline = "Waiting times that clinics can plan by"
    assert said[""] == (headline, "Data scientist", "", "")
    assert said["projects/a/"] == ("A", "Half the waiting", "Told by me", "told")
    assert said["projects/b/"] == ("B", "One thing", "", "")
    assert said["projects/c/"] == ("C", "Hidden", "", "")
    assert said["posts/p/"] == ("P", "Why not", "1 May 2026", "")
    assert said["services/n/"] == ("For clinics", "Clinics", "", "")
    assert said["talks/"] == ("Talks", headline, "", "")


@pytest.mark.parametrize(
    ("consent", "level", "note"),
    [
        ("granted", "checked", "Confirmed by Ilse Brandtner"),
        ("withdrawn", "told", "Told by me"),
    ],
)
def test_a_card_says_who_checked_its_number_as_long_as_they_may_be_named(
    load_site: Callable[..., Loaded], consent: str, level: str, note: str
) -> None:
    outcome = {"metric": "Error", "key": "e", "value": 3.5, "unit": "%"}
    quote = {"text": "It is 3.5 %.", "author": "Ilse Brandtner", "consent": consent}
    loaded = load_site(
        profile={},
        projects={"a": {"title": "A", "outcomes": [{**outcome, "evidence": "testimonial:ilse"}]}},
        testimonials=[{"id": "ilse", **quote}],
    )
    text = card_text(loaded.site, loaded.plans["projects/a/"])
    assert (text.level, text.note) == (level, note)


def test_a_card_says_what_a_number_rests_on_before_anything_else(
    load_site: Callable[..., Loaded],
) -> None:
    outcome = {"metric": "Error", "value": 3.5, "unit": "%", "rests_on": "simulated"}
    loaded = load_site(profile={}, projects={"a": {"title": "A", "outcomes": [outcome]}})
    text = card_text(loaded.site, loaded.plans["projects/a/"])
    assert (text.result, text.note) == ("Error: 3.5%", "On simulated data, told by me")


def test_whatever_is_drawn_is_in_the_key() -> None:
    keys = {
        *(card_key(TEXT, b"", Accent(p), type) for p, type in LOOKS),
        card_key(TEXT, b"", Accent("petrol", "#6a3fb5"), "editorial"),
        card_key(TEXT, b"figure", Accent("petrol"), "editorial"),
        *(
            card_key(CardText(**{**vars(TEXT), name: "x"}), b"", Accent("petrol"), "editorial")
            for name in vars(TEXT)
        ),
    }
    assert len(keys) == len(LOOKS) + 2 + len(vars(TEXT))


def test_all_our_code_that_draws_is_in_the_key() -> None:
    """So a card is drawn anew when it would look different, and at no other commit."""
    graph = grimp.build_graph("proofolio", exclude_type_checking_imports=True, cache_dir=None)
    room = "proofolio.outputs."
    needed = {f"{room}preview_cards", f"{room}covers"}
    needed |= {name for module in needed for name in graph.find_upstream_modules(module)}
    drawing = {name for name in needed if name.startswith((room, "proofolio.colours"))}
    assert len(drawing) > 8
    package = Path(proofolio.__file__).parent
    files = {file for part in DRAWN_BY for file in package.glob(part)}
    names = {
        ".".join(("proofolio", *file.relative_to(package).with_suffix("").parts)) for file in files
    }
    assert {name.removesuffix(".__init__") for name in names} == drawing


# With a figure


def figure(mode: str = "RGB") -> bytes:
    """A chart on white with one small mark."""
    picture = Image.new(mode, (900, 500), (255, 255, 255, 0)[: len(mode)])
    pen = ImageDraw.Draw(picture)
    pen.line([(50, 450), (300, 100), (850, 400)], fill=(10, 97, 99), width=12)
    pen.ellipse((430, 220, 460, 250), fill=(200, 70, 15))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def with_figure(content: bytes, text: CardText = TEXT) -> Image.Image:
    made = make_card(text, COVER, Accent("petrol"), "editorial", content)
    assert len(made) < 100_000
    picture = Image.open(io.BytesIO(made))
    assert picture.size == SIZE
    return picture.convert("RGB")


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_figure_is_shown_whole_in_its_own_colours(mode: str) -> None:
    card = with_figure(figure(mode))
    plate = card.crop(PLATE)
    assert not ink(card, (590, 320, 610, 340))
    reds = [
        colour
        for _, colour in plate.getcolors(100_000) or ()
        if isinstance(colour, tuple) and colour[0] > 180 and colour[1] < 90
    ]
    assert reds
    assert ink(card, (64, 50, 300, 95))  # the name
    assert ink(card, (64, 130, 600, 260))  # the title
    assert ink(card, (64, 470, 500, 565))  # the result, and who checked it
    for box in ((0, 0, 63, 630), (1140, 0, 1200, 630), (0, 580, 1200, 630)):
        assert not ink(card, box), box


@pytest.mark.parametrize("title", [LONG, f"{LONG} {LONG}", "word " * 60, "W" * 300, "a"])
def test_any_title_stays_above_the_figure(title: str) -> None:
    card = with_figure(figure(), CardText("N " * 80, title, "result " * 40, "note " * 40, "self"))
    assert not ink(card, (0, 292, 1200, 305))
    assert not ink(card, (556, 306, 579, 630))
    assert not ink(card, (1140, 0, 1200, 630))


def test_even_noise_stays_light() -> None:
    noise = Image.frombytes("RGB", (900, 500), random.Random(1).randbytes(900 * 500 * 3))
    out = io.BytesIO()
    noise.save(out, "JPEG")
    with_figure(out.getvalue())


@pytest.mark.parametrize("content", [b"", b"no picture", figure()[:700], b"<svg/>"])
def test_without_a_readable_figure_the_cover_stays(content: bytes) -> None:
    card = make_card(TEXT, COVER, Accent("petrol"), "editorial", content)
    assert card == make_card(TEXT, COVER, Accent("petrol"), "editorial")


def test_the_niche_stands_opposite_the_name_where_it_fits() -> None:
    short, long = (
        drawn(CardText(name, "Title", niche="Networks")) for name in ("Ana", "Ana " * 12)
    )
    assert ink(short, (600, 50, 760, 95))
    alone = drawn(CardText("Ana " * 12, "Title"))
    assert long.tobytes() == alone.tobytes()


# In a build


class _Made:
    """Counts the cards that are really drawn."""

    def __init__(self) -> None:
        self.titles: list[str] = []

    def __call__(self, text: CardText, *rest: Any) -> bytes:
        self.titles.append(text.title)
        return make_card(text, *rest)

    def take(self) -> list[str]:
        titles, self.titles = sorted(self.titles), []
        return titles


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> _Made:
    counter = _Made()
    monkeypatch.setattr(adapter, "make_card", counter)
    return counter


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    source, kept = root / "tests" / "sites" / "minimal", shutil.ignore_patterns(".cache")
    return Path(shutil.copytree(source, tmp_path / "site", ignore=kept))


def cards_of(site: Path) -> dict[str, bytes]:
    found = sorted((site / "assets" / "cards").rglob("*.png"))
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def test_only_what_changed_is_drawn_again(
    folder: Path, build_site: Callable[..., Path], made: _Made
) -> None:
    first = cards_of(build_site(folder))
    titles = made.take()
    assert len(first) == len(titles) > 4
    assert "assets/cards/index.png" in first
    assert cards_of(build_site(folder)) == first
    assert made.take() == []
    project = folder / "projects" / "triage.yml"
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace("Who waits longest", "Who waited"), encoding="utf-8")
    second = cards_of(build_site(folder))
    assert made.take() == ["Who waited"]
    assert [name for name in first if first[name] != second[name]] == [
        "assets/cards/projects/triage.png"
    ]


def test_a_damaged_card_is_drawn_again(
    folder: Path, build_site: Callable[..., Path], made: _Made
) -> None:
    first = cards_of(build_site(folder))
    made.take()
    kept = next((folder / ".cache" / "proofolio" / "cards").glob("*.png"))
    kept.write_bytes(kept.read_bytes()[:500])
    assert cards_of(build_site(folder)) == first
    assert len(made.take()) == 1


def test_a_card_that_fails_is_a_note(
    folder: Path, build_report: Callable[..., tuple[Path, list[str]]], monkeypatch: Any
) -> None:
    def fail(*_: Any) -> bytes:
        raise OSError("no font")

    monkeypatch.setattr(adapter, "make_card", fail)
    site, messages = build_report(folder, strict=True)
    told = [message for message in messages if "no preview card" in message]
    assert told
    assert {message.split()[0] for message in told} == {"INFO"}
    text = (site / "index.html").read_text(encoding="utf-8")
    assert "og:image" not in text
    assert 'content="summary"' in text


def test_a_card_of_her_own_is_kept(
    folder: Path, build_site: Callable[..., Path], made: _Made
) -> None:
    own = folder / "site_src" / "assets" / "cards" / "projects" / "triage.png"
    own.parent.mkdir(parents=True)
    own.write_bytes(make_card(CardText("A", "Mine"), COVER, Accent("iron"), "plain"))
    site = build_site(folder)
    assert cards_of(site)["assets/cards/projects/triage.png"] == own.read_bytes()
    assert "Who waits longest" not in made.take()
    page = (site / "projects" / "triage" / "index.html").read_text(encoding="utf-8")
    assert "https://ana.example/assets/cards/projects/triage.png" in page


@pytest.mark.parametrize("how", ["switched off", "without an address"])
def test_cards_nobody_asks_for_are_not_made(
    folder: Path, tmp_path: Path, made: _Made, how: str
) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    changes = {
        "switched off": ("portfolio\n", "portfolio:\n      cards: false\n"),
        "without an address": ("site_url: https://ana.example/\n", ""),
    }
    settings.write_text(text.replace(*changes[how]), encoding="utf-8")
    assert settings.read_text(encoding="utf-8") != text
    out = tmp_path / "out"
    config = load_config(str(settings), site_dir=str(out))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    assert (out / "index.html").is_file()
    assert made.take() == []
    assert cards_of(out) == {}
    assert "og:image" not in (out / "index.html").read_text(encoding="utf-8")


def test_while_serving_a_card_is_made_when_it_is_asked_for(
    folder: Path, tmp_path: Path, made: _Made
) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    out = tmp_path / "out"
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(out))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    assert made.take() == []
    assert cards_of(out) == {}
    page = (out / "projects" / "triage" / "index.html").read_text(encoding="utf-8")
    assert "assets/cards/projects/triage.png" in page
    promised = portfolio_of(config).maker.pictures.promised  # type: ignore[union-attr]
    content = promised["assets/cards/projects/triage.png"]()
    assert content.startswith(b"\x89PNG")
    assert made.take() == ["Who waits longest"]


def test_a_font_named_in_the_settings_is_used_and_asked_for_where_it_is_missing(
    folder: Path, build_report: Callable[..., tuple[Path, list[str]]]
) -> None:
    def build(font: str) -> tuple[bytes, list[str]]:
        plugins = [{"proofolio/portfolio": {"card_font": font}}]
        site, messages = build_report(folder, plugins=plugins)
        return cards_of(site)["assets/cards/projects/triage.png"], messages

    project = folder / "projects" / "triage.yml"
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace("Who waits longest", CHINESE), encoding="utf-8")
    shutil.copy(BOXES, folder / "boxes.ttf")
    drawn_with, messages = build("boxes.ttf")
    assert ink(Image.open(io.BytesIO(drawn_with)).convert("RGB"), (64, 150, 600, 210))
    assert not [message for message in messages if "card_font" in message]
    without, messages = build("fonts/none.otf")
    assert without != drawn_with
    assert [m for m in messages if "card_font" in m and '"fonts/none.otf"' in m]

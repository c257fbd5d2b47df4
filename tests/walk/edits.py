"""Random edits of a site, of every kind of entry, by one author who knows what stands where.

What may be edited is read from the records and the options, so that a new kind, field or option is
edited by itself. An edit is chosen by looking at the files as they are, and is data from then on.
"""

from __future__ import annotations

import json
import random
import tomllib
from collections import defaultdict
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from tests.walk import sources
from tests.walk.changes import Clock, Edit, Move, Place, Remove, Step, Write
from tests.walk.settings import change_settings
from tests.walk.values import PER_KIND, SNIPPETS, RandomValues, body, sentence

from proofolio.model.kind import Kind
from proofolio.model.kinds import KINDS
from proofolio.model.profile import Profile

FOLDERS = tuple(kind for kind in KINDS if kind.source == "folder")
LISTS = tuple(kind for kind in KINDS if kind.source == "list")
DAY = 24 * 3600
BROKEN = b"\n---\ntitle: [never closed\n"
TITLES = ("title", "name", "headline")

Chosen = tuple[str, tuple[Step, ...]] | None
"""What is done, in words, and its steps; none where there is nothing to do it to."""


class Author:
    """Edits the site in a place, one edit after another."""

    def __init__(self, rng: random.Random, place: Place) -> None:
        self.rng = rng
        self.place = place
        self.made = 0
        self.chosen: set[Callable[[Author], Chosen]] = set()
        """Kinds of edits that were made."""
        self.whole: dict[str, bytes] = {}
        """What broken files held before."""
        self.broken: set[bytes] = set()
        """What they held when they were."""
        self.earlier: dict[str, list[bytes]] = defaultdict(list)
        """What files held before, whatever became of them."""

    def edit(self) -> Edit:
        """The next edit, which is done."""
        kinds = [each for each, weight in EDITS.items() for _ in range(weight)]
        made = None
        while made is None:
            made = (kind := self.rng.choice(kinds))(self)
        self.chosen.add(kind)
        words, steps = made
        self.made += 1
        edit = Edit(self.made, words, steps)
        self._remember(steps)
        self.place.apply(edit)
        return edit

    # What there is

    def files(self, folder: str, *endings: str) -> list[str]:
        """Files below a folder with one of these endings, in order."""
        root = self.place.folder
        found = (path for path in (root / folder).rglob("*") if path.is_file())
        names = sorted(path.relative_to(root).as_posix() for path in found)
        return [name for name in names if name.endswith(endings or "")]

    def entries(self) -> list[str]:
        """Files of entries that have their own."""
        endings = (".md", ".yml", ".ipynb")
        return [path for kind in FOLDERS for path in self.files(kind.plural, *endings)]

    def pages(self) -> list[str]:
        """Pages that are no entries."""
        return self.files("site_src", ".md")

    def read(self, path: str) -> bytes:
        return (self.place.folder / path).read_bytes()

    def text(self, path: str) -> str:
        return self.read(path).decode()

    def pick(self, paths: list[str]) -> str:
        """One of the files, as far as it is not broken."""
        whole = [path for path in paths if path not in self.whole]
        return self.rng.choice(whole) if whole else ""

    # How it changes

    def write(self, path: str, content: bytes | str, words: str) -> Chosen:
        """A file gets this content; now and then its time stays, as with some tools."""
        written = content.encode() if isinstance(content, str) else content
        keeps_time = self.rng.random() < 0.25
        return f"{words} of {path}{' (same time)' * keeps_time}", (
            Write(path, written, keeps_time),
        )

    def _remember(self, steps: tuple[Step, ...]) -> None:
        for step in steps:
            path = getattr(step, "path", "")
            if path and (self.place.folder / path).is_file():
                before = self.read(path)
                if before not in self.broken:
                    self.earlier[path].append(before)


def _change_text(author: Author) -> Chosen:
    """The text of an entry or a page, all of it or a sentence more."""
    path = author.pick([p for p in (*author.entries(), *author.pages()) if p.endswith(".md")])
    if not path:
        return None
    fields, before = sources.split(author.text(path))
    rng, others = author.rng, [*author.entries(), *author.pages()]
    more = f"{before}\n{sentence(rng)}\n" if rng.random() < 0.4 else body(rng, path, others)
    return author.write(path, sources.front_matter(fields, more), "text")


def _change_field(author: Author, among: tuple[str, ...] = ()) -> Chosen:
    """A field of an entry of any kind: another value, or none."""
    rng = author.rng
    kind = rng.choice(KINDS)
    if kind in LISTS:
        path = f"site_src/_data/{kind.plural}.yml"
        return _in_list(author, kind, path, among) if author.pick([path]) else None
    path = author.pick([p for p in author.entries() if p.startswith(f"{kind.plural}/")])
    if not path:
        return None
    if path.endswith(".ipynb"):
        content = json.loads(author.read(path))
        fields, rest = sources.split("".join(content["cells"][0]["source"]))
        words = _alter(author, kind, fields, among)
        content["cells"][0]["source"] = sources.front_matter(fields, rest)
        return author.write(path, json.dumps(content, indent=1), words)
    if path.endswith(".yml"):
        fields = yaml.safe_load(author.text(path))
        words = _alter(author, kind, fields, among)
        return author.write(path, sources.to_yaml(fields), words)
    fields, text = sources.split(author.text(path))
    words = _alter(author, kind, fields, among)
    return author.write(path, sources.front_matter(fields, text), words)


def _in_list(author: Author, kind: Kind[Any], path: str, among: tuple[str, ...]) -> Chosen:
    entries = yaml.safe_load(author.text(path)) or {}
    if not entries:
        return None
    id = author.rng.choice(sorted(entries))
    words = _alter(author, kind, entries[id], among)
    return author.write(path, sources.to_yaml(entries), f"{words} of {id}")


def _alter(author: Author, kind: Kind[Any], fields: dict[str, Any], among: tuple[str, ...]) -> str:
    rng, known = author.rng, kind.record.model_fields
    name = rng.choice([name for name in among if name in known] or sorted(known))
    value = RandomValues(rng).of(kind.record, name)
    needed = known[name].is_required() or name in kind.needed
    if value is None or (not needed and rng.random() < 0.2):
        fields.pop(name, None)
        return f"no {name}"
    fields[name] = value
    return name


def _change_title(author: Author) -> Chosen:
    return _change_field(author, TITLES)


def _change_profile(author: Author) -> Chosen:
    path = author.pick(["site_src/_data/profile.yml"])
    if not path:
        return None
    fields = yaml.safe_load(author.text(path))
    name = author.rng.choice(sorted(Profile.model_fields))
    value = RandomValues(author.rng).of(Profile, name)
    fields.pop(name, None)
    if value is not None:
        fields[name] = value
    return author.write(path, sources.to_yaml(fields), name)


def _add_entry(author: Author) -> Chosen:
    rng, kind = author.rng, author.rng.choice(KINDS)
    number = rng.randrange(2 * PER_KIND)
    if kind in LISTS:
        path = f"site_src/_data/{kind.plural}.yml"
        if not author.pick([path]):
            return None
        entries = yaml.safe_load(author.text(path)) or {}
        made = RandomValues(rng).entry(kind.record, kind.needed)
        if rng.random() < 0.2:
            own = f"site_src/_data/{kind.plural}/{kind.word}-{number}.yml"
            return author.write(own, sources.to_yaml(made), "all")
        entries[f"{kind.word}-{number}"] = made
        return author.write(path, sources.to_yaml(entries), "another entry")
    path = sources.entry_path(kind, number, rng.choice(sources.FORMS))
    files = sources.entry_file(rng, kind, path, [*author.entries(), *author.pages()])
    return f"new {path}", tuple(Write(name, content) for name, content in files.items())


def _remove_entry(author: Author) -> Chosen:
    rng, kind = author.rng, author.rng.choice(KINDS)
    if kind in LISTS:
        path = f"site_src/_data/{kind.plural}.yml"
        entries = yaml.safe_load(author.text(path)) or {} if author.pick([path]) else {}
        if len(entries) < 2:
            return None
        del entries[rng.choice(sorted(entries))]
        return author.write(path, sources.to_yaml(entries), "an entry less")
    paths = [path for path in author.entries() if path.startswith(f"{kind.plural}/")]
    path = author.pick(paths) if len(paths) > 2 else ""
    return (f"without {path}", (Remove(path),)) if path else None


def _rename_entry(author: Author) -> Chosen:
    path = author.pick(author.entries())
    if not path or path.endswith("index.md"):
        return None
    stem, dot, ending = path.rpartition(".")
    to = f"{stem.rpartition('-')[0]}-{author.rng.randrange(3 * PER_KIND)}{dot}{ending}"
    taken = to in author.entries()
    return None if taken else (f"{path} is now {to}", (Move(path, to),))


def _reorder(author: Author) -> Chosen:
    """The entries of a list stand in another order."""
    kind = author.rng.choice(LISTS)
    path = author.pick([f"site_src/_data/{kind.plural}.yml"])
    if not path:
        return None
    entries = list((yaml.safe_load(author.text(path)) or {}).items())
    author.rng.shuffle(entries)
    return author.write(path, sources.to_yaml(dict(entries)), "another order")


def _break(author: Author) -> Chosen:
    """A file of content or a notebook is cut off, or its YAML is."""
    data = [path for path in author.files("site_src/_data", ".yml") if "profile" not in path]
    path = author.pick([*author.entries(), *data])
    if not path or len(author.whole) > 2:
        return None
    before = author.read(path)
    author.whole[path] = before
    cut = before[: len(before) // 2] if path.endswith(".ipynb") else BROKEN + before
    author.broken.add(cut)
    return author.write(path, cut, "a slip in the form")


def _mend(author: Author) -> Chosen:
    broken = [path for path in author.whole if (author.place.folder / path).is_file()]
    if not broken:
        return None
    path = author.rng.choice(broken)
    return author.write(path, author.whole.pop(path), "the slip mended")


def _restore(author: Author) -> Chosen:
    """A file is what it was at some time before, or is there again."""
    past = sorted(path for path in author.earlier if path not in author.whole)
    if not past:
        return None
    path = author.rng.choice(past)
    return author.write(path, author.rng.choice(author.earlier[path]), "an earlier state")


def _touch(author: Author) -> Chosen:
    """A file is saved as it is."""
    path = author.pick([*author.entries(), *author.pages()])
    return (f"{path} saved", (Write(path, author.read(path)),)) if path else None


def _change_notebook(author: Author) -> Chosen:
    """A cell of a notebook: its text, its code, or what it has put out."""
    rng, path = author.rng, author.pick([p for p in author.entries() if p.endswith(".ipynb")])
    if not path:
        return None
    content = json.loads(author.read(path))
    cells = content["cells"][1:]
    cell = rng.choice(cells)
    outputs = [output for each in cells for output in each.get("outputs", [])]
    if outputs and rng.random() < 0.5:
        _change_output(rng, rng.choice(outputs))
        return author.write(path, json.dumps(content, indent=1), "an output")
    mark = "#" if cell["cell_type"] == "code" else ""
    cell["source"] = [*cell["source"], f"\n\n{mark} {sentence(rng)}"]
    return author.write(path, json.dumps(content, indent=1), "a cell")


def _change_output(rng: random.Random, output: dict[str, Any]) -> None:
    if "text" in output:
        output["text"] = [f"n = {rng.randrange(10**6)}\n"]
    elif "image/png" in output["data"]:
        output["data"] = sources.plot(rng, f"drawn {rng.randrange(10**6)}")["data"]
    else:
        output["data"] = sources.data_frame(rng)["data"]


def _swap_notebooks(author: Author) -> Chosen:
    """Two notebooks have each other's content."""
    paths = [p for p in author.entries() if p.endswith(".ipynb") and p not in author.whole]
    if len(paths) < 2:
        return None
    one, other = author.rng.sample(paths, 2)
    keeps_time = author.rng.random() < 0.5
    return f"{one} and {other} swapped", (
        Write(one, author.read(other), keeps_time),
        Write(other, author.read(one), keeps_time),
    )


def _change_picture(author: Author) -> Chosen:
    """Another picture under the same name, as large and as old as the one before."""
    rng, places = author.rng, ("site_src", *(kind.plural for kind in FOLDERS))
    path = author.pick([path for place in places for path in author.files(place, ".png", ".svg")])
    if not path:
        return None
    if rng.random() < 0.15:
        return f"without {path}", (Remove(path),)
    made = sources.drawing(rng) if path.endswith(".svg") else sources.picture(rng)
    return author.write(path, made, "another picture")


def _change_page(author: Author) -> Chosen:
    """A page of the author's is new, or gone."""
    rng, pages = author.rng, author.pages()
    if len(pages) > 2 and rng.random() < 0.4:
        path = author.pick(pages)
        return (f"without {path}", (Remove(path),)) if path else None
    folder = rng.choice(["", "", "notes/"])
    listings = [f"{kind.plural}/index" for kind in KINDS]
    name = rng.choice([f"page-{rng.randrange(9)}", "index", rng.choice(listings)])
    path = f"site_src/{folder}{name}.md"
    made = sources.own_page(rng, path, [*author.entries(), *pages])
    return author.write(path, made, "all")


def _change_snippet(author: Author) -> Chosen:
    path = author.rng.choice(SNIPPETS)
    said = author.rng.choice([sentence(author.rng), f"*[HTML]: {sentence(author.rng)}"])
    return author.write(path, f"{said}\n", "text")


def _change_override(author: Author) -> Chosen:
    """A template of the author's is another, new or gone."""
    rng = author.rng
    path = rng.choice(["main.html", "main.html", "404.html", "partials/comments.html"])
    path = f"overrides/{path}"
    is_there = (author.place.folder / path).is_file()
    if is_there and rng.random() < 0.3:
        return f"without {path}", (Remove(path),)
    is_part = "partials" in path
    made = f"<p>{sentence(rng)}</p>\n".encode() if is_part else sources.override(rng)
    return author.write(path, made, "all")


def _change_settings(author: Author) -> Chosen:
    settings = yaml.safe_load(author.text("mkdocs.yml"))
    words = change_settings(author.rng, settings)
    return author.write("mkdocs.yml", sources.to_yaml(settings), words)


def _change_beside(author: Author) -> Chosen:
    """A file that settings may name, or that stands beside content."""
    said = sentence(author.rng)
    beside = {
        "hook.py": sources.hook(author.rng),
        "exporter.py": sources.exporter(author.rng),
        "site_src/assets/own.css": f"/* {said} */\n",
        "posts/.authors.yml": f"authors:\n  ana: {{name: '{said}'}}\n",
        "site_src/_data/words.yml": _own_word(author.rng),
        "site_src/_data/publications.bib": _cited(author.rng),
        "private/confidential.txt": f"Nordwind {author.rng.randrange(999)}\n",
        "site_src/robots.txt": f"# {said}\n",
    }
    path = author.rng.choice(sorted(beside))
    return author.write(path, beside[path], "all")


def _own_word(rng: random.Random) -> str:
    """A word of the interface, said in the author's way."""
    words = files("proofolio") / "views" / "words" / "en.toml"
    sections = tomllib.loads(words.read_text(encoding="utf-8"))
    section = rng.choice(sorted(sections))
    key = rng.choice(sorted(sections[section]))
    said = f"{sections[section][key]} {rng.randrange(10**6)}"
    return sources.to_yaml({"en": {section: {key: said}}})


def _cited(rng: random.Random) -> str:
    """Publications as a reference manager exports them."""
    name = f"paper-{rng.randrange(PER_KIND)}"
    fields = {"title": sentence(rng), "author": "Kovač, Ana", "year": rng.randint(2019, 2026)}
    written = ",\n".join(f"  {key} = {{{value}}}" for key, value in fields.items())
    return f"@article{{{name},\n{written}\n}}\n"


def _change_font(author: Author) -> Chosen:
    """A font of the author's."""
    font = Path(__file__).parent.parent / "outputs" / "boxes.ttf"
    return author.write("own.ttf", font.read_bytes(), "all")


def _change_clock(author: Author) -> Chosen:
    days = author.rng.choice([0, 1, 7, 60, 400])
    to = author.place.clock + days * DAY + author.rng.randrange(DAY)
    return f"it is {days} days later", (Clock(to),)


EDITS: dict[Callable[[Author], Chosen], int] = {
    _change_text: 5,
    _change_field: 6,
    _change_title: 2,
    _change_profile: 3,
    _add_entry: 3,
    _remove_entry: 2,
    _rename_entry: 2,
    _reorder: 1,
    _break: 1,
    _mend: 3,
    _restore: 5,
    _touch: 1,
    _change_notebook: 4,
    _swap_notebooks: 2,
    _change_picture: 3,
    _change_page: 3,
    _change_snippet: 5,
    _change_override: 4,
    _change_settings: 24,
    _change_beside: 6,
    _change_font: 1,
    _change_clock: 2,
}
"""All kinds of edits, with how often each is made."""

"""Edits of what is around the entries: notebooks, pictures, pages, templates, settings, time."""

from __future__ import annotations

import json
import random
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from tests.walk import sources
from tests.walk.author import FOLDERS, Author, Chosen
from tests.walk.changes import Clock, Remove, Write
from tests.walk.settings import change_extension, change_settings
from tests.walk.values import PER_KIND, SNIPPETS, RandomValues, sentence

from proofolio.model.kinds import KINDS
from proofolio.model.profile import Profile

DAY = 24 * 3600


def change_profile(author: Author) -> Chosen:
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


def change_notebook(author: Author) -> Chosen:
    """A cell of a notebook: its text, its code, or what it has put out."""
    rng, path = author.rng, author.pick([p for p in author.entries() if p.endswith(".ipynb")])
    if not path:
        return None
    content = json.loads(author.read(path))
    cells = content["cells"][1:]
    cell = rng.choice(cells)
    outputs = [output for each in cells for output in each.get("outputs", [])]
    if outputs and rng.random() < 0.5:
        change_output(rng, rng.choice(outputs))
        return author.write(path, json.dumps(content, indent=1), "an output")
    mark = "#" if cell["cell_type"] == "code" else ""
    cell["source"] = [*cell["source"], f"\n\n{mark} {sentence(rng)}"]
    return author.write(path, json.dumps(content, indent=1), "a cell")


def change_output(rng: random.Random, output: dict[str, Any]) -> None:
    if "text" in output:
        output["text"] = [f"n = {rng.randrange(10**6)}\n"]
    elif "image/png" in output["data"]:
        output["data"] = sources.plot(rng, f"drawn {rng.randrange(10**6)}")["data"]
    else:
        output["data"] = sources.data_frame(rng)["data"]


def swap_notebooks(author: Author) -> Chosen:
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


def change_picture(author: Author) -> Chosen:
    """Another picture under the same name, as large and as old as the one before."""
    rng, places = author.rng, ("site_src", *(kind.plural for kind in FOLDERS))
    path = author.pick([path for place in places for path in author.files(place, ".png", ".svg")])
    if not path:
        return None
    if rng.random() < 0.15:
        return f"without {path}", (Remove(path),)
    made = sources.drawing(rng) if path.endswith(".svg") else sources.picture(rng)
    return author.write(path, made, "another picture")


def change_page(author: Author) -> Chosen:
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


def change_snippet(author: Author) -> Chosen:
    path = author.rng.choice(SNIPPETS)
    said = author.rng.choice([sentence(author.rng), f"*[HTML]: {sentence(author.rng)}"])
    return author.write(path, f"{said}\n", "text")


def change_override(author: Author) -> Chosen:
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


def edit_extensions(author: Author) -> Chosen:
    """An extension of Markdown is on, off or has other options."""
    settings = yaml.safe_load(author.text("mkdocs.yml"))
    words = change_extension(author.rng, settings)
    return author.write("mkdocs.yml", sources.to_yaml(settings), words)


def edit_settings(author: Author) -> Chosen:
    settings = yaml.safe_load(author.text("mkdocs.yml"))
    words = change_settings(author.rng, settings)
    return author.write("mkdocs.yml", sources.to_yaml(settings), words)


def change_beside(author: Author) -> Chosen:
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


def change_font(author: Author) -> Chosen:
    """A font of the author's."""
    font = Path(__file__).parent.parent / "outputs" / "boxes.ttf"
    return author.write("own.ttf", font.read_bytes(), "all")


def change_clock(author: Author) -> Chosen:
    days = author.rng.choice([0, 1, 7, 60, 400])
    to = author.place.clock + days * DAY + author.rng.randrange(DAY)
    return f"it is {days} days later", (Clock(to),)

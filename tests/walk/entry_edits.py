"""Edits of entries, of any kind: text, fields and titles; new ones, gone ones, other names."""

from __future__ import annotations

import json
from typing import Any

import yaml
from tests.walk import sources
from tests.walk.author import LISTS, Author, Chosen
from tests.walk.changes import Move, Remove, Write
from tests.walk.values import PER_KIND, RandomValues, body, sentence

from proofolio.model.kind import Kind
from proofolio.model.kinds import KINDS

TITLES = ("title", "name", "headline")


def change_text(author: Author) -> Chosen:
    """The text of an entry or a page, all of it or a sentence more."""
    path = author.pick([p for p in (*author.entries(), *author.pages()) if p.endswith(".md")])
    if not path:
        return None
    fields, before = sources.split(author.text(path))
    rng, others = author.rng, [*author.entries(), *author.pages()]
    more = f"{before}\n{sentence(rng)}\n" if rng.random() < 0.4 else body(rng, path, others)
    return author.write(path, sources.front_matter(fields, more), "text")


def change_field(author: Author, among: tuple[str, ...] = ()) -> Chosen:
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


def change_title(author: Author) -> Chosen:
    return change_field(author, TITLES)


def add_entry(author: Author) -> Chosen:
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


def remove_entry(author: Author) -> Chosen:
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


def rename_entry(author: Author) -> Chosen:
    path = author.pick(author.entries())
    if not path or path.endswith("index.md"):
        return None
    stem, dot, ending = path.rpartition(".")
    to = f"{stem.rpartition('-')[0]}-{author.rng.randrange(3 * PER_KIND)}{dot}{ending}"
    taken = to in author.entries()
    return None if taken else (f"{path} is now {to}", (Move(path, to),))


def reorder_list(author: Author) -> Chosen:
    """The entries of a list stand in another order."""
    kind = author.rng.choice(LISTS)
    path = author.pick([f"site_src/_data/{kind.plural}.yml"])
    if not path:
        return None
    entries = list((yaml.safe_load(author.text(path)) or {}).items())
    author.rng.shuffle(entries)
    return author.write(path, sources.to_yaml(dict(entries)), "another order")

"""The files of a site with entries of every kind, as text; the first edit finds them there."""

from __future__ import annotations

import io
import random
from typing import Any

import yaml
from PIL import Image
from tests.benchmarks.notebooks import code_cell, markdown_cell, notebook, plot, raw_cell, stream
from tests.benchmarks.notebooks import table as data_frame
from tests.walk.settings import NEEDED, REQUIRED, our_options, random_extensions
from tests.walk.values import PER_KIND, SNIPPETS, RandomValues, body, sentence

from proofolio.model.kind import Kind
from proofolio.model.kinds import KINDS

FORMS = (".md", ".yml", ".ipynb", "/index.md")
"""How an entry of a folder may be written."""


def to_yaml(value: Any) -> str:
    """YAML as an author writes it."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100)


def front_matter(fields: dict[str, Any], text: str) -> str:
    """A Markdown file."""
    return f"---\n{to_yaml(fields)}---\n\n{text}"


def split(text: str) -> tuple[dict[str, Any], str]:
    """Fields and text of a Markdown file; no fields where they cannot be read."""
    head, _, rest = text.removeprefix("---\n").partition("---\n")
    try:
        fields = yaml.safe_load(head) if text.startswith("---\n") else {}
    except yaml.YAMLError:
        fields = {}
    return (fields, rest) if isinstance(fields, dict) else ({}, rest)


def picture(rng: random.Random, size: int = 48) -> bytes:
    """A PNG; all of one `size` are equally long."""
    colour = tuple(rng.randrange(256) for _ in range(3))
    image = Image.new("RGB", (size, size), colour)
    image.putpixel((rng.randrange(size), rng.randrange(size)), (0, 0, 0))
    written = io.BytesIO()
    image.save(written, "PNG", compress_level=0)
    return written.getvalue()


def drawing(rng: random.Random) -> bytes:
    """An SVG."""
    shape = f'<circle r="{rng.randrange(10, 99)}" fill="#{rng.randrange(16**6):06x}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60">{shape}</svg>'.encode()


def cells(rng: random.Random, fields: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """Cells of a notebook with its metadata first."""
    made = [
        raw_cell(front_matter(fields, "")),
        markdown_cell(f"# {sentence(rng)}\n\n{sentence(rng)} $x_{rng.randrange(9)}$"),
        code_cell("print(n)", stream(f"n = {rng.randrange(10**6)}")),
    ]
    if rng.random() < 0.4:
        made.append(code_cell("frame", data_frame(rng)))
    if rng.random() < 0.4:
        made.append(code_cell("plot()", plot(rng, f"drawn {rng.randrange(10**6)}")))
    return tuple(made)


def entry_file(
    rng: random.Random, kind: Kind[Any], path: str, others: list[str]
) -> dict[str, bytes]:
    """The files of an entry that has its own, with the picture that its text may show."""
    fields = RandomValues(rng).entry(kind.record, kind.needed)
    files: dict[str, bytes] = {}
    if path.endswith(".ipynb"):
        text = notebook(cells(rng, fields))
    elif path.endswith(".yml"):
        text = to_yaml({key: value for key, value in fields.items() if key != "notebook"})
    else:
        fields.pop("notebook", None)
        text = front_matter(fields, body(rng, path, others))
        files[path.rpartition("/")[0] + "/plot.png"] = picture(rng)
    return {**files, path: text.encode()}


def entry_path(kind: Kind[Any], number: int, form: str) -> str:
    """The file of an entry of a kind that has a folder."""
    return f"{kind.plural}/{kind.word}-{number}{form}"


def make_sources(rng: random.Random, size: int, *, cards: bool = False) -> dict[str, bytes]:
    """The files of a site with so many entries, by path."""
    folders = [kind for kind in KINDS if kind.source == "folder"]
    lists = [kind for kind in KINDS if kind.source == "list"]
    each = min(PER_KIND, max(2, size // (2 * len(lists))))
    texts = range((size - each * len(lists)) // len(folders))
    paths = {entry_path(kind, n, FORMS[n % len(FORMS)]): kind for kind in folders for n in texts}
    made: dict[str, bytes] = {}
    for path, kind in paths.items():
        made |= entry_file(rng, kind, path, sorted(paths))
    for kind in lists:
        values = RandomValues(rng)
        entries = {f"{kind.word}-{n}": values.entry(kind.record, kind.needed) for n in range(each)}
        made[f"site_src/_data/{kind.plural}.yml"] = to_yaml(entries).encode()
    made |= _around(rng, sorted(paths), cards=cards)
    return made


def _around(rng: random.Random, others: list[str], *, cards: bool) -> dict[str, bytes]:
    """What is no entry: the profile, own pages, pictures, snippets, overrides and settings."""
    profile = {"name": "Ana Kovač", "headline": sentence(rng), "email": "a@ana.example"}
    pages = {
        f"site_src/page-{n}.md": own_page(rng, f"site_src/page-{n}.md", others) for n in (1, 2)
    }
    return {
        "mkdocs.yml": to_yaml(settings(rng, cards=cards)).encode(),
        "site_src/_data/profile.yml": to_yaml(profile).encode(),
        "site_src/assets/photo.png": picture(rng),
        "site_src/assets/drawing.svg": drawing(rng),
        "overrides/main.html": override(rng),
        "hook.py": hook(rng),
        "exporter.py": exporter(rng),
        **{path: f"{sentence(rng)}\n".encode() for path in SNIPPETS},
        **pages,
    }


def own_page(rng: random.Random, path: str, others: list[str]) -> bytes:
    """A page that is no entry."""
    return front_matter({"title": sentence(rng)}, body(rng, path, others)).encode()


def override(rng: random.Random) -> bytes:
    """A template of the author's that adds a line to every page."""
    block = rng.choice(["extrahead", "announce", "styles", "libs"])
    text = f"{{{{ super() }}}}<!-- {sentence(rng)} -->"
    lines = ('{% extends "base.html" %}', f"{{% block {block} %}}{text}{{% endblock %}}", "")
    return "\n".join(lines).encode()


def hook(rng: random.Random) -> bytes:
    """Code of the author's that adds a line to every page."""
    said = sentence(rng)
    return f"def on_page_content(html, **others):\n    return html + '<p>{said}</p>'\n".encode()


def exporter(rng: random.Random) -> bytes:
    """A class of the author's that renders notebooks."""
    made = "from proofolio.notebooks.exporter import FragmentExporter\n\n\n"
    return f'{made}class Own(FragmentExporter):\n    """{sentence(rng)}"""\n'.encode()


def settings(rng: random.Random, *, cards: bool) -> dict[str, Any]:
    """A `mkdocs.yml` with all plugins of ours, and as few words as may be."""
    given = {REQUIRED: {"cards": cards}, **NEEDED}
    return {
        "site_name": "Ana Kovač",
        "site_url": "https://ana.example/",
        "docs_dir": "site_src",
        "exclude_docs": "_data/\n",
        "theme": {"name": "material", "custom_dir": "overrides"},
        "plugins": ["search", *({name: given.get(name, {})} for name in our_options())],
        "markdown_extensions": random_extensions(rng),
    }

"""A corpus as Markdown alone, for tools that read no notebooks: each is given as such a text.

Their plainest sites: a page for every entry, a list of each kind, search where the theme has it.
"""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path
from typing import Any

from corpus import Corpus, Entry
from rival_text import rival_body, rival_cells, rival_labels, rival_pages
from site_files import ADDRESS, TITLE, Landmarks, front_matter, landmarks, to_yaml, write
from site_material import EXTENSIONS

from notebooks import Cell, Output

ZENSICAL: dict[str, Any] = {
    "site_name": TITLE,
    "site_url": ADDRESS,
    "theme": {"name": "material"},
    "nav": [
        {"Home": "index.md"},
        {"Work": "projects/index.md"},
        {"Services": "services.md"},
        {"Testimonials": "testimonials.md"},
        {"Writing": "posts/index.md"},
        {"About": "about.md"},
    ],
    "markdown_extensions": EXTENSIONS,
}

HUGO = f"""\
baseURL = "{ADDRESS}"
title = "{TITLE}"
[markup.goldmark.renderer]
unsafe = true # tables of DataFrames are HTML
[markup.goldmark.extensions.passthrough]
enable = true
[markup.goldmark.extensions.passthrough.delimiters]
block = [["$$", "$$"]]
inline = [["$", "$"]]
"""
HUGO_PAGE = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><nav><a href="/">Home</a> <a href="/projects/">Work</a> <a href="/posts/">Writing</a>
<a href="/services/">Services</a> <a href="/testimonials/">Testimonials</a></nav>
<main>{{ block "main" . }}{{ end }}</main></body></html>
"""
HUGO_SINGLE = '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}\n'
HUGO_LIST = """\
{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}
{{ range .Pages }}<p><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Description }}</p>
{{ end }}{{ end }}
"""


def write_zensical(corpus: Corpus, folder: Path) -> Landmarks:
    files = {"mkdocs.yml": to_yaml(ZENSICAL), "docs/index.md": f"# {TITLE}\n"}
    for kind, entries in (("projects", corpus.projects), ("posts", corpus.posts)):
        lines = [f"- [{entry.title}]({entry.id}.md): {entry.summary}" for entry in entries]
        files[f"docs/{kind}/index.md"] = "\n".join((f"# {kind.title()}", "", *lines, ""))
    return _write(corpus, folder, "docs", files)


def write_hugo(corpus: Corpus, folder: Path) -> Landmarks:
    files = {
        "hugo.toml": HUGO,
        "layouts/_default/baseof.html": HUGO_PAGE,
        "layouts/_default/single.html": HUGO_SINGLE,
        "layouts/_default/list.html": HUGO_LIST,
    }
    return _write(corpus, folder, "content", files)


def _write(corpus: Corpus, folder: Path, content: str, files: dict[str, str]) -> Landmarks:
    """Write all pages below a folder of content, and pictures of notebooks beside them."""
    for title, text in rival_pages(corpus).items():
        files[f"{content}/{title.lower()}.md"] = front_matter({"title": title}, text)
    pictures: dict[Path, bytes] = {}
    for entry in corpus.entries:
        text = rival_body(entry)
        if entry.is_notebook:
            cells = [_markdown(cell, f"{entry.id}-{n}.png") for n, cell in _numbered(entry)]
            text = "\n\n".join(cells)
            for number, cell in _numbered(entry):
                for picture in _pictures(cell):
                    name = f"{entry.id}-{number}.png"
                    pictures[folder / content / f"{entry.kind}s" / name] = picture
        fields = {
            "title": entry.title,
            "description": entry.summary,
            "date": entry.day,
            "tags": rival_labels(entry),
        }
        files[_source(content, entry)] = front_matter(fields, text)
    write(folder, files)
    for path, picture in pictures.items():
        path.write_bytes(picture)
    return landmarks(
        corpus,
        lambda entry: _source(content, entry),
        lambda entry: f"{entry.kind}s/{entry.id}/index.html",
    )


def _source(content: str, entry: Entry) -> str:
    return f"{content}/{entry.kind}s/{entry.id}.md"


def _numbered(entry: Entry) -> list[tuple[int, Cell]]:
    return list(enumerate(rival_cells(entry), start=1))


def _pictures(cell: Cell) -> list[bytes]:
    shown = [output.get("data", {}).get("image/png") for output in cell.get("outputs", ())]
    return [b64decode(picture) for picture in shown if picture]


def _markdown(cell: Cell, picture: str) -> str:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        return source
    shown = (_shown(output, picture) for output in cell["outputs"])
    return "\n\n".join((f"```python\n{source}\n```", *shown))


def _shown(output: Output, picture: str) -> str:
    data = output.get("data", {})
    if "image/png" in data:
        # Both tools give a page a folder of its own, beside that of its pictures.
        return f'<img src="../{picture}" alt="">'
    if "text/html" in data:
        return "".join(data["text/html"])
    return "```text\n" + "".join(output.get("text", ())).rstrip() + "\n```"

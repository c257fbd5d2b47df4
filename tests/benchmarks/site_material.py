"""A corpus for Material for MkDocs with its blog, mkdocs-jupyter and mkdocs-rss-plugin.

The blog does not take notebooks as posts: they are pages in `notes/`. Entries are not in the
navigation, which would make every page grow with their number.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus import Corpus, Entry
from rival_text import rival_body, rival_labels, rival_notebook, rival_pages
from site_files import ADDRESS, TITLE, Landmarks, front_matter, landmarks, to_yaml, write

EXTENSIONS = [
    "admonition",
    "attr_list",
    "footnotes",
    "tables",
    {"toc": {"permalink": True}},
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.superfences",
    {"pymdownx.arithmatex": {"generic": True}},
]
"""Of Markdown, for every site of Material's look."""

MATERIAL: dict[str, Any] = {
    "site_name": TITLE,
    "site_url": ADDRESS,
    "theme": {"name": "material"},
    "nav": [
        {"Home": "index.md"},
        {"Work": "projects/index.md"},
        {"Services": "services.md"},
        {"Testimonials": "testimonials.md"},
        {"Writing": "blog/index.md"},
        {"Topics": "topics.md"},
        {"About": "about.md"},
    ],
    "not_in_nav": "/projects/*\n/notes/*\n",
    "plugins": [
        "search",
        "blog",
        "tags",
        {"mkdocs-jupyter": {"include": ["*.ipynb"], "execute": False}},
        {
            "rss": {
                "match_path": "blog/posts/.*",
                "date_from_meta": {"as_creation": "date"},
                "use_git": False,
            }
        },
    ],
    "markdown_extensions": EXTENSIONS,
}


def write_material(corpus: Corpus, folder: Path) -> Landmarks:
    cards = [
        f"- [{e.title}]({e.id}.{'ipynb' if e.is_notebook else 'md'}): {e.summary}"
        for e in corpus.projects
    ]
    files = {
        "mkdocs.yml": to_yaml(MATERIAL),
        "docs/index.md": f"# {TITLE}\n\nForecasts that people act on.\n",
        "docs/projects/index.md": "# Work\n\n" + "\n".join(cards) + "\n",
        "docs/blog/index.md": "# Writing\n",
        "docs/topics.md": "# Topics\n\n<!-- material/tags -->\n",
    }
    for title, text in rival_pages(corpus).items():
        files[f"docs/{title.lower()}.md"] = f"# {title}\n\n{text}\n"
    for entry in corpus.entries:
        if entry.is_notebook:
            text = rival_notebook(entry)
        else:
            text = front_matter(_material_fields(entry), _material_body(entry))
        files[_material_source(entry)] = text
    write(folder, files)
    return landmarks(corpus, _material_source, _material_page)


def _material_fields(entry: Entry) -> dict[str, Any]:
    fields = {"title": entry.title, "description": entry.summary, "tags": rival_labels(entry)}
    if entry.kind == "project":
        return fields
    # As a date, not as text: the blog takes nothing else.
    return {
        **fields,
        "date": entry.day,
        "slug": entry.id,
        "categories": entry.facets["categories"],
    }


def _material_body(entry: Entry) -> str:
    if entry.kind == "project":
        return f"# {entry.title}\n\n{rival_body(entry)}"
    return f"# {entry.title}\n\n{entry.summary}\n\n<!-- more -->\n\n{entry.body}"


def _material_source(entry: Entry) -> str:
    if entry.is_notebook:
        place = "projects" if entry.kind == "project" else "notes"
        return f"docs/{place}/{entry.id}.ipynb"
    place = "projects" if entry.kind == "project" else "blog/posts"
    return f"docs/{place}/{entry.id}.md"


def _material_page(entry: Entry) -> str:
    if entry.kind == "project":
        return f"projects/{entry.id}/index.html"
    if entry.is_notebook:
        return f"notes/{entry.id}/index.html"
    return f"blog/{entry.day:%Y/%m/%d}/{entry.id}/index.html"

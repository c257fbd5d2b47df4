"""A corpus for Nikola: projects are posts in a folder of their own, so that they are listed."""

from __future__ import annotations

from pathlib import Path

from corpus import Corpus
from rival_text import plain_source, rival_body, rival_labels, rival_notebook, rival_pages
from site_files import ADDRESS, TITLE, Landmarks, front_matter, landmarks, write

NIKOLA = f"""\
BLOG_AUTHOR = BLOG_TITLE = {TITLE!r}
SITE_URL = {ADDRESS!r}
BLOG_EMAIL = "ada@ada.example"
BLOG_DESCRIPTION = "Forecasts that people act on"
DEFAULT_LANG = "en"
NAVIGATION_LINKS = {{
    "en": (
        ("/archive.html", "Archives"),
        ("/categories/", "Tags"),
        ("/rss.xml", "RSS feed"),
        ("/services/", "Services"),
        ("/testimonials/", "Testimonials"),
        ("/about/", "About"),
    )
}}
THEME = "bootblog4"
# Without a source of this suffix the scanner of galleries stops with an error.
POSTS = tuple(
    (f"{{place}}/*.{{suffix}}", place, "post.tmpl")
    for place in ("posts", "projects")
    for suffix in ("md", "ipynb", "txt")
)
PAGES = (("pages/*.md", "", "page.tmpl"),)
TIMEZONE = "Europe/Vienna"
COMPILERS = {{"markdown": [".md"], "ipynb": [".ipynb"], "rest": [".txt", ".rst"]}}
"""


def write_nikola(corpus: Corpus, folder: Path) -> Landmarks:
    files = {"conf.py": NIKOLA}
    for title, text in rival_pages(corpus).items():
        fields = {"title": title, "slug": title.lower(), "date": "2025-01-01 12:00:00"}
        files[f"pages/{title.lower()}.md"] = front_matter(fields, text)
    for entry in corpus.entries:
        fields = {
            "title": entry.title,
            "slug": entry.id,
            "date": f"{entry.day} 12:00:00",
            "description": entry.summary,
            "tags": ", ".join(rival_labels(entry)),
            "category": entry.facets["categories"][0],
        }
        if entry.is_notebook:
            text = rival_notebook(entry, {"nikola": fields})
        else:
            text = front_matter(
                fields, f"{entry.summary}\n\n<!-- TEASER_END -->\n\n" + rival_body(entry)
            )
        files[plain_source(entry)] = text
    write(folder, files)
    return landmarks(corpus, plain_source, lambda e: f"{e.kind}s/{e.id}/index.html")

"""A corpus for Pelican with pelican-jupyter-reader.

The reader's default puts a whole nbconvert page with all styles into each article; the template
`basic` gives the body alone.
"""

from __future__ import annotations

from pathlib import Path

from corpus import Corpus
from rival_text import plain_source, rival_body, rival_labels, rival_notebook, rival_pages
from site_files import ADDRESS, TITLE, Landmarks, landmarks, write

PELICAN = f"""\
from pelican.plugins import pelican_jupyter_reader
from traitlets.config import Config

AUTHOR = SITENAME = {TITLE!r}
SITEURL = {ADDRESS.rstrip("/")!r}
PATH = "content"
ARTICLE_PATHS = ["posts", "projects"]
PAGE_PATHS = ["pages"]
TIMEZONE = "Europe/Vienna"
DEFAULT_LANG = "en"
DEFAULT_PAGINATION = 10
ARTICLE_URL = "{{category}}/{{slug}}/"
ARTICLE_SAVE_AS = "{{category}}/{{slug}}/index.html"
FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_ALL_RSS = "feeds/all.rss.xml"
CATEGORY_FEED_ATOM = "feeds/{{slug}}.atom.xml"
FEED_MAX_ITEMS = 20
PLUGINS = [pelican_jupyter_reader]
NBCONVERT_CONFIG = Config()
NBCONVERT_CONFIG.HTMLExporter.template_name = "basic"
"""


def write_pelican(corpus: Corpus, folder: Path) -> Landmarks:
    files = {"pelicanconf.py": PELICAN}
    for title, text in rival_pages(corpus).items():
        files[f"content/pages/{title.lower()}.md"] = f"Title: {title}\n\n{text}\n"
    for entry in corpus.entries:
        fields = {
            "title": entry.title,
            "slug": entry.id,
            "date": entry.day.isoformat(),
            "category": f"{entry.kind}s",
            "tags": ", ".join(rival_labels(entry)),
            "summary": entry.summary,
        }
        if entry.is_notebook:
            text = rival_notebook(entry, {"pelican": fields})
        else:
            head = "\n".join(f"{name.title()}: {value}" for name, value in fields.items())
            text = f"{head}\n\n{rival_body(entry)}\n"
        files[f"content/{plain_source(entry)}"] = text
    write(folder, files)
    return landmarks(
        corpus,
        lambda entry: f"content/{plain_source(entry)}",
        lambda entry: f"{entry.kind}s/{entry.id}/index.html",
    )

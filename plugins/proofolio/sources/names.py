"""Which key an author wrote: ours, another name for ours, another tool's, or a slip."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from functools import cache

from proofolio.model.profile import Award, Credential, Education, Job, Profile, Teaching
from proofolio.model.project import Project
from proofolio.model.publication import Publication
from proofolio.model.record import Page, Record
from proofolio.model.talk import Talk
from proofolio.sources.shapes import shapes_of
from proofolio.sources.statuses import COMMON, DAYS, holding_keys

OTHER_NAMES: Mapping[str, str] = {
    "description": "summary",
    "img": "image",
    "importance": "order",
    "weight": "order",
    "sort": "order",
    "pin": "featured",
    "selected": "featured",
    "startDate": "start",
    "endDate": "end",
    "from": "start",
    "until": "end",
    "keywords": "tags",
    "categories": "tags",
    "category": "categories",
    "tech_stack": "tools",
    "methods": "skills",
    "author": "authors",
    "canonical-url": "canonical_url",
    "lastmod": "updated",
    "modified": "updated",
    "last_updated": "updated",
    "last_modified_at": "updated",
    "date-modified": "updated",
    "date.created": "date",
    "date.updated": "updated",
    "after": "value",
    "alias": "aliases",
    "permalink": "aliases",
    "url": "aliases",
    "redirect_from": "aliases",
    "old_url": "aliases",
    "releaseDate": "date",
    "release_date": "date",
    "studyType": "study_type",
    "countryCode": "country_code",
}
"""Other names that are read, for records that have the field on the right but not the left."""

OTHER_NAMES_OF: Mapping[type[Record], Mapping[str, str]] = {
    Profile: {
        "proof": "results",
        "resume": "cv",
        "cv_pdf": "cv",
        "resume_pdf": "cv",
        "certificates": "credentials",
        "certifications": "credentials",
        "prizes": "awards",
        "competitions": "awards",
    },
    Award: {"name": "title", "organizer": "awarder", "place": "rank", "participants": "of"},
    Credential: {"title": "name", "valid_until": "expires", "number": "id", "badge": "image"},
    Teaching: {"course": "title", "name": "title", "university": "institution"},
    Talk: {"date": "start"},
    Project: {"category": "tags"},
    Job: {"organization": "name", "company": "name", "title": "position"},
    Publication: {"name": "title", "publisher": "venue"},
    Education: {"degree": "study_type", "school": "institution", "university": "institution"},
}
"""Other names that are read in these records alone."""

MATERIAL = frozenset({"hide", "icon", "template", "social", "comments", "boost"})
"""Material's page keys, which are passed on."""

_OTHER_TOOLS = {
    "Quarto": """
        format execute jupyter engine kernel bibliography csl citation citeproc nocite
        editor theme toc-depth toc-title toc-location toc-expand number-sections code-fold
        code-tools code-summary code-overflow code-line-numbers code-annotations fig-width
        fig-height fig-format fig-dpi fig-cap-location tbl-cap-location title-block-banner
        title-block-style page-layout abstract date-format freeze params listing about
        image-alt image-height image-width lightbox crossref filters output-file output
        citation-location reference-location highlight-style css include-in-header
        include-after-body include-before-body html pdf website open-graph twitter-card doi
        affiliations institute df-print knitr self-contained embed-resources anchor-sections
        page-navigation bread-crumbs metadata-files link-external-icon
        link-external-newwindow back-to-top-navigation smooth-scroll other-links code-links
        sidebar margin-header margin-footer
    """,
    "Jupytext and Jupyter Book": """
        jupytext kernelspec file_format mystnb myst language_info
    """,
    "fastpages and Jekyll": """
        toc badges branch use_math layout sticky_rank search_exclude use_plotly
        nb_path hide_binder_badge hide_github_badge hide_colab_badge hide_deepnote_badge
        show_tags author authors metadata_key1 metadata_key2 excerpt_separator
    """,
    "Nikola": """
        nikola hidetitle hidemeta has_math guid type enclosure hyphenate nocomments noreload
        previewimage url_type write_format pretty_url
    """,
    "Pelican": """
        translation save_as
    """,
    "Kaggle": """
        kaggle kernel_type enable_gpu enable_tpu enable_internet dataset_sources
        competition_sources kernel_sources model_sources code_file id_no
    """,
}

FOREIGN = frozenset(key for keys in _OTHER_TOOLS.values() for key in keys.split())
"""Keys of other tools' front matter, which are ignored with one note for the file."""

COMPUTED_DATES = frozenset({"today", "now", "last-modified"})
"""Dates that Quarto computes while it renders, and that are no dates in a file."""


@cache
def known_keys(model: type[Record]) -> Mapping[str, str]:
    """Every key that is read in a record, with the field it fills."""
    fields = shapes_of(model)
    keys = {name: name for name in fields}
    for other, name in OTHER_NAMES.items():
        if name in fields and other not in fields:
            keys[other] = name
    keys |= OTHER_NAMES_OF.get(model, {})
    return holding_keys(model) | keys


@cache
def likely_keys(model: type[Record]) -> tuple[str, ...]:
    """The keys that a slip may have been meant for."""
    rare = holding_keys(model).keys() - {*COMMON, *DAYS, *shapes_of(model)}
    return tuple(key for key in known_keys(model) if key not in rare)


def is_passed_on(model: type[Record], key: str) -> bool:
    """Whether the key is nothing to us and somebody else's: `x_…`, or Material's."""
    return key.startswith("x_") or (issubclass(model, Page) and key in MATERIAL)


def is_foreign(model: type[Record], key: str) -> bool:
    """Whether the key is another tool's and may be ignored."""
    return issubclass(model, Page) and key in FOREIGN


def nearest(word: str, words: Iterable[str], likeness: float = 0.72) -> str:
    """The word most like this one; empty where none is near."""
    plain = {_plain(known): known for known in words}
    written = _plain(word)
    found = difflib.get_close_matches(written, plain, n=1, cutoff=likeness)
    longer = [known for known in plain if len(written) > 3 and known.startswith(f"{written}_")]
    return plain[(found or longer or [""])[0]] if found or longer else ""


def _plain(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")

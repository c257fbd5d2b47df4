"""Words of BibTeX and biblatex: types of entries, and what their fields are called here."""

from __future__ import annotations

from typing import get_args

from proofolio.model.publication import PUBLICATION_TYPES, PublicationType


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_OUR_TYPES = get_args(get_args(get_args(PublicationType)[0])[0])
TYPES = _words("""
    misc online www electronic webpage patent artwork audio video movie music image performance
    commentary letter legislation jurisdiction legal bibnote game
""") | {*PUBLICATION_TYPES, *_OUR_TYPES}
"""Types of entries that are known; what has no word here is none of our types."""

TEXTS = {
    "volume": "volume", "number": "issue", "issue": "issue", "pages": "pages", "eid": "pages",
    "articleno": "pages", "article-number": "pages", "series": "series", "edition": "edition",
    "version": "edition", "isbn": "isbn", "order": "order", "status": "status",
    "summary": "summary", "tldr": "summary", "publish_date": "publish_date",
    "expiry_date": "expiry_date", "featured": "featured", "selected": "featured",
}  # fmt: skip
"""Fields of one line, the first that is written of those with one meaning."""

ADDRESSES = {
    "doi": "doi", "url": "url", "html": "url", "pdf": "pdf", "url_pdf": "pdf", "url_paper": "pdf",
    "code": "code", "url_code": "code", "github": "code", "data": "data", "dataset": "data",
    "url_dataset": "data", "slides": "slides", "url_slides": "slides", "poster": "poster",
    "url_poster": "poster", "video": "video", "url_video": "video", "arxiv": "arxiv",
}  # fmt: skip
"""Addresses and numbers that lead to it."""

LINKS = {"website": "", "url_project": "", "blog": "post", "supp": "", "demo": "demo"}
"""Further addresses, with the kind of link that they are."""

LISTS = {
    "keywords": "tags", "tags": "tags", "skills": "skills", "projects": "projects",
    "niches": "niches", "services": "services",
}  # fmt: skip
"""Lists, divided by commas or semicolons."""

PLACES = {
    "article": ("journal", "journaltitle"),
    "conference": ("booktitle", "maintitle", "eventtitle"),
    "chapter": ("booktitle", "maintitle"),
    "thesis": ("school", "institution"),
    "report": ("institution", "school"),
    "book": ("publisher",),
}
ALL_PLACES = (
    "journal", "journaltitle", "booktitle", "publisher", "institution", "school", "eventtitle",
    "organization",
)  # fmt: skip
"""Where it appeared; the first that is written of those of its type, then of all."""

PRIVATE = _words("""
    file annote annotation owner timestamp date-added date-modified creationdate username comment
    modificationdate local-url rating ranking readstatus printed review groups __markedentry
    priority mendeley-groups mendeley-tags private uri qualityassured
""")
"""What programs and people note for themselves; nothing of it is published."""

SWITCHES = _words("""
    selected featured bibtex_show preview order status publish_date expiry_date summary tldr
    projects niches services skills abstract crossref xdata
""")
"""What says how it is shown here, or is shown elsewhere: no part of the entry that is copied."""

_OTHERS = """
    author editor editora editorb translator bookauthor afterword foreword introduction annotator
    holder title subtitle titleaddon booktitle booksubtitle booktitleaddon maintitle mainsubtitle
    maintitleaddon journal journaltitle journalsubtitle shortjournal issuetitle issuesubtitle
    eventtitle eventtitleaddon eventdate venue publisher address location institution school
    organization howpublished note addendum pubstate type chapter part volumes pagetotal numpages
    bookpagination pagination year month day date origdate origlanguage origlocation origpublisher
    origtitle urldate language langid hyphenation eprint archiveprefix eprinttype primaryclass
    eprintclass issn isrn isan ismn iswc key label shorthand shorttitle shortauthor shorteditor
    sortkey sortname sorttitle sortyear presort crossref xref xdata entryset ids related
    relatedtype relatedstring options keywords abstract library pmid pmc pmcid hal_id zbl mrnumber
    award award_name abbr altmetric dimensions google_scholar_id additional_info inspirehep_id
    acmid numpages copyright adsurl adsnote bibsource biburl lccn size price translation gender
    execute usera userb userc userd usere userf lista listb listc liste listf verba verbb verbc
    journal-full mesh pst
"""
KNOWN = _words(_OTHERS) | frozenset({*TEXTS, *ADDRESSES, *LINKS, *LISTS, *PRIVATE, *SWITCHES})
"""Fields that mean something to somebody; what is nearly one of them is a slip."""

STATES = _words("""
    forthcoming inpreparation inpress prepublished submitted accepted toappear underreview
""")
"""What stands in place of a year while there is none, without spaces and signs."""

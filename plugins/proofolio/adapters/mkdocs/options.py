"""Options of the plugins, as an author writes them in `mkdocs.yml`."""

from __future__ import annotations

from mkdocs.config import config_options as c

from proofolio.adapters.mkdocs.option_words import Options
from proofolio.outputs.material import PAIRINGS, PALETTES

INCLUDED = ("posts", "projects", "publications", "testimonials")
"""Kinds of entries that feeds can carry."""


class PortfolioOptions(Options):
    """Options of `proofolio/portfolio`."""

    projects = c.Type(str, default="projects")
    """Folder of the projects, beside `mkdocs.yml`."""
    posts = c.Type(str, default="posts")
    """Folder of the posts, beside `mkdocs.yml`."""
    old_addresses = c.Type((str, list), default=[])
    """Addresses at which your projects stood on an older site, and which lead on from there:
    `/portfolio/{slug}/`, or a list of such. In braces `slug`, `id`, `title`, `file`, `category`,
    and `date` in the form you write: `{date:%Y/%m/%d}`."""
    dates_in_addresses = c.Type(bool, default=False)
    """Keep the day that a file's name begins with in the address of its entry, as in
    `/posts/2026-09-09-bands/`."""
    palette = c.Choice(PALETTES, default="petrol")
    """Colours: `petrol` or `iron`."""
    accent = c.Type(str, default="")
    """Your own colour for links, buttons and all that goes with them: `"#6a3fb5"`, in quotes."""
    type = c.Choice(PAIRINGS, default="editorial")
    """Fonts: `editorial` has a serif for headings, `plain` one sans serif for all."""
    notice = c.Type(str, default="")
    """A line of Markdown, small and above every page: what is invented, whose work it is not. Its
    links are those of a page at the top of `site_src`."""
    cache = c.Type(str, default=".cache/proofolio")
    """Folder for what the next build can use again (notebooks, texts, pages, pictures), beside
    `mkdocs.yml`; empty keeps none."""
    exporter = c.Type(str, default="")
    """A class of yours that renders notebooks, `file.py:Class` beside `mkdocs.yml` or
    `package.module:Class`: a subclass of `proofolio.notebooks.exporter.FragmentExporter`."""
    redact_home = c.Type(bool, default=False)
    """Publish your home folder as `~` in every notebook; one that says otherwise of itself keeps to
    that."""
    allow_leaks = c.Type(dict, default={})
    """Secrets that the search for leaks may pass over in any file of yours, each with a reason:
    `posts/a.md: {password: "Everybody's test password"}`. Notebooks have their own."""
    other_hosts = c.Type(dict, default={})
    """Other hosts that pages may ask, each with a reason; a build names all others that they do:
    `{www.youtube.com: Recordings of my talks}`, with `*.` for all below a domain."""
    pictures = c.Type(bool, default=True)
    """Lighter copies of every picture, in the sizes that screens need; in `serve` made when the
    browser asks for one."""
    cards = c.Type(bool, default=True)
    """A picture of every page for where it is shared; in `serve` made when the browser asks."""
    card_font = c.Type(str, default="")
    """A font file of yours, beside `mkdocs.yml`, for letters on these pictures that our fonts lack,
    as Chinese, Japanese, Korean or Greek ones: `fonts/NotoSansSC-Medium.otf`."""
    pdf = c.Type(bool, default=True)
    """A `resume.pdf` of the page of the résumé, where `proofolio[pdf]` is installed and the profile
    names no `cv` of your own."""
    pdf_pages = c.Choice((1, 2), default=2)
    """How many pages it may have; it is set smaller before it takes more."""
    pdf_paper = c.Choice(("", "a4", "letter"), default="")
    """`a4` or `letter`; else what is usual in the country of your profile."""
    pdf_font = c.Type(str, default="")
    """A font file of yours, TTF or OTF, beside `mkdocs.yml`, for letters in it that our fonts lack,
    as Arabic, Chinese or Japanese ones: `fonts/NotoSansSC-Regular.otf`."""


class PostsOptions(Options):
    """Options of `proofolio/posts`."""

    old_addresses = c.Type((str, list), default=[])
    """Addresses at which your posts stood on an older site, in the same way:
    `/blog/{date:%Y}/{slug}/`."""


class TestimonialsOptions(Options):
    """Options of `proofolio/testimonials`: none so far."""

    __test__ = False


class ServicesOptions(Options):
    """Options of `proofolio/services`: none so far."""


class FeedsOptions(Options):
    """Options of `proofolio/feeds`."""

    authority = c.Type(str, default="")
    """Needed: the beginning of all ids, for example the first domain of the site. Write it once and
    never change it, not even with the domain; else every reader shows all entries as new."""
    include = c.ListOfItems(c.Choice(INCLUDED), default=["posts", "projects"])
    """What the feeds of the site and of niches carry: `posts`, `projects`, `publications`, which
    then have a feed of their own too, and `testimonials` whose consent has `feed` in its scope."""
    limit = c.Type(int, default=30)
    """Most entries of a feed; 0 takes all."""
    content = c.Choice(("full", "summary"), default="full")
    """`full` texts, or the `summary` of each."""
    topics = c.ListOfItems(c.Type(str), default=[])
    """Topics that get a feed of their own beside their page, for example `[Forecasting]`."""
    aliases = c.DictOfItems(c.Type(str), default={})
    """Addresses at which readers know your feed from before, each with the feed that stands there
    from now on: `{index.xml: feed.xml}`."""
    updated = c.Choice(("author", "git"), default="author")
    """When an entry last changed: only where its `updated` says so, or by its last commit too."""

"""`proofolio check`: everything a build would say, and what is worth mending besides."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import material
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import get_files

from proofolio.adapters.mkdocs.check_prose import MentionReader
from proofolio.adapters.mkdocs.check_texts import Progress, Text, problems_of, read_texts
from proofolio.adapters.mkdocs.failures import failure_lines
from proofolio.adapters.mkdocs.git_dates import ask_git
from proofolio.adapters.mkdocs.languages import searches_characters
from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.adapters.mkdocs.made_files import add_linked, add_pages
from proofolio.adapters.mkdocs.other_hosts import asked_by_built, asked_by_sources
from proofolio.adapters.mkdocs.portfolio import portfolio_of
from proofolio.adapters.mkdocs.resume_pdf import add_resume_pdf, missing_typst
from proofolio.adapters.mkdocs.settings import THEME
from proofolio.checks import CONTENT
from proofolio.checks.built import check_built, read_built
from proofolio.checks.confidential import find_in_site, find_in_sources
from proofolio.checks.confidential_terms import read_terms
from proofolio.checks.content.languages import check_languages
from proofolio.checks.content.notebooks import check_notebook
from proofolio.checks.content.pictures import check_photographs, check_pictures
from proofolio.checks.content.places import ADDRESSES, shown_name, texts_of
from proofolio.checks.content.samples import check_samples
from proofolio.checks.disclosure import check_disclosure
from proofolio.checks.findings import Finding, Items, findings_of, in_proportion, without_ignored
from proofolio.checks.online import OutsideLink, check_links
from proofolio.checks.other_hosts import OTHER_HOST, host_problems
from proofolio.checks.prospect import Answer, answers_for
from proofolio.checks.secrets.public_tokens import told_once
from proofolio.checks.shown import shown_by
from proofolio.checks.visitor import visitor_answers
from proofolio.mistakes import spared
from proofolio.model.addresses import RESUME
from proofolio.model.kinds import KINDS
from proofolio.model.niche import Niche
from proofolio.model.profile import Profile
from proofolio.model.record import Entry, Page, kind_of
from proofolio.problems import ContentError, Problem
from proofolio.sources.ignores import read_ignores
from proofolio.views.goals import goal_of
from proofolio.views.parts.cv import cv_or_page

LINKS = "links.json"

PUBLIC = (Path(material.__file__).parent / "templates", THEME)
"""Files that everybody has: what is the same there gives nobody away."""

SETTLED = ("consent-refused",)
"""Notes of a build that leave nothing to mend."""


@dataclass
class Checked:
    """The content of a site, and all that was found in it."""

    loaded: Loaded
    problems: list[Problem]
    texts: list[Text]
    cache: Path | None
    other_hosts: Mapping[str, object] = field(default_factory=dict)
    """Those that pages may ask."""

    def findings(self, extra: Iterable[Problem] = ()) -> tuple[Finding, ...]:
        """Everything that was found, without the author's exceptions."""
        ignores, wrong = read_ignores(self.loaded.folders)
        silent = {*SETTLED, *goal_of(self.loaded.site).unasked}
        told = [each for each in (*self.problems, *extra, *wrong) if each.code not in silent]
        found = findings_of(told, _items(self.loaded))
        found = without_ignored(found, ignores, self.loaded.site.library.today)
        return in_proportion(found, _lines(self.loaded))

    def shown(self) -> Iterator[str]:
        """What notebooks without a result show already, a line for each of the first."""
        return shown_by(self.loaded.site)

    def built(self, folder: Path, shown: str) -> Iterator[Problem]:
        """What is wrong with a built site."""
        site = self.loaded.site
        terms, _ = read_terms(site.files.root)
        yield from find_in_site(folder, terms, self.loaded.withheld, PUBLIC)
        built = read_built(folder, shown, site.name)
        yield from check_built(built, site.library)
        told = {found.field for found in self.problems if found.code == OTHER_HOST}
        asked = [each for each in asked_by_built(built, PUBLIC) if each.host not in told]
        yield from host_problems(asked, self.other_hosts)

    def prospect(self, folder: Path, niche: str = "") -> tuple[Answer, ...]:
        """What a visitor of a built site finds out; raises `ContentError` for an unknown niche."""
        site = self.loaded.site
        chosen = site.library.find("niche", niche) if niche else None
        if niche and not (isinstance(chosen, Niche) and site.library.has_page(chosen)):
            known = ", ".join(n.id for n in site.library.all(Niche) if site.library.has_page(n))
            text = f'there is no page of a niche "{niche}". There are: {known or "none"}.'
            raise ContentError([Problem("unknown-reference", text)])
        built = read_built(folder, "", site.name)
        start = chosen if isinstance(chosen, Niche) else None
        return answers_for(built, site.library, site.words, start)

    def visitor(self, folder: Path) -> tuple[Answer, ...]:
        """What a visitor of a built site finds out, by the questions of its goal."""
        site = self.loaded.site
        built = read_built(folder, "", site.name)
        link = cv_or_page(site, has_page=RESUME in self.loaded.plans)
        cv = link.address if link else ""
        return visitor_answers(built, site.library, site.words, goal_of(site).name, cv)

    def online(self, seconds: float) -> Iterator[Problem]:
        """What is wrong with links that lead elsewhere."""
        cache = self.cache / LINKS if self.cache else None
        yield from check_links(_outside(self), seconds=seconds, cache=cache)


def read_site(settings: Path, progress: Progress = iter) -> Checked:
    """Read and check all sources; nothing is built, and nothing but the cache is written.

    Raises `ContentError` where the settings cannot be used at all.
    """
    config = _config(settings)
    portfolio = portfolio_of(config)
    if portfolio is None:
        text = "there is no proofolio/portfolio among the plugins."
        raise ContentError([Problem("no-portfolio", text, settings.name)])
    try:
        portfolio.on_config(config)
    except MkDocsException as error:
        raise ContentError([Problem("bad-yaml", str(error), settings.name)]) from error
    loaded = portfolio.loaded
    files = get_files(config)
    # MkDocs sets it while it runs an event, and made files ask for it.
    config.plugins._current_plugin = "proofolio/portfolio"
    problems = [*loaded.problems, *add_pages(files, config, loaded, serving=False)]
    problems += add_resume_pdf(files, loaded, portfolio.config)
    problems += missing_typst(loaded, portfolio.config)
    cache = loaded.site.cache
    reader = MentionReader(config.markdown_extensions, config.mdx_configs, cache)
    texts = list(read_texts(loaded, config, reader, progress))
    reader.keep()
    for each in texts:
        with spared(problems, each.path):
            problems += problems_of(each, loaded)
    add_linked(files, config, loaded)
    portfolio.guard.look_at_shipped(files, config)
    problems += told_once(loaded.site.problems)
    problems += [found for each in loaded.site.dangers.values() for found in each]
    problems += [*portfolio.guard.dangers, *portfolio.guard.unread]
    problems += _worth_mending(loaded, config)
    accepted = portfolio.config.other_hosts
    problems += host_problems(asked_by_sources(texts, loaded, config), accepted)
    return Checked(loaded, problems, texts, cache, accepted)


def _config(settings: Path, **others: str) -> MkDocsConfig:
    """The settings; what MkDocs says of them, and a build of its content, is not printed."""
    said: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        return load_config(str(settings), **others)
    except MkDocsException as error:
        found = [Problem("bad-yaml", text, settings.name) for text in (*said, str(error))]
        raise ContentError(found) from error
    except Exception as error:
        # A value that a reader does not expect, a hook, a plugin: they raise anything.
        lines = failure_lines(error, settings.absolute().parent)
        raise ContentError([Problem("bad-yaml", line) for line in lines]) from error
    finally:
        logger.removeHandler(handler)
        logger.addHandler(logging.NullHandler())


@contextmanager
def built_site(settings: Path) -> Iterator[Path]:
    """A folder with the site as it is built now, for as long as it is looked at.

    Raises `ContentError` where it cannot be built.
    """
    with TemporaryDirectory() as folder:
        config = _config(settings, site_dir=folder)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        except MkDocsException as error:
            raise ContentError([Problem("internal", f"{error}", settings.name)]) from error
        finally:
            config.plugins.on_shutdown()
        yield Path(folder)


def _worth_mending(loaded: Loaded, config: MkDocsConfig) -> Iterator[Problem]:
    site = loaded.site
    root = site.files.root
    for check in CONTENT:
        mistakes: list[Problem] = []
        with spared(mistakes, ""):
            yield from check(loaded.library)
        yield from mistakes
    yield from check_pictures(site.library, root)
    folders = loaded.folders
    content = (folders.docs, folders.projects, folders.posts)
    yield from check_photographs(content, root)
    yield from check_languages(site.library, site.words.language)
    if searches_characters(config):
        text = "Chinese is searched by its characters, since jieba is not installed."
        yield Problem("search-without-words", text, "mkdocs.yml", field="theme.language")
    samples = {"projects": folders.projects, "posts": folders.posts, "site_src": folders.docs}
    yield from check_samples(samples, root)
    tracked = ask_git(root, "ls-files", "--", "private")
    yield from check_disclosure(
        loaded.records, site.library, tracked.splitlines() if tracked is not None else None
    )
    for entry in (entry for kind in KINDS for entry in site.library.all(kind.record)):
        if isinstance(entry, Page) and entry.notebook and entry.notebook.source:
            path = entry.notebook.source
            mistakes = []
            with spared(mistakes, path):
                yield from check_notebook((root / path).read_bytes(), path)
            yield from mistakes
    terms, unusable = read_terms(root)
    yield from unusable
    yield from find_in_sources(terms, root, content)
    if site.url.startswith("http://") and not site.url.startswith("http://127."):
        text = f"{site.url} is not https, which browsers warn of."
        yield Problem("plain-http", text, "mkdocs.yml", field="site_url")


def _items(loaded: Loaded) -> Items:
    begins: dict[str, list[tuple[int, str]]] = {}
    for entry in loaded.records.entries:
        name = f"{kind_of(entry)}:{entry.id}"
        notebook = getattr(entry, "notebook", None)
        begins.setdefault(entry.origin.path, []).append((entry.origin.line, name))
        for path in {entry.origin.body_path, notebook.source if notebook else ""}:
            if path and path != entry.origin.path:
                begins.setdefault(path, []).append((1, name))
    return Items({path: tuple(sorted(items)) for path, items in begins.items()})


def _lines(loaded: Loaded) -> dict[str, int]:
    """How much an author wrote of each entry: lines of its fields and of its text."""
    return {
        f"{kind_of(entry)}:{entry.id}": len(set(entry.origin.lines.values()))
        + len(getattr(entry, "body", "")) // 80
        for entry in loaded.records.entries
    }


def _outside(checked: Checked) -> Iterator[OutsideLink]:
    """Every address of another host on the site, where it is written."""
    library = checked.loaded.site.library
    holders: list[Entry | Profile] = [library.profile]
    for kind in KINDS:
        holders += library.listed(kind.record)
    for holder in holders:
        for name, url in texts_of(holder, ADDRESSES):
            if url.startswith(("http://", "https://")):
                line = holder.origin.line_of(name)
                yield OutsideLink(url, holder.origin.path, line, shown_name(name))
    for text in checked.texts:
        for url in text.mentions.targets:
            if url.startswith(("http://", "https://")):
                before, found, _ = text.source.partition(url)
                yield OutsideLink(url, text.path, before.count("\n") + 1 if found else None)

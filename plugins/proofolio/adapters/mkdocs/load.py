"""From the settings of a build to the site it makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from markdown.extensions import Extension
from mkdocs.config.defaults import MkDocsConfig

from proofolio.adapters.mkdocs.accent_setting import accent_setting
from proofolio.adapters.mkdocs.conditions import cache_problems, clock
from proofolio.adapters.mkdocs.copied_words import find_copies
from proofolio.adapters.mkdocs.evidence import with_shown_evidence
from proofolio.adapters.mkdocs.feed_settings import feed_settings
from proofolio.adapters.mkdocs.icons import load_icons
from proofolio.adapters.mkdocs.leaks import LeakCheck
from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.adapters.mkdocs.old_addresses import old_addresses
from proofolio.adapters.mkdocs.options import PortfolioOptions
from proofolio.adapters.mkdocs.own_headers import listing_names, read_own_pages
from proofolio.adapters.mkdocs.reproductions import held_reproductions
from proofolio.adapters.mkdocs.setting_faults import faults_of_settings
from proofolio.adapters.mkdocs.source_leaks import (
    SOURCES,
    faults_of,
    find_in_sources,
    settings_of,
    withheld,
)
from proofolio.checks.content.marks import check_marks
from proofolio.checks.content.offers import check_offers
from proofolio.checks.secrets.leaks import Secret
from proofolio.checks.secrets.public_tokens import expected_tokens, said_of
from proofolio.checks.withheld import withheld_numbers, withheld_words
from proofolio.model.addresses import address_of
from proofolio.model.kinds import KINDS
from proofolio.model.library import Library, Records, zone_of
from proofolio.model.profile import Profile
from proofolio.model.record import Entry, Page, kind_of
from proofolio.model.testimonial import Testimonial
from proofolio.notebooks import ExporterError, NamedExporter, named_exporter
from proofolio.outputs.feeds.ids import check_ids
from proofolio.outputs.kept_prose import dialect_mark
from proofolio.outputs.prose import Dialect
from proofolio.outputs.site import BuiltSite
from proofolio.outputs.site_files import SiteFiles
from proofolio.problems import Problem
from proofolio.sources import Folders, read_content
from proofolio.sources.files import name_in
from proofolio.views.absent import absent_addresses
from proofolio.views.feeds.plan import feed_addresses, plan_feeds
from proofolio.views.plan import PagePlan
from proofolio.views.plans import plan_site
from proofolio.views.redirects import Redirect, old_paths, plan_redirects
from proofolio.views.words import Words

EPOCH = dt.date(2000, 1, 1)
"""Day of a site without any dated content."""

SWITCHES = frozenset({"feeds", *(kind.switch for kind in KINDS if kind.switch)})


def load(
    config: MkDocsConfig,
    options: PortfolioOptions,
    *,
    words: Words,
    serving: bool,
    block_extension: Callable[[], Extension],
) -> Loaded:
    """Read all content and decide which pages there are."""
    root = root_of(config)
    docs = Path(config.docs_dir)
    folders = Folders(root, docs, root / options.projects, root / options.posts)
    content = read_content(folders, dates_in_addresses=options.dates_in_addresses)
    profile = content.profile or Profile(name=config.site_name, headline=config.site_name)
    records = Records(profile, content.entries, content.references)
    day = today(profile)
    own = read_own_pages(config, folders, zone_of(profile), day, drafts=serving)
    words = words.naming(listing_names(config.nav, own))
    build = partial(
        Library.build,
        records,
        day,
        drafts=serving,
        left_out=[(broken.kind, broken.id) for broken in content.broken],
        nowhere=_nowhere(config),
        site_url=_address(config),
        pages=[page for page in own if page.is_listed and page.topics],
    )
    library, linking = build()
    unshown = _sources(records.entries).union(*(b.paths for b in content.broken))
    accent, colour_problems = accent_setting(config, options)
    site = _site(config, options, library, words, unshown, block_extension())
    quotes = withheld_words(records.all(Testimonial), library)
    # While she writes, the page that holds them says so.
    copies = find_copies(site, config, folders, () if serving else quotes)
    if copies.entries or copies.pages:
        shown = [page for page in own if page.path not in copies.pages]
        pages = [page for page in shown if page.is_listed and page.topics]
        library, linking = build(quoting=copies.entries, pages=pages)
        site = _site(config, options, library, words, unshown, block_extension())
    site.files.unshown |= {f"{site.files.docs}/{path}" for path in copies.pages}
    site.files.held = copies.beside
    site.accent = accent
    site.exporter, exporter_problems = _exporter(options.exporter, root)
    site.library, unproved = with_shown_evidence(site)
    at = site.repository
    site.reproductions, refused = held_reproductions(folders, records, library.today, at)
    settings, feed_problems = feed_settings(config, root)
    if settings:
        site.feeds, entry_problems = plan_feeds(site, settings)
        feed_problems += entry_problems + check_ids(site, settings)
    plans = {plan.address: plan for plan in plan_site(site)}
    site.files.addresses = frozenset((*plans, *feed_addresses(site.feeds)))
    left = absent_addresses(records, library).union(copies.pages.values())
    site.files.absent = left - plans.keys()
    redirects, old_problems = _lead_on(config, options, site, plans, records)
    secrets, expected = _look_for_secrets(config, options, site, folders)
    leaks = (*faults_of(options.allow_leaks, root), *(site.dangers[SOURCES] if serving else ()))
    named = content.profile.name if content.profile else ""
    problems = (
        *faults_of_settings(config, options, folders, named),
        *cache_problems(site.cache),
        *colour_problems,
        *exporter_problems,
        *leaks,
        *old_problems,
        *content.problems,
        *linking,
        *unproved,
        *refused,
        *check_marks(site.library),
        *copies.problems,
        *(check_offers(records, library) if "services" in site.enabled else ()),
        *feed_problems,
    )
    return Loaded(
        site=site,
        plans=plans,
        problems=problems,
        broken=content.broken,
        pictures=content.pictures,
        withheld=quotes + withheld_numbers(library) + (withheld(secrets) if serving else ()),
        latest=max((plan.updated for plan in plans.values() if plan.updated), default=EPOCH),
        records=records,
        library=library,
        folders=folders,
        expected=expected,
        copies=copies,
        notice=options.notice,
        feed_settings=settings,
        redirects=redirects,
    )


def _lead_on(
    config: MkDocsConfig,
    options: PortfolioOptions,
    site: BuiltSite,
    plans: dict[str, PagePlan],
    records: Records,
) -> tuple[dict[str, Redirect], tuple[Problem, ...]]:
    """Old addresses that lead on, which the site's files then know, and what is wrong with some."""
    patterns, bad_patterns = old_addresses(config, options)
    redirects, bad_aliases = plan_redirects(plans, patterns, site.url)
    site.files.old = {path: redirect.target for path, redirect in redirects.items()}
    hidden = (e for e in records.entries if site.library.why_hidden(kind_of(e), e.id))
    site.files.absent_old = old_paths(hidden, patterns, site.url) - redirects.keys()
    return redirects, (*bad_patterns, *bad_aliases)


def _look_for_secrets(
    config: MkDocsConfig, options: PortfolioOptions, site: BuiltSite, folders: Folders
) -> tuple[tuple[Secret, ...], frozenset[str]]:
    """Secrets in what pages are made of, each a danger of the site, and tokens that are none."""
    looked_at = find_in_sources(folders, options.allow_leaks, site.cache, *_around(config))
    expected = expected_tokens(config.extra)
    site.problems += said_of((each for each in looked_at if each.is_public), expected)
    secrets = tuple(each for each in looked_at if not each.is_public)
    # Under no page's address: they stop the build, wherever they would be shown.
    site.dangers[SOURCES] = tuple(secret.problem for secret in secrets)
    return secrets, expected


def _site(
    config: MkDocsConfig,
    options: PortfolioOptions,
    library: Library,
    words: Words,
    sources: frozenset[str],
    blocks: Extension,
) -> BuiltSite:
    """The site before its pages are planned; `sources` are the files of all entries."""
    root = root_of(config)
    docs = Path(config.docs_dir)
    switches = enabled(config)
    cache = root / options.cache if options.cache else None
    pages = _pages_of_sources(library, switches)
    return BuiltSite(
        name=config.site_name,
        url=_address(config),
        library=library,
        words=words,
        enabled=switches,
        files=SiteFiles(
            root=root,
            docs=name_in(docs, root),
            data=name_in(docs / "_data", root),
            pages=pages,
            addresses=frozenset(),
            base=urlsplit(_address(config)).path or "/",
            unshown=sources - pages.keys(),
        ),
        dialect=_dialect(config, blocks),
        repository=config.repo_url or "",
        icons=load_icons(),
        cache=cache,
        inspect=LeakCheck(library.profile, cache, redacts_homes=options.redact_home),
    )


def _dialect(config: MkDocsConfig, blocks: Extension) -> Dialect:
    extensions: list[str | Extension] = [*config.markdown_extensions, blocks]
    return Dialect(extensions, config.mdx_configs, dialect_mark(extensions, config.mdx_configs))


def _around(config: MkDocsConfig) -> tuple[tuple[Path, ...], Path | None]:
    """Files of the author's that pages are made of besides their content."""
    theme = config.theme.custom_dir
    file = config.config_file_path
    return settings_of(Path(file)) if file else (), Path(theme) if theme else None


def _exporter(name: str, root: Path) -> tuple[NamedExporter | None, tuple[Problem, ...]]:
    """The author's own exporter for notebooks; a problem, and ours, where there is no such."""
    try:
        return named_exporter(name, root) if name else None, ()
    except ExporterError as error:
        return None, (Problem("no-exporter", str(error), "mkdocs.yml", field="exporter"),)


def root_of(config: MkDocsConfig) -> Path:
    """The project's folder: where `mkdocs.yml` is."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def enabled(config: MkDocsConfig) -> frozenset[str]:
    """Which of our switchable plugins the author lists."""
    return frozenset(name for name in SWITCHES if f"proofolio/{name}" in config.plugins)


def _nowhere(config: MkDocsConfig) -> frozenset[str]:
    """Kinds that have no place on the site."""
    listed = enabled(config)
    return frozenset(kind.word for kind in KINDS if kind.switch and kind.switch not in listed)


def _address(config: MkDocsConfig) -> str:
    return config.site_url.rstrip("/") + "/" if config.site_url else ""


def today(profile: Profile) -> dt.date:
    """The day of the build: `SOURCE_DATE_EPOCH`, else today in the author's time zone."""
    zone = zone_of(profile)
    seconds = clock()
    if seconds is not None:
        return dt.datetime.fromtimestamp(seconds, zone).date()
    return dt.datetime.now(zone).date()


def _pages_of_sources(library: Library, switches: frozenset[str]) -> dict[str, str]:
    pages: dict[str, str] = {}
    for kind in KINDS:
        if kind.switch in ("", *switches):
            for entry in library.all(kind.record):
                address = getattr(entry, "external_url", "") or address_of(entry)
                further = getattr(entry, "subpages", ())
                pages |= {page.origin.path: page.address for page in further}
                for path in _sources([entry]):
                    pages.setdefault(path, address)
    return pages


def _sources(entries: Iterable[Entry]) -> frozenset[str]:
    """Every file of its own that tells of one of these entries."""
    return frozenset(
        path
        for entry in entries
        if isinstance(entry, Page)
        for path in (
            entry.origin.path,
            entry.origin.body_path,
            entry.notebook.source if entry.notebook else "",
            *(page.origin.path for page in entry.subpages),
        )
        if path
    )

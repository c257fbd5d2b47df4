"""Files of ours among the author's: pages, redirects, styles, pictures, downloads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from proofolio.adapters.mkdocs.copied_words import leave_out
from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.adapters.mkdocs.navigation import source_uri
from proofolio.adapters.mkdocs.notice_setting import notice_setting
from proofolio.adapters.mkdocs.options import PortfolioOptions
from proofolio.adapters.mkdocs.page_sources import source_of
from proofolio.adapters.mkdocs.page_statuses import settle_statuses
from proofolio.mistakes import making
from proofolio.model.addresses import RESUME
from proofolio.outputs.bibtex_files import make_bibtex_files
from proofolio.outputs.icon import ICON, make_icon, monogram
from proofolio.outputs.material import make_band, make_script, make_stylesheet
from proofolio.outputs.pictures import without_metadata
from proofolio.outputs.redirects import make_redirect
from proofolio.outputs.resume_json import RESUME_JSON, make_resume
from proofolio.outputs.resume_pdf import RESUME_PDF
from proofolio.outputs.robots import ROBOTS, make_robots
from proofolio.outputs.vcard import make_vcard
from proofolio.outputs.web_app import make_web_app
from proofolio.problems import Problem
from proofolio.views.parts.contact import CARD, card_link

SCRIPT = "assets/javascripts/proofolio.js"
STYLESHEET = "assets/stylesheets/proofolio.css"
RESERVED = frozenset(
    {"sitemap.xml", "sitemap.xml.gz", "404.html", "objects.inv", "site.webmanifest"}
    | {ROBOTS, RESUME_JSON, RESUME_PDF, CARD}
)
"""Files that are written at the end of a build."""
MADE_FOLDERS = ("assets/", "search/")
_FILE = "is the address of a file of the site. Remove it."


def add_pages(
    files: Files, config: MkDocsConfig, loaded: Loaded, *, serving: bool
) -> list[Problem]:
    """Add a file for each planned page; an author's page at its address is never replaced."""
    _remove_data(files)
    problems = list(settle_statuses(files, config, loaded, serving=serving))
    leave_out(files, config, loaded.copies, loaded.plans)
    written = {file.dest_uri: file for file in files.documentation_pages()}
    _know_pages(loaded, written)
    if config.nav is None:
        for file in written.values():
            if file.inclusion.is_in_nav():
                file.inclusion = InclusionLevel.NOT_IN_NAV
    for address, plan in list(loaded.plans.items()):
        theirs = written.get(f"{address}index.html")
        if theirs is None:
            page = _add_page(files, config, address)
            page.edit_uri = source_of(plan, loaded)
        elif plan.entry:
            del loaded.plans[address]
            problems.append(_taken(plan.entry.origin.path, theirs, address, loaded))
        else:
            loaded.intros[address] = theirs.src_uri
    if serving:
        _add_mistakes(files, config, loaded, written)
    _add_absent(files, config, loaded, written)
    problems += _add_redirects(files, config, loaded, written)
    loaded.notice, found = notice_setting(loaded.notice, loaded.site.files, config)
    return [*problems, *found]


def finish_files(
    files: Files, config: MkDocsConfig, loaded: Loaded, options: PortfolioOptions
) -> None:
    """Add styles and whatever the pages turned out to need; drop pictures nobody may see."""
    site = loaded.site
    made = {
        **site.files.made,
        **make_bibtex_files(site),
        SCRIPT: make_script().encode(),
        STYLESHEET: make_stylesheet(
            options.palette, options.type, site.accent, site.words.language
        ).encode(),
    }
    if site.accent.colour:
        made["assets/images/band.svg"] = make_band(site.accent)
    if RESUME in loaded.plans:
        made[RESUME_JSON] = make_resume(site)
    if card_link(site):
        made[CARD] = make_vcard(site)
    if robots := make_robots(site.url):
        made[ROBOTS] = robots.encode()
    letters = monogram(site.library.profile.name_latin or site.library.profile.name)
    made[ICON] = site.accent.apply(make_icon(letters, options.palette)).encode()
    if config.theme["favicon"] == ICON:
        made |= make_web_app(site)
    shelf = site.cache / "pictures" if site.cache else None
    _add(made, files, config)
    add_linked(files, config, loaded)
    _remove_unshown(files, loaded)
    _strip_metadata(files, shelf)


def add_linked(files: Files, config: MkDocsConfig, loaded: Loaded) -> None:
    """Add the files beside entries that pages link to."""
    site = loaded.site
    shelf = site.cache / "pictures" if site.cache else None
    linked = {}
    for address, path in site.files.needed.items():
        with making(path):
            content = without_metadata(site.files.root / path, shelf)
        linked[address] = content if content is not None else (site.files.root / path).read_bytes()
    _add(linked, files, config)


def _add(made: Mapping[str, bytes], files: Files, config: MkDocsConfig) -> None:
    for address, content in sorted(made.items()):
        if files.get_file_from_path(address) is None:
            files.append(File.generated(config, address, content=content))


def _remove_data(files: Files) -> None:
    for file in list(files):
        if PurePosixPath(file.src_uri).parts[0] == "_data":
            files.remove(file)


def _know_pages(loaded: Loaded, written: dict[str, File]) -> None:
    """Let entries link to the author's own pages, by file or by address."""
    known = loaded.site.files
    own = {
        f"{known.docs}/{file.src_uri}": uri.removesuffix("index.html")
        for uri, file in written.items()
    }
    known.pages = {**own, **known.pages}
    known.addresses |= frozenset(own.values())


def _add_page(files: Files, config: MkDocsConfig, address: str) -> File:
    page = File.generated(
        config, source_uri(address), content="", inclusion=InclusionLevel.NOT_IN_NAV
    )
    files.append(page)
    return page


def _add_absent(
    files: Files, config: MkDocsConfig, loaded: Loaded, written: Mapping[str, File]
) -> None:
    """Stand-ins for pages of other days, so that a link there is no mistake to MkDocs."""
    for address in sorted(loaded.site.files.absent):
        uri, level = source_uri(address), InclusionLevel.EXCLUDED
        if f"{address}index.html" not in written and not files.get_file_from_path(uri):
            files.append(File.generated(config, uri, content="", inclusion=level))


def _add_mistakes(
    files: Files, config: MkDocsConfig, loaded: Loaded, written: Mapping[str, File]
) -> None:
    """Show what is wrong with an entry at its address, or at that of the listing it empties."""
    for broken in loaded.broken:
        address = loaded.address_of_broken(broken)
        is_free = address not in loaded.plans and f"{address}index.html" not in written
        if address in loaded.broken_pages:
            loaded.broken_pages[address] += broken.problems
        elif broken.kind == "profile" or is_free:
            loaded.broken_pages[address] = broken.problems
            if is_free:
                _add_page(files, config, address)


def _taken(path: str, theirs: File, address: str, loaded: Loaded) -> Problem:
    advice = "this entry is left out. Give it a `slug`, or move the page."
    if path.endswith(f"{PurePosixPath(address).name}.md") and address.count("/") > 2:
        advice = "this one is left out. Rename one of the two."
    where = f"{loaded.site.files.docs}/{theirs.src_uri}"
    text = f"/{address} is the address of your page {where}; {advice}"
    return Problem("address-taken", text, path)


def _add_redirects(
    files: Files, config: MkDocsConfig, loaded: Loaded, written: dict[str, File]
) -> list[Problem]:
    problems: list[Problem] = []
    taken = {file.dest_uri for file in files} | RESERVED | loaded.site.files.addresses
    for path, redirect in list(loaded.redirects.items()):
        uri = path if path.endswith((".html", ".htm")) else f"{path}index.html"
        above = {str(parent) for parent in PurePosixPath(uri).parents}
        if uri in taken or not above.isdisjoint(taken) or uri.startswith(MADE_FOLDERS):
            is_page = uri in written
            why = "is the address of a page. Remove it." if is_page else _FILE
            problems.append(redirect.problem("alias-taken", why))
            del loaded.redirects[path]
            continue
        html = make_redirect(uri, redirect.target, loaded.site.url, loaded.site.words)
        files.append(File.generated(config, uri, content=html))
    return problems


def _strip_metadata(files: Files, shelf: Path | None) -> None:
    """The author's own pictures lose their EXIF also where MkDocs would copy them itself."""
    for file in files.media_files():
        if file.generated_by or not file.abs_src_path or not file.inclusion.is_included():
            continue
        with making(file.src_uri):
            content = without_metadata(Path(file.abs_src_path), shelf)
        if content is not None:
            file.content_bytes = content


def _remove_unshown(files: Files, loaded: Loaded) -> None:
    """Pictures that records name, but that no page shows, are nobody's business."""
    texts = [file.page.content or "" for file in files.documentation_pages() if file.page]
    for path in loaded.pictures:
        if path in loaded.site.files.used:
            continue
        file = files.get_file_from_path(path.removeprefix(f"{loaded.site.files.docs}/"))
        if file and not any(PurePosixPath(path).name in text for text in texts):
            files.remove(file)

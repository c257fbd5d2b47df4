"""`resume.pdf`: made before any page, since pages link it only where it could be made."""

from __future__ import annotations

from base64 import b64decode, b64encode
from pathlib import Path

from mkdocs.structure.files import Files

from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.adapters.mkdocs.options import PortfolioOptions
from proofolio.mistakes import making
from proofolio.model.addresses import RESUME
from proofolio.model.profile import Profile
from proofolio.outputs.resume_pdf import (
    RESUME_PDF,
    CannotBeSet,
    Sheet,
    has_typst,
    is_font,
    make_pdf,
    pages_of,
    pdf_key,
)
from proofolio.outputs.resume_pdf.content import content_of
from proofolio.outputs.site import BuiltSite
from proofolio.problems import Level, Problem
from proofolio.views.pages.resume import resume_view
from proofolio.views.plan import PagePlan

SHOWN = 12
"""Letters that a message names."""
LETTER = frozenset(["US", "CA", "MX", "CL", "CO", "CR", "GT", "NI", "PA", "PH", "PR", "SV", "VE"])
"""Countries whose paper is not A4."""


def add_resume_pdf(files: Files, loaded: Loaded, options: PortfolioOptions) -> list[Problem]:
    """Make the résumé as a PDF, unless there is one already; what keeps it from being made."""
    site = loaded.site
    plan = loaded.plans.get(RESUME)
    if plan is None or not options.pdf or site.library.profile.cv:
        return []
    if files.get_file_from_path(RESUME_PDF):  # she put one there
        site.resume_pdf = RESUME_PDF
        return []
    if not has_typst():
        return []
    font, problems = _own_font(site.files.root, options.pdf_font)
    sheet = Sheet(
        paper=_paper(options.pdf_paper, site.library.profile),
        pages=options.pdf_pages,
        pairing=options.type,
        colours={name: site.accent.light(name) for name in ("ink", "muted", "accent")},
        font=font,
    )
    try:
        with making(RESUME_PDF):
            pdf = _made(site, plan, sheet)
        site.resume_pdf = site.files.add(RESUME_PDF, pdf)
        problems += _too_long(pages_of(pdf), sheet.pages, site.library.profile)
    except CannotBeSet as failed:
        problems.append(_not_made(failed, site.library.profile))
    return problems


def missing_typst(loaded: Loaded, options: PortfolioOptions) -> list[Problem]:
    """Says that the résumé could be a file, where nothing is installed that makes one."""
    profile = loaded.site.library.profile
    if RESUME not in loaded.plans or not options.pdf or profile.cv or has_typst():
        return []
    text = (
        "the résumé is a page to print, and no file to take along. Install `proofolio[pdf]`, and "
        "`resume.pdf` is made of it; or name a file of your own: `cv: files/cv.pdf`."
    )
    return [Problem("no-resume-file", text, profile.origin.path, level=Level.NOTE)]


def _made(site: BuiltSite, plan: PagePlan, sheet: Sheet) -> bytes:
    told = list(site.problems)
    content = content_of(site, resume_view(site, plan))
    # The page will tell the same.
    site.problems[:] = told
    # On the shelf, since it holds what the résumé says.
    kept = site.shelf.kept(
        RESUME_PDF, pdf_key(content, sheet), lambda: b64encode(make_pdf(content, sheet)).decode()
    )
    return b64decode(kept)


def _too_long(pages: int, most: int, profile: Profile) -> list[Problem]:
    if pages <= most:
        return []
    text = (
        f"resume.pdf has {pages} pages, also in its smallest letters, and {most} were wished. "
        "Shorten what stands in it, or write another `pdf_pages`."
    )
    return [Problem("resume-too-long", text, profile.origin.path, level=Level.NOTE)]


def _paper(written: str, profile: Profile) -> str:
    is_letter = profile.location.country_code in LETTER if not written else written == "letter"
    return "us-letter" if is_letter else "a4"


def _own_font(root: Path, name: str) -> tuple[Path | None, list[Problem]]:
    """The author's font, and what is wrong with it."""
    if not name or is_font(root / name):
        return (root / name if name else None), []
    text = f'"{name}" is no font that can be read. Name a file beside mkdocs.yml, TTF or OTF.'
    return None, [Problem("no-pdf-font", text, "mkdocs.yml", field="pdf_font")]


def _not_made(failed: CannotBeSet, profile: Profile) -> Problem:
    path = profile.origin.path
    if not failed.lacking:
        text = f"resume.pdf could not be made ({failed}); the page of the résumé is there to print."
        return Problem("no-resume-pdf", text, path, level=Level.NOTE)
    shown = failed.lacking if len(failed.lacking) <= SHOWN else f"{failed.lacking[:SHOWN]}…"
    text = (
        f'our fonts lack "{shown}", so resume.pdf is not made, and the page is there '
        "to print. Name a font that has it, `pdf_font: fonts/….ttf` below `proofolio/portfolio` in "
        "mkdocs.yml, or write `pdf: false` there."
    )
    return Problem("pdf-letters", text, path)

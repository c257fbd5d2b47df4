"""What the author's own pages cite, with the list at their end."""

from __future__ import annotations

from proofolio.outputs.citing import cite, cited_in, unknown_citation
from proofolio.outputs.templating import ANY_PAGE, render_template
from proofolio.problems import Problem
from proofolio.views.parts.references import reference_list
from proofolio.views.site import Html, Site


def cite_page(html: Html, site: Site) -> tuple[Html, tuple[Problem, ...]]:
    """The page with its citations as links, and the keys that are none."""
    found = cited_in(html, site.library)
    unknown = tuple(unknown_citation(key, site.library) for key in found.unknown)
    if not found.works:
        return html, unknown
    references = reference_list(site, found.works.values())
    html = cite(html, site.library, {work.id: work for work in references}, "")
    values = {"references": references, "words": site.words}
    return f"{html}\n{render_template('page_references.html', ANY_PAGE, values)}", unknown

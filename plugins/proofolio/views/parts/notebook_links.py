"""Where a visitor can read and run a notebook: GitHub, Colab and Binder, if the author wants."""

from __future__ import annotations

import re
from urllib.parse import quote

from proofolio.model.record import Page
from proofolio.views.parts.links import Link
from proofolio.views.site import Site

_GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?")


def notebook_links(site: Site, entry: Page) -> tuple[Link, ...]:
    """Links that open the notebook of an entry elsewhere; none but for a repository on GitHub."""
    notebook, found = entry.notebook, _GITHUB.fullmatch(site.repository)
    if notebook is None or not notebook.source or not found:
        return ()
    path = quote(notebook.source)
    # `HEAD` is the default branch, whatever it is called.
    addresses = {
        "colab": f"https://colab.research.google.com/github/{found[1]}/blob/HEAD/{path}",
        "binder": f"https://mybinder.org/v2/gh/{found[1]}/HEAD?labpath={path}",
    }
    wanted = tuple(
        Link(site.words(f"links.{name}"), address)
        for name, address in addresses.items()
        if getattr(notebook, name)
    )
    if not wanted:
        return ()
    kind = site.words("links.notebook")
    source = f"https://github.com/{found[1]}/blob/HEAD/{path}"
    return (Link(site.words("links.at", kind=kind, host="GitHub"), source), *wanted)

"""The small site of this folder, framed by the theme."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib
import pytest

SITE = Path(__file__).parent / "site"


@pytest.fixture(scope="session")
def framed(build_site: Callable[..., Path]) -> Path:
    """The site as most tests want it, built once."""
    return build_site(SITE)


@pytest.fixture(scope="session")
def address(framed: Path, serve_site: Callable[..., str]) -> str:
    """Where that site answers, under a sub-path as on GitHub Pages."""
    return serve_site(framed, "/work/")


@pytest.fixture(scope="session")
def frame_site(build_site: Callable[..., Path]) -> Callable[..., Path]:
    """`frame_site(**settings)`: the site built with other settings of `mkdocs.yml`."""

    def build(**settings: Any) -> Path:
        return build_site(SITE, **settings)

    return build


@pytest.fixture(scope="session")
def parse_page() -> Callable[[Path], Any]:
    """A page as browsers read it, an element tree without namespaces."""

    def parse(path: Path) -> Any:
        with path.open("rb") as source:
            return html5lib.parse(source, namespaceHTMLElements=False)

    return parse

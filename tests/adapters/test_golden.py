"""The pages of a small site, as a person has read them; `make golden` writes them anew."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).parent.parent
GOLDEN = TESTS / "golden" / "minimal"
_ARTICLE = re.compile(r"<article class=\"pf.*</article>", re.DOTALL)


def test_pages_are_as_a_person_has_read_them(
    build_site: Callable[..., Path], golden: Callable[[Path, str], None]
) -> None:
    site = build_site(TESTS / "sites" / "minimal")
    pages = sorted(site.rglob("index.html"))
    assert len(pages) >= 5
    for page in pages:
        article = _ARTICLE.search(page.read_text(encoding="utf-8"))
        assert article, page
        lines = (line.strip() for line in article[0].splitlines())
        name = page.parent.relative_to(site).as_posix().replace("/", "_").strip(".") or "home"
        golden(GOLDEN / f"{name}.html", "\n".join(line for line in lines if line) + "\n")

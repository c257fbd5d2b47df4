"""Runs the W3C feed validator over a built site's feeds and prints what it finds.

    PROOFOLIO_FEED_VALIDATOR=<clone> python tests/validate_feeds.py <site> <its address>

The validator is no package: clone https://github.com/w3c/feedvalidator somewhere outside.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

NAMES = ("feed.xml", "atom.xml", "*.opml")


def findings(site: Path, address: str) -> Iterator[str]:
    """Errors, warnings and hints, each with its file; a file that is read leaves a line too."""
    sys.path.insert(0, str(Path(os.environ["PROOFOLIO_FEED_VALIDATOR"]) / "src"))
    warnings.simplefilter("ignore")
    from feedvalidator import compatibility, validateString
    from feedvalidator.formatter.text_plain import Formatter

    for path in sorted(path for name in NAMES for path in site.rglob(name)):
        name = path.relative_to(site).as_posix()
        told = validateString(path.read_bytes(), fallback="utf-8", base=address + name)
        found = list(Formatter(compatibility.AAA(told["loggedEvents"])))
        yield f"{name}: {len(found)}"
        yield from (f"{name}: {finding.strip()}" for finding in found)


if __name__ == "__main__":
    print("\n".join(findings(Path(sys.argv[1]), sys.argv[2])))

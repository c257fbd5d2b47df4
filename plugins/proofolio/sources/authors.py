"""Names of authors that Material's blog keeps in `.authors.yml`, by the id that posts write."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path

from proofolio.sources.nodes import Scalar, Table
from proofolio.sources.reading import Reading, Text

FILE = ".authors.yml"


def read_authors(posts: Path, reading: Reading) -> Mapping[str, str]:
    """The name behind each id; none where there is no such file beside the posts."""
    path = posts / FILE
    if not reading.files.is_file(path):
        return {}
    text = reading.text(path)
    reading.problems += text.faults
    if not isinstance(text.node, Table):
        return {}
    authors = text.node.values.get("authors")
    if not isinstance(authors, Table):
        message = "Here are no authors. Write `authors:`, and indented under it `id: {name: …}`."
        reading.problems.append(text.place.problem("not-a-mapping", message, text.node.line))
        return {}
    return _names(authors, text, reading)


def _names(authors: Table, text: Text, reading: Reading) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for id, node, line in authors:
        name = node.values.get("name") if isinstance(node, Table) else None
        if isinstance(name, Scalar) and not name.is_absent:
            names[id] = " ".join(unicodedata.normalize("NFC", name.text).split())
        else:
            message = "`name` is missing. Add it; until then the id is shown."
            found = text.place.problem("missing", message, line, f"authors.{id}")
            reading.problems.append(found)
    return names

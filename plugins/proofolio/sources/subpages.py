"""Further pages of an entry: Markdown files in its folder, beside `index`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from proofolio.mistakes import spared
from proofolio.model.record import Origin, SubPage, make_id
from proofolio.sources.fields import read_fields
from proofolio.sources.markdown import split_heading, summary_of, title_of_name
from proofolio.sources.reading import Reading
from proofolio.sources.records import make_record


def is_put_into(name: str, texts: Iterable[str]) -> bool:
    """Whether one of these texts takes a file into itself, as a snippet, and so it is no page."""
    return any(
        name in line and f"({name}" not in line
        for text in texts
        if "--8<--" in text
        for line in text.split("\n")
    )


def read_subpages(paths: Iterable[Path], above: str, reading: Reading) -> tuple[SubPage, ...]:
    """The pages of these files, below the address of their entry; each address once."""
    found: dict[str, SubPage] = {}
    for path in paths:
        with spared(reading.problems, reading.files.name(path)):
            page = _read(path, above, reading)
            if page and page.address in found:
                first = found[page.address].origin.path
                text = f"This page has the address of {first}, and is left out. Rename one of them."
                reading.problems.append(reading.text(path).place.problem("double-id", text, 0))
            elif page:
                found[page.address] = page
    return tuple(found.values())


def _read(path: Path, above: str, reading: Reading) -> SubPage | None:
    text = reading.text(path)
    if not text.is_usable:
        reading.problems += text.faults
        return None
    written = read_fields(SubPage, text.layers, reading.files, text.place)
    fields = written.fields
    title, body, lines = split_heading(text.body)
    if "title" in fields and title != fields["title"]:
        body, lines = text.body, 0
    fields.setdefault("title", title or title_of_name(path.stem))
    fields.setdefault("summary", summary_of(body))
    fields["id"] = f"{above}{make_id(path.stem)}"
    fields["address"] = f"{above}{make_id(path.stem)}/"
    fields["body"] = body.strip("\n")
    blank = len(body) - len(body.lstrip("\n"))
    fields["origin"] = Origin(
        text.place.path, body_path=text.place.path, body_line=text.body_line + lines + blank
    )
    page, _ = make_record(SubPage, written, reading.zone)
    reading.problems += (*text.problems, *written.problems)
    return page

"""Rendered notebooks kept between builds, under everything that went into them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from proofolio.cache_files import key_of, made_by, read_kept, write_kept
from proofolio.notebooks.fragment import Asset, Cell, Chart, Fragment, Heading, LocalLink, Options
from proofolio.notebooks.render import EXPORTER_FAILED, render
from proofolio.problems import Level, Problem

_RENDERER = (
    *("notebooks/**/*.py", "model/characters.py", "colours.py"),
    *("nbconvert", "mistune", "Pygments", "latex2mathml", "Pillow"),
)
"""Our code and the libraries that decide what a notebook looks like."""


@dataclass
class Stats:
    """How often notebooks were rendered and how often a kept fragment served."""

    rendered: int = 0
    restored: int = 0

    def reset(self) -> None:
        """Begin counting again."""
        self.rendered = self.restored = 0


stats = Stats()


def cached_render(source: bytes, options: Options, folder: Path | None) -> Fragment:
    """The same as `render`, from the folder if it was rendered before with the same inputs."""
    if folder is None:
        stats.rendered += 1
        return render(source, options)
    file = folder / f"{_key(source, options)}.fragment"
    kept = _kept(file)
    if kept is not None:
        stats.restored += 1
        return kept
    stats.rendered += 1
    fragment = render(source, options)
    if not any(problem.code == EXPORTER_FAILED for problem in fragment.problems):
        # What an exporter lacks may be installed tomorrow.
        write_kept(file, _written(fragment))
    return fragment


def _key(source: bytes, options: Options) -> str:
    asked = {**vars(options), "words": options.words.digest}
    for name in ("skip_cells", "reserved_ids"):
        asked[name] = sorted(asked[name])
    if options.exporter:
        asked["exporter"] = [options.exporter.name, options.exporter.code]
    return key_of(source, json.dumps(asked, sort_keys=True), made_by(*_RENDERER))


def _kept(file: Path) -> Fragment | None:
    """The fragment in the file; None where there is none, or it is damaged."""
    try:
        found = read_kept(file)
        return None if found is None else _restored(found)
    except (ValueError, KeyError, TypeError):
        return None


def _written(fragment: Fragment) -> bytes:
    """A line of JSON, then everything long, one piece after another, of which it has the lengths.

    Most of a fragment is HTML and pictures, and reading them as JSON would be most of a hit.
    """
    pieces: list[bytes] = []

    def put(piece: str | bytes) -> int:
        pieces.append(piece.encode() if isinstance(piece, str) else piece)
        return len(pieces[-1])

    def all_of(records: tuple[Any, ...], *long: str) -> list[Any]:
        return [[put(v) if k in long else v for k, v in vars(one).items()] for one in records]

    head = {
        **vars(fragment),
        "cells": all_of(fragment.cells, "html", "output_text"),
        "assets": all_of(fragment.assets, "content"),
        "charts": all_of(fragment.charts, "spec"),
        "headings": all_of(fragment.headings),
        "links": all_of(fragment.links),
        "text": put(fragment.text),
        "problems": [vars(problem) for problem in fragment.problems],
    }
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return b"\n".join((line, b"".join(pieces)))


def _restored(written: bytes) -> Fragment:
    position = written.index(b"\n") + 1
    head = json.loads(written[:position])

    def take(length: int) -> bytes:
        nonlocal position
        position += length
        return written[position - length : position]

    # In the order of `_written`.
    cells = tuple(
        Cell(index, id, tuple(ids), tuple(tags), take(html).decode(), take(text).decode())
        for index, id, ids, tags, html, text in head["cells"]
    )
    assets = tuple(Asset(name, take(content), *rest) for name, content, *rest in head["assets"])
    charts = tuple(
        Chart(name, library, version, title, take(spec).decode(), *rest)
        for name, library, version, title, spec, *rest in head["charts"]
    )
    return Fragment(
        title=head["title"],
        summary=head["summary"],
        cells=cells,
        assets=assets,
        charts=charts,
        headings=tuple(Heading(*one) for one in head["headings"]),
        text=take(head["text"]).decode(),
        links=tuple(LocalLink(*one) for one in head["links"]),
        removed=tuple((index, part) for index, part in head["removed"]),
        problems=tuple(
            Problem(**{**one, "level": Level(one["level"])}) for one in head["problems"]
        ),
    )

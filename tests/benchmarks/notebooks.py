"""Notebooks as Jupyter saves them: cells, outputs as pandas and matplotlib write them, the file."""

from __future__ import annotations

import base64
import functools
import json
import random
import zlib
from pathlib import Path
from typing import Any

Cell = dict[str, Any]
Output = dict[str, Any]

POOL = Path(__file__).parent / "pool"
COLUMNS = ("day", "depot", "actual", "forecast", "error", "share")
STYLE = """<style scoped>
    .dataframe tbody tr th:only-of-type {
        vertical-align: middle;
    }

    .dataframe tbody tr th {
        vertical-align: top;
    }

    .dataframe thead th {
        text-align: right;
    }
</style>
"""


def markdown_cell(text: str) -> Cell:
    return {"cell_type": "markdown", "metadata": {}, "source": _lines(text)}


def raw_cell(text: str) -> Cell:
    return {"cell_type": "raw", "metadata": {}, "source": _lines(text)}


def code_cell(source: str, *outputs: Output, tags: list[str] | None = None) -> Cell:
    return {
        "cell_type": "code",
        "execution_count": 1,
        "metadata": {"tags": tags} if tags else {},
        "outputs": list(outputs),
        "source": _lines(source),
    }


def stream(text: str) -> Output:
    return {"name": "stdout", "output_type": "stream", "text": _lines(text + "\n")}


def plot(rng: random.Random, comment: str) -> Output:
    """A picture of the pool, made another file by a comment in it."""
    picture = rng.choice(_pool())
    # Before the last chunk, IEND, which is always twelve bytes long.
    content = picture[:-12] + _chunk(b"tEXt", b"Comment\0" + comment.encode()) + picture[-12:]
    return {
        "data": {
            "image/png": base64.b64encode(content).decode() + "\n",
            "text/plain": ["<Figure size 480x304 with 1 Axes>"],
        },
        "metadata": {},
        "output_type": "display_data",
    }


def table(rng: random.Random) -> Output:
    """A DataFrame of ten rows, in HTML and in text."""
    rows = []
    for n in range(10):
        actual, forecast = rng.uniform(50, 900), rng.uniform(50, 900)
        day = f"2024-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        error = f"{100 * abs(actual - forecast) / actual:.2f}"
        cells = (f"{actual:.1f}", f"{forecast:.1f}", error, f"{rng.random():.3f}")
        rows.append((str(n), day, f"depot {rng.randint(1, 40)}", *cells))
    head = "".join(f"      <th>{name}</th>\n" for name in ("", *COLUMNS))
    html = ["<div>\n", STYLE, '<table border="1" class="dataframe">\n  <thead>\n']
    html += ['    <tr style="text-align: right;">\n', head, "    </tr>\n  </thead>\n  <tbody>\n"]
    for first, *rest in rows:
        data = "".join(f"      <td>{value}</td>\n" for value in rest)
        html.append(f"    <tr>\n      <th>{first}</th>\n{data}    </tr>\n")
    html.append("  </tbody>\n</table>\n</div>")
    text = "\n".join("".join(f"{value:>12}" for value in row) for row in (("", *COLUMNS), *rows))
    return {
        "data": {"text/html": _lines("".join(html)), "text/plain": _lines(text)},
        "execution_count": 1,
        "metadata": {},
        "output_type": "execute_result",
    }


def notebook(cells: tuple[Cell, ...], metadata: dict[str, Any] | None = None) -> str:
    """The text of the file, with ids and counts, as Jupyter writes it."""
    saved = []
    for number, cell in enumerate(cells):
        name = zlib.crc32(f"{number} {cell['source']}".encode())
        saved.append({**cell, "id": f"{name:08x}"})
    content = {
        "cells": saved,
        "metadata": {
            **(metadata or {}),
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {
                "file_extension": ".py",
                "mimetype": "text/x-python",
                "name": "python",
                "pygments_lexer": "ipython3",
                "version": "3.11.7",
            },
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + name + content + checksum


@functools.cache
def _pool() -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted(POOL.glob("*.png")))

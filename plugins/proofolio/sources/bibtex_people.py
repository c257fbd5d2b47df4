"""Authors and editors of BibTeX files: names as they are shown, and as they are cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from proofolio.model.author import Author
from proofolio.sources.bibtex import Written
from proofolio.sources.latex import plain_latex, with_accents
from proofolio.sources.nodes import Node, Scalar, Table


def people_of(
    written: Written,
    role: str,
    noted: Written | None,
    report: Callable[[str, int, str, str], None],
) -> tuple[Table, ...]:
    """The names of a field, each as a mapping; `noted` are biblatex's notes on them."""
    equal = re.findall(r"(\d+)\s*=\s*[^;]*(?:equal|\*)", noted.text) if noted else []
    # `\~n` is a letter, and no tie between two words.
    people = split_multiple_persons_names(" ".join(with_accents(written.text).split()))
    nodes: list[Table] = []
    for number, name in enumerate(filter(None, map(str.strip, people)), 1):
        if _outer_commas(name) > 2:
            text = f'"{plain_latex(name)[:60]}" has too many commas. Write `and` between names.'
            report(text, written.line, role, "not-text")
            fields = {"name": plain_latex(name)}
        else:
            fields = dict(_person(name))
        if str(number) in equal:
            fields["equal"] = "true"
        nodes.append(table_from(fields, written.line))
    return tuple(nodes)


def table_from(fields: Mapping[str, str], line: int) -> Table:
    """A mapping whose values all stand on one line."""
    nodes: dict[str, Node] = {name: Scalar(text, line, False) for name, text in fields.items()}
    return Table(nodes, dict.fromkeys(nodes, line), line)


def _outer_commas(name: str) -> int:
    depth = commas = 0
    for sign in name:
        depth += (sign == "{") - (sign == "}")
        commas += sign == "," and depth == 0
    return commas


@lru_cache(maxsize=8192)
def _person(name: str) -> Mapping[str, str]:
    """A name as it is shown, and how it is cited where its last word does not say it."""
    if _is_whole(name):
        plain = plain_latex(name)
        return {"name": plain, "family": plain}
    if re.match(r"(?:family|given|prefix|suffix)\s*=", name):
        told = dict(re.findall(r"([a-z-]+)\s*=\s*\{*([^,{}]*(?:\{[^{}]*\}[^,{}]*)*)\}*", name))
        first, von, last = (told.get(key, "") for key in ("given", "prefix", "family"))
        suffix = told.get("suffix", "")
    else:
        parts = parse_single_name_into_parts(name, strict=False)
        first, von, last, suffix = (
            " ".join(part) for part in (parts.first, parts.von, parts.last, parts.jr)
        )
    family = plain_latex(f"{von} {last}".strip())
    shown = " ".join(filter(None, (plain_latex(first), family, plain_latex(suffix))))
    bare = Author.model_validate(family or "?").name
    is_last = Author.model_validate(shown or "?").cited == bare
    return {"name": shown} if is_last else {"name": shown, "family": bare}


def _is_whole(name: str) -> bool:
    """Whether braces are round the whole of a name, which is then nobody's first and last."""
    if not (name.startswith("{") and name.endswith("}")):
        return False
    depth = 0
    for position, sign in enumerate(name):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return position == len(name) - 1 and " " in name
    return False

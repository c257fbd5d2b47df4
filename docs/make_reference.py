"""Writes docs/reference.md from the records' docstrings: `python docs/make_reference.py`.

The tests compare the file with what this makes, so a new field cannot be forgotten there.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from proofolio.model.ignore import Ignore
from proofolio.model.kind import Kind
from proofolio.model.kinds import KINDS
from proofolio.model.outcome import Outcome
from proofolio.model.profile import Account, Profile
from proofolio.model.record import Currency, Email, Flag, Marker, Moment, Number, Partial, Record
from proofolio.sources.names import OTHER_NAMES, OTHER_NAMES_OF, known_keys
from proofolio.sources.shapes import required_of, shapes_of
from proofolio.sources.statuses import BY_WORD, DAYS, FLAGS
from proofolio.views.blocks import KINDS as BLOCK_KINDS
from proofolio.views.blocks import OPTIONS

LIST = "in `site_src/_data/{}.yml`, or in a folder of that name with a file for each"
FOLDER = "in `{}/`: `.yml`, `.md`, `.ipynb`, or a folder with `index.*`"
NEEDED = ". It needs a `{}` as well"
IN_NAME = ", here or in the file's name"


def _place(kind: Kind[Any]) -> str:
    place = (LIST if kind.source == "list" else FOLDER).format(kind.plural)
    where = IN_NAME if kind.source == "folder" else ""
    return place + "".join(NEEDED.format(name) + where for name in kind.needed)


RECORDS: tuple[tuple[type[Record], str], ...] = (
    (Profile, "in `site_src/_data/profile.yml`. One way to reach you is needed as well"),
    *((kind.record, _place(kind)) for kind in KINDS),
    (Outcome, "under `outcomes:` of a project. Either a sentence, or a mapping with `metric`"),
    (Ignore, "in `checks.yml` beside `mkdocs.yml`, as a list: what `proofolio check` passes over"),
)
COMPUTED = ("id", "key")

WORDS = {
    str: "text",
    int: "whole number",
    Email: "e-mail address",
    Currency: "currency code",
    Flag: "`true` or `false`",
    Number: "number",
    Partial: "year, month or day",
    Moment: "day, or day and time",
}

BLOCK_VALUES = {
    "flag": "`true` or `false`",
    "count": "number",
    "year": "year",
    "text": "text",
    "id": "id",
    "topic": "topic",
}

STATUSES_HEAD = """\
For every kind of entry and for your own pages, in any spelling (`yes`, `On`, `"true"`). Of all that
is said the narrowest counts; a value that says nothing keeps a draft, and is told. `visibility:` is
read as `status:` is; `robots: noindex` and Hugo's `build: {list: never}` are `unlisted`, and
`build: {render: never}` is a draft.
"""

HEAD = """\
# Reference

Every field an author may write and every option of the plugins. This page is made from the code by
`python docs/make_reference.py`; change the docstrings there, not this page.

What is not marked **needed** is optional. Where a list is expected, one value will do. Dates are
ISO 8601. A *reference* is an id where the kind is clear, else `kind:id` (`project:gridcast`,
`outcome:gridcast/mape`), or an address. Keys that begin with `x_` are passed over.
"""


def reference() -> str:
    """The whole page."""
    parts = [HEAD]
    told: list[type[Record]] = [record for record, _ in RECORDS]
    for record, place in RECORDS:
        parts += [
            f"## {record.__name__}\n",
            f"{_doc(record)} Written {place}.\n",
            _table(record),
        ]
    queue = [inner for record in told for inner in _inner(record)]
    parts.append("## Parts\n\nWhat the fields above are made of, where they are mappings.\n")
    while queue:
        record = queue.pop(0)
        if record not in told:
            told.append(record)
            queue += _inner(record)
            parts += [f"### {record.__name__}\n", f"{_doc(record)}\n"]
            parts += [_table(record)] if record is not Account else []
    parts += [_statuses(), _blocks(), "## Plugins\n", *(_plugin(entry) for entry in _plugins())]
    return "\n".join(parts)


def _doc(thing: object) -> str:
    return " ".join((inspect.getdoc(thing) or "").split())


def _table(record: type[Record]) -> str:
    """The fields of a record as a table, needed ones first."""
    needed, others = required_of(record) - set(COMPUTED), _other_names(record)
    docs = _docs_of(record)
    _refuse_gaps(record, shapes_of(record), docs)
    rows = ["| Field | Value | Meaning |", "|---|---|---|"]
    for name in sorted(shapes_of(record), key=lambda name: name not in needed):
        field = record.model_fields[name]
        # pydantic has taken the outermost `Annotated` off; its marks are what tells types apart.
        kind = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
        meaning = docs[name]
        if others.get(name):
            meaning += f" Also read: {', '.join(f'`{other}`' for other in others[name])}."
        mark = " **needed**" if name in needed else ""
        value = _value(kind) + _default(field.default)
        rows.append(f"| `{name}`{mark} | {value} | {_cell(meaning)} |")
    return "\n".join(rows) + "\n"


def _other_names(record: type[Record]) -> dict[str, list[str]]:
    others: dict[str, list[str]] = {}
    for key, name in known_keys(record).items():
        if key != name and (key in OTHER_NAMES or key in OTHER_NAMES_OF.get(record, ())):
            others.setdefault(name, []).append(key)
    return others


def _value(kind: Any) -> str:
    """What an author writes for a type, in words."""
    if kind in WORDS:
        return WORDS[kind]
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        exact = [words for known, words in WORDS.items() if _same(known, kind)]
        marks = [
            mark.name.replace("markdown", "Markdown") for mark in inner if isinstance(mark, Marker)
        ]
        return next(iter([*exact, *marks]), _value(inner[0]))
    if origin is Literal:
        return ", ".join(f"`{choice}`" for choice in inner)
    if origin in (Union, UnionType):
        return _value(next(part for part in inner if part is not NoneType))
    if origin is tuple:
        return f"list of {_value(inner[0])}"
    if origin is dict:
        return "mapping"
    return f"[{kind.__name__}](#{kind.__name__.lower()})"


def _same(known: Any, kind: Any) -> bool:
    return get_origin(known) is Annotated and known.__metadata__ == kind.__metadata__


def _default(default: object) -> str:
    """The default, where it says more than that nothing is there."""
    if isinstance(default, bool):
        return ", default `true`" if default else ""
    if isinstance(default, tuple):
        default = ", ".join(map(str, default))
    if isinstance(default, (str, int)) and default != "":
        return f", default `{default}`"
    return ""


def _inner(record: type[Record]) -> list[type[Record]]:
    """The records that a record is made of, in the order of its fields."""
    return [shape.record for shape in shapes_of(record).values() if shape.record]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _statuses() -> str:
    """What other tools' words for holding a page back come to."""
    rows = [
        "## Status in other tools' words\n",
        STATUSES_HEAD,
        "| Written | Read as |",
        "|---|---|",
    ]
    found: dict[str, list[str]] = {}
    for key, meanings in FLAGS.items():
        for flag, status in zip(("true", "false"), meanings, strict=True):
            if status != "published":
                found.setdefault(f"`{status}`", []).append(f"`{key}: {flag}`")
    for word, status in BY_WORD.items():
        if status != word:
            found.setdefault(f"`{status}`", []).append(f"`status: {word}`")
    for key, name in DAYS.items():
        found.setdefault(f"`{name}`", []).append(f"`{key}`")
    rows += [f"| {', '.join(written)} | {read} |" for read, written in found.items()]
    return "\n".join(rows) + "\n"


def _blocks() -> str:
    """Every block with its options."""
    rows = ["## Blocks\n", "How they are written, and what each shows: [blocks](blocks.md).\n"]
    rows += ["| Block | Options |", "|---|---|"]
    for name, options in OPTIONS.items():
        values = {key: BLOCK_VALUES[kind] for key, kind in options.items()}
        if "kind" in values:
            values["kind"] = ", ".join(f"`{kind}`" for kind in BLOCK_KINDS[name])
        told = [f"`{key}` {value}" for key, value in values.items()]
        rows.append(f"| `{name}` | {' · '.join(told)} |")
    return "\n".join(rows) + "\n"


def _plugins() -> Iterator[metadata.EntryPoint]:
    found = metadata.entry_points(group="mkdocs.plugins")
    ours = {entry.name: entry for entry in found if entry.name.startswith("proofolio/")}
    order = ["portfolio", "posts", "testimonials", "services", "feeds"]
    return (ours[f"proofolio/{name}"] for name in order)


def _plugin(entry: metadata.EntryPoint) -> str:
    plugin = entry.load()
    told = _doc(inspect.getmodule(plugin)).removeprefix(f"`{entry.name}`: ")
    lines = [f"### {entry.name}\n", f"{told[0].upper()}{told[1:]}\n"]
    options = _options(plugin.config_class)
    if not options:
        return "\n".join([*lines, "No options.\n"])
    lines += ["| Option | Default | Meaning |", "|---|---|---|"]
    for name, (default, meaning) in options.items():
        lines.append(f"| `{name}` | {default} | {_cell(meaning)} |")
    return "\n".join(lines) + "\n"


def _options(config: type) -> dict[str, tuple[str, str]]:
    """Each option with its default and the docstring under it."""
    docs = _docs_of(config)
    schema = dict(getattr(config, "_schema", ()))
    _refuse_gaps(config, schema, docs)
    return {name: (_yaml(option.default), docs[name]) for name, option in schema.items()}


def _refuse_gaps(cls: type, names: Iterable[str], docs: Mapping[str, str]) -> None:
    """Ends with the name of the module where a docstring is missing."""
    module = cls.__module__.removeprefix("proofolio.").replace(".", "/")
    gaps = ["the class line" for _ in range(not cls.__doc__)]
    gaps += [f"`{name}`" for name in names if not docs.get(name)]
    if gaps:
        raise SystemExit(f"{module}.py: no docstring under {', '.join(gaps)} of {cls.__name__}")


def _yaml(value: object) -> str:
    """A default as it would be written."""
    if isinstance(value, list):
        return f"`[{', '.join(map(str, value))}]`"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"`{text}`" if text else ""


def _docs_of(cls: type) -> dict[str, str]:
    """The docstrings under a class's attributes, those that it inherits as well."""
    docs: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        if base.__module__.startswith("proofolio"):
            docs |= _attribute_docs(base)
    return docs


def _attribute_docs(cls: type) -> dict[str, str]:
    body = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    assert isinstance(body, ast.ClassDef)
    docs = {}
    for statement, following in zip(body.body, body.body[1:], strict=False):
        target = getattr(statement, "target", None) or getattr(statement, "targets", [None])[0]
        if isinstance(target, ast.Name) and isinstance(following, ast.Expr):
            value = getattr(following.value, "value", None)
            if isinstance(value, str):
                docs[target.id] = " ".join(value.split())
    return docs


if __name__ == "__main__":
    path = Path(__file__).with_name("reference.md")
    path.write_text(reference(), encoding="utf-8", newline="\n")

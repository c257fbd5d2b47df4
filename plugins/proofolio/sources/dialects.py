"""How other tools write what we know by another form: Quarto, Material, fastpages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from proofolio.model.record import Link, LinkKind, Page, Record
from proofolio.sources.names import known_keys
from proofolio.sources.nodes import Node, Scalar, Sequence, Table
from proofolio.sources.shapes import shapes_of
from proofolio.sources.statuses import MATERIAL_STATUS

LINK_KINDS = frozenset(get_args(LinkKind))


def unfolded(table: Table, model: type[Record]) -> Iterator[tuple[str, Node, int]]:
    """The pairs of a table as we would write them.

    `date: {created: …}` becomes `date.created`, and Quarto's `image-alt` a part of `image`; lists
    of one meaning (`tags` and `keywords`) become one.
    """
    known = known_keys(model)
    image, alt = table.values.get("image"), table.values.get("image-alt")
    for key, node, line in _joined(table, model):
        if isinstance(image, Scalar) and alt and "image" in known:
            if key == "image-alt":
                continue
            if key == "image":
                node = Table({"src": image, "alt": alt}, {"src": line, "alt": line}, line)
        if isinstance(node, Table) and any(f"{key}.{name}" in known for name in node.values):
            yield from ((f"{key}.{name}", value, at) for name, value, at in node)
        else:
            yield key, node, line


def _joined(table: Table, model: type[Record]) -> Iterator[tuple[str, Node, int]]:
    """The pairs, where those that fill one list of texts are one pair."""
    known, shapes = known_keys(model), shapes_of(model)
    alike: dict[str, list[tuple[str, Node, int]]] = {}
    for key, node, line in table:
        name = known.get(key, "")
        is_list = name in shapes and shapes[name].is_list and shapes[name].record is None
        alike.setdefault(name if is_list else f"{key}:", []).append((key, node, line))
    for pairs in alike.values():
        key, node, line = pairs[0]
        if len(pairs) > 1:
            items = [item for _, each, _ in pairs for item in _items_of(each)]
            node = Sequence(tuple(items), node.line)
        yield key, node, line


def _items_of(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else (node,)


def is_materials_status(model: type[Record], key: str, node: Node) -> bool:
    """Whether a status is one that Material shows and that means nothing here."""
    is_word = issubclass(model, Page) and isinstance(node, Scalar) and node.text in MATERIAL_STATUS
    return is_word and key == "status"


def names_of(node: Node) -> Node:
    """A list of names, where its items may be mappings with a `name`."""
    if isinstance(node, Sequence):
        return Sequence(tuple(map(names_of, node.items)), node.line)
    return node.values.get("name", node) if isinstance(node, Table) else node


def links_of(node: Node) -> Node:
    """A list of links, where items may be `title: address`, and sections `title: [links]`.

    Titles of sections are left out: a page shows few links, and one list of them.
    """
    if isinstance(node, Table) and node.values.keys() <= LINK_KINDS:
        return node
    return Sequence(tuple(_links_in(node)), node.line)


def _links_in(node: Node) -> Iterator[Node]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _links_in(item)
    elif isinstance(node, Table) and not node.values.keys() & known_keys(Link).keys():
        for key, value, line in node:
            if isinstance(value, Scalar):
                name = "kind" if key in LINK_KINDS else "label"
                fields = {name: Scalar(key, line), "url": value}
                yield Table(fields, dict.fromkeys(fields, line), line)
            else:
                yield from _links_in(value)
    else:
        yield node

"""How other tools write what we know by another form: Quarto, Material, fastpages."""

from __future__ import annotations

from collections.abc import Iterator

from proofolio.model.record import Page, Record
from proofolio.sources.names import MATERIAL_STATUS, STATUS_FLAGS, known_keys
from proofolio.sources.nodes import Node, Scalar, Sequence, Table


def unfolded(table: Table, model: type[Record]) -> Iterator[tuple[str, Node, int]]:
    """The pairs of a table as we would write them.

    `date: {created: …}` becomes `date.created`, and Quarto's `image-alt` a part of `image`.
    """
    known = known_keys(model)
    image, alt = table.values.get("image"), table.values.get("image-alt")
    for key, node, line in table:
        if isinstance(image, Scalar) and alt and "image" in known:
            if key == "image-alt":
                continue
            if key == "image":
                node = Table({"src": image, "alt": alt}, {"src": line, "alt": line}, line)
        if isinstance(node, Table) and any(f"{key}.{name}" in known for name in node.values):
            yield from ((f"{key}.{name}", value, at) for name, value, at in node)
        else:
            yield key, node, line


def is_flag(model: type[Record], key: str, node: Node) -> bool:
    """Whether `hide` is that of fastpages, and not Material's list."""
    is_bool = isinstance(node, Scalar) and node.text.lower() in STATUS_FLAGS["hide"]
    return key == "hide" and is_bool and issubclass(model, Page)


def is_materials_status(model: type[Record], name: str, node: Node) -> bool:
    """Whether a status is one that Material shows and that means nothing here."""
    return (
        issubclass(model, Page)
        and name == "status"
        and isinstance(node, Scalar)
        and node.text in MATERIAL_STATUS
    )


def names_of(node: Node, key: str) -> Node:
    """A list of texts, where its items may be mappings of which one value counts."""
    if isinstance(node, Sequence):
        return Sequence(tuple(names_of(item, key) for item in node.items), node.line)
    return node.values.get(key, node) if isinstance(node, Table) else node

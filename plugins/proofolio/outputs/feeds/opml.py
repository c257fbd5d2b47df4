"""The list of a site's feeds as OPML 2.0, which most readers can import."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree

from proofolio.outputs.feeds.document import FeedDocument
from proofolio.views.feeds.feed import RSS


def write_opml(title: str, documents: Sequence[FeedDocument]) -> bytes:
    """All feeds of the site, each as its RSS address."""
    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = title
    body = ElementTree.SubElement(root, "body")
    for document in documents:
        ElementTree.SubElement(
            body,
            "outline",
            type="rss",
            version="RSS2",
            text=document.title,
            title=document.title,
            description=document.description,
            language=document.language,
            xmlUrl=document.address(RSS),
            htmlUrl=document.home,
        )
    ElementTree.indent(root, " ")
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"

"""Notebooks as parts of pages: bytes in, a fragment with pictures, contents and problems out."""

from proofolio.notebooks.cache import cached_render, stats
from proofolio.notebooks.copies import published_copy
from proofolio.notebooks.exporters import ExporterError, NamedExporter, named_exporter
from proofolio.notebooks.fragment import (
    Asset,
    Cell,
    Chart,
    Fragment,
    Heading,
    LocalLink,
    Options,
)
from proofolio.notebooks.phrases import Phrases
from proofolio.notebooks.render import render

__all__ = [
    "Asset",
    "Cell",
    "Chart",
    "ExporterError",
    "Fragment",
    "Heading",
    "LocalLink",
    "NamedExporter",
    "Options",
    "Phrases",
    "cached_render",
    "named_exporter",
    "published_copy",
    "render",
    "stats",
]

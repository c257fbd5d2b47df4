"""Pictures of what links lead to, from the set that comes with Material."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import material

_FOLDER = Path(material.__file__).parent / "templates" / ".icons"
_NAMES = {
    "cv": "material/file-account-outline",
    "email": "material/email-outline",
    "github": "simple/github",
    "huggingface": "simple/huggingface",
    "kaggle": "simple/kaggle",
    "linkedin": "fontawesome/brands/linkedin",
    "orcid": "simple/orcid",
    "scholar": "simple/googlescholar",
}


@cache
def load_icons() -> Mapping[str, str]:
    """SVG of each icon by its name, for eyes alone: words stand beside it."""
    paths = {name: _FOLDER / f"{icon}.svg" for name, icon in _NAMES.items()}
    return {
        name: path.read_text(encoding="utf-8").replace("<svg", '<svg aria-hidden="true"', 1)
        for name, path in paths.items()
        if path.is_file()
    }

"""What papers and data sets are known by wherever they are cited."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import quote

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

_DOI = re.compile(
    r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:?\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE
)
_ARXIV = re.compile(
    r"(?:(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:?\s*)?"
    r"(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[a-z]{2})?/\d{7}(?:v\d+)?)(?:\.pdf)?",
    re.IGNORECASE,
)
_SAFE = "/:;()._-~+@!$&'*=,"


def _found(pattern: re.Pattern[str], code: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    match = pattern.fullmatch(value.strip())
    if not match:
        raise PydanticCustomError(code, "is not valid")
    return match[1]


Doi = Annotated[str, BeforeValidator(lambda value: _found(_DOI, "not_doi", value))]
"""A DOI, kept without what stands before the number."""

Arxiv = Annotated[str, BeforeValidator(lambda value: _found(_ARXIV, "not_arxiv", value))]
"""A number of arXiv, old or new, kept without what stands before it."""


def doi_address(doi: str) -> str:
    """Where a DOI leads; empty without one."""
    return f"https://doi.org/{quote(doi, _SAFE)}" if doi else ""


def arxiv_address(number: str) -> str:
    """The page of a number at arXiv; empty without one."""
    return f"https://arxiv.org/abs/{number}" if number else ""

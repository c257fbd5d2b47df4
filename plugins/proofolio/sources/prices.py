"""Prices as a line of text: `4800 EUR`, `from 4800 EUR per month`, `on request`."""

from __future__ import annotations

import re
from typing import Any

_PRICE = re.compile(
    r"(?P<start>from\s+)?(?P<amount>[\d.,'\u00a0\u202f ]*\d)\s*(?P<currency>[A-Za-z]{3})"
    r"(?:\s*(?:per|an?|/)\s*(?P<per>\w[\w ]*))?",
    re.IGNORECASE,
)
_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR"}


def read_price(text: str) -> dict[str, Any] | str:
    """The price as a mapping, or what to write instead."""
    text = " ".join(text.split())
    if text.lower() == "on request":
        return {"display": "on_request"}
    match = _PRICE.fullmatch(text)
    if not match:
        return f'"{text}" is not a price. {_instead(text)}'
    amount = match["amount"].strip()
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", amount):
        # 4.80 is a price, but nobody writes 4.800 for it: here the point groups thousands.
        return f'"{text}" has a thousands separator. {_instead(text)}'
    price = {"amount": amount, "currency": match["currency"]}
    if match["start"]:
        price["display"] = "from"
    if match["per"]:
        price["per"] = match["per"]
    return price


def _instead(text: str) -> str:
    code = next((code for sign, code in _SYMBOLS.items() if sign in text), "EUR")
    number = re.sub(r"(?<=\d)[.,' \u00a0\u202f](?=\d{3}\b)", "", text)
    found = re.findall(r"\d+(?:\.\d+)?", number)
    if len(found) == 1:
        start = "from " if re.search(r"\bfrom\b", text, re.IGNORECASE) else ""
        return f"Write `{start}{found[0]} {code}`, with the code of the currency after the number."
    if len(found) == 2:
        return f"Write `{{min: {found[0]}, max: {found[1]}, currency: {code}}}`."
    return "Write `4800 EUR`, `from 4800 EUR per month` or `on request`."

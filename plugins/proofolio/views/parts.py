"""The parts pages are made of, under one name: tiles, proof lines, cards, quotes, contact."""

from proofolio.views.cards import Card, card
from proofolio.views.contact import (
    STALE_DAYS,
    Availability,
    CallToAction,
    availability,
    call_to_action,
)
from proofolio.views.links import (
    SHORT_NAME,
    Link,
    ProofLine,
    day_text,
    host_of,
    project_name,
    ribbon,
)
from proofolio.views.outcomes import Tile, outcome_proof, result_line, tile, tiles
from proofolio.views.pictures import picture_of
from proofolio.views.prices import ServiceRow, price_text, service_row
from proofolio.views.proofs import proof_line
from proofolio.views.quotes import PULL_QUOTE_WORDS, Quote, quote_view

__all__ = [
    "PULL_QUOTE_WORDS",
    "SHORT_NAME",
    "STALE_DAYS",
    "Availability",
    "CallToAction",
    "Card",
    "Link",
    "ProofLine",
    "Quote",
    "ServiceRow",
    "Tile",
    "availability",
    "call_to_action",
    "card",
    "day_text",
    "host_of",
    "outcome_proof",
    "picture_of",
    "price_text",
    "project_name",
    "proof_line",
    "quote_view",
    "result_line",
    "ribbon",
    "service_row",
    "tile",
    "tiles",
]

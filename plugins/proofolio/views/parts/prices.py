"""Services as rows, with their prices in words."""

from __future__ import annotations

from dataclasses import dataclass

from proofolio.model.addresses import address_of
from proofolio.model.service import Price, Service
from proofolio.views.site import Site


@dataclass(frozen=True)
class ServiceRow:
    """A service in a listing."""

    address: str
    name: str
    summary: str
    price: str
    duration: str
    not_for: str
    """Whom it does not serve, as a sentence."""


def price_text(site: Site, price: Price | None) -> str:
    """A price as it is to be shown; empty where there is none."""
    if price is None:
        return ""
    words = site.words
    if price.display == "on_request":
        return words("price_on_request")
    low, high = price.min, price.max
    amount = price.amount if price.amount is not None else low
    if amount is None:
        return ""
    text = words.money(amount, price.currency)
    if price.amount is None and low is not None and high is not None:
        text = words("to", low=text, high=words.money(high, price.currency))
    if price.per:
        key = "price_per_hour" if price.per.casefold() == "hour" else "price_per"
        text = words(key, price=text, unit=price.per)
    is_lower_bound = price.display == "from" or (price.amount is None and high is None)
    return words("price_from", price=text) if is_lower_bound else text


def service_row(site: Site, service: Service) -> ServiceRow:
    """A service as a row."""
    return ServiceRow(
        address=address_of(service),
        name=service.name,
        summary=service.summary,
        price=price_text(site, service.price),
        duration=service.duration,
        not_for=site.words("home.not_for", whom=site.words("separate").join(service.not_for))
        if service.not_for
        else "",
    )

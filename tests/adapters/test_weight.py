"""What a phone must fetch before it shows the home page of the example."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PACKED = {"font", "image"}
"""Kinds that servers do not compress; an SVG is an exception."""


@pytest.mark.slow
@pytest.mark.parametrize(("width", "density"), [(390, 2), (390, 3), (412, 1.75), (430, 3)])
def test_home_is_light_on_a_phone(
    example_site: Path,
    serve_site: Callable[..., str],
    open_page: Callable[..., Any],
    faults: list[str],
    width: int,
    density: float,
) -> None:
    page = open_page("about:blank", width=width, device_scale_factor=density, is_mobile=True)
    found: dict[str, tuple[str, int]] = {}

    def weigh(response: Any) -> None:
        kind, content = response.request.resource_type, response.body()
        is_packed = kind in PACKED and not response.url.endswith(".svg")
        size = len(content) if is_packed else len(gzip.compress(content, 6))
        found[response.url] = (kind, size)

    page.on("response", weigh)
    page.goto(serve_site(example_site), wait_until="networkidle")
    assert any(url.endswith(".woff2") for url in found)
    assert any(url.endswith("portrait.svg") for url in found)
    assert any(url.endswith(".webp") for url in found)
    sizes = {url.rpartition("/")[2] or "home": size for url, (_, size) in found.items()}
    assert sum(sizes.values()) <= 150_000, sizes
    bare = sum(size for kind, size in found.values() if kind not in PACKED)
    assert bare <= 90_000, sizes
    assert faults == []

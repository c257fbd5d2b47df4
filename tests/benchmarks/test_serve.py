"""What `serve.py` measures is a real server: every edit is served, and is waited for until then."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow


def test_every_edit_is_served_and_memory_is_weighed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    modules: Any = [importlib.import_module(name) for name in ("serve", "serving", "measuring")]
    serve, serving, measuring = modules
    site = tmp_path / "proofolio"
    marks = measuring.generate(importlib.import_module("tools").PROOFOLIO, 2, 1, site)
    server = serving.Server("proofolio", Path(sys.executable).parent, site, 60)
    try:
        found = serve.rounds(server, "proofolio", site, marks, 1, 0.2)
        grown = serve.endurance(server, site, marks, 3, warm=1)
        server.limit = 0.1
        assert server.seconds_until("nowhere/", serve.says("")) is None
    finally:
        server.stop()
    assert found.keys() == set(serve.CASES)
    assert all(seconds and seconds > 0 for [seconds] in found.values())
    assert not list(site.glob("posts/added-*"))
    assert grown["memory"] > 10**7
    row = serve.table({"hugo": found, "proofolio": found}).splitlines()[-1]
    assert row == "| proofolio ÷ hugo | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 |"

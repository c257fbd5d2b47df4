"""How much a notebook can be shut in on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

DRIVER = Path(__file__).with_name("driver.py")
WAYS = (
    ("unshare", "--map-root-user", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"),
    ("unshare", "--map-root-user", "--net", "--mount"),
)
"""The first that works: without network; all processes of its own, which end together."""


@dataclass(frozen=True)
class Isolation:
    """What a run is kept from."""

    prefix: tuple[str, ...] = ()
    """What stands before the command that runs a notebook."""
    network: bool = True
    """Whether it reaches the network."""
    confined: bool = False
    """Whether it can write nothing outside its own folder."""
    memory: bool = False
    """Whether its memory can be bounded."""

    def lacks(self) -> Iterator[str]:
        """What this machine does not do, in words."""
        if self.network:
            yield "the network is not cut off"
        if not self.confined:
            yield "files outside its folder can be written"
        if not self.memory:
            yield "memory is not bounded"


@cache
def find_isolation() -> Isolation:
    """What this machine can do, tried and not guessed."""
    # macOS has the call, and heeds it not.
    has_memory = sys.platform.startswith("linux")
    for way in WAYS if sys.platform.startswith("linux") else ():
        with TemporaryDirectory() as folder:
            told = _try([*way, sys.executable, "-P", str(DRIVER), "--try", folder])
        if told is not None:
            return Isolation(way, network=False, confined=told == "confined", memory=has_memory)
    return Isolation(memory=has_memory)


def _try(command: list[str]) -> str | None:
    """What the command says; none where it fails."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=60, check=False, env=dict(os.environ)
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None

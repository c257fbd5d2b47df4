"""Builds of sites, each in a process that knows nothing of another build.

    python tests/walk/builder.py

reads orders as lines of JSON and answers each with a line. What a build needs is imported once;
each is then a fork: as new as a command, but without the time to start. What was logged goes to a
file.
"""

from __future__ import annotations

import gc
import importlib
import json
import logging
import os
import subprocess
import sys
import traceback
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PRELOADED = (
    *("mkdocs.commands.build", "mkdocs.contrib.search", "material.plugins.tags.plugin"),
    *("proofolio.adapters.mkdocs.portfolio", "proofolio.adapters.mkdocs.feeds"),
    *("proofolio.notebooks.exporter", "pymdownx.superfences"),
)


@dataclass(frozen=True)
class Built:
    """A site that was built, or what kept it from being built."""

    site: Path
    messages: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the build came to its end."""
        return (self.site / "index.html").is_file()


class Builder:
    """Builds sites with one hash seed, as a command would."""

    def __init__(self, hash_seed: int, home: Path) -> None:
        self.home = home
        environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed)}
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def build(self, folder: Path, clock: int, *, home: Path | None = None) -> Built:
        """Build the site in a folder at a time, with what is kept in a home folder."""
        told = folder.with_suffix(".json")
        order = {"folder": str(folder), "told": str(told), "clock": clock}
        order["home"] = str(home or self.home)
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        status = self._process.stdout.readline().strip()
        assert status == "0", f"the build of {folder} ended with {status or 'nothing'}"
        return Built(
            folder / "site", tuple(json.loads(told.read_text(encoding="utf-8"))["messages"])
        )

    def stop(self) -> None:
        """End the process."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def _build(folder: Path) -> list[str]:
    """Build as the command does; gives what was logged, and why it ended if it failed."""
    from click import ClickException
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    messages: list[str] = []
    handler = logging.Handler(logging.INFO)
    handler.emit = lambda record: messages.append(  # type: ignore[method-assign]
        f"{record.levelname} {record.getMessage()}"
    )
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    os.chdir(folder)
    try:
        config = load_config()
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except (ClickException, SystemExit) as error:
        messages.append(f"ENDED {error}")
    return [text.replace(str(folder), "") for text in messages if " built in " not in text]


def _obey(order: dict[str, Any]) -> None:
    home = order["home"]
    os.environ.update(HOME=home, XDG_CACHE_HOME=home, SOURCE_DATE_EPOCH=str(order["clock"]))
    messages = _build(Path(order["folder"]))
    told = {"messages": messages, "modules": sorted(sys.modules)}
    Path(order["told"]).write_text(json.dumps(told), encoding="utf-8")


def _import(names: Iterable[str]) -> None:
    for name in names:
        with suppress(ImportError):
            importlib.import_module(name)
    gc.freeze()


def main() -> None:
    """Obey orders until there are no more."""
    _import(PRELOADED)
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            sys.stdout = sys.stderr
            try:
                _obey(order)
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        # What this build had to import, the next one finds imported.
        _import(json.loads(Path(order["told"]).read_text(encoding="utf-8"))["modules"])
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()

"""Servers as authors run them, and how long they take to serve what was saved."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

ADDRESS = "127.0.0.1"
POLL = 0.005
"""Seconds between two looks."""

FIRST = 10
"""Limits that the first build may take."""

SERVERS: dict[str, tuple[str, ...]] = {
    "proofolio": ("mkdocs", "serve", "--quiet", "-a", f"{ADDRESS}:PORT"),
    "material": ("mkdocs", "serve", "--quiet", "-a", f"{ADDRESS}:PORT"),
    "nikola": ("nikola", "auto", "-a", ADDRESS, "-p", "PORT"),
    "hugo": ("hugo", "server", "--quiet", "--bind", ADDRESS, "-p", "PORT"),
    "zensical": ("zensical", "serve", "-a", f"{ADDRESS}:PORT"),
}
"""How each tool is told to serve a site while it is edited."""

Holds = Callable[[int, str], bool]
"""Whether an answer, by its status and text, is the one that is waited for."""


class Server:
    """A tool that serves a site, from when it answers until it is stopped."""

    def __init__(self, name: str, programs: Path, site: Path, limit: float) -> None:
        with socket.socket() as free:
            free.bind((ADDRESS, 0))
            self.port = free.getsockname()[1]
        self.limit = limit
        self.log = site.with_suffix(".served.log")
        program, *options = (part.replace("PORT", str(self.port)) for part in SERVERS[name])
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [programs / program, *options],
                cwd=site,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        if self.seconds_until("", lambda status, _: status == 200, FIRST * limit) is None:
            self.stop()
            raise SystemExit(f"{name} does not serve:\n{self.log.read_text('utf-8')[-2000:]}")

    def get(self, address: str) -> tuple[int, str]:
        """Status and text of an address; 0 where there is no whole answer."""
        connection = http.client.HTTPConnection(ADDRESS, self.port, timeout=self.limit)
        try:
            connection.request("GET", f"/{address}")
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()

    def seconds_until(self, address: str, holds: Holds, limit: float = 0) -> float | None:
        """Until an address answers as it should; none if it does not within the limit."""
        begin = time.monotonic()
        while (passed := time.monotonic() - begin) < (limit or self.limit):
            if holds(*self.get(address)):
                return time.monotonic() - begin
            if self.process.poll() is not None:
                return None
            time.sleep(POLL if passed < 1 else 10 * POLL)
        return None

    def memory(self) -> int:
        """Bytes that its processes have in memory."""
        return sum(_resident(process) for process in self._processes())

    def open_files(self) -> int:
        """Files and sockets that its processes hold open."""
        return sum(len(list(Path(f"/proc/{each}/fd").iterdir())) for each in self._processes())

    def _processes(self) -> list[int]:
        """All that are of the session it began."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text("utf-8").rpartition(")")[2].split()
            except OSError:
                continue  # it has ended meanwhile
            if int(fields[3]) == self.process.pid:
                found.append(int(folder.name))
        return found

    def stop(self) -> None:
        """End it, with all that it started."""
        for sent in (signal.SIGINT, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, sent)
                self.process.wait(10)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        self.process.wait()


def _resident(process: int) -> int:
    pages = int(Path(f"/proc/{process}/statm").read_text("utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")

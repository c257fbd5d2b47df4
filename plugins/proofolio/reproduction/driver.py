"""Runs one notebook. A script of its own, which can be ended with all that it started.

`driver.py JOB` runs what the file JOB says, `driver.py --try FOLDER` says how much it could confine
there. It ends, and the kernel with it, as soon as its standard input does.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import signal
import socket
import struct
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

VERSIONS = """
def _proofolio_versions():
    import json, sys
    from importlib.metadata import packages_distributions, version
    known = packages_distributions()
    loaded = {name for module in list(sys.modules) for name in known.get(module, ())}
    print(json.dumps({name: version(name) for name in sorted(loaded)}))
_proofolio_versions()
del _proofolio_versions
"""
"""Which packages the notebook's process has loaded."""

_MOUNT_SETATTR = 442
_WHOLE_TREE, _HERE, _READ_ONLY, _BIND = 0x8000, -100, 1, 4096 | 16384
_SET_FLAGS, _UP = 0x8914, 1


def main(arguments: list[str]) -> None:
    """Run the job, or try what can be confined."""
    if arguments[0] == "--try":
        raise_loopback()
        sys.stdout.write("confined" if confine(Path(arguments[1])) else "open")
        return
    job = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    if job["cut_off"]:
        raise_loopback()
    if job["confined"]:
        confine(Path(job["work"]))
    limit_memory(job["memory"])
    result = run(job)
    (Path(job["work"]) / "result.json").write_text(json.dumps(result), encoding="utf-8")


def run(job: dict[str, Any]) -> dict[str, Any]:
    """What the notebook did: its cells with outputs, and where it failed, if it did."""
    # Only whoever runs notebooks has them.
    import nbformat
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    notebook = nbformat.from_dict(job["notebook"])  # type: ignore[no-untyped-call]
    cells = list(notebook.cells)
    versions = nbformat.v4.new_code_cell(VERSIONS)  # type: ignore[no-untyped-call]
    # Asked before and after, since what a kernel itself needs is no part of the notebook.
    notebook.cells = [versions, *cells, versions.copy()]
    work = Path(job["work"])
    manager = AsyncKernelManager(kernel_name=job["kernel"])
    if os.name != "nt":
        # Files that nobody else may open, where ports would be open to all users.
        manager.transport = "ipc"
        manager.connection_file = str(work / "k.json")
    client = NotebookClient(
        notebook,
        km=manager,
        timeout=None,
        # A busy machine is slow; the whole run is bounded.
        startup_timeout=3600,
        iopub_timeout=3600,
        resources={"metadata": {"path": job["folder"]}},
        record_timing=False,
    )
    failed: dict[str, Any] | None = None
    place = work / "progress"

    def loaded(index: int) -> dict[str, str]:
        # The notebook may have put anything in the way.
        with suppress(CellExecutionError, ValueError):
            told = client.execute_cell(notebook.cells[index], index, store_history=False)
            # What is printed at once may come in pieces, and what was printed before in between.
            streams = (each for each in told.outputs if each.get("name") == "stdout")
            lines = "".join(each.text for each in streams).strip().splitlines()
            return dict(json.loads(lines[-1] if lines else "{}"))
        return {}

    packages: dict[str, str] = {}
    end_with_parent(lambda: _kill_group(manager))
    try:
        with client.setup_kernel():
            before = loaded(0)
            for number, cell in enumerate(cells, 1):
                place.write_text(str(number))
                client.execute_cell(cell, number)
            packages = loaded(-1)
            packages = {name: packages[name] for name in packages if name not in before}
    except CellExecutionError as error:
        failed = {"cell": _number(place), "text": last_line(error.ename, error.evalue)}
        failed["memory"] = error.ename == "MemoryError"
    except (DeadKernelError, MemoryError, RuntimeError):
        failed = {"cell": _number(place), "text": "the kernel died", "memory": True}
    notebook.cells = cells
    return {"notebook": notebook, "failed": failed, "packages": packages}


def last_line(name: str, words: str) -> str:
    """The last line of an error as a person reads it."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", words).strip().splitlines()
    return ": ".join(part for part in (name, plain[-1].strip() if plain else "") if part)


def _number(place: Path) -> int:
    return int(place.read_text()) if place.exists() else 0


def limit_memory(limit: int) -> None:
    """Bound each process from here on, and let none leave a core dump."""
    if limit:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def end_with_parent(end: Callable[[], None]) -> None:
    """Call `end`, and stop, when whoever started this process does or says so."""

    def wait() -> None:
        # Not by way of `sys.stdin`, whose lock Python wants when it ends.
        while os.read(0, 1024):
            pass
        end()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _kill_group(manager: Any) -> None:
    """The kernel and what it started; where there are no groups, the kernel alone."""
    with suppress(OSError, AttributeError):
        # There is none before it was started.
        if group := manager.provisioner.pgid:
            os.killpg(group, signal.SIGKILL)
        else:
            manager.provisioner.process.kill()


def raise_loopback() -> None:
    """Let programs talk to each other here, in a network of their own that leads nowhere else."""
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
        fcntl.ioctl(own, _SET_FLAGS, struct.pack("16sh22x", b"lo", _UP))


def confine(work: Path) -> bool:
    """Whether nothing outside `work` can be written any more.

    It works where mounts are of its own, as `unshare` makes them, on Linux alone.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    path = os.fsencode(work)

    def set_flags(place: bytes, flags: int, add: int, remove: int) -> bool:
        told = struct.pack("QQQQ", add, remove, 0, 0)
        return bool(libc.syscall(_MOUNT_SETATTR, _HERE, place, flags, told, len(told)) == 0)

    return (
        libc.mount(path, path, None, _BIND, None) == 0
        and set_flags(b"/", _WHOLE_TREE, _READ_ONLY, 0)
        and set_flags(path, 0, 0, _READ_ONLY)
        and libc.mount(b"tmpfs", b"/dev/shm", b"tmpfs", 0, None) == 0
    )


if __name__ == "__main__":
    main(sys.argv[1:])

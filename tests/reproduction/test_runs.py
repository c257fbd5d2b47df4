"""A run is bounded, shut in as far as the machine can, and leaves nothing running."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.reproduction.sites import PROJECT, notebook

from proofolio.notebooks.reader import read_notebook
from proofolio.reproduction.environments import own_environment
from proofolio.reproduction.isolation import Isolation, find_isolation
from proofolio.reproduction.runs import Limits, Run, run_notebook

pytestmark = pytest.mark.slow

OPEN = Isolation(memory=sys.platform.startswith("linux"))
WAYS = [pytest.param(OPEN, id="open"), pytest.param(find_isolation(), id="shut in")]
CUT_OFF = [find_isolation(), replace(find_isolation(), confined=False)]


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "w"
    folder.mkdir()
    return folder


@pytest.fixture
def run(tmp_path: Path, work: Path) -> Callable[..., Run]:
    def run(*cells: str, isolation: Isolation = OPEN, seconds: float = 60) -> Run:
        path = tmp_path / "own" / "load.ipynb"
        path.parent.mkdir(exist_ok=True)
        path.write_text(notebook(*cells), encoding="utf-8")
        return run_notebook(path, work, own_environment(), isolation, Limits(seconds, 1.5))

    return run


def processes_of(work: Path) -> list[str]:
    """Command lines that name the folder of a run: the driver, its kernel, and what these start."""
    lines = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes().decode().replace("\0", " ")
        except OSError:
            continue
        if str(work) in line:
            lines.append(line)
    return lines


def none_is_left(work: Path) -> bool:
    for _ in range(100):
        if not processes_of(work):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("isolation", WAYS)
def test_a_notebook_that_never_ends_is_ended_with_all_it_started(
    run: Callable[..., Run], work: Path, isolation: Isolation
) -> None:
    child = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'input()', '{work}'])"
    ended = run(child, "while True: pass", "3.5", isolation=isolation, seconds=15)
    assert ended.failure.startswith("failed at cell 3: it was not done after 15 seconds")
    assert not ended.executed
    assert none_is_left(work), processes_of(work)


@pytest.mark.parametrize(
    "hog", ["x = bytearray(10**12)", "x = []\nwhile True: x.append(bytearray(10**8))"]
)
def test_a_notebook_that_eats_memory_fails_and_the_machine_does_not(
    run: Callable[..., Run], hog: str
) -> None:
    assert OPEN.memory
    ended = run(hog, "3.5")
    assert ended.failure.startswith("failed at cell 2: MemoryError")
    assert "it may use 1.5 GB; `--memory` gives it more" in ended.failure


@pytest.mark.parametrize("isolation", WAYS)
@pytest.mark.parametrize("end", ["os._exit(3)", "os.kill(os.getpid(), 9)"])
def test_a_kernel_that_dies_is_told(
    run: Callable[..., Run], work: Path, isolation: Isolation, end: str
) -> None:
    ended = run("import os", end, "3.5", isolation=isolation)
    assert ended.failure.startswith("failed at cell 3: the kernel died")
    assert none_is_left(work)


@pytest.mark.parametrize(
    "isolation", [OPEN, *CUT_OFF], ids=["open", "shut in", "cut off and not confined"]
)
def test_a_notebook_that_wants_the_network_fails_or_it_is_said_that_it_may(
    run: Callable[..., Run], isolation: Isolation
) -> None:
    own = "s = socket.create_server(('127.0.0.1', 0)); socket.create_connection(s.getsockname())"
    with socket.create_server(("127.0.0.1", 0)) as server:
        ask = f"socket.create_connection(('127.0.0.1', {server.getsockname()[1]}))"
        ended = run("import socket", own, ask, "3.5", isolation=isolation)
    if isolation.network:
        assert not ended.failure
        assert "the network is not cut off" in isolation.lacks()
    else:
        # Its own machine's network is there, and nobody else is on it.
        refused = "ConnectionRefusedError: [Errno 111] Connection refused"
        assert ended.failure == f"failed at cell 4: {refused}"
        assert "the network is not cut off" not in isolation.lacks()


@pytest.mark.parametrize("isolation", WAYS)
def test_a_notebook_writes_into_its_copy_and_nowhere_else_if_that_can_be_prevented(
    run: Callable[..., Run], tmp_path: Path, isolation: Isolation
) -> None:
    outside = tmp_path / "outside"
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "data.csv").write_text("a\n1\n")
    ended = run(
        "from pathlib import Path; import os, tempfile",
        "Path('data.csv').write_text('changed')",
        f"own = Path({str(tmp_path)!r}); assert not Path.home().is_relative_to(own / 'own')",
        "(Path.home() / 'x').write_text('x'); tempfile.mkstemp()",
        "import multiprocessing; multiprocessing.Lock()",
        f"Path({str(outside)!r}).write_text('x')",
        isolation=isolation,
    )
    assert (tmp_path / "own" / "data.csv").read_text() == "a\n1\n"
    if isolation.confined:
        assert ended.failure.startswith("failed at cell 7: OSError: [Errno 30]")
        assert not outside.exists()
    else:
        assert not ended.failure
        assert "files outside its folder can be written" in isolation.lacks()


def test_a_run_knows_no_passwords_and_no_hidden_files(
    run: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SERVICE_TOKEN", "a-secret")
    (tmp_path / "own").mkdir()
    for name in (".env", "data.csv"):
        (tmp_path / "own" / name).write_text("x")
    (tmp_path / "own" / "env").mkdir()
    (tmp_path / "own" / "env" / "pyvenv.cfg").touch()
    (tmp_path / "own" / "round").symlink_to(tmp_path / "own")
    (tmp_path / "own" / "nowhere").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "own" / "pipe")
    ended = run(
        "import os; print(sorted(os.listdir()))",
        "print([name for name, value in os.environ.items() if 'secret' in value])",
        "#| eval: false\n1 / 0",
        # As a slow machine does, what is printed comes in pieces.
        "print_ = print\ndef print(text): [print_(each, end='', flush=True) for each in text]",
        "len(Out)",
    )
    assert not ended.failure
    cells, _ = read_notebook(ended.executed)
    assert cells
    assert cells.cells[1].outputs[0].text == "['data.csv', 'load.ipynb']\n"
    assert cells.cells[2].outputs[0].text == "[]\n"
    # What proofolio asks the kernel is no part of the notebook.
    assert cells.cells[5].outputs[0].data["text/plain"] == "0"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_outlives_the_command(
    make_site: Callable[..., Path], tmp_path: Path, how: signal.Signals
) -> None:
    site = make_site(
        {
            "projects/load.yml": PROJECT,
            "projects/load.ipynb": notebook("while True: pass", "print(3.5)"),
        }
    )
    folder = tmp_path / "t"
    folder.mkdir()
    command = [Path(sys.executable).with_name("proofolio"), "reproduce"]
    env = {**os.environ, "TMPDIR": str(folder)}
    with subprocess.Popen(
        command, cwd=site, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        for _ in range(600):
            if any("ipykernel" in line for line in processes_of(folder)):
                break
            time.sleep(0.1)
        assert len(processes_of(folder)) > 1
        process.send_signal(how)
        process.communicate(timeout=60)
    assert process.returncode
    assert none_is_left(folder), processes_of(folder)
    if how is signal.SIGINT:
        assert not list(folder.iterdir())

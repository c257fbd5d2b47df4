"""The run of small slips knows where its files are, and cannot find them all seen by mistake."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.benchmarks.mutations import HERE, mutants, read_settings

SETTINGS = HERE / "mutations.toml"


def test_files_tests_and_reasons_are_those_of_today() -> None:
    near, known = read_settings(SETTINGS)
    assert len(near) >= 10
    assert all(known.values())


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"checks/withheld.py"', '"checks/gone.py"', "plugins/proofolio/checks/gone.py"),
        ('"checks/test_withheld.py"', '"checks/test_gone.py"', "tests/checks/test_gone.py"),
        ("[living]\n", '[living]\n"model/ordering.py: x  ->  y" = "why"\n', "x  ->  y"),
    ],
)
def test_what_is_gone_ends_the_run(old: str, new: str, says: str, tmp_path: Path) -> None:
    text = SETTINGS.read_text(encoding="utf-8")
    assert old in text
    changed = tmp_path / "mutations.toml"
    changed.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(SystemExit, match=says):
        read_settings(changed)


def test_every_slip_is_another_file_that_can_be_read() -> None:
    made = list(mutants("model/ordering.py"))
    assert len(made) >= 5
    assert len({content for _, content in made}) == len(made)
    for name, content in made:
        compile(content, name, "exec")
        assert name.startswith("model/ordering.py ")
        assert "  ->  " in name


@pytest.mark.slow
def test_a_slip_in_the_order_is_seen() -> None:
    command = [sys.executable, str(HERE / "mutations.py"), "--only", "ordering", "--count", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == "1 of 1 died (100 %), 0 live without a reason\n"

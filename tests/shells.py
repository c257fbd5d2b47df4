"""Commands as a person types them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def shell(command: str, folder: Path, venv: Path, **variables: str) -> str:
    """What a command prints, with the virtual environment first on the PATH."""
    path = f"{venv / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, "PATH": path, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}:\n{done.stdout}"
    return done.stdout

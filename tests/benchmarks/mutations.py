"""Breaks our own code in small ways, one at a time, and names those that no test near it sees.

Kept tools run all tests first (mutmut), or write into the checkout (Cosmic Ray). Here a copy of the
package is changed, which comes before the installed one on the path, and `mutations.toml` says
which tests are near, and which changes live on for a reason.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

HERE, TESTS = Path(__file__).parent, Path(__file__).parents[1]
PACKAGE = TESTS.parent / "plugins" / "proofolio"
PAIRS = (
    (ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.In, ast.NotIn),
    (ast.Is, ast.IsNot), (ast.And, ast.Or), (ast.Add, ast.Sub), (ast.BitOr, ast.BitAnd),
)  # fmt: skip
SWAPS = dict(PAIRS) | {two: one for one, two in PAIRS}

_SILENT = ("annotation", "returns", "decorator_list")


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """The node in other ways, each of which should be a fault."""
    if type(node) in SWAPS:
        yield SWAPS[type(node)]()
    match node:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str(value)) if " " not in value and len(value) > 1:
            # A pattern, or a word that is looked for.
            place = random.Random(value).randrange(len(value))
            yield ast.Constant(value[:place] + value[place + 1 :])
        case ast.Tuple(elts=[_, _, *_], ctx=ast.Load()):
            yield ast.Tuple(node.elts[:-1], ast.Load())
        case ast.Return(value=ast.Call() | ast.BoolOp() | ast.Compare() | ast.Name()):
            yield ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Yield() | ast.YieldFrom() | ast.Call()):
            yield ast.Pass()


def _places(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Everything that runs: neither types nor the words of a message."""
    for name, value in ast.iter_fields(node):
        if name not in _SILENT and not isinstance(node, ast.JoinedStr):
            yield node, name
            for inner in value if isinstance(value, list) else [value]:
                if isinstance(inner, ast.AST):
                    yield from _places(inner)


def mutants(file: str) -> Iterator[tuple[str, str]]:
    """What each change does to which line, and the whole file with it."""
    tree = ast.parse((PACKAGE / file).read_text(encoding="utf-8"))
    whole = ast.unparse(tree)
    for parent, name in _places(tree):
        value = getattr(parent, name)
        nodes = value if isinstance(value, list) else [value]
        for place, node in enumerate(nodes):
            for changed in changes(node) if isinstance(node, ast.AST) else ():
                new = [*nodes[:place], changed, *nodes[place + 1 :]]
                setattr(parent, name, new if nodes is value else changed)
                made = ast.unparse(ast.fix_missing_locations(tree))
                setattr(parent, name, value)
                lines = zip(whole.splitlines(), made.splitlines(), strict=False)
                old, now = next((pair for pair in lines if len(set(pair)) > 1), ("", ""))
                yield f"{file}: {old.strip()}  ->  {now.strip()}", made


def chosen(count: int, seed: int, files: list[str]) -> Iterator[tuple[str, str, str]]:
    """As many of each file, at random, but the same for the same seed."""
    for file in files:
        found = sorted(mutants(file))
        some = random.Random(f"{seed} {file}").sample(found, min(len(found), count // len(files)))
        yield from ((file, name, made) for name, made in some)


def lives(package: Path, tests: list[str]) -> bool:
    """Whether the tests are content with the package; what never ends is not."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-n",
        "0",
        "-x",
        "-q",
        *(f"tests/{test}" for test in tests),
    ]
    environment = {**os.environ, "PYTHONPATH": str(package.parent)}
    try:
        done = subprocess.run(
            command,
            cwd=TESTS.parent,
            env=environment,
            timeout=600,
            capture_output=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main() -> int:
    """Print what lives and the share that died; a failure below nine in ten."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="files whose path holds this")
    asked = parser.parse_args()
    near = tomllib.loads((HERE / "mutations.toml").read_text(encoding="utf-8"))
    known = near.pop("living")
    files = [file for file in near if asked.only in file]
    died = living = 0
    with tempfile.TemporaryDirectory() as folder:
        package = Path(shutil.copytree(PACKAGE, Path(folder) / "proofolio"))
        if not lives(package, sorted({test for file in files for test in near[file]})):
            sys.exit("the tests fail before anything is changed")
        for file, name, made in chosen(asked.count, asked.seed, files):
            (package / file).write_text(made, encoding="utf-8")
            if lives(package, near[file]):
                living += name not in known
                print("lives:", name, f"({known.get(name, 'no reason is known')})", flush=True)
            else:
                died += 1
            shutil.copy2(PACKAGE / file, package / file)
    print(f"{died} died, {living} live without a reason")
    return 0 if died and died >= 9 * living else 1


if __name__ == "__main__":
    sys.exit(main())

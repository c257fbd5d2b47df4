"""Breaks our own code in small ways, one at a time, and names those that no test near it sees.

Kept tools run all tests first (mutmut), or write into the checkout (Cosmic Ray). Here a copy of the
package is changed, which comes before the installed one on the path, and `mutations.toml` says
which tests are near, and which changes live on for a reason. Each run is a fork of this process,
which has loaded what the tests need from others, and begins with the tests that failed last.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import importlib
import os
import random
import resource
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE, TESTS = Path(__file__).parent, Path(__file__).parents[1]
PACKAGE = TESTS.parent / "plugins" / "proofolio"
PAIRS = (
    (ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.In, ast.NotIn),
    (ast.Is, ast.IsNot), (ast.And, ast.Or), (ast.Add, ast.Sub), (ast.BitOr, ast.BitAnd),
)  # fmt: skip
LOADED = (
    "hypothesis",
    "pydantic",
    "yaml",
    "nbconvert",
    "mkdocs.commands.build",
    "bs4",
    "PIL.Image",
)
LIMIT = 120
"""Seconds of work after which tests are taken for endless."""
SHOWN = 60
"""How much of a line is told on each side of a change."""
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


def _places(node: ast.AST, where: str = "") -> Iterator[tuple[ast.AST, str, str]]:
    """Everything that runs, and the function that it is in: no types, no words of a message."""
    match node:
        case ast.JoinedStr() | ast.Expr(value=ast.Constant()):
            return
        case ast.FunctionDef(name=where) | ast.ClassDef(name=where):
            pass
    for name, value in ast.iter_fields(node):
        if name not in _SILENT:
            yield node, name, where
            for inner in value if isinstance(value, list) else [value]:
                if isinstance(inner, ast.AST):
                    yield from _places(inner, where)


def mutants(file: str) -> Iterator[tuple[str, str]]:
    """What each change does to which line, and the whole file with it."""
    tree = ast.parse((PACKAGE / file).read_text(encoding="utf-8"))
    whole = ast.unparse(tree)
    for parent, name, where in _places(tree):
        value = getattr(parent, name)
        nodes = value if isinstance(value, list) else [value]
        for place, node in enumerate(nodes):
            for changed in changes(node) if isinstance(node, ast.AST) else ():
                new = [*nodes[:place], changed, *nodes[place + 1 :]]
                setattr(parent, name, new if nodes is value else changed)
                made = ast.unparse(ast.fix_missing_locations(tree))
                setattr(parent, name, value)
                yield f"{f'{file} {where}'.strip()}: {_difference(whole, made)}", made


def _difference(whole: str, made: str) -> str:
    """The line that is another, or so much of a long one as shows it."""
    lines = zip(whole.splitlines(), made.splitlines(), strict=False)
    old, now = next((pair for pair in lines if len(set(pair)) > 1), ("", ""))
    pairs = enumerate(zip(old, now, strict=False))
    start = max(0, next((at for at, (one, two) in pairs if one != two), len(now)) - SHOWN)
    return "  ->  ".join(line[start:][: 2 * SHOWN].strip() for line in (old, now))


def chosen(count: int, seed: int, files: list[str]) -> Iterator[tuple[str, str, str]]:
    """As many of each file, at random, but the same for the same seed."""
    for file in files:
        found = sorted(mutants(file))
        some = random.Random(f"{seed} {file}").sample(found, min(len(found), count // len(files)))
        yield from ((file, name, made) for name, made in some)


def lives(package: Path, tests: list[str]) -> bool:
    """Whether the tests are content with the package; what never ends is not."""
    process = os.fork()
    if not process:
        code = 1
        try:
            code = _test(package, tests)
        finally:
            os._exit(code)
    return os.waitpid(process, 0)[1] == 0


def _test(package: Path, tests: list[str]) -> int:
    # Not the clock's seconds: other work on the machine is no fault of the change.
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.chdir(TESTS.parent)
    # Two changes in one second may be equally long, and compiled files know no more of them.
    sys.dont_write_bytecode = True
    os.environ |= {"PYTHONPATH": str(package.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    sys.path[:0] = [str(package.parent), str(TESTS.parent)]
    # What addopts say forbids the memory of what failed last.
    settings = ("-o", "addopts=", "-o", f"cache_dir={package.parent / 'cache'}")
    options = ("-x", "-q", "--ff", "-m", "not slow and not long", "--import-mode=importlib")
    loaded = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
    return pytest.main([*options, *loaded, *settings, *(f"tests/{test}" for test in tests)])


def read_settings(path: Path) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The tests near each file, and why some changes live; ends where one of them is not there."""
    near = tomllib.loads(path.read_text(encoding="utf-8"))
    known = near.pop("living")
    paths = [PACKAGE / file for file in near]
    paths += [TESTS / test.partition("::")[0] for tests in near.values() for test in tests]
    if gone := sorted({str(path.relative_to(TESTS.parent)) for path in paths if not path.exists()}):
        sys.exit(f"{path.name} names what does not exist: {', '.join(gone)}")
    files = [file for file in near if any(name.startswith(file) for name in known)]
    made = {name for file in files for name, _ in mutants(file)}
    if gone := sorted(known.keys() - made):
        sys.exit(f"{path.name} has reasons for changes that are no longer made: {'; '.join(gone)}")
    return near, known


def main() -> int:
    """Print what lives and the share that died; a failure below nine in ten."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="files whose path holds this")
    asked = parser.parse_args()
    near, known = read_settings(HERE / "mutations.toml")
    files = [file for file in near if asked.only in file]
    if not files:
        sys.exit(f"no file has {asked.only} in its path")
    died, living, spared = 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        package = Path(shutil.copytree(PACKAGE, Path(folder) / "proofolio"))
        compileall.compile_dir(package, quiet=1)
        for name in LOADED:
            importlib.import_module(name)
        if not lives(package, sorted({test for file in files for test in near[file]})):
            sys.exit("the tests fail before anything is changed")
        for file, name, made in chosen(asked.count, asked.seed, files):
            (package / file).write_text(made, encoding="utf-8")
            if not lives(package, near[file]):
                died += 1
            elif name in known:
                spared += 1
                print("lives for a reason:", name, f"({known[name]})", flush=True)
            else:
                living += 1
                print("lives:", name, flush=True)
            shutil.copy2(PACKAGE / file, package / file)
    total = died + living + spared
    print(f"{died} of {total} died ({100 * died // total} %), {living} live without a reason")
    return 0 if died >= 9 * living else 1


if __name__ == "__main__":
    sys.exit(main())

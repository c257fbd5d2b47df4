"""Compiled templates kept for the next build: compiling them would be a third of a small one.

They are code that a build runs, so it matters who wrote them. They stand in the user's own cache
folder, never in the project's, which CI restores from a cache that others may fill. Each bears a
digest keyed with a secret that is made on this machine and stands in another folder, and nothing is
decoded before its digest is right. So a file that was damaged, moved to another's name, copied from
another machine or written by somebody who can write the cache folder alone is a miss. Whoever can
also read the secret acts as this user, and could change the installed packages as well.

A digest covers everything that decides the code: source, name and place of the template, Python,
the libraries, and the settings of the environment. Filters on constants are run while compiling:
templates that name one which is not Jinja's or ours are never kept.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from jinja2.defaults import DEFAULT_POLICIES
from jinja2.filters import FILTERS
from jinja2.tests import TESTS
from platformdirs import user_cache_path, user_state_path

from proofolio.cache_files import drop_unused, key_of, made_by, read_cached, write_cached

MOST_BYTES = 32 * 2**20
"""What the folder may hold; the templates of a build are two of these megabytes."""
_DIGEST = 32
_SETTINGS = (
    *("block_start_string", "block_end_string", "variable_start_string", "variable_end_string"),
    *("comment_start_string", "comment_end_string", "line_statement_prefix"),
    *("line_comment_prefix", "trim_blocks", "lstrip_blocks", "newline_sequence"),
    *("keep_trailing_newline", "autoescape", "optimized", "is_async", "sandboxed"),
)
"""What of an environment decides how its templates are compiled."""


class CompiledTemplates(BytecodeCache):
    """Takes the code of templates from a folder, and puts there what was compiled."""

    def __init__(self, folder: Path, secret: bytes) -> None:
        self.folder = folder
        self.secret = secret
        self.written = 0

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """The code of the template, or a place for it; nothing is kept under an empty key."""
        key = ""
        if _is_plain(environment) and not any(word in source for word in _foreign(environment)):
            asked = [getattr(environment, setting) for setting in _SETTINGS]
            asked += [sorted(environment.extensions), getattr(environment, "newstyle_gettext", 0)]
            key = key_of(source.encode("utf-8", "surrogatepass"), name, filename, asked, _maker())
        bucket = Bucket(environment, key, "")
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if what is kept under its key was written here and is whole."""
        with suppress(OSError, EOFError, ValueError, TypeError):
            found = read_cached(self.folder / bucket.key) if bucket.key else b""
            if compare_digest(found[:_DIGEST], self._digest(bucket.key, found[_DIGEST:])):
                bucket.code = marshal.loads(found[_DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of the bucket."""
        if not bucket.key:
            return
        if self.written % 100 == 0:
            _make_room(self.folder)
        self.written += 1
        code = marshal.dumps(bucket.code)
        write_cached(self.folder / bucket.key, self._digest(bucket.key, code) + code)

    def _digest(self, key: str, code: bytes) -> bytes:
        return blake2b(key.encode() + code, digest_size=_DIGEST, key=self.secret).digest()


def keep_compiled(environment: Environment) -> None:
    """Have the environment use templates that builds before have compiled, where it can."""
    folder = user_cache_path("proofolio", appauthor=False) / "templates"
    with suppress(OSError):
        if _is_private(folder) and (secret := _secret()):
            environment.bytecode_cache = CompiledTemplates(folder, secret)


def _is_private(folder: Path) -> bool:
    """Whether the folder, made where there is none, is the user's alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and _is_own(found)


def _is_own(found: os.stat_result) -> bool:
    if not hasattr(os, "getuid"):
        # On Windows the folder of a user is closed to others.
        return True
    return found.st_uid == os.getuid() and not found.st_mode & 0o077


def _secret() -> bytes:
    """The secret of this user on this machine, made where there is none; empty if it is shared."""
    file = user_state_path("proofolio", appauthor=False) / "templates.secret"
    if not file.exists():
        write_cached(file, os.urandom(_DIGEST))
    with file.open("rb") as opened:
        found = opened.read()
        return found if len(found) == _DIGEST and _is_own(os.fstat(opened.fileno())) else b""


@cache
def _maker() -> str:
    """What compiles templates, and runs filters on their constants."""
    made = made_by("outputs/templating.py", "Jinja2", "MarkupSafe")
    return f"{made} {sys.version} {sys.flags.optimize}"


def _is_plain(environment: Environment) -> bool:
    """Whether nobody has changed how Jinja compiles."""
    return (
        type(environment) is Environment
        and "code_generator_class" not in vars(environment)
        and environment.finalize is None
        and environment.policies == DEFAULT_POLICIES
        and isinstance(environment.autoescape, bool)
        and all(name.startswith("jinja2.ext.") for name in environment.extensions)
    )


def _foreign(environment: Environment) -> list[str]:
    """Names of filters and tests of others that may be run while a template is compiled."""
    return [
        name
        for named, known in ((environment.filters, FILTERS), (environment.tests, TESTS))
        for name, function in named.items()
        if function is not known.get(name) and _runs_early(function)
    ]


def _runs_early(function: Any) -> bool:
    """Whether another's filter can be run without a page, which is there only later."""
    if getattr(function, "__module__", "") in _KNOWN:
        return False
    return getattr(getattr(function, "jinja_pass_arg", None), "name", "") != "context"


_KNOWN = ("markupsafe", "proofolio.outputs.templating")


def _make_room(folder: Path) -> None:
    """Drop what no build has used for long, and the oldest of too much."""
    drop_unused(folder)
    found = sorted((file.stat().st_mtime, file.stat().st_size, file) for file in folder.iterdir())
    left = sum(size for _, size, _ in found)
    for _, size, file in found:
        if left <= MOST_BYTES:
            break
        file.unlink(missing_ok=True)
        left -= size

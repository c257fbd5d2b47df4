"""Compiled templates: kept for later builds, and nothing is run that was not written here."""

from __future__ import annotations

import marshal
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
import pytest
from platformdirs import user_cache_path, user_state_path

from proofolio.outputs import compiled_templates
from proofolio.outputs.compiled_templates import CompiledTemplates, keep_compiled

SECRET = b"s" * 32
PAGES = {"a": "{% macro m(x) %}<{{ x|upper }}>{% endmacro %}{{ m('b') }}{{ 'c'|upper }}", "d": "d"}


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of templates that were compiled."""
    names = []
    compile = jinja2.Environment.compile

    def counted(self: jinja2.Environment, source: Any, name: Any = None, *rest: Any) -> Any:
        names.append(name)
        return compile(self, source, name, *rest)

    monkeypatch.setattr(jinja2.Environment, "compile", counted)
    return names


def environment(folder: Path, secret: bytes = SECRET, **settings: Any) -> jinja2.Environment:
    cache = CompiledTemplates(folder, secret)
    return jinja2.Environment(loader=jinja2.DictLoader(PAGES), bytecode_cache=cache, **settings)


def shown(env: jinja2.Environment) -> list[str]:
    return [env.get_template(name).render() for name in sorted(PAGES)]


def test_a_second_environment_compiles_nothing(tmp_path: Path, compiled: list[str]) -> None:
    first = shown(environment(tmp_path))
    assert (first, compiled) == (["<B>C", "d"], ["a", "d"])
    assert shown(environment(tmp_path)) == first
    assert compiled == ["a", "d"]


def changed(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut": lambda content: content[: len(content) // 2],
    "no code": lambda content: content[:32],
    "one bit": changed,
    "noise": lambda content: random.Random(1).randbytes(len(content)),
    "code without a digest": lambda content: content[32:],
    "Jinja's own": lambda content: jinja2.bccache.bc_magic + content,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_never_decoded(
    damage: str, tmp_path: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = shown(environment(tmp_path))
    files = list(tmp_path.iterdir())
    assert len(files) == len(PAGES)
    for file in files:
        file.write_bytes(DAMAGES[damage](file.read_bytes()))
    with monkeypatch.context() as patch:
        patch.setattr(marshal, "loads", lambda _: pytest.fail("decoded what nobody vouches for"))
        assert shown(environment(tmp_path)) == first
    assert len(compiled) == 2 * len(PAGES)
    shown(environment(tmp_path))
    assert len(compiled) == 2 * len(PAGES)


def test_what_another_machine_wrote_or_was_moved_is_never_decoded(
    tmp_path: Path, compiled: list[str]
) -> None:
    first = shown(environment(tmp_path, b"t" * 32))
    assert shown(environment(tmp_path)) == first
    one, other = (file for file in tmp_path.iterdir())
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)
    assert shown(environment(tmp_path)) == first
    assert len(compiled) == 3 * len(PAGES)


def test_other_settings_sources_and_versions_are_compiled_anew(
    tmp_path: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {"a": "{{ x }}\n{% if x %}\n  y\n{% endif %}\n"}

    def made(filename: str = "f", **settings: Any) -> str:
        loader = jinja2.FunctionLoader(lambda name: (texts["a"], filename, lambda: True))
        cache = CompiledTemplates(tmp_path, SECRET)
        env = jinja2.Environment(loader=loader, bytecode_cache=cache, **settings)
        return env.get_template("a").render(x="<")

    turns: list[Callable[[], object]] = [
        made,
        lambda: made("g"),
        lambda: made(autoescape=True),
        lambda: made(trim_blocks=True),
        lambda: made(lstrip_blocks=True),
        lambda: made(keep_trailing_newline=True),
        lambda: made(extensions=["jinja2.ext.do"]),
        lambda: made(extensions=["jinja2.ext.i18n"]),
    ]
    for number, turn in enumerate(turns, 1):
        assert turn() == turn()
        assert len(compiled) == number
    assert (made(autoescape=True), made()) == ("&lt;\n\n  y\n", "<\n\n  y\n")
    monkeypatch.setattr(compiled_templates, "_maker", lambda: "another Python")
    made()
    texts["a"] += "z"
    assert made().endswith("z")
    assert len(compiled) == len(turns) + 2


def test_nothing_is_kept_that_others_help_to_compile(tmp_path: Path, compiled: list[str]) -> None:
    """Filters on constants are run while compiling, and theirs may be other tomorrow."""

    def lower(text: str) -> str:
        return text + today

    today = "1"
    for today in ("1", "2"):
        env = environment(tmp_path)
        env.filters["upper"] = lower
        assert shown(env) == [f"<b{today}>c{today}", "d"]
    assert compiled == ["a", "d", "a"]
    odd: list[dict[str, Any]] = [
        {"finalize": str},
        {"autoescape": lambda name: True},
        {"extensions": [type("Odd", (jinja2.ext.Extension,), {})]},
    ]
    before = set(tmp_path.iterdir())
    for settings in odd:
        shown(environment(tmp_path, **settings))
    assert set(tmp_path.iterdir()) == before


def test_filters_that_need_a_page_keep_nobody_from_it(tmp_path: Path) -> None:
    """As MkDocs' own `url`: they cannot be run before there is a page."""
    for letter in "ab":
        env = environment(tmp_path)
        env.filters["upper"] = jinja2.pass_context(lambda context, x, letter=letter: letter)
        assert shown(env) == [f"<{letter}>{letter}", "d"]
    assert len(list(tmp_path.iterdir())) == len(PAGES)


def test_the_folder_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown(environment(tmp_path))
    old = set(tmp_path.iterdir())
    for file in old:
        os.utime(file, (1_700_000_000, 1_700_000_000))
    # Unused for thirty days.
    shown(environment(tmp_path, autoescape=True))
    assert len(set(tmp_path.iterdir()) - old) == len(PAGES)
    assert not old & set(tmp_path.iterdir())
    monkeypatch.setattr(compiled_templates, "MOST_BYTES", 0)
    shown(environment(tmp_path, trim_blocks=True))
    assert len(set(tmp_path.iterdir())) == len(PAGES)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Another home folder: the folder of its templates, and its secret."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    folder, state = user_cache_path("proofolio"), user_state_path("proofolio")
    assert folder.is_relative_to(tmp_path)
    assert not state.is_relative_to(folder)
    return folder / "templates", state / "templates.secret"


def kept_by() -> jinja2.BytecodeCache | None:
    env = jinja2.Environment()
    keep_compiled(env)
    return env.bytecode_cache


def test_folder_and_secret_are_the_users_alone(home: tuple[Path, Path]) -> None:
    folder, secret = home
    first = kept_by()
    assert isinstance(first, CompiledTemplates)
    assert (first.folder, first.secret) == (folder, secret.read_bytes())
    assert (folder.stat().st_mode & 0o777, secret.stat().st_mode & 0o777) == (0o700, 0o600)
    again = kept_by()
    assert isinstance(again, CompiledTemplates)
    assert again.secret == first.secret


def spoil(folder: Path, secret: Path, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = os.getuid()
    match how:
        case "open folder":
            folder.chmod(0o755)
        case "link":
            folder.rename(folder.with_name("elsewhere"))
            folder.symlink_to(folder.with_name("elsewhere"))
        case "file":
            folder.rmdir()
            folder.write_bytes(b"")
        case "another's":
            monkeypatch.setattr(os, "getuid", lambda: owner + 1)
        case "open secret":
            secret.chmod(0o644)
        case "short secret":
            secret.write_bytes(b"short")
        case "no secret":
            secret.unlink()
            secret.mkdir()


@pytest.mark.parametrize(
    "how",
    ["open folder", "link", "file", "another's", "open secret", "short secret", "no secret"],
)
def test_nothing_is_kept_where_others_may_have_been(
    how: str, home: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kept_by() is not None
    spoil(*home, how, monkeypatch)
    assert kept_by() is None


def test_a_home_that_cannot_be_written_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("HOME", str(tmp_path / "file"))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert kept_by() is None

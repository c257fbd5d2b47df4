"""What is said while a site is served, and while somebody waits for a build."""

from __future__ import annotations

import io
import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from typing import TextIO

import pytest
from mkdocs.utils import CountHandler

from proofolio.adapters.mkdocs import progress
from proofolio.adapters.mkdocs.news import News
from proofolio.adapters.mkdocs.progress import Progress
from proofolio.adapters.mkdocs.speak import say
from proofolio.problems import Level, Problem


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[logging.Logger, io.StringIO]]:
    """MkDocs' logger with a console, as its command has it."""
    logger = logging.getLogger("mkdocs")
    printed = io.StringIO()
    console = logging.StreamHandler(printed)
    monkeypatch.setattr(logger, "level", logging.INFO)
    logger.manager._clear_cache()  # type: ignore[attr-defined]
    logger.addHandler(console)
    yield logger, printed
    logger.removeHandler(console)
    logger.manager._clear_cache()  # type: ignore[attr-defined]


FAULT = Problem("a", "is no number", "projects/a.yml", 3)
OTHER = Problem("b", "is no day", "posts/b.md", 1)
NOTE = Problem("c", "is a draft", "posts/c.md", level=Level.NOTE)


def test_a_build_repeats_nothing_that_the_one_before_has_told(
    engine: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, printed = engine
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    logger.addHandler(counter)
    builds = ([FAULT, NOTE], [FAULT, OTHER, NOTE], [OTHER], [FAULT, OTHER], [FAULT, OTHER])
    news = News()
    told = []
    try:
        for number, found in enumerate(builds):
            if number:
                news.begin()
            printed.truncate(0)
            logging.getLogger("mkdocs.commands.build").info("Building")
            say(found)
            logging.getLogger("mkdocs.structure.pages").warning("a link of MkDocs'")
            logging.getLogger("mkdocs.livereload").warning("GET /lost/")
            news.end()
            said = printed.getvalue()
            assert "Building" in said
            assert "GET /lost/" in said
            assert "Made 0 of 0 pages in" in said
            told.append([part.path for part in (FAULT, OTHER, NOTE) if str(part) in said])
            assert ("a link" in said) is (number == 0)
    finally:
        news.messages.stop()
        logger.removeHandler(counter)
    first, second, note = FAULT.path, OTHER.path, NOTE.path
    assert told == [[first, note], [second], [], [first], []]
    # `--strict` counts them all.
    assert dict(counter.get_counts()) == {"WARNING": 18}
    say([FAULT])
    assert printed.getvalue().count(str(FAULT)) == 1


def test_what_a_build_that_failed_did_not_come_to_is_not_told_again(
    engine: tuple[logging.Logger, io.StringIO],
) -> None:
    _, printed = engine
    news = News()
    try:
        say([FAULT])
        for _ in range(2):
            news.begin()
            news.fail()
        news.begin()
        say([FAULT])
        news.page(is_kept=True)
        news.page(is_kept=False)
        news.end()
    finally:
        news.messages.stop()
    said = printed.getvalue()
    assert said.count(str(FAULT)) == 1
    assert said.count("could not be built") == 2
    assert "Made 1 of 2 pages in 0.0 s." in said


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[TextIO, int]]:
    """A terminal to write to, and where to read what is written."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "_OFTEN", 0.0)
    reader, writer = os.openpty()
    with os.fdopen(writer, "w", encoding="utf-8") as stream:
        yield stream, reader
    os.close(reader)


def shown(reader: int) -> str:
    os.set_blocking(reader, False)
    found = b""
    with suppress(BlockingIOError):
        while read := os.read(reader, 10_000):
            found += read
    return found.decode()


def test_a_terminal_shows_how_far_a_build_is_and_keeps_its_messages_whole(
    terminal: tuple[TextIO, int], engine: tuple[logging.Logger, io.StringIO]
) -> None:
    stream, reader = terminal
    logger, printed = engine
    console = logging.StreamHandler(stream)
    logger.addHandler(console)
    bar = Progress(stream)
    try:
        for done in (1, 2, 3):
            bar.tick("Making pages", done, 4)
        logger.warning("a message")
        bar.tick("Making pages", 4, 4)
        bar.stop()
        bar.tick("Making pages", 4, 4)
    finally:
        logger.removeHandler(console)
    lines = shown(reader).split("\r")
    drawn = [line for line in lines if line.strip() and "message" not in line]
    assert [line.split("] ")[1] for line in drawn] == ["1 of 4", "2 of 4", "3 of 4", "4 of 4"]
    assert "a message" in lines
    assert lines[-1] == ""
    assert printed.getvalue() == "a message\n"


def test_nothing_moves_where_nobody_waits(
    terminal: tuple[TextIO, int],
    engine: tuple[logging.Logger, io.StringIO],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream, reader = terminal
    pipe = io.StringIO()
    Progress(pipe).tick("Making pages", 1, 4)
    assert pipe.getvalue() == ""
    with monkeypatch.context() as patch:
        patch.setenv("CI", "true")
        Progress(stream).tick("Making pages", 1, 4)
    with monkeypatch.context() as patch:
        patch.setattr(progress, "PATIENCE", 60.0)
        Progress(stream).tick("Making pages", 1, 4)
    logger, _ = engine
    logger.setLevel(logging.ERROR)  # as `--quiet` does
    Progress(stream).tick("Making pages", 1, 4)
    assert shown(reader) == ""
    logger.setLevel(logging.INFO)
    bar = Progress(stream)
    bar.tick("Making pages", 1, 4)
    bar.stop()
    assert "1 of 4" in shown(reader)

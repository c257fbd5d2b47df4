"""What programs printed: merged, as a terminal would have left it, bounded, in colour classes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from itertools import groupby

from nbconvert.filters import ansi

from proofolio.notebooks.highlighting import reachable
from proofolio.notebooks.phrases import Phrases
from proofolio.notebooks.reader import Output
from proofolio.notebooks.state import clean

FIRST_LINES = 24
_MOST_LINES = 1_000
_MOST_CHARACTERS = 60_000
_LONG_LINE = 400
_COLUMNS = 100
# Terminal links, character sets and keypad modes, which colour converters do not know.
_OTHER_ESCAPES = re.compile("\x1b\\].*?(?:\x07|\x1b\\\\)|\x1b[()][0-9A-B]|\x1b[=>78]", re.DOTALL)
_RGB = re.compile(r'<span(?: class="([^"]*)")? style="([^"]*)">')
_NUMBERS = re.compile(r"(background-color|color): rgb\((\d+),(\d+),(\d+)\)")
_FOLDERS = re.compile(
    r"(^|[\s\"'(<=,\[]|\x1b\[[\d;]*m)"
    r"(?:[A-Za-z]:\\(?:[^\s\\:\"'<>|\x1b]+\\)+|~?/(?:[^\s/:\"'<>|\x1b]+/)+)(?=[\w.<-]+\.\w+)",
    re.MULTILINE,
)
_BAR = re.compile(r"\d+%\|.*\||\d+/\d+ \[=*>?\.*\]|it/s\]|s/it\]")
# One of these is in every bar, and looking for a bar in a long line of figures is slow.
_BAR_SIGNS = ("%|", "it/s]", "s/it]", " [=", " [>", " [.", " []")
# Columns, indentation and rules, which would fall apart if lines were broken.
_ALIGNED = re.compile(r"\S(?:  |\t)|^[ \t]|[|\u2500-\u257f]", re.MULTILINE)
_DASHES = re.compile(r"^-{20,}$")
_LAST_FRAME_LINES = 14
# Readers know the notebook's code, and not what libraries do below it.
_OWN_FRAME = re.compile(
    r"(?:File )?\S*(?:<ipython-input-|Cell In *\[|ipykernel_\d+/)|(?:Input )?In \["
)
_CELL_FILE = re.compile(
    r"^(?:<ipython-input-[\w-]+>|\S*ipykernel_\d+[/\\]\d+\.py):\d+: ", re.MULTILINE
)
_MOST_TURNS = 4


def merged(outputs: Iterable[Output]) -> list[Output]:
    """The outputs with streams of one name that follow each other made one.

    Streams that take turns again and again, as logs do that are written twice, are one each.
    """
    found: list[Output] = []
    for is_stream, run in groupby(outputs, lambda output: output.kind == "stream"):
        pieces = list(run)
        if is_stream:
            pieces = [_joined(turn) for _, turn in groupby(pieces, lambda piece: piece.name)]
        if is_stream and len(pieces) > _MOST_TURNS:
            names = dict.fromkeys(piece.name for piece in pieces)
            pieces = [_joined(piece for piece in pieces if piece.name == name) for name in names]
        found.extend(pieces)
    return found


def _joined(pieces: Iterable[Output]) -> Output:
    first, *others = pieces
    if not others:
        return first
    text = "".join(piece.text for piece in (first, *others))
    return Output("stream", name=first.name, text=text)


def as_left(text: str) -> str:
    """The text as a terminal shows it in the end: progress bars once, backspaces applied."""
    text = _OTHER_ESCAPES.sub("", text.replace("\r\n", "\n"))
    if "\r" in text:
        text = "\n".join(map(_overwritten, text.split("\n")))
    if "\b" in text:
        kept: list[str] = []
        for character in text:
            if character != "\b":
                kept.append(character)
            elif kept and kept[-1] != "\n":
                kept.pop()
        text = "".join(kept)
    return text


def without_cell_files(text: str) -> str:
    """Warnings without the file that a kernel made of the cell for a while."""
    return _CELL_FILE.sub("", text)


def without_folders(text: str) -> str:
    """The text with file names where it had paths, which say nothing to a reader."""
    return _FOLDERS.sub(r"\1", text)


def is_progress(text: str) -> bool:
    """Whether the text is nothing but progress bars."""
    if not any(sign in text for sign in _BAR_SIGNS):
        return False
    lines = [line for line in without_codes(text).split("\n") if line.strip()]
    return bool(lines) and all(_BAR.search(line) for line in lines)


def plain(text: str) -> str:
    """The text without colours and other codes."""
    return clean(without_codes(text))


def without_codes(text: str) -> str:
    """The text without what a terminal would have taken as a command."""
    if "\x1b" not in text:
        return text
    return str(ansi.strip_ansi(_OTHER_ESCAPES.sub("", text)))  # type: ignore[no-untyped-call]


def coloured(text: str) -> str:
    """The text as HTML, its colours as classes that fit both schemes."""
    if "\x1b" not in text:
        return escape(clean(text))
    made = ansi.ansi2html(text)  # type: ignore[no-untyped-call]
    return _RGB.sub(_classed, clean(str(made)))


def pre(text: str) -> str:
    """The text as a block: sentences and very long lines wrap, what is aligned can be scrolled."""
    reached = reachable(text)
    wraps = bool(reached) and (
        not _ALIGNED.search(text) or any(len(line) > _LONG_LINE for line in text.split("\n"))
    )
    attributes = ' class="pf-wrap"' if wraps else reached
    return f"<pre><code{attributes}>{coloured(text)}</code></pre>"


def bounded(text: str, words: Phrases, first: int = FIRST_LINES) -> tuple[str, str]:
    """HTML of a text, the rest of a long one behind a control; and the text shown."""
    text = text.strip("\n")
    note = ""
    if len(text) > _MOST_CHARACTERS:
        text = text[:_MOST_CHARACTERS]
        note = words("rest")
    lines = text.split("\n")
    if len(lines) > _MOST_LINES:
        note = words.count("rest_lines", len(lines) - _MOST_LINES)
        lines = lines[:_MOST_LINES]
    told = f'<p class="pf-more__note">{escape(note)}</p>' if note else ""
    text = "\n".join(lines)
    head, rest, more = _cut(lines, words, first)
    if not rest:
        return pre(text) + told, plain(text)
    control = f'<details class="pf-more"><summary>{escape(more)}</summary>'
    return f"{pre(head)}{control}{pre(rest)}{told}</details>", plain(text)


def _cut(lines: list[str], words: Phrases, first: int) -> tuple[str, str, str]:
    """What to show at once, the rest, and its control; no rest for a text not much longer."""
    room = (first + 4) * _COLUMNS
    # A control for three more lines would be longer than the lines.
    if len(lines) <= first + 4 and sum(map(len, lines)) <= room:
        return "", "", ""
    used = 0
    for number, line in enumerate(lines):
        if number == first or used >= first * _COLUMNS:
            rest = lines[number:]
            return "\n".join(lines[:number]), "\n".join(rest), words.count("more_lines", len(rest))
        if used + len(line) > room:
            cut = max(first * _COLUMNS - used, _COLUMNS)
            head = "\n".join([*lines[:number], line[:cut]])
            rest_text = "\n".join([line[cut:], *lines[number + 1 :]])
            return head, rest_text, words.count("more_characters", len(rest_text))
        used += len(line)
    return "", "", ""


def last_frame(output: Output) -> str:
    """The end of a traceback: where the notebook stood and what it says, without folders."""
    parts = [part for part in output.traceback if part.strip()]
    message = f"{output.name}: {output.text}" if output.text else output.name
    if len(parts) >= 3 and output.name and output.name in plain(parts[-1]):
        own = [part for part in parts[:-1] if _OWN_FRAME.match(plain(part).lstrip())]
        kept = [own[-1] if own else parts[-2], parts[-1]]
        frame = kept[0].strip("\n").split("\n")
        if len(frame) > _LAST_FRAME_LINES:
            frame = _round_arrow(frame)
        if _DASHES.match(plain(kept[0]).strip()):
            frame = []
        text = "\n".join([*frame, kept[1].strip("\n")])
    elif parts:
        lines = "\n".join(parts).strip("\n").split("\n")
        text = "\n".join(lines[-_LAST_FRAME_LINES:])
    else:
        text = message
    return without_folders(as_left(text))


def _round_arrow(frame: list[str]) -> list[str]:
    for number, line in enumerate(frame):
        if plain(line).lstrip().startswith(("-->", "--->", "---->", "----->", "------>")):
            return [frame[0], *frame[max(1, number - 5) : number + 5]]
    return frame[-_LAST_FRAME_LINES:]


def _overwritten(line: str) -> str:
    result = ""
    for part in line.split("\r"):
        if part:
            result = part if "\x1b" in result else part + result[len(part) :]
    return result.rstrip(" ") if "\r" in line else result


def _classed(match: re.Match[str]) -> str:
    names = (match.group(1) or "").split()
    for kind, *numbers in _NUMBERS.findall(match.group(2)):
        name = _nearest(*map(int, numbers))
        names.append(f"ansi-{name}-{'bg' if kind.startswith('background') else 'fg'}")
    return f'<span class="{" ".join(names)}">'


def _nearest(red: int, green: int, blue: int) -> str:
    """The name of the terminal colour with the same hue; only names adapt to a dark page."""
    low, high = min(red, green, blue), max(red, green, blue)
    if high - low < 40:
        return "black-intense" if 60 < high < 200 else "white" if high >= 200 else "black"
    middle = (low + high) / 2
    parts = (red > middle, green > middle, blue > middle)
    names = {
        (True, False, False): "red",
        (False, True, False): "green",
        (False, False, True): "blue",
        (True, True, False): "yellow",
        (True, False, True): "magenta",
        (False, True, True): "cyan",
    }
    return names.get(parts, "white")

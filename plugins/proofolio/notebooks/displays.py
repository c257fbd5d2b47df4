"""Saved outputs as parts of a page: the best of what was saved, and never nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from typing import Any

from proofolio.notebooks import charts, interactive, placeholders, streams
from proofolio.notebooks.directives import Directives
from proofolio.notebooks.fragment import Chart
from proofolio.notebooks.highlighting import code_block
from proofolio.notebooks.html.markup import normalised
from proofolio.notebooks.html.pictures import Pictures, svg_title
from proofolio.notebooks.markdown.cells import MarkdownPages
from proofolio.notebooks.phrases import Phrases
from proofolio.notebooks.reader import Output
from proofolio.notebooks.state import State, clean
from proofolio.problems import Level

_PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
_SVG, *_PIXELS = _PICTURES
# nbconvert's own order: a formula in words is sharper than its picture.
_PRIORITY = (
    "text/html", "text/markdown", _SVG, "text/latex", *_PIXELS, "application/json", "text/plain",
)  # fmt: skip
# What plotting calls return beside their picture.
_PLOT_REPR = re.compile(
    r"[\[({]*<(?:matplotlib|seaborn|mpl_toolkits|cartopy|plotnine)\.|<Figure size"
    r"|[\[(]*<\w*(?:Axes|Container|Grid)\w*\b[^<>\n]*>|[\[(]*Text\([-\d.]+,|array\(\[+<|\(array\("
    r"|[({][^<>\n]{1,80}[\[(]<(?:matplotlib|mpl_toolkits)\."
)
# What they return that is numbers: limits and ticks of axes.
_LIMITS = re.compile(r"\.?\b(?:set_)?(?:[xyz]lim3?d?|axis|[xyz]ticks|[xyz]bound)\([^\n]*\)[ \t]*$")
_NUMBERS = re.compile(r"[\[(][-\d.,\s()\[\]a-z_]*[\])]")
_WARNING = re.compile(r"\b\w*Warning\b:?")
# The name of an object that shows itself in another form says nothing about what it shows.
_DISPLAY_REPR = re.compile(r"<IPython\.(?:core|lib)\.display\.\w+(?: object)?(?: at 0x\w+)?>")
# An object of a program, beside the script that would have drawn it.
_OBJECT_REPR = re.compile(r"#?<[A-Za-z_][\w.:]*[\s:>]")
# They can be moved by themselves.
_TABLES = re.compile(r"<table\b.*?</table>", re.DOTALL)
_COLOURED = re.compile(r"<t[dh]\b[^<>]*\bpf-ground\b")
"""Cells that say something by their colour alone, as in a map made of a table."""
_WIDE = re.compile(r"<pre\b|white-space:(?:pre|nowrap)|width:\d|display:(?:flex|inline-block)")
_TEXT_MIME = {"text/plain"}
_NOT_FRAMED = (
    "the page in a frame, such as a map or a report, cannot be shown; save a picture of it, or"
    " save it as a file beside the notebook and link to that"
)
_HEAVY = 1_000_000
"""Charts of more bytes are loaded only when a visitor asks for them."""

Shown = tuple[str, str]
"""HTML, and the text that can be read in it."""


class Displays:
    """Renders the outputs of the cells of one notebook."""

    def __init__(self, state: State, pictures: Pictures, markdown: MarkdownPages) -> None:
        self._state, self._pictures, self._markdown = state, pictures, markdown
        self._words = state.words
        self._charts = 0
        self._libraries = dict(state.options.libraries)
        self.unnamed: list[int] = []
        """Cells, from 0, with pictures for which the author wrote no words."""

    def shown(self, outputs: tuple[Output, ...], asked: Directives) -> Shown:
        """Everything a cell put out."""
        self._code = asked.code
        kept = [output for output in streams.merged(outputs) if self._wanted(output, asked)]
        has_picture = any(mime in output.data for output in kept for mime in _PICTURES)
        self._has_picture = has_picture
        found: list[Shown] = []
        self._pictured = 0
        for output in kept:
            if output.kind == "stream" and asked.option("output") == "asis":
                found.append(self._written(output.text))
            elif output.kind == "stream":
                found.append(self._stream(output))
            elif output.kind == "error":
                found.append(self._error(output, "error" in asked.flags))
            elif not (has_picture and _is_plot_repr(output, asked.code)):
                found.append(self._bundle(output, asked))
        html = "\n".join(html for html, _ in found if html)
        return html, "\n".join(text for _, text in found if text)

    def _wanted(self, output: Output, asked: Directives) -> bool:
        return output.kind != "stream" or f"remove-{output.name}" not in asked.flags

    def _stream(self, output: Output) -> Shown:
        text = streams.as_left(output.text)
        if not text.strip():
            return "", ""
        if output.name != "stderr" or streams.is_progress(text):
            return self._printed(text)
        text = streams.without_folders(streams.without_cell_files(text))
        warns = _WARNING.search(text)
        name = "pf-out pf-out--warn" if warns else "pf-out pf-out--log"
        head = escape(self._words("warnings" if warns else "messages"))
        html, shown = streams.bounded(text, self._words, 8)
        return (
            f'<div class="{name}" data-search-exclude><span class="pf-out__head">{head}</span>'
            f"{html}</div>"
        ), shown

    def _error(self, output: Output, expected: bool) -> Shown:
        name = clean(streams.plain(output.name)).strip()
        if not expected:
            text = (
                f"the cell ends in an error ({name or 'unnamed'}), which the page shows; run it"
                " again, or tag it `raises-exception` if the error belongs there"
            )
            self._state.report("saved-error", text, Level.NOTE)
        head = self._words("error", name=name) if name else self._words("error_unnamed")
        label = escape(self._state.named(head))
        text = streams.last_frame(output)
        html, shown = streams.bounded(text, self._words, 40)
        return (
            f'<div class="pf-out pf-out--err" role="region" aria-label="{label}" tabindex="0"'
            f' data-search-exclude><span class="pf-out__head">{escape(head)}</span>'
            f"{html}</div>"
        ), shown

    def _bundle(self, output: Output, asked: Directives) -> Shown:
        """The first of the bundle's forms that can be shown, best first."""
        data = output.data
        is_chart = bool(charts.library_of(data))
        is_silent = not is_chart and interactive.is_silent(data)
        if not data or is_silent or self._prepares(data, is_chart):
            return "", ""
        named = interactive.named(data)
        chart = charts.chart_of(data, self._libraries) if named else ""
        for mime in _PICTURES if named else _PRIORITY:
            if mime in data:
                shown = self._form(mime, output, asked)
                if shown is not None:
                    return shown if isinstance(chart, str) else self._beside(shown, chart, named)
        if not isinstance(chart, str):
            return self._live(chart, named, asked)
        if self._has_picture and not named and interactive.is_drawn(data):
            # What the script would draw is beside it as a picture.
            return "", ""
        about = charts.title_in(data) if named else ""
        html, text, note = interactive.card(data, named, self._words, about, chart)
        if note:
            self._state.report("static-form-missing", note, Level.NOTE)
        return html, text

    def _prepares(self, data: Mapping[str, Any], is_chart: bool) -> bool:
        """Whether the output only says that a library is loaded, or hides code."""
        html = data.get("text/html")
        if isinstance(html, str) and placeholders.is_switch(html):
            return True
        if isinstance(html, str) and placeholders.shows_by_itself(html):
            return False
        # With nothing to read in it, HTML of such a cell is the logo of a library; a chart, if it
        # calls nothing else, the empty one with which some begin.
        is_drawn = html is not None or interactive.is_drawn(data)
        return is_drawn and placeholders.sets_up(self._code, alone=is_chart)

    def _live(self, chart: Chart, named: str, asked: Directives) -> Shown:
        """A chart without a still picture, in a frame that is loaded when it comes into view."""
        caption = asked.option("fig-cap")
        label = asked.option("fig-alt") or self._label(named, chart.title or caption)
        frame = self._frame(chart, label)
        if len(chart.spec) > _HEAVY:
            size = f"{self._words.number(len(chart.spec) / 1_000_000)} MB"
            frame = _on_demand(f"{self._label(named, chart.title)} ({size})", frame)
        told = f"<figcaption>{self._markdown.line(caption)}</figcaption>" if caption else ""
        return f'<figure class="pf-shot" data-search-exclude>{frame}{told}</figure>', label

    def _beside(self, still: Shown, chart: Chart, named: str) -> Shown:
        """The still picture of a chart, and the chart itself for who asks for it."""
        html, text = still
        label = self._label(named, chart.title)
        return f"{html}\n{_on_demand(label, self._frame(chart, label))}", text

    def _label(self, library: str, about: str) -> str:
        return interactive.label(library, about, self._words)

    def _frame(self, chart: Chart, label: str) -> str:
        self._state.charts.setdefault(chart.name, chart)
        # Without its own origin a frame's files are fetched anew for each; only what holds code
        # of its own pays that.
        apart = ' sandbox="allow-scripts"' if chart.holds_code else ""
        title = escape(self._state.named(label))
        return (
            f'<div class="pf-plate pf-live"><iframe src="pf-asset:{chart.name}" title="{title}"'
            f' height="{chart.height}" loading="lazy"{apart}></iframe></div>'
        )

    def _form(self, mime: str, output: Output, asked: Directives) -> Shown | None:
        value = output.data[mime]
        if mime in _PICTURES:
            return self._picture(mime, str(value), output.metadata, asked)
        if mime == "application/json":
            return self._printed(json.dumps(value, indent=2, ensure_ascii=False))
        if not isinstance(value, str) or not value.strip():
            return None
        if mime == "text/html":
            return self._html(value, output.data)
        if mime == "text/markdown":
            return self._written(value)
        if mime == "text/latex":
            return self._latex(value)
        if _OBJECT_REPR.match(value.strip()) and interactive.is_drawn(output.data):
            return None
        return self._plain(value)

    def _plain(self, value: str) -> Shown | None:
        if _DISPLAY_REPR.fullmatch(value.strip()):
            return None
        text = streams.as_left(value)
        if streams.is_progress(text) and "0%" in text:
            # The text that a progress widget leaves behind is always its first state.
            return "", ""
        return self._printed(text)

    def _printed(self, text: str) -> Shown:
        html, shown = streams.bounded(text, self._words)
        return f'<div class="pf-out" data-search-exclude>{html}</div>', shown

    def _html(self, value: str, data: Mapping[str, Any]) -> Shown | None:
        if "sk-top-container" in value and isinstance(data.get("text/plain"), str):
            # 80 KB of styles to draw what its text says in a line.
            return None if not data["text/plain"].strip() else self._plain(data["text/plain"])
        value = placeholders.without_placeholders(value)
        still = interactive.first_frame(value)
        if still:
            words = self._picture_name()
            image = self._pictures.image(still, words)
            return _plate(image), ""
        made = normalised(
            value, self._state, self._pictures, alt=self._state.section, is_output=True
        )
        if not (made.text or made.pictures or _COLOURED.search(made.html)):
            # Styles and empty divisions show nothing in Jupyter either; a script might.
            return None if made.scripts or made.framed else ("", "")
        if made.framed:
            self._state.report("static-form-missing", _NOT_FRAMED, Level.NOTE)
        if made.scripts and not made.pictures and len(made.text) < 80 and "<t" not in made.html:
            return None
        plain = data.get("text/plain")
        text = f"{made.text}\n{plain}" if isinstance(plain, str) else made.text
        return (
            f'<div class="pf-html"{self._moved(made.html)} data-search-exclude>{made.html}</div>',
            clean(text),
        )

    def _moved(self, html: str) -> str:
        """Attributes for what may be wider than a page, so that keys can move it."""
        if not _WIDE.search(_TABLES.sub("", html)):
            return ""
        label = escape(self._state.place("output_in_cell"))
        return f' role="region" aria-label="{label}" tabindex="0"'

    def _written(self, source: str) -> Shown:
        """Markdown that a program wrote."""
        prose = self._markdown.prose(source, listed=False)
        return f'<div class="pf-html" data-search-exclude>{prose.html}</div>', prose.text

    def _latex(self, value: str) -> Shown | None:
        tex = re.sub(r"^\s*\$+|\$+\s*$", "", value.strip()).strip()
        html = self._state.maths.display(tex)
        if self._state.maths.unsupported and not tex.startswith("\\displaystyle"):
            # Tables of LaTeX and the like have a plain form in the same output.
            self._state.maths.unsupported.clear()
            return None
        self._markdown.report_unsupported()
        return (f'<div class="pf-html" data-search-exclude>{html}</div>', tex) if html else None

    def _picture(
        self, mime: str, data: str, metadata: Mapping[str, Any], asked: Directives
    ) -> Shown | None:
        own = metadata.get(mime)
        own = {**metadata, **own} if isinstance(own, dict) else metadata
        alts, captions = asked.texts("fig-alt"), asked.texts("fig-subcap") or asked.texts("fig-cap")
        caption = captions[min(self._pictured, len(captions) - 1)] if captions else ""
        alt = alts[min(self._pictured, len(alts) - 1)] if alts else ""
        alt = alt or str(own.get("alt") or "") or caption
        alt = alt or (svg_title(data) if mime == "image/svg+xml" else "")
        words = alt or self._picture_name(asked.summary)
        image = self._pictures.output(mime, data, own, words)
        if image is None:
            text = f"the saved picture ({mime}) is damaged; run the cell again"
            self._state.report("damaged-picture", text)
            return None
        self._pictured += 1
        if not alt and self._state.cell not in self.unnamed:
            self.unnamed.append(self._state.cell)
        dark = " pf-plate--dark" if metadata.get("needs_background") == "dark" else ""
        told = f"<figcaption>{self._markdown.line(caption)}</figcaption>" if caption else ""
        return _plate(image, dark, told), caption

    def _picture_name(self, summary: str = "") -> str:
        """Words for a picture that has none: what made it, and where it stands."""
        self._charts += 1
        section = self._state.section or self._state.title
        kind = "chart_both" if summary and section else "chart_step" if summary else ""
        kind = kind or ("chart_section" if section else "chart_number")
        return self._words(kind, number=self._charts, step=summary, section=section)


def source_block(code: str, language: str, summary: str, words: Phrases, shown: bool) -> str:
    """A cell's code, folded or open, under what it does."""
    count = words.count("lines", code.count("\n") + 1)
    opened = " open" if shown else ""
    return (
        f'<details class="pf-code" data-search-exclude{opened}>'
        f"<summary>{escape(clean(summary))} <small>{count}</small></summary>"
        f"{code_block(code, language)}</details>"
    )


def _on_demand(label: str, frame: str) -> str:
    summary = f"<summary>{escape(label)}</summary>"
    return f'<details class="pf-more" data-search-exclude>{summary}{frame}</details>'


def _plate(image: str, dark: str = "", told: str = "") -> str:
    plate = f'<div class="pf-plate{dark}">{image}</div>'
    return f'<figure class="pf-shot" data-search-exclude>{plate}{told}</figure>'


def _is_plot_repr(output: Output, code: str) -> bool:
    text = output.data.get("text/plain")
    if set(output.data) != _TEXT_MIME or not isinstance(text, str):
        return False
    is_limits = _NUMBERS.fullmatch(text.strip()) and _LIMITS.search(code.rstrip(" \t\n;"))
    return bool(is_limits or _PLOT_REPR.match(text.strip()))

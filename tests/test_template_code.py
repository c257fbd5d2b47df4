"""Other tools' code is told where visitors would read it, and nowhere else."""

from __future__ import annotations

import json

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofolio.adapters.mkdocs.settings import EXTENSIONS
from proofolio.grouping import grouped
from proofolio.notebooks.fragment import Options
from proofolio.notebooks.render import render
from proofolio.outputs.prose import Dialect, convert_fields
from proofolio.problems import Problem
from proofolio.template_code import SYNTAXES, Source, find_template_code, with_lines

LEFTOVERS = {
    "shortcode": [
        *("{{% callout note %}}", "{{% /callout %}}", '{{< figure src="x.png" >}}', "{{< nothing"),
        *('{{< video https://x.example/y >}}', "{{% include-html a.html %}}"),
    ],
    "liquid": [
        *('{% include figure.liquid path="a.png" %}', "{% endhighlight %}"),
        *("{%- if page.title -%}", "{% highlight python linenos %}", "{% raw %}"),
        "{% post_url 2018-12-22-x %}",
        *("{{ site.baseurl }}", "{{site.x}}", "{{ page.title | escape }}", "{{ content }}"),
        *("{{ '/a.png' | relative_url }}", '{{ "a" | absolute_url }}', "{{ figure('x') }}"),
        '{% include video.html\n  id="x" %}',
    ],
    "fence": ["::: {.callout-note}", ":::{note}", ":::: columns", "::: warning Take care", ":::"],
    "tab": ['=== "Tab"', "=== 'Tab'", '===! "Tab"', '===+ "First tab"'],
    "snippet": ['--8<-- "x.md"', "-8<- 'x.md'", '---8<--- "a b.md"', "--8<--"],
    "admonition": ['!!! note "Title"', "!!! warning", "!!! tip inline end", '??? tip "Folded"',
                   "???+ note", '!!! note ""'],
    "alert": ["[!NOTE]", "[!tip]", "[!WARNING]-"],
    "attributes": [
        *("{: .x}", "{:.x}", "{: .x #y }", '{: target="_blank"}', "{:toc}", "{: #top}"),
        *('{target="_blank"}', "{.lead}", "{#fig-one}", "{width=50%}", "{.a .b width='3'}"),
        *('{target=_blank rel="noopener"}', '{fig-align="center"}', "{#id .class}"),
    ],
    "role": ["{ref}`sec`", "{glue:text}`x`"],
    "citation": ["[@smith2020]", "[@a:b, p. 3; @c]", "[-@knuth84]"],
    "wikilink": ["[[Another page]]", "[[page|words]]"],
    "raised": ["H~2~O", "x^2^", "the 1^st^ of May"],
    "icon": [":smile:", ":material-home:", ":octicons-heart-fill-24:", ":fontawesome-brands-x:"],
}  # fmt: skip
PIECES = [(name, piece) for name, pieces in LEFTOVERS.items() for piece in pieces]

HARMLESS = [
    "A set {1, 2, 3}, a dictionary {a: 1}, and {x} alone; {n=5} of {alpha=0.1}.",
    "With `{% include x %}`, `{{ site.x }}` and ``::: {.note}`` in code.",
    "$\\frac{{a}}{{b}}$ and $x_{{i}}$ and \\({{ x }}\\).",
    "$$\n\\sum_{i} {{ x }}\n$$",
    "The formats `{:.2f}` and {:.2f}, {:>10}, {:d}; a f-string of {{name}} and {{0}}.",
    "Rows 3:4 at 10:30:15, std::vector::size, a:b:c, https://x.example/a:b:c.",
    "It took 100% of {the} time. 5 % } and {% of.",
    "x == y and y == z; a==b and c==d. i++ and ++j; ~5 and ~~ and a~b~c.",
    "Matrices [[1, 2], [3, 4]] and [[a, b]]; df[['x']] and `x[[1]]`.",
    "Mail me @ada, or [@ada](https://x.example/).",
    "What??? No!!! Really!!!\n\n!!!\n\n??? what was that?",
    "--- 8 < 9 --- and a --> b <-- c.",
    "<!-- more --> <!-- {% comment %} -->",
    "[TOC]",
    "A title\n===\n\n=== three ===",
    "[x](https://x.example/{{id}}/){target=_blank}",
    "## Heading {#own .x}\n\n[a](https://x.example/){: .button }",
    "!!! note\n    Read this.\n\n??? tip \"Folded\"\n    And this.",
    "    {% indented code %}\n    ::: {.note}",
    "```liquid\n{% include x %}\n{{ page.title }}\n=== \"Tab\"\n```",
    "<kbd>{: .x}</kbd> <samp>{{ page.x }}</samp> <pre>:::{note}</pre>",
    "<script>const x = `{{ page.x }}`;</script><style>a{color: red}</style>",
    "| a | b |\n|:--|--:|\n| :---: | {x} |",
    "Term\n:   Its definition: see `:x:`.",
    "The emoticons :) and :-( and :D, a ratio of 3:1, `std::cout::x`.",
    "Use \\{\\{ x \\}\\} and &#123;% x %} hm.",
]  # fmt: skip


def dialect(*more: str) -> Dialect:
    return Dialect([*EXTENSIONS, *more], EXTENSIONS)


def told(text: str, *more: str) -> list[Problem]:
    _, problems = convert_fields({"body": text}, dialect(*more), lambda target: target)
    found = [each for each in problems if each.code in ("template-code", "unfinished-block")]
    return list(with_lines(found, [Source("a.md", text)]))


def told_in_notebook(text: str) -> list[Problem]:
    cell = {"cell_type": "markdown", "metadata": {}, "source": text}
    document = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    found = render(json.dumps(document).encode(), Options("a.ipynb")).problems
    return [problem for problem in found if problem.code == "template-code"]


def test_there_is_a_piece_of_each_syntax() -> None:
    assert LEFTOVERS.keys() == SYNTAXES.keys()


@pytest.mark.parametrize(("name", "piece"), PIECES)
def test_what_reaches_the_page_is_told_with_what_to_do(name: str, piece: str) -> None:
    # As HTML that shows it, whatever made it so.
    html = markdown.markdown(f"Before.\n\n{piece}\n\nAfter.")
    found = find_template_code(html)
    assert found, html
    assert SYNTAXES[name].what in found[0].text
    assert SYNTAXES[name].advice in found[0].text
    assert " ".join(found[0].excerpt.split())[:20] in " ".join(piece.split())


def test_pieces_side_by_side_are_told_each() -> None:
    many = [piece for name, piece in PIECES if name in ("liquid", "citation", "wikilink", "marked")]
    found = find_template_code(markdown.markdown(" and ".join(many)))
    assert len(found) == len(many)


@pytest.mark.parametrize(("name", "piece"), PIECES)
@pytest.mark.parametrize(
    "way", ["`{}`", "```\n{}\n```", "<pre>{}</pre>", "<kbd>{}</kbd>", "<!-- {} -->"]
)
def test_code_may_show_any(name: str, piece: str, way: str) -> None:
    if "`" in piece and "`" in way:
        piece = piece.replace("`", "")
    text = f"Before.\n\n{way.format(piece)}\n\nAfter."
    assert not [found.excerpt for found in told(text)]
    assert not [found.excerpt for found in told_in_notebook(text)]


@pytest.mark.parametrize("text", HARMLESS)
def test_prose_formulas_and_what_is_read_are_not_told(text: str) -> None:
    assert not [found.excerpt for found in told(f"Before.\n\n{text}\n\nAfter.")]


@pytest.mark.parametrize(
    ("text", "extension"),
    [
        ('=== "A"\n\n    x\n\n=== "B"\n\n    y', "pymdownx.tabbed"),
        ("A :smile: here.", "pymdownx.emoji"),
    ],
)
def test_what_an_extension_reads_is_told_no_more(text: str, extension: str) -> None:
    assert told(text)
    assert not told(text, extension)


@pytest.mark.parametrize("piece", ["::: {.x}\ny\n:::", "{ref}`x`"])
def test_what_notebooks_read_is_told_in_markdown_alone(piece: str) -> None:
    assert told(piece)
    assert not told_in_notebook(piece)


@pytest.mark.parametrize(
    "piece", ["{% include x %}", "{{< video x.mp4 >}}", '!!! note "x"', '=== "A"', "{: .x}"]
)
def test_notebooks_are_told_with_the_cell(piece: str) -> None:
    (found,) = told_in_notebook(f"# Title\n\n{piece}\n\nWords.")
    assert (found.path, found.field) == ("a.ipynb", "cell 1")
    assert f'"{piece}" is shown as text' in found.text


def test_the_end_of_a_fence_is_not_told_where_its_beginning_is() -> None:
    text = "::: {.callout-note}\nWords.\n:::\n\n::: {.x}\nWords.\n:::"
    assert [found.excerpt for found in told(text)] == ["::: {.callout-note}", "::: {.x}"]


PLACED = st.lists(
    st.sampled_from(
        [
            *("{% include x %}", "{{ site.title }}", "::: {.note}", '=== "Tab"', "{: .x}"),
            *("Words {.lead} here", "`{% include x %}`", "```\n::: {.note}\n{% include x %}\n```"),
            *("Plain words.", "# A heading"),
        ]
    ),
    min_size=1,
    max_size=8,
)


@given(PLACED, st.integers(0, 3))
def test_each_is_told_with_its_line(parts: list[str], blank: int) -> None:
    text = ("\n" * (blank + 2)).join(parts)
    found = told(text)
    lines = text.split("\n")
    in_code, expected = False, []
    for number, line in enumerate(lines, 1):
        in_code ^= line.startswith("```")
        if not in_code and not line.startswith(("`", "Plain", "#")) and line:
            expected.append(number)
    assert [problem.line for problem in found] == expected
    assert {problem.path for problem in found} <= {"a.md"}


def test_what_stands_in_no_source_was_written_elsewhere() -> None:
    problems = told("{% include x %} and {{ page.x }}")
    sources = [Source("a.md", "no\n{{ page.x }}"), Source("b.yml", "{{ page.x }}")]
    assert [(p.path, p.line) for p in with_lines(problems, sources)] == [("a.md", 2)]
    again = with_lines(problems, [Source("b.yml", "a: {{ page.x }}\nb: {{ page.x }}", line=2)])
    assert [(p.path, p.line) for p in again] == [("b.yml", 2)]


def test_pieces_of_one_syntax_are_one_message() -> None:
    problems = [*told("{% a %} {% b %} {{ page.x }} {% c %} {% d %}"), *told("{.x}")]
    messages = list(map(str, grouped(problems)))
    assert len(messages) == 2
    assert messages[0].startswith('a.md:1: "{% a %}" is shown as text: ')
    assert messages[0].endswith("a.md:1 ({{ page.x }}) and 2 more ({% c %}, {% d %}).")

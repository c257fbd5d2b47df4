"""Formulas are set as TeX sets them, where browsers and the converter would not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proofolio.notebooks.maths.formulas import Maths

FONT = "plugins/proofolio/theme/assets/fonts/stix-two-math-subset.woff2"
HEAD = "<!DOCTYPE html><meta charset=utf-8>"
THIN = '<mo lspace="0.167em" rspace="0.167em">'
CASES = {
    r"\Bigl\{ x \Bigr\}": [">{</mo>", ">}</mo>"],
    r"\Bigl\| x \Bigr\|": [">‖</mo>"],
    r"X \sim N": ["<mo>∼</mo>"],
    r"f'(x)": ['<mrow><mi>f</mi><mo form="postfix" lspace="0" rspace="0">′</mo></mrow>'],
    r"x \sin\phi": [THIN + "sin</mo>"],
    r"\sin(x)": ['<mo lspace="0" rspace="0">sin</mo>'],
    r"\left(x\right)": ['<mo stretchy="false" form="prefix">(</mo><mi>x</mi>'],
    r"\left[a \left(x\right)\right]": ['<mo stretchy="false" form="postfix">]</mo>'],
    r"\left(\int_0 x\right)": ['<mo stretchy="true" fence="true" form="prefix">(</mo>'],
    r"\left(\frac{a}{b}\right)": ['<mo stretchy="true" fence="true" form="prefix">(</mo>'],
    r"\left[\log\left(\frac{a}{b}\right)\right]": ['form="prefix">[', 'form="postfix">]'],
    r"\left(\sum_{k=1}^n a_k\right)": ['<munderover><mo lspace="0">∑</mo>', "</munderover>"],
    r"\left(\sum_{k} \sum_{j} a\right)": [
        '<munder><mo lspace="0">∑</mo><mrow><mi>k</mi></mrow></munder>'
    ],
    r"\begin{vmatrix} a \\ b \end{vmatrix}": ['<mo stretchy="true" fence="true">|</mo>'],
    r"a \pm b × c": ["<mo>±</mo>", "<mo>×</mo>"],
    r"\pm 1": ["<mo>±</mo>"],
    r"x = \pm 1": ['<mo form="prefix">±</mo>'],
    r"\partial_x \infty": ["<mi>∂</mi>", "<mi>∞</mi>"],
    r"\nabla f": ['<mi mathvariant="normal">∇</mi>'],
    r"\sum_{i=1} x": ['<mi>i</mi><mo lspace="0" rspace="0">=</mo><mn>1</mn>'],
    r"a = \int_X f": ['<msub><mpadded width="0.492em"><mo lspace="0">∫</mo></mpadded><mi>X</mi>'],
    r"\int_0^1 f": ['<msubsup><mo lspace="0">∫</mo>'],
    r"q(x) \log p": [THIN + "log</mo>"],
    r"(a, \dots, b)": ['<mo lspace="0" rspace="0">…</mo>'],
    r"a + \cdots + b": ['<mo lspace="0" rspace="0">⋯</mo><mo>+</mo>'],
    r"(a, ..., b)": ['<mo lspace="0" rspace="0">.</mo>'],
    r"\mathcal L \mathbb E": ["<mi>ℒ</mi>", "<mi>𝔼</mi>"],
    r"\mathbf{1}_x": ['<mn style="font-weight:bold">1</mn>'],
    r"f : X \to Y": ["<mo>:</mo>"],
    r"x_\mathrm{B}": ['<mi mathvariant="normal">B</mi>'],
    r"\left(2 \sigma^2\right)": ['<mo stretchy="false" form="prefix">(</mo>'],
    r"\vec{B}": ['<mover accent="true">'],
    "\\begin{align}\na &= b \\\\\\\nc &= d\n\\end{align}": ["<mi>c</mi>"],
}


@pytest.mark.parametrize("tex", CASES)
def test_formula_is_set_as_tex_sets_it(tex: str) -> None:
    html = Maths().display(tex)
    for expected in CASES[tex]:
        assert expected in html
    assert "\\" not in html


def test_brackets_round_something_low_do_not_leave_room_to_grow() -> None:
    html = Maths().display(r"\left[\log\left(\frac{a}{b}\right)\right]")
    assert html.count('stretchy="true"') == 4
    html = Maths().display(r"\left[\log\left(p(\theta)\right)\right]")
    assert 'stretchy="true"' not in html


def test_every_letter_of_a_formula_comes_from_the_font_for_formulas(
    open_page: Callable[..., Any], serve_site: Callable[..., str], root: Path, tmp_path: Path
) -> None:
    # Browsers show a lone `h` as Planck's constant.
    formula = Maths().inline(r"h f \mathbf{A} \boldsymbol{\beta} \boldsymbol{x} \sum \sqrt{\hbar}")
    (tmp_path / "math.woff2").write_bytes((root / FONT).read_bytes())
    face = "@font-face { font-family: Formulas; src: url(math.woff2) }"
    page = f"{HEAD}<style>{face} math {{ font-family: Formulas }}</style>{formula}"
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    opened = open_page(serve_site(tmp_path))
    opened.evaluate("document.fonts.ready")
    session = opened.context.new_cdp_session(opened)
    session.send("DOM.enable")
    session.send("CSS.enable")
    document = session.send("DOM.getDocument")["root"]["nodeId"]
    nodes = session.send("DOM.querySelectorAll", {"nodeId": document, "selector": "mi, mo"})
    used = {
        font["familyName"]
        for node in nodes["nodeIds"]
        for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    }
    assert len(nodes["nodeIds"]) > 5
    assert used == {"STIX Two Math"}


def test_no_room_is_left_behind_roots_and_integrals(
    open_page: Callable[..., Any], serve_site: Callable[..., str], root: Path, tmp_path: Path
) -> None:
    # Chromium leaves what the widest form of a sign would need, which the font has to forestall.
    texts = (r"\sqrt{x} y", r"\sqrt{\frac{a}{b}} y", r"\int_X y", r"\sqrt{\frac{\frac{a}{b}}{c}} y")
    formulas = "".join(Maths().display(tex) for tex in texts)
    (tmp_path / "math.woff2").write_bytes((root / FONT).read_bytes())
    face = "@font-face { font-family: Formulas; src: url(math.woff2) }"
    page = f"{HEAD}<style>{face} math {{ font: 100px Formulas }}</style>{formulas}"
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    opened = open_page(serve_site(tmp_path))
    opened.evaluate("document.fonts.ready")
    opened.wait_for_timeout(100)
    gaps = opened.evaluate(
        """() => [...document.querySelectorAll("math > mrow")].map((row) => {
          const [sign, next] = row.children;
          const box = (element) => element.getBoundingClientRect();
          return box(next).left - box(sign.lastElementChild).right;
        })"""
    )
    assert len(gaps) == len(texts)
    assert all(-1 < gap < 30 for gap in gaps), gaps


def test_rows_of_align_meet_at_their_signs(
    open_page: Callable[..., Any], serve_site: Callable[..., str], root: Path, tmp_path: Path
) -> None:
    styles = root / "plugins" / "proofolio" / "outputs" / "styles" / "notebook.css"
    formula = Maths().display(r"\begin{align} a + b + c &= d \\ e &= f \end{align}")
    page = f"{HEAD}<style>{styles.read_text(encoding='utf-8')}</style>{formula}"
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    edges = open_page(serve_site(tmp_path)).evaluate(
        """() => [...document.querySelectorAll("mtr")].map((row) => {
          const [left, right] = row.children;
          const box = (element) => element.getBoundingClientRect();
          return [box(left.lastElementChild).right, box(right.querySelector("mo")).left];
        })"""
    )
    assert len(edges) == 2
    assert abs(edges[0][0] - edges[1][0]) < 1
    assert all(0 <= sign - term < 12 for term, sign in edges)

"""Code is coloured as Pygments colours it, only sooner."""

from __future__ import annotations

import random
from pathlib import Path

from pygments.lexers.python import PythonLexer

from proofolio.notebooks.highlighting import _lexer
from proofolio.notebooks.reader import read_notebook

PIECES = [
    *"()[]{}:;,.=-~+/*%<>&^|!@\\#'\"_ \n\t",
    *("  ", "    ", "\n    ", ":=", "->", "...", "==", "'''", '"""', "\\\n", "# why\n", "$", "?"),
    *("1", ".5", "1.", "0x1F", "1_000", "2e-3j", "df", "x_1", "np.pi", ".fit", ".index", "été"),
    *("def ", "class ", "import ", "from ", "from . import ", "lambda ", "async for ", "await "),
    *("match ", "case ", "type ", "in", "is", "not", "print", "self", "None", "True", "ValueError"),
    *(".print", ".None", ".import ", ".def ", ".match", ".in", ".__init__", ".__class__", ".r''"),
    *("r'", 'b"', "f'", 'Rb"', "u'''", "{x!r:>{w}}", "{{", "%s", "\\n", "__name__", "@wraps"),
    *("%matplotlib inline\n", "!pip install x\n", "%%time\n", "\N{NO-BREAK SPACE}"),
]


def _same(code: str) -> bool:
    lexer = _lexer("python")
    assert lexer is not None
    assert type(lexer) is not PythonLexer
    return list(lexer.get_tokens(code)) == list(PythonLexer(stripnl=False).get_tokens(code))


def test_python_is_cut_where_pygments_cuts_it() -> None:
    chance = random.Random(7)
    codes = ["".join(chance.choices(PIECES, k=12)) for _ in range(2000)]
    assert [code for code in codes if not _same(code)] == []


def test_code_of_real_notebooks_is_cut_where_pygments_cuts_it(real_notebooks: list[Path]) -> None:
    found = [read_notebook(file.read_bytes())[0] for file in real_notebooks]
    cells = [cell for notebook in found if notebook for cell in notebook.cells]
    codes = [cell.source for cell in cells if cell.kind == "code"][::5]
    assert len(codes) > 300
    assert [code for code in codes if not _same(code)] == []

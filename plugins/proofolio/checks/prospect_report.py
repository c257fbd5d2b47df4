"""What a prospect learns, as text for the author and as JSON for programs."""

from __future__ import annotations

import json
from dataclasses import asdict

from proofolio.checks.prospect import Answer
from proofolio.checks.report import Style

SATISFIED = "Every question is answered within two taps."


def as_text(
    answers: tuple[Answer, ...], start: str, edit: str, style: Style, reader: str = "prospect"
) -> str:
    """The five questions with their answers, and the next edit."""
    lines = [f"What a {reader} finds out who starts at /{start}"]
    for number, answer in enumerate(answers, 1):
        found = answer.taps is not None
        where = _where(answer) if found else "not answered"
        manner = "bold" if found and not answer.advice else "warning"
        lines += ["", f"{number}  {style(answer.question, 'bold')}  {style(where, manner)}"]
        if answer.text:
            lines.append(f"   {answer.text}")
        if answer.proof:
            lines.append(style(f"   Proof: /{answer.proof}", "dim"))
    lines += ["", f"{style('Next:', 'bold')} {edit}" if edit else SATISFIED]
    return "\n".join(lines)


def as_json(answers: tuple[Answer, ...], start: str, edit: str) -> str:
    """The same for programs."""
    told = {"start": f"/{start}", "answers": [asdict(answer) for answer in answers], "next": edit}
    return json.dumps(told, indent=2, ensure_ascii=False)


def _where(answer: Answer) -> str:
    taps = {0: "at once", 1: "in one tap"}.get(answer.taps or 0, f"in {answer.taps} taps")
    return f"{taps}, at /{answer.page}"

"""Prints the default home pages as Markdown into docs/blocks.md (`pytest --golden`)."""

from __future__ import annotations

import re

from proofolio.views.blocks import OPTIONS
from proofolio.views.goals import GOALS, Goal
from proofolio.views.pages.home import TITLES
from proofolio.views.words import Words

BEGIN, END = "<!-- homes: made by docs/make_home.py -->", "<!-- /homes -->"


def with_homes(text: str) -> str:
    """The text with all default home pages between the two marks."""
    found = "\n\n".join(
        f"`goal: {goal.name}`\n\n```markdown\n" + "\n".join(home_of(goal)) + "\n```"
        for goal in GOALS.values()
    )
    between = f"{BEGIN}\n\n{found}\n\n{END}"
    return re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: between, text, flags=re.S)


def home_of(goal: Goal) -> list[str]:
    """The blocks of a goal's home page, a line each."""
    blocks = [_block(goal, name, limit) for name, limit in goal.home.items() if name in OPTIONS]
    return ["{{< hero >}}", *blocks, "{{< contact >}}"]


def _block(goal: Goal, name: str, limit: int) -> str:
    options = [f"limit={limit}"] if "limit" in OPTIONS[name] else []
    options += ["lead=true"] if name == "projects" else []
    options += ["process=true"] if name == "services" and "process" in goal.home else []
    options += [f'title="{Words("en")(TITLES[name])}"'] if name in TITLES else []
    return f"{{{{< {' '.join([name, *options])} >}}}}"

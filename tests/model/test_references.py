"""References as authors write them."""

from __future__ import annotations

import pytest

from proofolio.model.references import Target, parse_reference


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("churn", Target("", "churn")),
        ("My Project", Target("", "my-project")),
        ("project:churn", Target("project", "churn")),
        ("Project: My_Project", Target("project", "my-project")),
        ("outcome:churn/mape", Target("outcome", "churn", "mape")),
        ("outcome:churn", Target("outcome", "churn")),
        ("testimonial:grid-operator", Target("testimonial", "grid-operator")),
        ("#mape", Target("cell", "mape")),
        ("https://board.example/a", Target("link", "https://board.example/a")),
        ("mailto:a@b.example", Target("link", "mailto:a@b.example")),
        ("slides/talk.pdf", Target("link", "slides/talk.pdf")),
        ("项目", Target("", "项目")),
    ],
)
def test_reference_names_kind_and_id(text, target):
    assert parse_reference(text) == target

"""The tables that decide what is read fit the records, and nothing in them is idle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from proofolio.model import kinds
from proofolio.model.post import Post
from proofolio.model.profile import Contact, GivingBack, Job, LookingFor, Profile, Slots
from proofolio.model.project import Project
from proofolio.model.record import Question, Record
from proofolio.sources.forms import COMPLETE, KEYED, SHORT
from proofolio.sources.guards import GUARDS
from proofolio.sources.messages import CODES, MESSAGES
from proofolio.sources.names import FOREIGN, MATERIAL, OTHER_NAMES, known_keys
from proofolio.sources.networks import (
    NETWORKS,
    OTHER_KEYS,
    network_of,
    profile_address,
    username_in,
)
from proofolio.sources.records import STAND_INS
from proofolio.sources.rules import RULES
from proofolio.sources.shapes import required_of, shapes_of

CASES = Path(__file__).parent.parent / "cases" / "sources"
KINDS = (Profile, *(kind.record for kind in kinds.KINDS))
WITHOUT_SHORT_FORM = {Contact, GivingBack, Job, LookingFor, Question, Slots}
PATTERNS = [key for key, (_, pattern) in NETWORKS.items() if pattern]


def records_in(model: type[Record]) -> Iterator[type[Record]]:
    yield model
    for shape in shapes_of(model).values():
        if shape.record:
            yield from records_in(shape.record)


RECORDS = {record for kind in KINDS for record in records_in(kind)}


def test_every_record_has_a_short_form_or_none_on_purpose() -> None:
    assert RECORDS - set(KINDS) - SHORT.keys() == WITHOUT_SHORT_FORM
    assert set(SHORT) <= RECORDS


def test_short_forms_fill_fields() -> None:
    named = {model: field for model, field in SHORT.items() if isinstance(field, str)}
    assert len(named) > 20
    assert [model for model, field in named.items() if field not in shapes_of(model)] == []


def test_tables_name_records_and_fields_that_exist() -> None:
    assert set(COMPLETE) <= RECORDS
    assert [model for model, name in KEYED.items() if name not in model.model_fields] == []
    guarded = [(model, name) for model, names in GUARDS.items() for name in names]
    assert [(model, name) for model, name in guarded if name not in model.model_fields] == []
    assert [base for base in RULES if not any(issubclass(r, base) for r in RECORDS)] == []


@pytest.mark.parametrize("other", OTHER_NAMES)
def test_every_other_name_is_read_somewhere(other: str) -> None:
    assert any(known_keys(model).get(other) == OTHER_NAMES[other] for model in RECORDS)


def test_foreign_keys_are_foreign() -> None:
    assert len(FOREIGN) > 80
    # A key that a project and a post both read can never be another tool's.
    both = known_keys(Project).keys() & known_keys(Post).keys()
    assert (FOREIGN | MATERIAL) & both == set()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_needed_field_has_a_stand_in(kind: type[Record]) -> None:
    fields = {name: STAND_INS[name] for name in required_of(kind)}
    assert kind.model_validate(fields)


def codes_tried() -> set[str]:
    cases = yaml.load((CASES / "values.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return {case["name"].partition(" ")[0] for case in cases if case.get("problems")}


def test_every_code_of_an_error_has_a_case() -> None:
    assert MESSAGES.keys() - codes_tried() == set()
    assert CODES.keys() <= MESSAGES.keys()


def test_the_test_of_codes_can_fail() -> None:
    assert {*MESSAGES, "no_such_code"} - codes_tried() == {"no_such_code"}


@pytest.mark.parametrize("key", PATTERNS)
def test_a_profile_address_is_known_again(key: str) -> None:
    address = profile_address(key, "@ada-b")
    assert network_of(address) == key
    assert username_in(key, address).strip("/") == "ada-b"


def test_hosts_that_only_look_known_are_no_networks() -> None:
    assert network_of("https://notx.com/ada") == ""


def test_other_keys_of_networks_lead_to_known_ones() -> None:
    assert set(OTHER_KEYS.values()) <= NETWORKS.keys()
    assert OTHER_KEYS.keys() & NETWORKS.keys() == set()

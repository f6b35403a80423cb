"""What openapi.json promises is what is answered, whatever is sent; and nothing ends in a fault."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import checks
from schemathesis.specs.openapi.schemas import OpenApiSchema

from mis_assessor.store.records import Role
from mis_assessor.web.app import build
from mis_assessor.web.ask import Settings
from mis_assessor.web.doors import API_DOOR, API_DOORS, V1, Door
from service.serving import Site

OPERATIONS = [door for door in API_DOORS if door.path.startswith(V1)]
FEW = settings(
    max_examples=4,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
FEWER = settings(FEW, max_examples=2)
"""Where each takes seconds, for what is kept is assessed."""
KEPT = (
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
)


@pytest.fixture(scope="module")
def described(site: Site) -> OpenApiSchema:
    """The document, with the service behind it in this process."""
    app = build(site.desk, Settings(largest=1_000_000))
    return schemathesis.openapi.from_asgi("/api/openapi.json", app)


def somebody(door: Door) -> Role:
    """A role that may open a door, so that what is sent gets behind it."""
    return door.roles[0] if door.roles else Role.BOARD


@pytest.mark.parametrize("door", OPERATIONS, ids=lambda door: door.name)
def test_an_operation_answers_as_described_whatever_is_sent(
    site: Site, described: OpenApiSchema, door: Door
) -> None:
    operation = described.find_operation_by_id(door.name)
    with site.program(site.ours[somebody(door)]) as program:
        token = {"Authorization": program.headers["authorization"]}
    submission = site.sent if somebody(door) is Role.VERIFIER else site.draft
    job = site.paper_job(submission)
    there = {"submission": submission, "register": "staff", "account": 999_999, "job": job}
    there |= {"entry": "D-001", "document": 999_999, "system": "QX0"}

    @FEWER if door.uploads or door.name == "assess" else FEW
    @given(case=operation.as_strategy())
    def answers(case: Any) -> None:
        for name in set(there) & set(case.path_parameters or {}):
            case.path_parameters[name] = there[name]
        case.call_and_validate(headers=token, checks=KEPT, timeout=600)

    answers()


def test_the_document_names_every_door_and_no_other(described: OpenApiSchema) -> None:
    document: Any = described.raw_schema
    assert document["openapi"].startswith("3.1")
    named = {
        (operation["operationId"], method.upper(), f"/api{path}".replace("{name}", "{name:path}"))
        for path, way in document["paths"].items()
        for method, operation in way.items()
    }
    assert named == {(d.name, d.method, d.path) for d in OPERATIONS}
    assert len(API_DOOR) == len(API_DOORS) == len(OPERATIONS) + 1


def test_every_operation_says_that_it_asks_for_a_token(described: OpenApiSchema) -> None:
    document: Any = described.raw_schema
    ways = [operation for way in document["paths"].values() for operation in way.values()]
    assert ways and all(one["security"] == [{"token": []}] for one in ways)
    assert all("application/problem+json" in one["responses"]["422"]["content"] for one in ways)

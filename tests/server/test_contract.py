"""The contract: the OpenAPI document is valid, says what docs/api.md says, and holds against whatever Schemathesis makes up."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from tollbook.server.app import API, make_app
from tollbook.server.document import CONTRACTS, components
from tollbook.server.settings import Settings

from .house import House, house, ledger_of

DOCS = Path(__file__).parent.parent.parent / "docs"
EXAMPLES, MORE = 5, 150  # of an operation and a way: in each run of the tests, and in `make soak`
_ROUTE = re.compile(r"`(GET|POST|DELETE) (/[^`?]*)(?:\?[^`]*)?`")
CONFIG = """
[checks]
positive_data_acceptance.expected-statuses = [200, 201, 204, 401, 403, 404, 409, 429]
missing_required_header.expected-statuses = [401, 403, 422, 428]
"""


def document() -> dict[str, Any]:
    """The document, which needs no ledger."""
    return dict(make_app(Settings(ledger=Path("none.db"))).openapi())


def test_the_document_is_of_openapi_3_1_and_its_shapes_are_schemas() -> None:
    told = document()
    assert told["openapi"] == "3.1.0"
    for name, shape in told["components"]["schemas"].items():
        Draft202012Validator.check_schema(shape)
        assert "HTTPValidation" not in name
    named = set(re.findall(r'"#/components/schemas/([\w-]+)"', json.dumps(told)))
    assert named <= set(told["components"]["schemas"])


def test_routes_are_those_of_the_document_in_words() -> None:
    page = (DOCS / "api.md").read_text(encoding="utf-8")
    worded = {(m, re.sub(r"\{\w+\}", "{}", p)) for m, p in _ROUTE.findall(page)}
    told = {
        (m.upper(), re.sub(r"\{\w+\}", "{}", p.removeprefix(API)))
        for p, ms in document()["paths"].items()
        for m in ms
        if m != "parameters"
    }
    document_itself = {("GET", "/openapi.json"), ("GET", f"{API}/openapi.json")}
    assert worded - document_itself == told - document_itself


def test_typed_shapes_have_the_fields_of_the_contracts() -> None:
    from msgspec.json import schema_components

    from tollbook.server import shapes

    whole = components()
    for name in (*CONTRACTS, "PlacedClaim", "EstimateRow"):
        _, own = schema_components([getattr(shapes, name)], ref_template="#/{name}")
        told = set(whole[name]["properties"]) - ({"versions"} if name == "ClaimRow" else set())  # which `claims` alone adds
        assert set(own[name]["properties"]) == told, name


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with house(ledger_of(tmp_path_factory.mktemp("fuzzed")), tries=10**9) as found:
        yield found


def operations() -> list[tuple[str, str, GenerationMode]]:
    """Every operation that ends (changes do not), with what it takes and, where that can be wrong, with what it does not."""
    found = []
    for path, methods in document()["paths"].items():
        for method, told in methods.items():
            if not path.endswith("/changes"):
                takes = bool(told.get("parameters") or told.get("requestBody"))
                found += [(method.upper(), path, mode) for mode in GenerationMode if takes or mode is GenerationMode.POSITIVE]
    return found


@pytest.fixture(scope="module")
def api(fuzzed: House) -> Any:
    config = SchemathesisConfig.from_str(CONFIG)
    return schemathesis.openapi.from_url(f"{fuzzed.url}/api/v1/openapi.json", config=config)


def check(api: Any, house: House, method: str, path: str, mode: GenerationMode, examples: int) -> None:
    """Sends ``examples`` requests that Schemathesis makes up, as an admin, and holds each answer against the document."""
    token = {"Authorization": f"Bearer {house.tokens['admin']}"}

    @settings(max_examples=examples, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=api[path][method].as_strategy(generation_mode=mode))
    def holds(case: Any) -> None:
        case.call_and_validate(headers=token)

    holds()


@pytest.mark.parametrize(("method", "path", "mode"), operations())
def test_whatever_is_sent_is_answered_as_the_document_says(
    api: Any, fuzzed: House, method: str, path: str, mode: GenerationMode
) -> None:
    check(api, fuzzed, method, path, mode, EXAMPLES)


@pytest.mark.soak
@pytest.mark.parametrize(("method", "path", "mode"), operations())
def test_much_that_is_sent_is_answered_as_the_document_says(
    api: Any, fuzzed: House, method: str, path: str, mode: GenerationMode
) -> None:
    check(api, fuzzed, method, path, mode, MORE)

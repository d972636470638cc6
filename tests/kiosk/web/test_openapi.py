"""The one OpenAPI document: valid, complete, and true about what is answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi.openapi.models import OpenAPI

OPERATIONS = {
    ("get", "/"),
    ("get", "/s/{token}"),
    ("get", "/s/{token}/news"),
    ("post", "/s/{token}/back"),
    ("get", "/s/{token}/why"),
    ("get", "/s/{token}/give-up"),
    ("post", "/s/{token}/give-up"),
    ("get", "/api/alarms"),
    ("get", "/api/alarms/news"),
    ("post", "/api/alarms/{alarm}/take"),
    ("get", "/api/board"),
    ("post", "/api/board/voice"),
    ("get", "/api/board/counters/{code}"),
    ("get", "/api/board/counters/{code}/photo"),
    ("post", "/api/board/voice"),
    ("get", "/api/board/counters/{code}/photo"),
    ("get", "/api/board/counters/{code}"),
    ("get", "/api/hall"),
    ("get", "/api/health"),
    ("get", "/api/news"),
    ("post", "/api/session"),
    ("delete", "/api/session"),
    ("get", "/api/counters/{code}"),
    ("post", "/api/counters/{code}/next"),
    ("post", "/api/counters/{code}/open"),
    ("post", "/api/counters/{code}/close"),
    ("post", "/api/tickets/{ticket}/recall"),
    ("post", "/api/tickets/{ticket}/start"),
    ("post", "/api/tickets/{ticket}/finish"),
    ("post", "/api/tickets/{ticket}/miss"),
    ("post", "/api/tickets/{ticket}/abandon"),
    ("get", "/api/counters/{code}/display"),
    ("get", "/api/counters/{code}/console"),
    ("get", "/api/services"),
    ("post", "/api/counters/{code}/current/{step}"),
    ("post", "/api/counters/{code}/call"),
    ("post", "/api/counters/{code}/walk-in"),
    ("post", "/api/counters/{code}/pause"),
    ("post", "/api/counters/{code}/resume"),
    ("post", "/api/tickets/{ticket}/park"),
    ("post", "/api/tickets/{ticket}/resume"),
    ("post", "/api/tickets/{ticket}/transfer"),
    ("post", "/api/tickets/{ticket}/join"),
    ("get", "/api/tickets"),
    ("post", "/api/tickets"),
    ("post", "/api/tickets/at/{desk}"),
    ("post", "/api/tickets/{ticket}/service"),
    ("post", "/api/tickets/{ticket}/priority/take"),
    ("post", "/api/tickets/{ticket}/reprint"),
    ("get", "/api/day"),
    ("post", "/api/day/close"),
    ("get", "/api/irregular"),
    ("post", "/api/jobs/{job}/reprint"),
    ("post", "/api/jobs/{job}/aside"),
    ("get", "/api/help"),
    ("post", "/api/help/{call}/answer"),
    ("post", "/api/tickets/{ticket}/check-in"),
    ("post", "/api/tickets/{ticket}/priority"),
    ("get", "/api/appointments"),
    ("get", "/api/appointments/free"),
    ("post", "/api/appointments"),
    ("post", "/api/appointments/{appointment}/cancel"),
}


@pytest.fixture
def document(web: httpx.Client) -> dict[str, Any]:
    said = web.get("/openapi.json")
    assert said.headers["Cache-Control"] == "no-store"
    document: dict[str, Any] = said.json()
    return document


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from references(each)


def test_it_is_valid(document: dict[str, Any]) -> None:
    OpenAPI.model_validate(document)
    for reference in references(document):
        place: Any = document
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]


def test_it_lists_everything(document: dict[str, Any]) -> None:
    assert {(method, path) for method, path, _ in operations(document)} == OPERATIONS


def test_every_operation_is_described(document: dict[str, Any]) -> None:
    tags = {tag["name"] for tag in document["tags"]}
    names = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(names) == len(set(names))
    for method, path, operation in operations(document):
        assert operation["summary"], path
        assert operation["description"], path
        assert len(operation["tags"]) == 1, path
        assert set(operation["tags"]) <= tags, path
        if path.startswith("/api"):
            for status, said in operation["responses"].items():
                if status >= "400":
                    model = said["content"]["application/json"]["schema"]["$ref"]
                    assert model == "#/components/schemas/Refused", (method, path, status)


def test_who_needs_a_session(document: dict[str, Any]) -> None:
    assert document["components"]["securitySchemes"]["session"]["scheme"] == "bearer"
    for method, path, operation in operations(document):
        open_to_all = ("/api/hall", "/api/board", "/api/news", "/api/health", "/api/session")
        staff = path.startswith("/api/") and not path.startswith(open_to_all)
        staff = staff or method == "delete"
        assert ("security" in operation) == staff, path
        assert ("401" in operation["responses"]) == (staff or path == "/api/session"), path


def test_no_page_that_needs_the_internet(web: httpx.Client) -> None:
    assert web.get("/docs").status_code == web.get("/redoc").status_code == 404

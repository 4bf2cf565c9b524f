"""Health, readiness, measures and the description of the interface."""

from __future__ import annotations

import httpx
from engine_standin import StandIn
from gateway_harness import MESSAGES, Client, assert_problem, opened

from answers.answer import Reply
from connectors.app import create_app
from core.settings import Settings


def parts_of(response: httpx.Response) -> dict[str, bool]:
    return {part["name"]: part["ready"] for part in response.json()["parts"]}


async def test_healthz_needs_nothing_but_the_process(settings: Settings) -> None:
    alone = settings.model_copy(
        update={"database_url": "sqlite://", "engine_urls": ("http://127.0.0.1:1",)}
    )
    async with opened(create_app(alone)) as client:
        response = await client.get("/healthz")
    assert response.json() == {"status": "ok"}


async def test_ready_when_all_parts_are(client: Client) -> None:
    response = await client.get("/readyz")
    assert response.status_code == 200
    assert parts_of(response) == {"database": True, "engine": True, "model": True}


async def test_engine_without_model_is_not_ready(client: Client, engine: StandIn) -> None:
    engine.ready = False
    response = await client.get("/readyz")
    body = assert_problem(response, 503)
    assert parts_of(response) == {"database": True, "engine": True, "model": False}
    assert "Mô hình" in body["detail"]
    assert "Cơ sở dữ liệu" not in body["detail"], "only what is missing is named"


async def test_absent_engine_is_not_ready(settings: Settings) -> None:
    absent = settings.model_copy(update={"engine_urls": ("http://127.0.0.1:1",)})
    async with opened(create_app(absent)) as client:
        response = await client.get("/readyz")
    assert_problem(response, 503)
    assert parts_of(response) == {"database": True, "engine": False, "model": False}


async def test_one_replica_of_two_suffices_and_is_told(settings: Settings, engine: StandIn) -> None:
    two = settings.model_copy(update={"engine_urls": (engine.url, "http://127.0.0.1:1")})
    async with opened(create_app(two)) as client:
        response = await client.get("/readyz")
    assert response.status_code == 200
    assert "1/2" in response.json()["parts"][1]["detail"]


async def test_database_without_tables_is_not_ready(settings: Settings) -> None:
    empty = settings.model_copy(update={"database_url": f"sqlite:///{settings.var / 'empty.db'}"})
    async with opened(create_app(empty)) as client:
        response = await client.get("/readyz")
    assert "Cơ sở dữ liệu" in assert_problem(response, 503)["detail"]
    assert parts_of(response)["database"] is False


async def test_turns_are_counted_by_outcome(
    client: Client, message: dict[str, str], engine: StandIn
) -> None:
    await client.post(MESSAGES, json=message)
    await client.post(MESSAGES, json=message)
    await client.post(MESSAGES, json={**message, "text": "khác"})
    engine.status = 500
    await client.post(MESSAGES, json={**message, "message_id": "next"})
    response = await client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain")
    for outcome in ("answered", "repeated", "conflict", "unavailable"):
        assert f'troly_turns_total{{channel="web",outcome="{outcome}"}} 1.0' in response.text
    assert 'troly_engine_errors_total{reason="status"} 1.0' in response.text
    assert 'troly_turn_seconds_count{channel="web"} 4.0' in response.text


async def test_openapi_tells_the_truth(client: Client, message: dict[str, str]) -> None:
    document = (await client.get("/openapi.json")).json()
    assert set(document["paths"]) == {
        MESSAGES,
        "/api/v1/observations",
        "/files/{token}",
        "/healthz",
        "/readyz",
        "/api/v1/feedback",
        "/api/v1/conversations/{id}",
        "/api/v1/conversations/{id}/events",
        "/metrics",
    }
    post = document["paths"][MESSAGES]["post"]
    assert set(post["responses"]) == {"200", "401", "409", "413", "422", "429", "500", "503"}
    for path in document["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                if status.startswith(("4", "5")):
                    assert list(response["content"]) == ["application/problem+json"]
    assert "Retry-After" in post["responses"]["503"]["headers"]
    schemas = document["components"]["schemas"]
    assert schemas["MessageRequest"]["additionalProperties"] is False
    answer = (await client.post(MESSAGES, json=message)).json()
    assert set(schemas["MessageAnswer"]["properties"]) == set(answer)
    assert set(schemas["Reply"]["properties"]) == set(Reply.model_fields)
    value = schemas["Observation"]["properties"]["value"]
    assert {kind.get("type") for kind in value["anyOf"]} == {"string", "null"}
    assert "bearer" in {
        scheme.get("scheme") for scheme in document["components"]["securitySchemes"].values()
    }


async def test_no_page_loads_scripts_from_elsewhere(client: Client) -> None:
    for path in ("/docs", "/redoc"):
        assert_problem(await client.get(path), 404)

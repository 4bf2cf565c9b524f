"""`POST /api/v1/observations`: exact figures, all or nothing, idempotent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from gateway_harness import NOW, Client, FakeIngest, assert_problem, opened

from connectors.accounts.keys import create_key, revoke_key
from connectors.app import create_app
from connectors.ingest import BatchRefused
from connectors.validation import RowError
from core.database import Sessions, transaction
from core.settings import Settings

PATH = "/api/v1/observations"
Row = dict[str, Any]


@pytest.fixture
def key(sessions: Sessions) -> dict[str, str]:
    with transaction(sessions) as session:
        return {"X-API-Key": create_key(session, "lgsp", NOW)}


def row(**change: Any) -> Row:
    return {
        "indicator": "van-ban.di",
        "unit": "vung-tau",
        "period_start": "2023-10-01",
        "period_end": "2023-10-31",
        "value": "4602.50",
        "source": "lgsp",
    } | change


def batch(*rows: Row) -> dict[str, Any]:
    return {"batch_id": "2023-10", "observations": list(rows)}


async def test_batch_is_stored_and_repeated_without_change(
    client: Client, key: dict[str, str], ingest: FakeIngest
) -> None:
    rows = batch(row(), row(unit="brvt", value=None, text="Đang thống kê"))
    first = await client.post(PATH, json=rows, headers=key)
    assert first.status_code == 200
    assert first.json() == {"inserted": 2, "updated": 0, "unchanged": 0}
    again = await client.post(PATH, json=rows, headers=key)
    assert again.json() == {"inserted": 0, "updated": 0, "unchanged": 2}
    stored = next(iter(ingest.stored.values()))
    assert stored.value == Decimal("4602.50")
    assert str(stored.value) == "4602.50", "digit for digit"


@pytest.mark.parametrize("headers", [{}, {"X-API-Key": ""}, {"X-API-Key": "wrong"}])
async def test_missing_or_wrong_key_is_401(
    client: Client, ingest: FakeIngest, headers: dict[str, str]
) -> None:
    response = await client.post(PATH, json=batch(row()), headers=headers)
    assert_problem(response, 401)
    assert response.headers["www-authenticate"] == "ApiKey"
    assert not ingest.stored


async def test_revoked_key_is_401(client: Client, key: dict[str, str], sessions: Sessions) -> None:
    with transaction(sessions) as session:
        revoke_key(session, "lgsp", NOW)
    assert_problem(await client.post(PATH, json=batch(row()), headers=key), 401)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"value": 98.27}, "value"),
        ({"value": 98}, "value"),
        ({"value": "98,27"}, "value"),
        ({"value": "NaN"}, "value"),
        ({"value": "1e5"}, "value"),
        ({"value": " 5"}, "value"),
        ({"value": ""}, "value"),
        ({"value": "٥"}, "value"),
        ({"numerator": 1}, "numerator"),
        ({"denominator": True}, "denominator"),
        ({"period_start": "01/10/2023"}, "period_start"),
        ({"period_start": "2023-02-30"}, "period_start"),
        ({"period_end": 1696118400}, "period_end"),
        ({"period_end": "2023-10-31T00:00:00"}, "period_end"),
        ({"indicator": ""}, "indicator"),
        ({"unit": None}, "unit"),
        ({"indikator": "x"}, "indikator"),
    ],
)
async def test_bad_row_is_named_and_nothing_is_stored(
    client: Client, key: dict[str, str], ingest: FakeIngest, change: Row, field: str
) -> None:
    response = await client.post(PATH, json=batch(row(), row(**change)), headers=key)
    body = assert_problem(response, 422)
    (error,) = body["errors"]
    assert (error["row"], error["field"]) == (2, field)
    assert error["message"]
    assert not ingest.stored


async def test_missing_value_is_refused_so_that_empty_is_always_meant(
    client: Client, key: dict[str, str]
) -> None:
    incomplete = row()
    del incomplete["value"]
    body = assert_problem(await client.post(PATH, json=batch(incomplete), headers=key), 422)
    assert body["errors"] == [{"row": 1, "field": "value", "message": "còn thiếu"}]


@pytest.mark.parametrize("rows", [[], [row()] * 5001])
async def test_empty_and_overlong_batches_are_refused(
    client: Client, key: dict[str, str], rows: list[Row]
) -> None:
    body = assert_problem(await client.post(PATH, json={"observations": rows}, headers=key), 422)
    assert body["errors"][0]["field"] == "observations"


async def test_the_longest_batch_passes(client: Client, key: dict[str, str]) -> None:
    rows = [row(period_label=f"dòng {number}") for number in range(5000)]
    response = await client.post(PATH, json={"observations": rows}, headers=key)
    assert response.status_code == 200


async def test_batch_larger_than_its_own_bound_is_413(client: Client, key: dict[str, str]) -> None:
    rows = [row(text="a" * 2000)] * 1500
    assert_problem(await client.post(PATH, json={"observations": rows}, headers=key), 413)


async def test_refusal_of_the_indicator_database_is_422_with_its_rows(
    client: Client, key: dict[str, str], ingest: FakeIngest
) -> None:
    ingest.failure = BatchRefused(
        [RowError(row=2, field="unit", message="không có trong danh mục")] * 150
    )
    body = assert_problem(await client.post(PATH, json=batch(row()), headers=key), 422)
    assert "150 lỗi" in body["detail"]
    assert len(body["errors"]) == 100
    assert body["errors"][0] == {
        "row": 2,
        "field": "unit",
        "message": "không có trong danh mục",
    }


async def test_many_bad_rows_give_a_bounded_answer(client: Client, key: dict[str, str]) -> None:
    rows = [row(value=1)] * 5000
    response = await client.post(PATH, json={"observations": rows}, headers=key)
    assert len(assert_problem(response, 422)["errors"]) == 100


async def test_without_an_indicator_database_the_route_does_not_exist(
    settings: Settings, key: dict[str, str]
) -> None:
    async with opened(create_app(settings)) as client:
        assert_problem(await client.post(PATH, json=batch(row()), headers=key), 404)
        assert PATH not in (await client.get("/openapi.json")).json()["paths"]

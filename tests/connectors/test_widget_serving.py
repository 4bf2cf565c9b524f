"""How the pages and the widget are served: size, policies, and to whom."""

from __future__ import annotations

import gzip
import re

import pytest
from gateway_harness import MESSAGES, Client, assert_problem, opened
from pydantic import ValidationError

from connectors.app import create_app
from connectors.web import STATIC
from connectors.web.assets import without_comments
from core.settings import Settings

CITY = "https://vungtau.gov.vn"
STRANGER = "https://vungtau.gov.vn.example"
BYTES_ALLOWED = 15_000

MODULES = sorted(path.name for path in (STATIC / "widget").iterdir())


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"widget_origins": (CITY,)})


async def test_widget_weighs_at_most_15_kb(client: Client) -> None:
    """All that a site's visitor loads before the first question, compressed file by file."""
    weights = {}
    for name in MODULES:
        async with client.stream(
            "GET", f"/assets/widget/{name}", headers={"Accept-Encoding": "gzip"}
        ) as response:
            assert response.headers["content-encoding"] == "gzip"
            sent = b"".join([part async for part in response.aiter_raw()])
        assert gzip.decompress(sent)
        weights[name] = len(sent)
    assert sum(weights.values()) <= BYTES_ALLOWED, weights


async def test_widget_loads_every_module_it_has_and_nothing_else(client: Client) -> None:
    wanted, loaded = ["widget.js"], set()
    while wanted:
        name = wanted.pop()
        loaded.add(name)
        text = (await client.get(f"/assets/widget/{name}")).text
        wanted += set(re.findall(r'"(?:\./|assets/widget/)(\w+\.js)"', text)) - loaded
    assert loaded == set(MODULES)


async def test_widget_has_an_address_of_its_own(client: Client) -> None:
    widget = await client.get("/widget.js")
    assert widget.text == (await client.get("/assets/widget/widget.js")).text
    assert widget.headers["content-type"] == "text/javascript; charset=utf-8"
    assert widget.headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize(
    ("path", "ancestors"), [("/", "'none'"), ("/widget", f"'self' {CITY}"), ("/healthz", "'none'")]
)
async def test_policy_forbids_what_the_pages_do_not_need(
    client: Client, path: str, ancestors: str
) -> None:
    response = await client.get(path)
    assert response.status_code == 200
    assert response.headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {ancestors}; require-trusted-types-for 'script'"
    )


@pytest.mark.parametrize("path", ["/", "/widget"])
async def test_pages_load_nothing_from_elsewhere(client: Client, path: str) -> None:
    html = (await client.get(path)).text
    assert re.findall(r'(?:src|href)="(?!assets/|#)[^"]*"', html) == []
    assert re.findall(r"<style|style=|\son\w+=|<script(?! type=\"module\" src=)", html) == []


@pytest.mark.parametrize("demo", [True, False])
async def test_page_says_whether_it_is_a_trial(settings: Settings, demo: bool) -> None:
    async with opened(create_app(settings.model_copy(update={"demo": demo}))) as client:
        html = (await client.get("/")).text
    (note,) = re.findall(
        r'<div class="trial" (hidden)?>\s*<p class="column">\s*<b>Bản dùng thử', html
    )
    assert note == ("" if demo else "hidden")


@pytest.mark.parametrize("path", ["/", "/widget", "/widget.js", "/assets/page.js"])
async def test_file_is_kept_by_the_browser_and_asked_after(client: Client, path: str) -> None:
    first = await client.get(path)
    assert first.headers["cache-control"] == "no-cache"
    again = await client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_unknown_file_is_not_found(client: Client) -> None:
    for path in ("/assets/none.js", "/assets/index.html", "/assets/../__init__.py"):
        assert_problem(await client.get(path), 404)


def test_comments_stay_behind_and_addresses_do_not() -> None:
    text = '/** Says\n * why. */\nconst a = "https://b"; // c\n  // d\n  const e = 1;\n/* f */\n'
    assert without_comments(text) == 'const a = "https://b"; // c\nconst e = 1;\n'


async def test_allowed_site_may_ask_and_learns_when_to_come_back(
    client: Client, message: dict[str, str]
) -> None:
    asked = {"Origin": CITY, "Access-Control-Request-Method": "POST"}
    preflight = await client.options(MESSAGES, headers=asked)
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == CITY
    assert preflight.headers["access-control-allow-methods"] == "GET, POST, DELETE"
    # An access code is never taken from another site's page.
    assert preflight.headers["access-control-allow-headers"] == "Content-Type"
    answer = await client.post(MESSAGES, json=message, headers={"Origin": CITY})
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == CITY
    assert answer.headers["access-control-expose-headers"] == "Retry-After"
    assert "Origin" in answer.headers["vary"]
    assert "access-control-allow-credentials" not in answer.headers


async def test_allowed_site_is_told_of_errors_too(client: Client) -> None:
    response = await client.post(MESSAGES, json={}, headers={"Origin": CITY})
    assert_problem(response, 422)
    assert response.headers["access-control-allow-origin"] == CITY


async def test_allowed_site_gets_the_modules_and_a_stranger_does_not(client: Client) -> None:
    for path in ("/widget.js", *(f"/assets/widget/{name}" for name in MODULES)):
        welcome = await client.get(path, headers={"Origin": CITY})
        refused = await client.get(path, headers={"Origin": STRANGER})
        assert welcome.headers["access-control-allow-origin"] == CITY
        assert "access-control-allow-origin" not in refused.headers


@pytest.mark.parametrize("origin", [STRANGER, "http://vungtau.gov.vn", "null", "https://gateway.x"])
async def test_stranger_is_refused_at_the_door(
    client: Client, message: dict[str, str], origin: str
) -> None:
    assert_problem(await client.options(MESSAGES, headers={"Origin": origin}), 403)
    response = await client.post(MESSAGES, json=message, headers={"Origin": origin})
    assert_problem(response, 403)
    assert "access-control-allow-origin" not in response.headers


async def test_allowed_site_may_not_send_figures(client: Client) -> None:
    response = await client.post("/api/v1/observations", json={}, headers={"Origin": CITY})
    assert_problem(response, 403)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://gateway"},
        # Behind a proxy that rewrites Host the browser's own word counts.
        {"Origin": "https://troly.example.vn", "Sec-Fetch-Site": "same-origin"},
    ],
)
async def test_own_pages_and_other_programs_need_no_permission(
    client: Client, message: dict[str, str], headers: dict[str, str]
) -> None:
    response = await client.post(MESSAGES, json=message, headers=headers)
    assert response.status_code == 200
    assert "access-control-allow-origin" not in response.headers


async def test_neighbour_on_the_same_site_is_a_stranger_still(
    client: Client, message: dict[str, str]
) -> None:
    headers = {"Origin": "http://gateway", "Sec-Fetch-Site": "same-site"}
    assert_problem(await client.post(MESSAGES, json=message, headers=headers), 403)


@pytest.mark.parametrize(
    "origin", ["vungtau.gov.vn", "https://vungtau.gov.vn/a", "*", "https://a; script-src *"]
)
def test_what_is_no_origin_is_refused_as_a_setting(origin: str) -> None:
    with pytest.raises(ValidationError, match="not an origin"):
        Settings(widget_origins=origin)


def test_origins_are_parted_by_commas() -> None:
    assert Settings(widget_origins=f"{CITY}/, http://localhost:5000").widget_origins == (
        CITY,
        "http://localhost:5000",
    )

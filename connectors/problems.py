"""Errors as RFC 9457 problem details, with Vietnamese text that may be shown to the person."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from connectors.errors import GatewayError
from connectors.ingest import BatchRefused
from connectors.validation import RowError, faults_of

MEDIA_TYPE = "application/problem+json"
_MAX_ERRORS = 100

_DETAILS = {
    404: "Không tìm thấy địa chỉ này.",
    405: "Địa chỉ này không nhận phương thức vừa dùng.",
    413: "Nội dung gửi lên quá lớn.",
    422: "Nội dung gửi lên không đọc được.",
    500: "Có lỗi ngoài dự kiến. Anh/chị vui lòng thử lại; nếu vẫn lỗi, xin báo mã {incident}.",
}


class Problem(BaseModel):
    """The body of every error answer."""

    type: str = "about:blank"
    title: str = Field(description="The HTTP status in words.")
    status: int
    detail: str = Field(description="Vietnamese; may be shown to the person.")
    incident: str | None = Field(None, description="Id under which a failure was logged.")
    errors: list[RowError] | None = Field(
        None, description=f"What is wrong where; the first {_MAX_ERRORS}."
    )


def describe(status: int, detail: str, **more: Any) -> Problem:
    """A problem with the title of its status."""
    return Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, **more)


def respond(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """`problem` as a response."""
    return Response(
        problem.model_dump_json(exclude_none=True),
        status_code=problem.status,
        headers=headers,
        media_type=MEDIA_TYPE,
    )


def incident_response(incident: str) -> Response:
    """The answer to a request that failed unexpectedly."""
    return respond(describe(500, _DETAILS[500].format(incident=incident), incident=incident))


def install(app: FastAPI) -> None:
    """Makes `app` answer every error with problem details."""
    app.exception_handler(GatewayError)(_gateway_error)
    app.exception_handler(BatchRefused)(_batch_refused)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(HTTPException)(_http_error)


async def _gateway_error(_request: Request, error: GatewayError) -> Response:
    headers = {}
    if error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    if error.challenge is not None:
        headers["WWW-Authenticate"] = error.challenge
    return respond(describe(error.status, error.detail), headers)


async def _batch_refused(_request: Request, error: BatchRefused) -> Response:
    detail = f"Lô số liệu có {len(error.errors)} lỗi; chưa ghi dòng nào."
    return respond(describe(422, detail, errors=error.errors[:_MAX_ERRORS]))


async def _invalid(_request: Request, error: RequestValidationError) -> Response:
    errors = faults_of(error.errors())
    first = errors[0]
    place = first.field if first.row is None else f"dòng {first.row}, {first.field}"
    detail = f"Yêu cầu chưa hợp lệ ({place}): {first.message}."
    return respond(describe(422, detail, errors=errors[:_MAX_ERRORS]))


async def _http_error(_request: Request, error: HTTPException) -> Response:
    # FastAPI gives a 400 for bytes that are not text or are nested too deeply; for the client both
    # are what the contract calls a bad body.
    status = 422 if error.status_code == 400 else error.status_code
    detail = _DETAILS.get(status, HTTPStatus(status).phrase)
    return respond(describe(status, detail), headers=dict(error.headers or {}))


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route declares for the errors it may answer with."""
    return {status: _declared(status) for status in statuses}


def _declared(status: int) -> dict[str, Any]:
    declared: dict[str, Any] = {
        "model": Problem,
        "description": HTTPStatus(status).phrase,
    }
    if status in {429, 503}:
        declared["headers"] = {
            "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}
        }
    if status == 401:
        declared["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}}}
    return declared


def declare_media_type(schema: dict[str, Any]) -> dict[str, Any]:
    """An OpenAPI document in which error answers have the media type they are sent with.

    FastAPI files declared models under the route's own media type.
    """
    for path in schema.get("paths", {}).values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                content = response.get("content", {})
                if status.startswith(("4", "5")) and content:
                    response["content"] = {MEDIA_TYPE: next(iter(content.values()))}
    return schema

"""Whether the gateway lives, whether the whole system is ready, and its measures."""

from __future__ import annotations

from http import HTTPStatus
from typing import Literal

import structlog
from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from connectors.deps import GatewayDep
from connectors.engine import Readiness
from connectors.gateway import Gateway
from connectors.models import Turn
from connectors.problems import Problem, respond

router = APIRouter(tags=["system"])

_log = structlog.get_logger(__name__)


class Health(BaseModel):
    """The process is up."""

    status: Literal["ok"] = "ok"


class Part(BaseModel):
    """One part of the system."""

    model_config = ConfigDict(frozen=True)

    name: Literal["database", "engine", "model"]
    ready: bool
    detail: str = Field(description="Vietnamese.")


class Ready(BaseModel):
    """All parts are ready."""

    detail: str = Field(description="Vietnamese.")
    parts: list[Part]


class NotReady(Problem):
    """Some part is not ready; `detail` says which."""

    parts: list[Part]


@router.get("/healthz", summary="Is the process up?")
async def healthz() -> Health:
    """Answers as long as the process runs; touches nothing else."""
    return Health()


@router.get(
    "/readyz",
    summary="Can messages be answered?",
    response_model=Ready,
    responses={503: {"model": NotReady, "description": "Some part is not ready."}},
)
async def readyz(gateway: GatewayDep) -> Ready | Response:
    """Looks at the database, the engines and their model."""
    parts = [
        await gateway.threads.run(_database, gateway),
        *_engine(await gateway.engine.readiness()),
    ]
    missing = [part.detail for part in parts if not part.ready]
    if missing:
        title = HTTPStatus.SERVICE_UNAVAILABLE.phrase
        detail = "Chưa sẵn sàng. " + " ".join(missing)
        return respond(NotReady(title=title, status=503, detail=detail, parts=parts))
    return Ready(detail="Mọi thành phần đã sẵn sàng.", parts=parts)


@router.get("/metrics", summary="Measures for Prometheus", response_class=PlainTextResponse)
async def metrics(gateway: GatewayDep) -> Response:
    """All measures in Prometheus' text format."""
    return Response(gateway.metrics.render(), media_type=CONTENT_TYPE_LATEST)


def _database(gateway: Gateway) -> Part:
    """Reads from a table, so that a database without its schema is not called ready."""
    try:
        with gateway.sessions() as session:
            session.execute(select(Turn.id).limit(1))
    except SQLAlchemyError as error:
        _log.warning("database not ready", error=type(error).__name__)
        return Part(
            name="database",
            ready=False,
            detail="Cơ sở dữ liệu chưa kết nối được hoặc chưa được khởi tạo.",
        )
    return Part(name="database", ready=True, detail="Cơ sở dữ liệu đã sẵn sàng.")


def _engine(state: Readiness) -> tuple[Part, Part]:
    """The engine and its model.

    One replica suffices: were all demanded, the loss of one would take every gateway out of
    service.
    """
    engine = Part(
        name="engine",
        ready=state.reachable > 0,
        detail=f"Bộ máy hội thoại: {state.reachable}/{state.replicas} bản đang chạy.",
    )
    model = Part(
        name="model",
        ready=state.ready > 0,
        detail=f"Mô hình ngôn ngữ: đã nạp ở {state.ready}/{state.replicas} bản.",
    )
    return engine, model

"""`POST /api/v1/observations`: figures from another system."""

from __future__ import annotations

import structlog
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends

from connectors.deps import SystemDep, within_address_rate
from connectors.ingest import Batch, Ingest, IngestReport
from connectors.problems import responses

PATH = "/api/v1/observations"

_log = structlog.get_logger(__name__)


def make_router(ingest: Ingest) -> APIRouter:
    """The route that hands batches to `ingest`."""
    router = APIRouter(tags=["observations"])

    @router.post(
        PATH,
        summary="Send a batch of figures",
        responses=responses(401, 413, 422, 429, 500),
        dependencies=[Depends(within_address_rate)],
    )
    async def post_observations(batch: Batch, system: SystemDep) -> IngestReport:
        """Stores the batch as a whole or not at all; a repeated batch changes nothing."""
        report = await run_sync(ingest, batch.observations)
        _log.info("batch stored", system=system, batch=batch.batch_id, **report.model_dump())
        return report

    return router

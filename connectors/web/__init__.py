"""The page at `/`, where one can ask and see answers with what they rest on."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

STATIC = Path(__file__).parent / "static"

# The browser asks whether its copy is still good, and gets a new one right after an update.
_REVALIDATE = {"Cache-Control": "no-cache"}

router = APIRouter(include_in_schema=False)


@router.get("/")
async def page() -> FileResponse:
    """The page itself."""
    return FileResponse(STATIC / "index.html", headers=_REVALIDATE)


def install(app: FastAPI) -> None:
    """Serves the page and its files."""
    app.include_router(router)
    app.mount("/assets", StaticFiles(directory=STATIC), name="assets")

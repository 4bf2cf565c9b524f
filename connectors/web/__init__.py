"""The page at `/`, where one can ask and see answers with what they rest on."""

from __future__ import annotations

from os import PathLike, stat_result
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request
from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"


class _Files(StaticFiles):
    """Files that the browser keeps but asks after each time, so that an update shows at once."""

    def file_response(
        self,
        full_path: str | PathLike[str],
        stat_result: stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """The file, or that it has not changed."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = "no-cache"
        return response


def install(app: FastAPI) -> None:
    """Serves the page and its files."""
    files = _Files(directory=STATIC)
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def page(request: Request) -> Response:
        """The page itself."""
        return await files.get_response("index.html", request.scope)

    app.include_router(router)
    app.mount("/assets", files)

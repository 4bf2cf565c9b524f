"""`GET /files/{token}`: pictures and documents that an answer points to."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Depends, Response
from pydantic import TypeAdapter

from answers.answer import Reply
from answers.evidence import File
from connectors.deps import GatewayDep, within_address_rate
from connectors.errors import FileGone
from connectors.problems import responses
from core import files

router = APIRouter(tags=["files"])

_REPLIES = TypeAdapter(tuple[Reply, ...])


@router.get(
    files.PATH + "{token}",
    summary="Fetch a picture or document of an answer",
    response_class=Response,
    responses=responses(404, 429, 500),
    dependencies=[Depends(within_address_rate)],
)
async def get_file(token: str, gateway: GatewayDep) -> Response:
    """The file; whoever has its address may fetch it until it expires."""
    found = await gateway.threads.run(gateway.fetch_file, token)
    if found is None:
        raise FileGone
    # Nothing on the way may keep a copy: it would outlive the file.
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Disposition": _disposition(found),
        "X-Robots-Tag": "noindex",
    }
    return Response(found.content, media_type=found.media_type, headers=headers)


def _disposition(file: files.Fetched) -> str:
    shown = "inline" if file.media_type.startswith("image/") else "attachment"
    ending = file.name.rpartition(".")[2]
    # RFC 6266: a plain name for old clients, the real one in UTF-8.
    return f"{shown}; filename=\"troly.{ending}\"; filename*=UTF-8''{quote(file.name, safe='')}"


def with_addresses(replies: str, base: str) -> str:
    """Replies (JSON) whose links to files begin with `base`, for clients that live elsewhere."""
    if not base or files.PATH not in replies:
        return replies
    parsed = _REPLIES.validate_json(replies)
    return _REPLIES.dump_json(tuple(_with_addresses(reply, base) for reply in parsed)).decode()


def _with_addresses(reply: Reply, base: str) -> Reply:
    image, evidence = reply.image, reply.evidence
    if image is not None:
        image = image.model_copy(update={"url": _absolute(image.url, base)})
    if isinstance(evidence, File):
        evidence = evidence.model_copy(update={"url": _absolute(evidence.url, base)})
    return reply.model_copy(update={"image": image, "evidence": evidence})


def _absolute(path: str, base: str) -> str:
    return base + path if path.startswith(files.PATH) else path

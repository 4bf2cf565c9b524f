"""`troly ask`: one question in the terminal, through the running gateway."""

from __future__ import annotations

import json
import secrets
from typing import Annotated

import httpx
import typer

from troly.context import settings
from troly.run import base_url

_TIMEOUT_S = 30.0


def ask_command(
    text: Annotated[str, typer.Argument(help="Câu hỏi.")],
    token: Annotated[str, typer.Option("--as", help="Token của tài khoản; bỏ trống: dân.")] = "",
    conversation: Annotated[
        str, typer.Option("--conversation", help="Mã hội thoại để hỏi tiếp.")
    ] = "",
    evidence: Annotated[bool, typer.Option("--evidence", help="In cả căn cứ (JSON).")] = False,
) -> None:
    """Hỏi trợ lý đang chạy (make run) một câu."""
    url = base_url(settings())
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    body = {"conversation_id": conversation or secrets.token_urlsafe(24), "text": text}
    try:
        response = httpx.post(
            f"{url}/api/v1/messages", json=body, headers=headers, timeout=_TIMEOUT_S
        )
    except httpx.HTTPError as error:
        typer.echo(f"Không gọi được {url}: hệ thống đã chạy chưa (make run)? {error}", err=True)
        raise typer.Exit(1) from error
    answer = response.json()
    if response.is_error:
        typer.echo(answer.get("detail", response.text), err=True)
        raise typer.Exit(1)
    for reply in answer["replies"]:
        typer.echo(reply["text"])
        for button in reply["buttons"]:
            typer.echo(f"  [{button['title']}] {button['text']}")
        if evidence and reply["evidence"]:
            typer.echo(json.dumps(reply["evidence"], ensure_ascii=False, indent=2))
    typer.echo(f"(hội thoại: {answer['conversation_id']})", err=True)

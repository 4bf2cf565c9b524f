"""Logs tell no secrets."""

from __future__ import annotations

import logging

import structlog

from core.logging import configure_logging


def test_addresses_of_requests_are_not_logged(capsys):
    """Those of Telegram hold the bot's token, those of the engine nothing of use."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    try:
        configure_logging()
        logging.getLogger("httpx").info(
            "HTTP Request: POST https://api.telegram.org/bot12:secret/x"
        )
        logging.getLogger("httpx").warning("a warning")
    finally:
        root.handlers = handlers
        root.setLevel(level)
        logging.getLogger("httpx").setLevel(logging.NOTSET)
        structlog.reset_defaults()
    written = capsys.readouterr().err
    assert "secret" not in written
    assert "a warning" in written

"""Starts the engine: `python -m bot.serve --model FILE_OR_DIR --port N`.

Settings come from the environment: `ENGINE_SECRET`, `ACTIONS_URL` and `TRACKER_URL`.
"""

from __future__ import annotations

import argparse
import logging
import os
from asyncio import AbstractEventLoop
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rasa.core.utils import AvailableEndpoints
    from sanic import Sanic

ROOT = Path(__file__).resolve().parent.parent
# Only the gateway on the same machine or the same pod talks to the engine.
_HOST = "127.0.0.1"
_SECONDS_TO_FINISH = 3

logger = logging.getLogger(__name__)


def main() -> None:
    """Serves until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(prog="python -m bot.serve", description=__doc__)
    parser.add_argument("--model", required=True, help="model archive, or folder with archives")
    parser.add_argument("--port", required=True, type=int)
    options = parser.parse_args()
    set_up_process()
    app = create_app(options.model)
    app.run(host=_HOST, port=options.port, workers=1, access_log=False)


def set_up_process() -> None:
    """Telemetry off and logs short, whatever the environment says; before Rasa is imported."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    os.environ.setdefault("LOG_LEVEL", "INFO")
    # At DEBUG Rasa writes whole conversations into the log.
    if os.environ["LOG_LEVEL"] == "DEBUG":
        os.environ["LOG_LEVEL"] = "INFO"

    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    configure_structlog()
    configure_logging_and_warnings()


def create_app(model: str, root: Path = ROOT) -> Sanic:
    """The server, not yet running.

    Args:
        model: path of the model's archive, or of a folder with archives.
        root: folder of endpoints.yml and credentials.yml.
    """
    from rasa.core.run import configure_app, create_http_input_channels
    from rasa.core.utils import AvailableEndpoints

    from bot.channel import MAX_BODY_BYTES

    channels = create_http_input_channels(None, str(root / "credentials.yml"))
    endpoints = AvailableEndpoints.read_endpoints(str(root / "endpoints.yml"))
    app = configure_app(channels, enable_api=False)
    app.config.REQUEST_MAX_SIZE = MAX_BODY_BYTES
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = _SECONDS_TO_FINISH
    app.register_listener(partial(_load, model, endpoints), "before_server_start")
    return app


async def _load(
    model: str, endpoints: AvailableEndpoints, app: Sanic, _: AbstractEventLoop
) -> None:
    from bot.agent import load_agent

    app.ctx.agent = await load_agent(model, endpoints)
    logger.info("The engine is ready with model %s.", app.ctx.agent.model_id)


if __name__ == "__main__":
    main()

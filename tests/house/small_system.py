"""A system of small shell programs under the real supervisor, run by test_supervise.py.

Usage: small_system.py FOLDER READY_SECONDS NAME=SCRIPT...; it is ready when FOLDER/ready is there.
"""

import os
import sys
from pathlib import Path

from troly.supervise import Failure, Program, say, stop_signals, supervise

folder, seconds = Path(sys.argv[1]), float(sys.argv[2])
scripts = [argument.split("=", 1) for argument in sys.argv[3:]]
try:
    with stop_signals():
        supervise(
            [Program(name, ["sh", "-c", script]) for name, script in scripts],
            folder=folder,
            directory=folder,
            environment=os.environ,
            pending=lambda: "" if (folder / "ready").exists() else "waiting for the file",
            announcement="ready",
            ready_seconds=seconds,
        )
except Failure as failure:
    say(str(failure))
    sys.exit(1)
except KeyboardInterrupt:
    say("stopped")

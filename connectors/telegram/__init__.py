"""Telegram: messages in through a durable queue, answers out with pictures, files and buttons."""

import os

# The library gives times as timedelta to whoever asks for it so, and warns everyone else.
os.environ.setdefault("PTB_TIMEDELTA", "true")

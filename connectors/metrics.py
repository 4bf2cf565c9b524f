"""Measures of the gateway for Prometheus, in a registry of their own."""

from __future__ import annotations

from enum import StrEnum

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)

# From a repeated message (a millisecond) to the longest wait for an engine.
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Outcome(StrEnum):
    """How a turn ended."""

    ANSWERED = "answered"
    REPEATED = "repeated"
    CONFLICT = "conflict"
    LIMITED = "limited"
    UNAVAILABLE = "unavailable"
    ERROR = "error"


class Metrics:
    """The gateway's counters and histograms."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._turns = Counter(
            "troly_turns", "Turns by outcome.", ["channel", "outcome"], registry=self._registry
        )
        self._seconds = Histogram(
            "troly_turn_seconds",
            "Seconds from a message's arrival to its answer, waiting included.",
            ["channel"],
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._engine_errors = Counter(
            "troly_engine_errors",
            "Turns the engine did not answer, by reason.",
            ["reason"],
            registry=self._registry,
        )

    def turn(self, channel: str, outcome: Outcome, seconds: float) -> None:
        """Counts a finished turn."""
        self._turns.labels(channel, outcome).inc()
        self._seconds.labels(channel).observe(seconds)

    def limited(self, channel: str) -> None:
        """Counts a message refused for its rate, which is no turn and takes no time."""
        self._turns.labels(channel, Outcome.LIMITED).inc()

    def engine_error(self, reason: str) -> None:
        """Counts a failure of the engine."""
        self._engine_errors.labels(reason).inc()

    def render(self) -> bytes:
        """All measures in Prometheus' text format."""
        return generate_latest(self._registry)

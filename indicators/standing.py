"""How the indicators of a unit stand: of each its newest reported figure, target and status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from answers.answer import Button
from answers.evidence import Computed, StandingItem, Status
from answers.figures import figure_vi, target_vi
from indicators.access import Denial
from indicators.catalogue import Indicator
from indicators.desk import Desk, ask
from indicators.doubts import doubts, is_grave
from indicators.evidence import Figure, figure_of
from indicators.periods import Period
from indicators.rows import Row

_HIDDEN = {
    Denial.ROLE: "Chỉ gồm số đã công bố, không gồm số nội bộ.",
    Denial.SCOPE: "Không gồm số nội bộ ngoài phạm vi tài khoản của anh/chị.",
    Denial.GROUP_CHAT: "Trong nhóm không hiện số nội bộ.",
}
_COUNTED: tuple[tuple[Status, str], ...] = (
    ("met", "đạt"),
    ("not_met", "chưa đạt"),
    ("unknown", "chưa kết luận được"),
    ("no_target", "không có chỉ tiêu giao"),
)


@dataclass(frozen=True)
class Standing:
    """How one indicator of a unit stands."""

    indicator: Indicator
    figure: Figure

    @property
    def row(self) -> Row:
        """The row that is told."""
        return self.figure.row

    @property
    def status(self) -> Status:
        """Whether the target is met."""
        return self.figure.evidence.status

    @property
    def item(self) -> StandingItem:
        """As evidence."""
        one = self.figure.evidence
        return StandingItem(
            indicator=one.indicator, value=one.value, target=one.target, status=one.status
        )

    @property
    def shortfall(self) -> Decimal:
        """How far from the target, as a part of it; 0 where that cannot be told."""
        gap = self.figure.gap
        if gap is None:
            return Decimal(0)
        goal = abs(self.figure.targets[0].value)
        return abs(gap) / goal if goal else abs(gap)

    @property
    def line(self) -> str:
        """One line: name, figure, target, and a mark where the figure contradicts another."""
        one, targets = self.figure.evidence, self.figure.targets
        measure = self.indicator.measure
        value = figure_vi(one.value, measure) if one.value is not None else f"“{one.text}”"
        goals = " và ".join(target_vi(t.value, t.comparator, measure) for t in targets)
        goal = f" – chỉ tiêu {goals}" if goals else ""
        grave = is_grave(doubts(self.row.observation, self.indicator))
        return f"• {self.indicator.title}: {value}{goal}{' (số đáng ngờ)' if grave else ''}"


@dataclass(frozen=True)
class Standings:
    """How the indicators of a unit stand, for one asker.

    Attributes:
        all: one per indicator with a row that may be seen, in the order of the catalogue.
        denial: why other rows of the unit are hidden, None where none are.
    """

    all: tuple[Standing, ...]
    denial: Denial | None

    @property
    def hidden_line(self) -> list[str]:
        """Half a line on what is not shown."""
        return [hidden_words(self.denial)] if self.denial is not None else []


def stand(unit: str, period: Period | None, desk: Desk) -> Standings:
    """How the indicators of a unit stand; simulated rows never count.

    Args:
        unit: the unit's code; figures of units below it are not its own.
        period: None: the newest row of each indicator.
        desk: where the question is answered.
    """
    rows = desk.rows.of_units([unit])
    denials = [denial for denial in map(desk.rows.denial, rows) if denial is not None]
    targets = desk.rows.targets_of(unit)
    found = []
    visible = desk.rows.visible(rows)
    for code, group in groupby(visible, key=lambda row: row.observation.indicator):
        row = desk.rows.choose(list(group), period).row
        if row is not None:
            indicator = desk.catalogue.indicators[code]
            own = targets.get((code, row.observation.period_end.year), [])
            found.append(Standing(indicator, figure_of(row, indicator, own)))
    return Standings(tuple(found), denials[0] if denials else None)


def with_figures(units: Sequence[str], desk: Desk, group: str | None = None) -> list[str]:
    """Those of some units that have reported figures (of a group) which the asker may see."""
    indicators = desk.catalogue.indicators
    found = {
        row.observation.unit
        for row in desk.rows.visible(desk.rows.of_units(units))
        if group in {None, indicators[row.observation.indicator].group}
    }
    return [unit for unit in units if unit in found]


def ask_above(unit: str, desk: Desk) -> tuple[Button, ...]:
    """A button for how the nearest unit above stands that has figures."""
    above = with_figures(desk.catalogue.ancestors(unit), desk)
    return tuple(ask(f"Tình hình {desk.unit(code).name}") for code in above[:1])


def hidden_words(denial: Denial) -> str:
    """What is left out of many figures, and why."""
    return _HIDDEN[denial]


def count(standings: Iterable[Standing]) -> Counter[Status]:
    """How many are met, not met, unknown, without target."""
    return Counter(standing.status for standing in standings)


def with_target(standings: Iterable[Standing]) -> int:
    """How many have a target."""
    return sum(standing.status != "no_target" for standing in standings)


def counts_vi(counts: Counter[Status]) -> str:
    """The counts in words, those that are 0 left out: "28 đạt, 13 chưa đạt"."""
    return ", ".join(f"{counts[status]} {words}" for status, words in _COUNTED if counts[status])


def totals(*numbers: int) -> tuple[Computed, ...]:
    """Counts of a text as evidence, each number once."""
    return tuple(Computed(name="total", value=Decimal(number)) for number in dict.fromkeys(numbers))


def worst_first(standings: Iterable[Standing]) -> list[Standing]:
    """The largest shortfall first."""
    return sorted(standings, key=lambda standing: -standing.shortfall)


def periods_vi(standings: Sequence[Standing]) -> str:
    """The period of the figures where it is one, else that they are the newest of each."""
    labels = {standing.row.observation.period_label for standing in standings}
    return labels.pop() if len(labels) == 1 else "số mới nhất của từng chỉ tiêu"


def sources_vi(rows: Iterable[Row]) -> str:
    """Who reported the figures, each once."""
    issuers = dict.fromkeys(row.source.issuer for row in rows)
    return f"Nguồn: {'; '.join(issuers)}."

"""Every figure there is, asked for by name: the answer holds it, and no other number."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from asking import CITIZEN, COUNTRY, WARD
from sqlalchemy import select

from answers.evidence import IndicatorBreakdown, IndicatorValue, NoData
from indicators import models

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def written(value: Decimal) -> str:
    """A decimal as Vietnamese readers write it, without sign."""
    whole, _, fraction = format(abs(value), "f").partition(".")
    groups = f"{int(whole):,}".replace(",", ".")
    return f"{groups},{fraction}" if fraction else groups


def numbers(text: str | None) -> Iterator[str]:
    """The numbers of a text as they stand in it, and as a Vietnamese reader would write them."""
    for number in _NUMBER.findall(text or ""):
        yield number
        if "," not in number and number.count(".") < 2:
            yield written(Decimal(number))


def of_date(day: date | None) -> set[str]:
    return {str(day.day), str(day.month), str(day.year)} if day else set()


def of_evidence(figure: IndicatorValue) -> set[str]:
    decimals = [figure.value, figure.numerator, figure.denominator]
    decimals += [computed.value for computed in figure.computed]
    found = {written(value) for value in decimals if value is not None}
    if figure.target is not None:
        found |= {written(figure.target.value), str(figure.target.year)}
    return found | of_date(figure.period_start) | of_date(figure.period_end)


class Shelf:
    """All rows of a database, to look up what an answer may say."""

    def __init__(self, sessions):
        with sessions() as session:
            self.observations = session.scalars(
                select(models.Observation).order_by(models.Observation.id)
            ).all()
            self.targets = session.scalars(select(models.Target)).all()
            self.sources = {one.id: one for one in session.scalars(select(models.Source))}
            self.units = {one.code: one for one in session.scalars(select(models.Unit))}
            self.indicators = {one.code: one for one in session.scalars(select(models.Indicator))}
            self.aliases = session.scalars(select(models.IndicatorAlias)).all()
            self.parts = session.scalars(select(models.UnitPart)).all()

    def question(self, one: models.Observation) -> str:
        """Indicator, unit and period by their names."""
        indicator, unit = self.indicators[one.indicator], self.units[one.unit]
        return f"{indicator.name} của {unit.name} {one.period_label} là bao nhiêu?"

    def wholes(self, unit: str) -> Iterator[str]:
        """The units that a unit is a part of, directly or not."""
        for part in self.parts:
            if part.part == unit:
                yield part.whole
                yield from self.wholes(part.whole)

    def row(self, figure: IndicatorValue) -> models.Observation:
        """The row that an evidence rests on; it must be there, and only once."""
        (row,) = [
            one
            for one in self.observations
            if (one.indicator, one.unit, one.period_start, one.period_end, one.source)
            == (
                figure.indicator,
                figure.unit,
                figure.period_start,
                figure.period_end,
                figure.source,
            )
        ]
        return row

    def of_names(self, indicator: str, unit: str) -> set[str]:
        """The numbers in the names of an indicator and a unit."""
        one = self.indicators[indicator]
        names = [one.name, one.measure, one.numerator, one.denominator, self.units[unit].short_name]
        names += [alias.alias for alias in self.aliases if alias.indicator == indicator]
        return {number for name in names for number in numbers(name)}

    def sayable(self, figure: IndicatorValue) -> set[str]:
        """All numbers that an answer resting on this figure may hold."""
        row, source = self.row(figure), self.sources[figure.source]
        texts = [row.text, row.locator, row.quality, row.period_label]
        texts += [source.title, source.issuer, source.document_number]
        found = of_evidence(figure) | of_date(source.published_on)
        found |= {number for text in texts for number in numbers(text)}
        found |= self.of_names(figure.indicator, figure.unit)
        # A note that quotes another source names it with its date.
        for other in self.sources.values():
            if row.quality and other.id in row.quality:
                found |= of_date(other.published_on) | set(numbers(other.issuer))
        for target in self.targets:
            if (target.indicator, target.unit) == (figure.indicator, figure.unit):
                found |= {written(target.value), str(target.year)}
        return found


@pytest.fixture(scope="module")
def shelf(simulated) -> Shelf:
    return Shelf(simulated)


@pytest.fixture(scope="module")
def answered(shelf, ask_simulated):
    """Every row with the answer to the question for it, asked by someone who may see all."""
    return [
        (one, ask_simulated(shelf.question(one), asker=COUNTRY).reply) for one in shelf.observations
    ]


def test_all_rows_are_asked_for(answered):
    assert len(answered) == 317 + 17 * 9


def test_every_row_is_found_by_indicator_unit_and_period(answered):
    missed = {}
    for one, reply in answered:
        got = reply.evidence
        if not isinstance(got, IndicatorValue) or (
            (got.indicator, got.unit, got.period_start, got.period_end, got.value, got.source)
            != (one.indicator, one.unit, one.period_start, one.period_end, one.value, one.source)
        ):
            missed[one.indicator, one.unit, one.period_label] = got.kind, reply.text[:80]
    assert missed == {}


def test_an_answer_is_always_a_row_of_the_database(answered, shelf):
    for _, reply in answered:
        if isinstance(reply.evidence, IndicatorValue):
            row = shelf.row(reply.evidence)
            assert (row.value, row.numerator, row.denominator, row.locator, row.simulated) == (
                reply.evidence.value,
                reply.evidence.numerator,
                reply.evidence.denominator,
                reply.evidence.locator,
                reply.evidence.simulated,
            )


def test_no_answer_holds_a_number_from_elsewhere(answered, shelf):
    foreign = {}
    for _, reply in answered:
        if isinstance(reply.evidence, IndicatorValue):
            strange = set(_NUMBER.findall(reply.text)) - shelf.sayable(reply.evidence)
            if strange:
                foreign[reply.text] = strange
    assert foreign == {}


def test_the_figure_stands_first_in_the_text_as_it_is_in_the_evidence(answered):
    for _, reply in answered:
        figure = reply.evidence
        if isinstance(figure, IndicatorValue) and figure.value is not None:
            amount = written(figure.value)
            rank = figure.measure == "thứ hạng"
            expected = f"thứ {amount} – " if rank else f"{amount} {figure.measure} – "
            assert reply.text.startswith(expected)


def test_words_in_place_of_a_figure_are_quoted_and_no_figure_is_made(answered):
    wordless = [reply for one, reply in answered if one.value is None]
    assert len(wordless) == 39
    for reply in wordless:
        figure = reply.evidence
        if isinstance(figure, IndicatorValue):
            assert f"“{figure.text}”" in reply.text
            assert figure.status in {"no_target", "unknown"}
            assert figure.computed == ()


def test_the_gap_is_value_minus_target_and_the_status_follows_from_it(answered):
    for _, reply in answered:
        figure = reply.evidence
        if isinstance(figure, IndicatorValue) and figure.status in {"met", "not_met"}:
            gap = figure.value - figure.target.value
            assert {computed.value for computed in figure.computed if computed.name == "gap"} == {
                gap
            }
            holds = {">=": gap >= 0, ">": gap > 0, "<=": gap <= 0, "<": gap < 0, "=": gap == 0}
            assert (figure.status == "met") is holds[figure.target.comparator]
            assert ("chưa đạt" in reply.text) is (figure.status == "not_met")


def test_every_figure_names_its_source_and_a_simulated_one_says_so(answered, shelf):
    for _, reply in answered:
        if isinstance(reply.evidence, IndicatorValue):
            assert f"Nguồn: {shelf.sources[reply.evidence.source].issuer}" in reply.text
            assert ("mô phỏng" in reply.text) is reply.evidence.simulated


def test_a_ratio_is_never_summed_or_averaged(shelf, ask_simulated):
    """Ask every ratio that a part has of the whole, split or not: only stored figures come."""
    stored = {(one.indicator, one.unit, one.value) for one in shelf.observations}
    asked = {
        (one.indicator, whole)
        for one in shelf.observations
        for whole in shelf.wholes(one.unit)
        if not shelf.indicators[one.indicator].additive
    }
    split = 0
    for code, whole in sorted(asked):
        text = f"{shelf.indicators[code].name} của {shelf.units[whole].name}"
        for intent in ("ask_value", "ask_breakdown"):
            evidence = ask_simulated(text, intent, COUNTRY).reply.evidence
            if isinstance(evidence, IndicatorBreakdown):
                split += 1
                assert evidence.computed == ()
                for item in evidence.items:
                    assert (evidence.indicator, item.unit, item.value) in stored
    assert split > 5


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("asker", "scope"), [(CITIZEN, ()), (WARD, ("vung-tau.phuong-5",))], ids=["citizen", "ward"]
)
def test_nobody_gets_an_internal_figure_of_a_unit_beyond_their_scope(
    shelf, ask_simulated, asker, scope
):
    seen = 0
    for one in shelf.observations:
        evidence = ask_simulated(shelf.question(one), asker=asker).reply.evidence
        figures = [evidence] if isinstance(evidence, IndicatorValue) else []
        figures += evidence.nearest if isinstance(evidence, NoData) else []
        assert not isinstance(evidence, IndicatorBreakdown)
        for figure in figures:
            seen += 1
            row = shelf.row(figure)
            hidden = shelf.sources[row.source].visibility == "internal" or row.simulated
            assert not hidden or row.unit in scope
    assert seen > 50

"""The simulated ward series: the same everywhere, marked everywhere, gone without a trace."""

from decimal import Decimal

from asking import Asking
from sqlalchemy import select

from core.database import transaction
from indicators import models
from indicators.demo import add_simulated, remove_simulated


def series(sessions):
    with sessions() as session:
        found = select(models.Observation).filter_by(simulated=True)
        return session.scalars(found.order_by(models.Observation.id)).all()


def test_seventeen_wards_have_nine_months(simulated):
    rows = series(simulated)
    assert len(rows) == 17 * 9
    assert len({(row.unit, row.period_start) for row in rows}) == 17 * 9
    assert {row.indicator for row in rows} == {"dvc.ho-so-truc-tuyen"}
    assert {row.period_start.isoformat()[:7] for row in rows} == {
        f"2023-0{month}" for month in range(1, 10)
    }


def test_figures_agree_with_their_parts_and_are_shares(simulated):
    for row in series(simulated):
        assert 0 < row.numerator <= row.denominator
        assert abs(row.numerator * 100 / row.denominator - row.value) < Decimal("0.005")
        assert row.period_end.month == row.period_start.month


def test_the_series_is_the_same_everywhere(simulated, fresh, contents):
    with transaction(fresh) as session:
        assert add_simulated(session) == 153
    assert contents(fresh) == contents(simulated)
    spot = {(row.unit, row.period_end.month): str(row.value) for row in series(fresh)}
    assert spot["vung-tau.phuong-5", 9] == "80.49"


def test_it_is_never_added_twice(copies, contents):
    sessions = copies("simulated")
    before = contents(sessions)
    with transaction(sessions) as session:
        assert add_simulated(session) == 0
    assert contents(sessions) == before


def test_it_is_removed_completely(copies, reported, contents):
    sessions = copies("simulated")
    with transaction(sessions) as session:
        assert remove_simulated(session) == 153
    assert contents(sessions) == contents(reported)
    with transaction(sessions) as session:
        assert remove_simulated(session) == 0


def test_it_comes_back_the_same_after_removal(copies, simulated):
    sessions = copies("simulated")
    with transaction(sessions) as session:
        remove_simulated(session)
    with transaction(sessions) as session:
        add_simulated(session)
    values = [(row.unit, row.period_end, row.value) for row in series(sessions)]
    assert values == [(row.unit, row.period_end, row.value) for row in series(simulated)]


def test_it_is_marked_in_row_evidence_and_words(ask_simulated):
    reply = ask_simulated("tỷ lệ hồ sơ trực tuyến phường 5?").reply
    assert reply.evidence.simulated is True
    assert "mô phỏng" in reply.text
    assert str(reply.evidence.value) == "80.49"


def test_reported_figures_are_not_marked(ask_simulated):
    reply = ask_simulated("tỷ lệ hồ sơ trực tuyến thành phố?").reply
    assert reply.evidence.simulated is False
    assert "mô phỏng" not in reply.text


def test_a_reported_figure_stands_before_a_simulated_one(copies):
    sessions = copies("simulated")
    with transaction(sessions) as session:
        row = series(sessions)[0]
        session.add(
            models.Observation(
                indicator=row.indicator,
                unit=row.unit,
                period_start=row.period_start,
                period_end=row.period_end,
                period_label=row.period_label,
                value=row.value + 1,
                source="brvt-8t-2023",
                locator="",
                simulated=False,
            )
        )
    figure = Asking(sessions)("hồ sơ trực tuyến phường 1").reply.evidence
    assert (figure.value, figure.simulated) == (row.value + 1, False)

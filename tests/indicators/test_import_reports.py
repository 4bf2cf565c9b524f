"""The figures of the reports go in completely, digit for digit, and only once."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select
from tables import write_tables

from core.database import transaction
from indicators import models
from indicators.importers.load import import_once, import_path
from indicators.importers.write import Report

DATA = Path(__file__).resolve().parents[2] / "data"


def read(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("model", "count"),
    [
        (models.Unit, 52),
        (models.Indicator, 131),
        (models.Observation, 317),
        (models.Target, 151),
        (models.Task, 38),
        (models.Source, 5),
    ],
)
def test_all_rows_are_in(reported, model, count):
    with reported() as session:
        assert session.scalar(select(func.count()).select_from(model)) == count


def test_every_figure_is_kept_digit_for_digit(reported):
    with reported() as session:
        stored = session.scalars(select(models.Observation)).all()
        targets = session.scalars(select(models.Target.value)).all()

    def text(value):
        return "" if value is None else str(value)

    assert Counter(
        (one.indicator, one.unit, text(one.value), text(one.numerator), text(one.denominator))
        for one in stored
    ) == Counter(
        (row["indicator"], row["unit"], row["value"], row["numerator"], row["denominator"])
        for row in read("observations")
    )
    assert Counter(map(text, targets)) == Counter(row["value"] for row in read("targets"))


@pytest.mark.parametrize(
    "value", ["98.27", "100", "100.00", "0", "0.10", "-1.5", "123456789.0123456789"]
)
def test_a_decimal_comes_back_as_it_went_in(fresh, value):
    with transaction(fresh) as session:
        row = session.scalars(select(models.Observation)).first()
        row.value = Decimal(value)
        number = row.id
    with fresh() as session:
        assert str(session.get(models.Observation, number).value) == value


def test_a_float_never_reaches_the_database(fresh):
    with pytest.raises(Exception, match="exact decimal expected"), transaction(fresh) as session:
        session.scalars(select(models.Observation)).first().value = 98.27


def test_a_second_import_changes_nothing(fresh, contents):
    before = contents(fresh)
    report = import_path(fresh, DATA)
    assert (report.inserted, report.updated, report.removed) == (0, 0, 0)
    assert report.unchanged == sum(len(read(path.stem)) for path in DATA.glob("*.csv"))
    assert contents(fresh) == before


def test_a_corrected_figure_replaces_the_old_one(fresh, tmp_path):
    rows = read("observations")
    assert rows[0]["value"] == "4602"
    rows[0]["value"] = "4603"
    report = import_path(fresh, write_tables(tmp_path, {"observations": rows}))
    assert report == Report(updated=1, unchanged=316)
    with fresh() as session:
        values = session.scalars(
            select(models.Observation.value).filter_by(indicator="van-ban.di", unit="vung-tau.ubnd")
        ).all()
    assert values == [Decimal(4603)]


def targets_of(sessions, indicator, unit):
    with sessions() as session:
        found = select(models.Target.value).filter_by(indicator=indicator, unit=unit)
        return sorted(session.scalars(found))


def test_a_corrected_target_replaces_the_old_one(fresh, tmp_path):
    (row,) = [
        row
        for row in read("targets")
        if (row["indicator"], row["unit"]) == ("dvc.thanh-toan-truc-tuyen", "vung-tau")
    ]
    corrected = {**row, "value": "60", "comparator": ">"}
    report = import_path(fresh, write_tables(tmp_path, {"targets": [corrected]}))
    assert report == Report(updated=1)
    assert targets_of(fresh, "dvc.thanh-toan-truc-tuyen", "vung-tau") == [Decimal(60)]


@pytest.mark.parametrize("values", [["90"], ["90", "90"], ["95", "97"], ["90", "95", "97"]])
def test_two_targets_that_disagree_are_replaced_by_exactly_those_given(fresh, tmp_path, values):
    key = ("xa-hoi-so.ho-so-suc-khoe", "vung-tau")
    assert targets_of(fresh, *key) == [Decimal(90), Decimal(95)]
    rows = [row for row in read("targets") if (row["indicator"], row["unit"]) == key]
    given = [{**rows[0], "value": value} for value in values]
    import_path(fresh, write_tables(tmp_path, {"targets": given}))
    assert set(targets_of(fresh, *key)) == {Decimal(value) for value in values}


def test_parts_of_a_unit_are_exactly_those_given(fresh, tmp_path):
    parts = [{"whole": "quang-binh", "part": "quang-binh.cap-xa"}]
    report = import_path(fresh, write_tables(tmp_path, {"unit_parts": parts}))
    assert report.removed == 2
    with fresh() as session:
        found = session.scalars(select(models.UnitPart.part).filter_by(whole="quang-binh")).all()
    assert found == ["quang-binh.cap-xa"]


def test_starting_again_does_not_bring_back_a_corrected_figure(fresh, tmp_path, contents):
    rows = read("observations")
    given = write_tables(tmp_path / "given", {"observations": rows})
    assert import_once(fresh, given) is not None
    rows[0]["value"] = "4603"
    import_path(fresh, write_tables(tmp_path / "corrected", {"observations": rows}))
    before = contents(fresh)
    assert import_once(fresh, given) is None
    assert contents(fresh) == before


def test_files_that_changed_are_imported_again(fresh, tmp_path):
    rows = read("observations")
    assert import_once(fresh, write_tables(tmp_path, {"observations": rows})) is not None
    rows[0]["value"] = "4603"
    assert import_once(fresh, write_tables(tmp_path, {"observations": rows})) == Report(
        updated=1, unchanged=316
    )

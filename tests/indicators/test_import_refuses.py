"""An import is all or nothing: one bad cell in one table, and nothing of any table goes in."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import GOOD, spoilt, write_tables

from indicators.importers.load import import_observations, import_path
from indicators.importers.records import RECORDS, check
from indicators.importers.tables import ImportProblems


@pytest.fixture
def refused(unchanged, tmp_path, contents):
    """Imports tables that must be refused; gives what is said to be wrong."""
    before = contents(unchanged)

    def refuse(tables):
        with pytest.raises(ImportProblems) as raised:
            import_path(unchanged, write_tables(tmp_path, tables))
        assert contents(unchanged) == before
        return raised.value.problems

    return refuse


def test_the_tables_that_are_spoilt_below_are_good(fresh, tmp_path):
    report = import_path(fresh, write_tables(tmp_path, {name: [row] for name, row in GOOD.items()}))
    assert (report.inserted, report.updated) == (len(GOOD), 0)


NO_NUMBERS = [
    "1,5", "1.000,5", "1e5", "NaN", "Infinity", "+5", ".5", "5.", "1 000", "1_000", "98.27%",
    "0x10", "--5", "1.2.3", "9" * 30, "1.12345678901", "٥", "９８",
]  # fmt: skip
NO_DAYS = ["2023-02-30", "2023-13-01", "30/09/2023", "2023-9-1", "20230930", "2023-09-30T00:00:00",
           "hôm nay"]  # fmt: skip
NO_CODES = ["Y-Te", "y te", "y--te", ".y", "y_te", "ý-tế", "y" * 101]
SPOILT = [
    *((("observations", "value"), value) for value in NO_NUMBERS),
    *((("observations", "numerator"), value) for value in NO_NUMBERS[:3]),
    *((("targets", "value"), value) for value in ["", *NO_NUMBERS]),
    *((("observations", "period_start"), day) for day in NO_DAYS),
    *((("observations", "period_end"), day) for day in NO_DAYS),
    *((where, day)
      for where in [("sources", "published_on"), ("tasks", "as_of"), ("units", "valid_to"),
                    ("unit_successors", "effective_on")]
      for day in NO_DAYS[:3]),
    *((where, code)
      for where in [("units", "code"), ("indicators", "code"), ("sources", "id"), ("tasks", "code")]
      for code in ["", *NO_CODES]),
    (("observations", "period_end"), ""),
    (("observations", "period_end"), "2022-12-31"),
    (("units", "kind"), "village"),
    (("units", "gso_code"), "26.999"),
    (("units", "name"), ""),
    (("units", "name"), "x" * 4001),
    (("units", "aliases"), "x" * 201),
    (("units", "parent"), "vung-tau.phuong-moi"),
    (("unit_successors", "name"), "x" * 201),
    (("indicators", "direction"), "up"),
    (("indicators", "additive"), "true"),
    (("indicators", "measure"), "x" * 51),
    (("indicators", "group"), "x" * 101),
    (("indicators", "aliases"), "x" * 301),
    (("sources", "visibility"), "secret"),
    (("sources", "reference_period"), "2023"),
    (("sources", "reference_period"), "2023-09-30..2023-01-01"),
    (("targets", "comparator"), "=>"),
    (("targets", "year"), "hai nghìn"),
    (("targets", "year"), "202"),
    (("targets", "year"), "2_023"),
    (("targets", "year"), "2023.0"),
    (("targets", "level"), "x" * 21),
    (("tasks", "status"), ""),
    (("tasks", "note"), "a\x00b"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("where", "value"),
    [pytest.param(where, value, id=f"{'.'.join(where)}={value[:20]!a}") for where, value in SPOILT],
)
def test_one_bad_cell_changes_nothing(refused, where, value):
    table, column = where
    problems = refused(spoilt(table, **{column: value}))
    assert any(problem.startswith(f"{table}.csv dòng 2: ") for problem in problems)


@pytest.mark.parametrize("column", ["value", "text"])
def test_a_row_with_neither_figure_nor_words_is_refused(refused, column):
    (problem,) = refused(spoilt("observations", value="", text=""))
    assert problem.startswith("observations.csv dòng 2: ")
    assert column in problem


@pytest.mark.parametrize(
    ("table", "column"),
    [("observations", "indicator"), ("observations", "unit"), ("observations", "source"),
     ("targets", "indicator"), ("targets", "unit"), ("targets", "source"), ("tasks", "owner"),
     ("tasks", "source"), ("units", "parent"), ("unit_parts", "whole"), ("unit_parts", "part"),
     ("unit_successors", "unit")],
)  # fmt: skip
def test_a_code_that_nobody_knows_is_named(refused, table, column):
    (problem,) = refused(spoilt(table, **{column: "khong-co"}))
    assert problem.startswith(f"{table}.csv dòng 2: {column}: ")
    assert "khong-co" in problem


@pytest.mark.parametrize(
    ("table", "other"),
    [
        ("units", {"name": "Tên khác", "aliases": ""}),
        ("indicators", {"name": "Tên khác", "aliases": ""}),
        ("sources", {"title": "Tên khác"}),
        ("observations", {"value": "1"}),
        ("tasks", {"status": "xong"}),
        ("unit_parts", {}),
        ("unit_successors", {"resolution": "khác"}),
    ],
)
def test_a_key_given_twice_is_refused(refused, table, other):
    tables = spoilt(table)
    tables[table].append({**GOOD[table], **other})
    (problem,) = refused(tables)
    assert problem.startswith(f"{table}.csv dòng 3: trùng khóa")
    assert f"{table}.csv dòng 2" in problem


@pytest.mark.parametrize(
    "alias",
    ["p5", "P5", "phuong 5", "hồ sơ trực tuyến", "ho so truc tuyen", "HỒ SƠ TRỰC TUYẾN",
     "tiêm chủng", "hồ  sơ trực tuyến"],
)  # fmt: skip
@pytest.mark.parametrize("table", ["units", "indicators"])
def test_an_alias_means_one_thing_also_without_diacritics(refused, table, alias):
    tables = spoilt("units", aliases=f"phường mới|{alias}") if table == "units" else spoilt(table)
    if table == "indicators":
        tables["indicators"][0]["aliases"] = f"chủng ngừa|{alias}"
        tables["units"][0]["aliases"] = "tiem chung"
    problems = refused(tables)
    assert any("aliases: " in problem and ".csv dòng 2" in problem for problem in problems)


def test_an_official_name_may_be_shared_but_is_nobody_elses_alias(fresh, refused, tmp_path):
    """Two districts each have a "Phường 1"; who is asked about must not be decided by chance."""
    tables = spoilt("units", name="Phường 5", short_name="Phường 5")
    assert import_path(fresh, write_tables(tmp_path / "shared", tables)).inserted == len(GOOD)
    (problem,) = refused(spoilt("units", name="Hồ sơ trực tuyến"))
    assert problem.startswith("units.csv dòng 2: name: ")


def test_units_that_are_above_each_other_are_refused(refused):
    tables = spoilt("units", parent="vung-tau.khu-pho")
    tables["units"].append(
        {
            **GOOD["units"],
            "code": "vung-tau.khu-pho",
            "name": "Khu phố 1",
            "short_name": "Khu phố 1",
            "parent": "vung-tau.phuong-moi",
            "aliases": "",
        }
    )
    assert all("vòng lặp" in problem for problem in refused(tables))


def test_every_bad_row_is_named_in_one_go(refused):
    tables = spoilt("observations", value="1,5", period_end="2023-02-30")
    tables["targets"] = [{**GOOD["targets"], "value": "x"}]
    assert [problem.split(": ")[0] + problem.split(": ")[1] for problem in refused(tables)] == [
        "observations.csv dòng 2period_end",
        "observations.csv dòng 2value",
        "targets.csv dòng 2value",
    ]


def test_a_flood_of_problems_is_cut_and_counted(refused):
    rows = [{**GOOD["observations"], "value": "x"} for _ in range(60)]
    problems = refused({"observations": rows})
    assert len(problems) == 51
    assert problems[-1] == "… và 10 lỗi khác"


BATCH = {
    **GOOD["observations"],
    "indicator": "van-ban.di",
    "unit": "vung-tau",
    "source": "brvt-8t-2023",
}


@pytest.mark.parametrize(
    "change",
    [
        {"value": 98.27},
        {"value": 98},
        {"value": True},
        {"value": "1,5"},
        {"value": float("nan")},
        {"value": Decimal("NaN")},
        {"value": Decimal("1E+30")},
        {"text": "\ud800"},
        {"unit": "vung-tau.phuong-6"},
        {"source": None},
        {"colour": "red"},
        {"period_end": "2022-01-01"},
        {"period_start": 20230101},
    ],
)
def test_a_batch_with_one_bad_row_is_refused_whole(unchanged, change, contents):
    before = contents(unchanged)
    other = {**BATCH, "period_start": "2023-02-01"}
    with pytest.raises(ImportProblems) as raised:
        import_observations(unchanged, [dict(BATCH), {**other, **change}])
    assert all(problem.startswith("dòng 2: ") for problem in raised.value.problems)
    assert contents(unchanged) == before


@given(st.sampled_from(RECORDS), st.data())
def test_no_cell_makes_the_check_itself_fail(record, data):
    good = GOOD[record.table]
    cells = {
        column: data.draw(st.one_of(st.just(good.get(column, "")), st.text(max_size=15)))
        for column in sorted(record.columns())
    }
    row, problems = check(record, cells)
    assert (row is None) == bool(problems)

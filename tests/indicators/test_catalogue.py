"""What is imported answers at once: no restart, no retraining."""

import pytest
from asking import COUNTRY, Asking
from tables import GOOD, spoilt, write_tables

from indicators.catalogue import CatalogueReader
from indicators.importers.load import import_path

QUESTION = "tiêm chủng của phường Tân Thành là bao nhiêu?"


@pytest.fixture
def add(fresh, tmp_path):
    """Imports tables into the database that is being asked."""
    return lambda tables: import_path(fresh, write_tables(tmp_path, tables))


@pytest.fixture
def ask(fresh):
    return Asking(fresh)


def test_a_new_indicator_a_new_unit_and_their_figure_answer_at_once(ask, add):
    assert ask(QUESTION, asker=COUNTRY).reply.evidence.kind in {"fallback", "unknown_unit"}
    add({name: [row] for name, row in GOOD.items()})
    for text in (QUESTION, "tiem chung cua phuong tan thanh", "tỷ lệ tiêm chủng p. tân thành"):
        figure = ask(text, asker=COUNTRY).reply.evidence
        assert (figure.indicator, figure.unit) == ("y-te.tiem-chung", "vung-tau.phuong-moi")
        assert (str(figure.value), str(figure.target.value)) == ("96.50", "95")


@pytest.mark.parametrize("alias", ["mũi nhắc lại", "phòng bệnh cho trẻ"])
def test_a_new_alias_answers_at_once(ask, add, alias):
    add({name: [row] for name, row in GOOD.items()})
    text = f"{alias} phường tân thành"
    before = ask(text, asker=COUNTRY).reply.evidence
    assert getattr(before, "indicator", None) != "y-te.tiem-chung"
    add(spoilt("indicators", aliases=f"tiêm chủng|{alias}"))
    assert ask(text, asker=COUNTRY).reply.evidence.indicator == "y-te.tiem-chung"


def test_an_alias_taken_back_answers_no_more(ask, add):
    add(spoilt("units", aliases="khu đô thị mới"))
    text = "tiêm chủng của khu đô thị mới"
    assert ask(text, asker=COUNTRY).reply.evidence.unit == "vung-tau.phuong-moi"
    add(spoilt("units", aliases="phường tân thành"))
    evidence = ask(text, asker=COUNTRY).reply.evidence
    assert getattr(evidence, "unit", None) != "vung-tau.phuong-moi"


@pytest.mark.parametrize("asked", ["phường Hòa Bình", "phường Hoà Bình", "phuong hoa binh"])
def test_a_units_official_spelling_and_the_new_one_are_the_same(ask, add, asked):
    """The Statistics Office writes "Hoà", questions are cleaned to "Hòa"."""
    add(spoilt("units", name="Phường Hoà Bình", short_name="P. Hoà Bình", aliases=""))
    evidence = ask(f"tiêm chủng {asked}", asker=COUNTRY).reply.evidence
    assert getattr(evidence, "unit", None) == "vung-tau.phuong-moi"


def test_a_new_figure_answers_at_once(ask, add):
    text = "hồ sơ trực tuyến phường 5"
    assert ask(text).reply.evidence.kind == "no_data"
    row = {**GOOD["observations"], "indicator": "dvc.ho-so-truc-tuyen", "unit": "vung-tau.phuong-5"}
    add({"sources": [GOOD["sources"]], "observations": [row]})
    assert str(ask(text).reply.evidence.value) == "96.50"


def test_the_picture_is_kept_until_the_catalogue_changes(fresh, add):
    reader = CatalogueReader()

    def read():
        with fresh() as session:
            return reader.read(session)

    first = read()
    assert read() is first
    figures = {name: [GOOD[name]] for name in ("sources",)}
    add(figures)
    assert read() is first
    add({name: [row] for name, row in GOOD.items()})
    second = read()
    assert second.version == first.version + 1
    assert "y-te.tiem-chung" in second.indicators
    assert "y-te.tiem-chung" not in first.indicators


def test_an_import_that_changes_nothing_leaves_the_version(fresh, add):
    tables = {name: [row] for name, row in GOOD.items()}
    add(tables)
    reader = CatalogueReader()
    with fresh() as session:
        version = reader.read(session).version
    add(tables)
    with fresh() as session:
        assert reader.read(session).version == version


def test_units_above_a_unit_come_nearest_first(catalogue):
    assert catalogue.ancestors("vung-tau.phuong-5") == ["vung-tau", "brvt", "vn"]
    assert catalogue.ancestors("vn") == []


def test_a_long_official_name_has_a_short_title(catalogue):
    for indicator in catalogue.indicators.values():
        assert len(indicator.title) <= 120
        assert indicator.title in {indicator.name, *map(str, indicator.aliases)} or (
            indicator.title[0].isupper() and indicator.title.lower() in indicator.aliases
        )

"""Dossiers come in as a whole file or not at all; of a phone nothing readable is kept."""

import pytest
from sqlalchemy import select

from core.database import transaction
from services.dossiers import examples
from services.dossiers.database import DatabaseDossiers
from services.dossiers.importer import FaultyDossiers, import_dossiers
from services.tables import Dossier

HEAD = "code,service,status,office,received_on,due_on,finished_on,note,phone"
GOOD = "H06.12-230915-0042,Đăng ký kết hôn,Chờ ký,UBND,2023-09-15,2023-09-18,,,0912 345 678"


@pytest.fixture
def load(fresh, tmp_path):
    def load(*lines, head=HEAD, encoding="utf-8"):
        path = tmp_path / "ho-so.csv"
        path.write_text("\n".join([head, *lines]) + "\n", encoding=encoding)
        with transaction(fresh) as session:
            return import_dossiers(session, path)

    return load


def stored(sessions):
    with sessions() as session:
        return session.scalars(select(Dossier)).all()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_file_is_taken_in_and_found(fresh, load, encoding):
    assert load(GOOD, encoding=encoding).added == 1
    found = DatabaseDossiers(fresh).find("H06.12-230915-0042")
    assert (found.service, found.status, found.simulated) == ("Đăng ký kết hôn", "Chờ ký", False)
    assert found.is_proved_by("5678") and not found.is_proved_by("1234")
    assert "5678" not in repr([vars(row) for row in stored(fresh)]).replace("15678", "")


def test_a_later_file_replaces_and_keeps_the_others(fresh, load):
    load(GOOD, GOOD.replace("-0042", "-0043"))
    done = load(GOOD.replace("Chờ ký", "Đã xong"))
    assert (done.added, done.replaced) == (0, 1)
    assert {row.code[-4:]: row.status for row in stored(fresh)} == {
        "0042": "Đã xong",
        "0043": "Chờ ký",
    }


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (GOOD.replace("H06.12-230915-0042", "0042"), "code"),
        (GOOD.replace("H06.12-230915-0042", "H06.12-231315-0042"), "code"),
        (GOOD.replace("Chờ ký", ""), "status: đang để trống"),
        (GOOD.replace("Chờ ký", "x" * 101), "status: dài quá"),
        (GOOD.replace("2023-09-15", "15/09/2023"), "received_on"),
        (GOOD.replace("2023-09-15", "20230915"), "received_on"),
        (GOOD.replace("2023-09-18,", "2023-02-30,"), "due_on"),
        (GOOD.replace("2023-09-18,,", "2023-09-18,2023-09-01,"), "finished_on: trước"),
        (GOOD.replace("0912 345 678", "678"), "phone"),
        (GOOD.replace("0912 345 678", ""), "phone: đang để trống"),
        (GOOD + ",thừa", "số ô"),
        (GOOD.rpartition(",")[0], "số ô"),
        (GOOD.replace("-0042", "-0041"), "đã có ở dòng 2"),
    ],
)
def test_one_bad_row_and_nothing_is_stored(fresh, load, line, fault):
    with pytest.raises(FaultyDossiers) as refused:
        load(GOOD.replace("-0042", "-0041"), line)
    assert "dòng 3" in refused.value.faults[0] and fault in refused.value.faults[0]
    assert stored(fresh) == []


@pytest.mark.parametrize(
    ("head", "fault"),
    [("code,service", "thiếu cột status"), (HEAD + ",màu", "màu"), ("", "thiếu cột code")],
)
def test_a_wrong_head_is_refused(load, head, fault):
    with pytest.raises(FaultyDossiers) as refused:
        load(GOOD, head=head)
    assert fault in " ".join(refused.value.faults)


def test_what_is_no_text_is_refused(fresh, tmp_path):
    for path in (tmp_path / "away.csv", tmp_path / "binary.csv"):
        (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\x00")
        with pytest.raises(FaultyDossiers), transaction(fresh) as session:
            import_dossiers(session, path)


def test_examples_are_marked_and_go_again(fresh, load):
    load(GOOD.replace("-0042", "-0099"))
    with transaction(fresh) as session:
        assert examples.add(session) == 5
        assert examples.add(session) == 0
    found = DatabaseDossiers(fresh).find("H06.12-230915-0042")
    assert found.simulated and found.is_proved_by("0042")
    with transaction(fresh) as session:
        assert examples.remove(session) == 5
    assert [row.code[-4:] for row in stored(fresh)] == ["0099"]


def test_a_real_dossier_is_never_replaced_by_an_example(fresh, load):
    load(GOOD)
    with transaction(fresh) as session:
        examples.add(session)
        examples.remove(session)
    assert [row.service for row in stored(fresh)] == ["Đăng ký kết hôn"]

"""Who may see which rows and targets."""

import pytest
from asking import CITIZEN, CITY, COUNTRY, WARD

from indicators.access import Asker, Denial

PROVINCE = Asker(account="8", scope="brvt")


@pytest.mark.parametrize("asker", [CITIZEN, WARD, CITY, PROVINCE, COUNTRY])
def test_public_rows_are_for_everyone(catalogue, asker):
    assert asker.denial(catalogue, "quang-binh", internal=False) is None


@pytest.mark.parametrize(
    ("asker", "unit", "denial"),
    [
        (CITIZEN, "vung-tau", Denial.ROLE),
        (Asker(account="9"), "vung-tau", Denial.ROLE),
        (WARD, "vung-tau.phuong-5", None),
        (WARD, "vung-tau.phuong-7", Denial.SCOPE),
        (WARD, "vung-tau", Denial.SCOPE),
        (CITY, "vung-tau.phuong-5", None),
        (CITY, "brvt", Denial.SCOPE),
        (PROVINCE, "vung-tau.phuong-5", None),
        (PROVINCE, "quang-binh", Denial.SCOPE),
        (COUNTRY, "quang-binh.cap-xa", None),
    ],
)
def test_internal_rows_are_for_those_whose_scope_covers_the_unit(catalogue, asker, unit, denial):
    assert asker.denial(catalogue, unit, internal=True) == denial


def test_a_code_that_begins_alike_is_not_below(catalogue):
    assert not catalogue.covers("vung-tau.phuong-1", "vung-tau.phuong-12")
    assert not catalogue.covers("vung-tau.phuong-xa", "vung-tau.phuong-5")


@pytest.mark.parametrize(
    ("text", "asker", "reason"),
    [
        ("hồ sơ trực tuyến của thành phố", CITIZEN, "role"),
        ("văn bản đi của phường 12", CITIZEN, "role"),
        ("hồ sơ trễ hạn của UBND thành phố", CITIZEN, "role"),
        ("văn bản đến của phường 7", WARD, "scope"),
        ("thanh toán trực tuyến của thành phố", WARD, "scope"),
    ],
)
def test_hidden_figures_are_denied_and_not_even_hinted_at(ask, text, asker, reason):
    reply = ask(text, asker=asker).reply
    assert (reply.evidence.kind, reply.evidence.reason) == ("denied", reason)
    assert not any(character.isdigit() for character in reply.text)


def test_a_denied_citizen_is_shown_what_is_public(ask):
    (button,) = ask("hồ sơ trực tuyến của thành phố", asker=CITIZEN).reply.buttons
    figure = ask(button.text, asker=CITIZEN).reply.evidence
    assert (figure.unit, str(figure.value)) == ("brvt", "97.5")


@pytest.mark.parametrize("intent", ["ask_source", "ask_breakdown", "ask_target"])
def test_no_other_question_opens_a_hidden_row(ask, intent):
    reply = ask("hồ sơ trực tuyến của thành phố", intent, CITIZEN).reply
    assert reply.evidence.kind == "denied"


def test_a_target_of_an_internal_plan_is_hidden_from_citizens(ask):
    text = "thanh toán trực tuyến của tỉnh"
    assert ask(text, asker=CITIZEN).reply.evidence.target is None
    assert str(ask(text, asker=CITY).reply.evidence.target.value) == "30"
    assert str(ask(text, asker=WARD).reply.evidence.target.value) == "30"


def test_a_target_of_a_public_source_is_for_everyone(ask):
    figure = ask("hồ sơ trực tuyến của tỉnh", asker=CITIZEN).reply.evidence
    assert (str(figure.target.value), figure.status) == ("100", "not_met")


def test_a_definition_tells_a_citizen_no_internal_target(ask):
    text = "định danh điện tử nghĩa là gì"
    assert "Chỉ tiêu" not in ask(text, "ask_definition", CITIZEN).reply.text
    assert "Chỉ tiêu 2023" in ask(text, "ask_definition", CITY).reply.text


def test_simulated_figures_never_reach_a_citizen(ask_simulated):
    for when in ("", "tháng 5/2023", "năm 2023", "mới nhất"):
        reply = ask_simulated(f"hồ sơ trực tuyến phường 5 {when}", asker=CITIZEN).reply
        assert reply.evidence.kind in {"denied", "no_data"}
        assert "mô phỏng" not in reply.text


def test_an_account_of_a_unit_that_is_gone_is_an_error_and_not_a_guess(ask):
    with pytest.raises(LookupError, match="khong-con"):
        ask("hồ sơ trực tuyến", asker=Asker(account="7", scope="khong-con"))

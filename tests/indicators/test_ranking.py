"""Units in the order of their figures: one level, one period, reported or simulated."""

from datetime import date
from decimal import Decimal

import pytest
from asking import CITIZEN, CITY, COUNTRY, WARD, Asking

from core.database import transaction
from indicators import models
from vietnamese.normalise import strip_accents

TYPED = pytest.mark.parametrize("typed", [str, strip_accents], ids=["accented", "unaccented"])
TOLD = pytest.mark.parametrize("intent", ["ask_ranking", "ask_value"], ids=["engine", "words"])


def ranked(reply):
    """The codes in rank order."""
    assert reply.evidence.kind == "indicator_ranking", reply.text
    return [item.unit.removeprefix("vung-tau.") for item in reply.evidence.items]


def listed(reply):
    """The lines of the list."""
    return [line for line in reply.text.splitlines() if line[0].isdigit()]


@TYPED
@TOLD
@pytest.mark.parametrize(
    ("text", "order", "first"),
    [
        ("phường nào có văn bản đi cao nhất", "highest", "thang-tam"),
        ("phường nào phát hành nhiều văn bản đi nhất", "highest", "thang-tam"),
        ("phường nào ít văn bản đi nhất", "lowest", "long-son"),
        ("3 phường thấp nhất về văn bản đi", "lowest", "long-son"),
        ("xếp hạng văn bản đi các phường", "highest", "thang-tam"),
        ("phường nào xếp chót văn bản đi", "lowest", "long-son"),
    ],
)
def test_the_wards_of_the_city(ask, typed, intent, text, order, first):
    reply = ask(typed(text), intent).reply
    evidence = reply.evidence
    assert len(ranked(reply)) == 17
    assert (evidence.parent, evidence.unit_kind, evidence.order) == ("vung-tau", "ward", order)
    assert ranked(reply)[0] == first
    assert (evidence.period_start, evidence.period_end) == (date(2023, 1, 1), date(2023, 9, 30))
    values = [item.value for item in evidence.items]
    assert values == sorted(values, reverse=order == "highest")


@TYPED
def test_the_departments(ask, typed):
    reply = ask(typed("phòng nào gửi nhiều văn bản đi nhất"), "ask_ranking").reply
    assert (reply.evidence.unit_kind, len(ranked(reply))) == ("department", 12)
    assert reply.text.startswith("Phòng TN&MT cao nhất: 4.311 văn bản")


def test_a_named_block_is_the_parent(ask):
    evidence = ask("17 phường xã đơn vị nào nhiều văn bản đi nhất", "ask_ranking").reply.evidence
    assert (evidence.parent, len(evidence.items)) == ("vung-tau.phuong-xa", 17)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("3 đơn vị có văn bản đi thấp nhất", 3),
        ("3 phường nhiều văn bản đi nhất", 3),
        ("3 phường ít văn bản đi nhất", 3),
        ("năm phường văn bản đi nhiều nhất", 5),
        ("mười phường văn bản đi nhiều nhất", 10),
        ("top 2 phường văn bản đi", 2),
        ("phường nào văn bản đi cao nhất", 5),
        ("xếp hạng tất cả các phường về văn bản đi", 17),
        ("9 tháng năm 2023 phường nào văn bản đi cao nhất", 5),
    ],
)
def test_as_many_are_listed_as_asked(ask, text, shown):
    reply = ask(text, "ask_ranking").reply
    assert len(listed(reply)) == shown
    assert len(reply.evidence.items) == 17


def test_both_ends(ask):
    text = "nêu 2 phường đứng đầu và 2 phường đứng cuối về văn bản đi"
    reply = ask(text, "ask_ranking").reply
    assert [line.split(".")[0] for line in listed(reply)] == ["1", "2", "16", "17"]


@TYPED
@TOLD
def test_the_place_of_a_unit(ask, typed, intent):
    """phường 5 đứng thứ mấy."""
    reply = ask(typed("phường 5 đứng thứ mấy về văn bản đi"), intent).reply
    assert ranked(reply).index("phuong-5") == 10
    assert reply.evidence.parent == "vung-tau"
    assert reply.text.startswith("P.5 đứng thứ 11/17: 1.722 văn bản, xếp từ cao xuống thấp")


def test_ties_share_a_rank(ask):
    reply = ask("văn bản đi ngoài phần mềm phường nào nhiều nhất", "ask_ranking").reply
    assert ranked(reply)[0] == "phuong-8"
    assert listed(reply)[1].startswith("2. P.1, P.3, P.4")
    assert "0 văn bản (15 đơn vị đồng hạng)" in listed(reply)[1]
    tied = ask("phường 9 đứng thứ mấy về văn bản đi ngoài phần mềm", "ask_ranking").reply
    assert tied.text.startswith("P.9 đứng thứ 2/16 (đồng hạng): 0 văn bản")


def test_the_rank_behind_a_tie_counts_them_all(ask):
    text = "văn bản đi ngoài phần mềm phường nào thấp nhất"
    reply = ask(f"{text}, xếp hạng tất cả", "ask_ranking").reply
    assert [line.split(".")[0] for line in listed(reply)] == ["1", "16"]
    assert "(bằng nhau)" in reply.text.splitlines()[0]


def test_words_have_no_rank(ask):
    reply = ask("văn bản đi ngoài phần mềm phường nào nhiều nhất", "ask_ranking").reply
    assert "phuong-2" not in ranked(reply)
    assert "Không có con số để xếp hạng: P.2." in reply.text


def test_missing_members_are_named(copies):
    sessions = copies("reported")
    with transaction(sessions) as session:
        session.query(models.Observation).filter_by(
            indicator="van-ban.di", unit="vung-tau.phuong-7"
        ).delete()
    reply = Asking(sessions)("phường nào nhiều văn bản đi nhất", "ask_ranking").reply
    assert len(ranked(reply)) == 16
    assert "Không có số của kỳ này: P.7." in reply.text


def test_mixed_periods_are_never_ranked_together(copies):
    """A newer figure of one ward neither joins the others nor moves the period."""
    sessions = copies("reported")
    with transaction(sessions) as session:
        session.query(models.Observation).filter_by(
            indicator="van-ban.di", unit="vung-tau.phuong-7"
        ).update({"period_end": date(2023, 10, 31), "value": Decimal(9999)})
    reply = Asking(sessions)("phường nào nhiều văn bản đi nhất", "ask_ranking").reply
    assert reply.evidence.period_end == date(2023, 9, 30)
    assert "phuong-7" not in ranked(reply)
    assert "Không có số của kỳ này: P.7." in reply.text


def test_aggregates_are_not_ranked_among_their_members(ask_simulated):
    for text in ("đơn vị nào nhiều văn bản đi nhất", "phường nào hồ sơ trực tuyến cao nhất"):
        units = ranked(ask_simulated(text, "ask_ranking").reply)
        assert len(units) == 17
        assert not {"phuong-xa", "ubnd", "vung-tau"} & set(units)


def test_blocks_are_ranked_where_no_level_has_figures(ask):
    reply = ask("đơn vị nào có hồ sơ trễ hạn nhiều nhất", "ask_ranking").reply
    assert ranked(reply) == ["phuong-xa", "ubnd"]
    assert reply.evidence.unit_kind == "aggregate"


@pytest.mark.parametrize(
    ("text", "order", "first"),
    [
        ("phường nào tốt nhất về văn bản đi ngoài phần mềm", "best", "phuong-1"),
        ("phường nào kém nhất về văn bản đi ngoài phần mềm", "worst", "phuong-8"),
        ("phường nào yếu nhất về văn bản đi ngoài phần mềm", "worst", "phuong-8"),
        ("phường nào cao nhất về văn bản đi ngoài phần mềm", "highest", "phuong-8"),
        ("phường nào thấp nhất về văn bản đi ngoài phần mềm", "lowest", "phuong-1"),
    ],
)
def test_only_best_and_worst_follow_the_direction(ask, text, order, first):
    """Fewer documents on paper are better: "cao nhất" is not "tốt nhất"."""
    reply = ask(text, "ask_ranking").reply
    assert (reply.evidence.order, ranked(reply)[0]) == (order, first)
    assert "càng thấp càng tốt" in reply.text


def test_what_has_no_direction_has_no_best(ask):
    reply = ask("phường nào tốt nhất về văn bản đi", "ask_ranking").reply
    assert (reply.evidence.order, ranked(reply)[0]) == ("highest", "thang-tam")
    assert "chỉ để theo dõi" in reply.text


def test_ratios_are_never_averaged(ask_simulated):
    reply = ask_simulated("phường nào hồ sơ trực tuyến cao nhất", "ask_ranking").reply
    assert reply.evidence.computed == ()
    assert "bình quân" not in reply.text


def test_simulated_figures_are_of_one_month_and_marked(ask_simulated):
    reply = ask_simulated("phường nào hồ sơ trực tuyến cao nhất", "ask_ranking").reply
    assert reply.evidence.simulated
    assert (reply.evidence.period_start, reply.evidence.period_end) == (
        date(2023, 9, 1),
        date(2023, 9, 30),
    )
    assert "mô phỏng" in reply.text
    assert "mô phỏng" in reply.image.alt


def test_simulated_never_mixed_with_reported(copies):
    sessions = copies("simulated")
    with transaction(sessions) as session:
        for unit in ("vung-tau.phuong-5", "vung-tau.phuong-7"):
            session.query(models.Observation).filter_by(
                indicator="dvc.ho-so-truc-tuyen", unit=unit, period_end=date(2023, 9, 30)
            ).update({"simulated": False, "source": "bc-vungtau-9t-2023"})
    reply = Asking(sessions)("phường nào hồ sơ trực tuyến cao nhất", "ask_ranking").reply
    assert sorted(ranked(reply)) == ["phuong-5", "phuong-7"]
    assert not reply.evidence.simulated
    assert "Không có số của kỳ này: P.1, P.2, P.3, P.4" in reply.text


def test_without_figures_of_the_members_there_is_no_data(ask):
    reply = ask("phường nào hồ sơ trực tuyến cao nhất", "ask_ranking").reply
    assert (reply.evidence.kind, reply.evidence.unit) == ("no_data", "vung-tau")
    assert "theo từng phường, xã" in reply.text.splitlines()[0]


@pytest.mark.parametrize(
    "text",
    [
        "huyện nào đứng đầu tỉnh về thanh toán trực tuyến",
        "vũng tàu đứng thứ mấy toàn tỉnh về thanh toán trực tuyến",
    ],
)
def test_one_figure_is_no_ranking(ask, text):
    evidence = ask(text, "ask_ranking").reply.evidence
    assert (evidence.kind, evidence.unit) == ("no_data", "brvt")


def test_wards_of_another_province_are_not_those_of_this_one(ask):
    reply = ask("phường nào của Quảng Bình có mạng LAN cao nhất", "ask_ranking", COUNTRY).reply
    assert (reply.evidence.kind, reply.evidence.unit) == ("no_data", "quang-binh")


@pytest.mark.parametrize(("asker", "reason"), [(CITIZEN, "role"), (WARD, "scope")])
def test_hidden_rows_are_denied(ask, asker, reason):
    evidence = ask("phường nào nhiều văn bản đi nhất", "ask_ranking", asker).reply.evidence
    assert (evidence.kind, evidence.reason) == ("denied", reason)


def test_a_level_below_a_province(ask):
    reply = ask("cấp nào của Quảng Bình có mạng LAN thấp nhất", "ask_ranking", COUNTRY).reply
    assert (reply.evidence.parent, reply.evidence.unit_kind) == ("quang-binh", "aggregate")
    assert ranked(reply)[0] == "quang-binh.cap-xa"


FIRST = ("3 phường thấp nhất về văn bản đi", "ask_ranking")


@pytest.mark.parametrize(
    ("turn", "indicator", "order"),
    [
        ("còn văn bản đến thì sao", "van-ban.den", "lowest"),
        ("phường nào cao nhất", "van-ban.di", "highest"),
        ("phuong nao cao nhat", "van-ban.di", "highest"),
        ("vẽ biểu đồ", "van-ban.di", "lowest"),
    ],
)
def test_a_ranking_goes_on(ask, turn, indicator, order):
    reply = ask.dialogue(FIRST, turn, asker=CITY)[-1].reply
    assert len(ranked(reply)) == 17
    assert (reply.evidence.indicator, reply.evidence.order) == (indicator, order)
    assert reply.image is not None


def test_another_unit_asks_for_its_place(ask):
    first = ("phường 5 đứng thứ mấy về văn bản đi", "ask_ranking")
    assert ask.dialogue(first, "còn phường 7?")[-1].reply.text.startswith("P.7 đứng thứ 7/17")


def test_a_ward_leader_means_the_wards_of_the_city(ask):
    first = ("văn bản đi của phường 12", "ask_value")
    evidence = ask.dialogue(first, "phường nào cao nhất")[-1].reply.evidence
    assert (evidence.parent, len(evidence.items)) == ("vung-tau", 17)


def test_a_rank_among_provinces_is_a_figure(ask):
    text = "Quảng Bình xếp hạng mấy về chất lượng website"
    assert ask(text, "ask_ranking", COUNTRY).reply.evidence.kind == "indicator_value"


@pytest.mark.parametrize(
    "text",
    [
        "lãnh đạo thành phố họp đôn đốc chuyển đổi số mấy cuộc rồi",
        "số liệu mới nhất của hồ sơ trực tuyến tỉnh",
        "phường Thắng Nhất phát hành bao nhiêu văn bản đi",
    ],
)
@TYPED
def test_words_that_only_read_like_a_ranking(ask, typed, text):
    """Without marks "chuyển đổi số" ends like "đội sổ", and a ward is called Thắng Nhất."""
    assert ask(typed(text)).reply.evidence.kind == "indicator_value"


def test_the_whole_ranking_is_told_for_the_audit(ask):
    outcome = ask("phường nào nhiều văn bản đi nhất", "ask_ranking")
    assert len(outcome.shown) == 17


def test_buttons_are_whole_questions(ask):
    reply = ask("phường nào nhiều văn bản đi nhất", "ask_ranking").reply
    kinds = [ask(button.text).reply.evidence.kind for button in reply.buttons]
    assert kinds == ["indicator_ranking", "indicator_comparison", "indicator_value"]

"""What a text is about: the indicator first, and what only looks like a unit or a period."""

import pytest

from indicators.periods import Period, PeriodKind
from vietnamese.normalise import clean, strip_accents

pytestmark = pytest.mark.parametrize("server", ["sqlite"], indirect=True)


@pytest.fixture(scope="module", params=[clean, strip_accents], ids=["accented", "unaccented"])
def understood(request, catalogue, topic):
    """Every name and alias of every indicator: its code, and what it is understood as."""
    return {
        phrase: (one.code, topic(request.param(clean(phrase))))
        for one in catalogue.indicators.values()
        for phrase in (one.name, *one.aliases)
    }


def test_every_name_and_alias_is_understood_as_its_own_indicator(understood):
    first = {
        phrase: (code, [candidate.code for candidate in found.candidates])
        for phrase, (code, found) in understood.items()
    }
    assert {phrase: got for phrase, (code, got) in first.items() if got[:1] != [code]} == {}


def test_a_part_of_an_indicators_name_is_no_unit_and_no_period(understood):
    taken = {
        phrase: [[mention.units for mention in found.units], found.unknown, found.period]
        for phrase, (_, found) in understood.items()
        if found.units or found.unknown or found.period
    }
    assert taken == {}


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("tích hợp cổng dịch vụ công quốc gia", []),
        ("tích hợp cổng dịch vụ công quốc gia của tỉnh", ["brvt"]),
        ("thanh toán trực tuyến trên cổng dịch vụ công quốc gia", []),
        ("camera cấp thành phố ở Đồng Hới", ["quang-binh.dong-hoi"]),
        ("điểm cầu cấp xã của tỉnh", ["brvt"]),
        ("chỉ tiêu cả nước về định danh điện tử", ["vn"]),
        ("máy tính có bản quyền ở phường 5", ["vung-tau.phuong-5"]),
        ("may tinh co ban quyen cua tinh", ["brvt"]),
        ("Xếp hạng tiêu chí chất lượng website của tỉnh (PCI) của Quảng Bình", ["quang-binh"]),
        ("Số camera giám sát cấp thành phố của Đồng Hới", ["quang-binh.dong-hoi"]),
    ],
)
def test_a_unit_beside_the_indicators_name_is_the_unit(topic, text, units):
    assert [mention.units[0] for mention in topic(text).units] == units


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hồ sơ online tháng 9/2023 phường 5 đạt bao nhiêu phần trăm", "dvc.ho-so-truc-tuyen"),
        ("cho hỏi số công văn đi của p12 với", "van-ban.di"),
        ("ty le dinh danh dien tu tp vung tau", "xa-hoi-so.dinh-danh-dien-tu"),
        ("trợ lý ảo cho lãnh đạo đạt bao nhiêu rồi", "ioc.tro-ly-ao-lanh-dao"),
        ("định danh điện tử có đạt không ạ", "xa-hoi-so.dinh-danh-dien-tu"),
        ("ho so truc tuyen tu xa cua tinh", "dvc.ho-so-truc-tuyen-tu-xa"),
    ],
)
def test_question_words_units_and_periods_do_not_hide_the_indicator(topic, text, code):
    assert [candidate.code for candidate in topic(text).candidates] == [code]


def test_percent_asks_for_the_share_and_how_many_for_the_count(topic):
    share = topic("kết quả giải quyết TTHC được số hóa đạt bao nhiêu phần trăm")
    assert share.candidates[0].code == "so-hoa.ket-qua"
    count = topic("có bao nhiêu kết quả TTHC được số hóa")
    assert count.candidates[0].code == "so-hoa.so-ket-qua"


@pytest.mark.parametrize(
    "text",
    ["dân số thành phố", "thu ngân sách của tỉnh", "số giường bệnh", "tỷ lệ hộ nghèo",
     "tỷ lệ thất nghiệp", "học phí đại học", "số ca covid"],
)  # fmt: skip
def test_what_only_shares_words_with_an_indicator_is_not_decided_for_it(topic, text):
    assert len(topic(text).candidates) != 1


@pytest.mark.parametrize("text", ["GDP", "giá vàng hôm nay", "thời tiết Vũng Tàu", "số vụ tai nạn"])
def test_what_the_catalogue_lacks_has_no_candidate(topic, text):
    assert topic(text).candidates == ()


def test_a_long_name_is_known_again_only_where_nothing_else_is_named(topic):
    """Said beside the name of a plan, "hoàn thành" asks for another indicator than the plan."""
    name = "tthc thu phí cập nhật trên cổng"
    assert topic(f"{name} của phường 5 là bao nhiêu").name == range(0, 7)
    assert topic(f"{name} thanh toán trực tuyến").name == range(0)


def test_the_engines_span_helps_where_the_sentence_is_long(topic):
    text = "hôm qua họp giao ban có đồng chí nhắc chuyện công tơ, em xem giúp anh nhé"
    assert topic(text, "công tơ điện tử").candidates[0].code == "xa-hoi-so.cong-to-dien-tu"


def test_the_last_of_several_periods_counts(topic):
    found = topic("không phải năm 2022, hồ sơ trực tuyến năm 2023 kia")
    assert found.period == Period(PeriodKind.YEAR, 2023)


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("còn phường 7?", True),
        ("năm 2022 thì sao", True),
        ("thế phường 6", True),
        ("còn văn bản đến của phường 7", False),
        ("vâng", False),
    ],
)
def test_a_message_of_nothing_but_a_unit_or_a_period_is_seen_to_be_so(topic, text, only):
    assert topic(text).only_unit_or_period is only

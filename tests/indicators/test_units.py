"""Units are found by grammar and catalogue, never by likeness."""

import pytest
from sqlalchemy import select

from indicators import models
from indicators.gazetteer import load_places
from vietnamese.normalise import clean, strip_accents

pytestmark = pytest.mark.parametrize("server", ["sqlite"], indirect=True)

WARDS = {
    **{str(number): f"vung-tau.phuong-{number}" for number in (1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12)},
    "Thắng Nhì": "vung-tau.thang-nhi",
    "Thắng Nhất": "vung-tau.thang-nhat",
    "Thắng Tam": "vung-tau.thang-tam",
}
SENTENCES = ["{}", "Tỷ lệ hồ sơ trực tuyến của {} là bao nhiêu?", "{} có mấy văn bản đi năm 2023"]


@pytest.fixture(scope="module")
def find(catalogue):
    """The codes of the units of a text, and the unknown places in it."""

    def find(text):
        units, unknown = catalogue.lexicon.find(clean(text))
        return [mention.units for mention in units], [mention.text for mention in unknown]

    return find


@pytest.fixture(scope="module")
def names(reported):
    """All names and aliases of all units."""
    with reported() as session:
        units = session.execute(
            select(models.Unit.code, models.Unit.name, models.Unit.short_name)
        ).all()
        aliases = session.execute(select(models.UnitAlias.alias, models.UnitAlias.unit)).all()
    return [
        *((name, code) for code, *both in units for name in both),
        *((alias, code) for alias, code in aliases),
    ]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(
    "written", [clean, strip_accents, str.upper], ids=["accented", "unaccented", "capitals"]
)
def test_every_name_and_alias_of_every_unit_is_found(find, names, sentence, written):
    missed = {}
    for name, code in names:
        text = written(clean(sentence.format(name)))
        if find(text) != ([(code,)], []):
            missed[text] = find(text)
    assert missed == {}


@pytest.mark.parametrize(
    "form", ["p{}", "P.{}", "p. {}", "F{}", "phường {}", "phuong {}", "phường 0{}"]
)
def test_one_digit_more_is_another_ward(find, form):
    for number in (1, 10, 11, 12):
        if number < 10 or "0{" not in form:
            assert find(form.format(number)) == ([(WARDS[str(number)],)], [])


@pytest.mark.parametrize(
    ("words", "number"),
    [("một", 1), ("hai", 2), ("tư", 4), ("năm", 5), ("bảy", 7), ("mười", 10), ("mười một", 11),
     ("mười hai", 12)],
)  # fmt: skip
def test_ward_numbers_in_words(find, words, number):
    code = f"vung-tau.phuong-{number}"
    assert find(f"văn bản đi của phường {words}") == ([(code,)], [])
    assert find(strip_accents(f"van ban di cua phường {words}")) == ([(code,)], [])


@pytest.mark.parametrize(
    "ward",
    ["phường 6", "p6", "P.6", "phuong 6", "phường 13", "p.13", "phường sáu", "phuong sau",
     "phường mười ba", "phuong muoi ba", "phường mười lăm", "phường hai mươi", "phường 100",
     "phường Thắng Lợi", "phường Ba Đình", "phường Hai Bà Trưng", "phường Nam Sơn",
     "phường Thống Nhất", "p mười ba"],
)  # fmt: skip
def test_a_ward_that_does_not_exist_is_unknown_never_the_nearest(find, ward):
    assert find(f"{ward} có bao nhiêu văn bản đến") == ([], [clean(ward)])


@pytest.mark.parametrize(
    "text",
    ["số văn bản các phường năm 2023", "hồ sơ của phường năm nay", "phuong nam 2023",
     "hồ sơ phường năm ngoái", "các phường 9 tháng đầu năm 2023", "các phường 9 tháng năm 2023",
     "phường tám tháng đầu năm", "các phường sáu tháng đầu năm", "phường 98 %"],
)  # fmt: skip
def test_period_or_share_behind_a_ward_is_not_its_number(find, text):
    assert find(text) == ([], [])


@pytest.mark.parametrize("text", ["phường năm năm 2023", "phuong nam nam 2023", "phường năm?"])
def test_ward_five_is_found_in_words(find, text):
    assert find(text) == ([(WARDS["5"],)], [])


@pytest.mark.parametrize(
    "text",
    ["cách tính tỷ lệ này", "cach tinh ty le nay", "tính thế nào", "tình hình ra sao",
     "tinh hinh ra sao", "tính đến tháng 9", "tinh den thang 9", "hoàn thành tính năng"],
)  # fmt: skip
def test_to_reckon_and_situation_are_not_the_province(find, text):
    assert find(text) == ([], [])


@pytest.mark.parametrize(
    "text",
    ["tỉnh đạt bao nhiêu", "của tỉnh", "toan tinh", "ho so truc tuyen cua tinh", "tỉnh mình"],
)
def test_the_province_is_found_by_its_bare_word(find, text):
    assert find(text) == ([("brvt",)], [])


@pytest.mark.parametrize("name", ["Thắng Nhì", "Thắng Nhất", "Thắng Tam"])
@pytest.mark.parametrize("form", ["{}", "phường {}", "p. {}", "UBND phường {}"])
def test_three_wards_of_one_first_name_are_told_apart(find, name, form):
    text = form.format(name)
    assert find(text) == ([(WARDS[name],)], [])
    assert find(strip_accents(text)) == ([(WARDS[name],)], [])


@pytest.mark.parametrize("text", ["phường Thắng", "p thắng", "phuong thang"])
def test_half_a_name_means_all_that_begin_so(find, text):
    both = sorted(WARDS[name] for name in ("Thắng Nhì", "Thắng Nhất", "Thắng Tam"))
    assert find(f"văn bản đến {text} là bao nhiêu") == ([tuple(both)], [])


@pytest.mark.parametrize("text", ["văn bản đến tháng tám", "tháng nhất", "thắng thế"])
def test_other_marks_are_other_words(find, text):
    assert find(text) == ([], [])


KNOWN = {"Quảng Bình", "Bà Rịa - Vũng Tàu", "Vũng Tàu", "Côn Đảo", "Long Sơn"}
ELSEWHERE = [place for place in load_places() if place.kind in {"tỉnh", "thành phố", "huyện"}
             and place.name not in KNOWN]  # fmt: skip


@pytest.mark.parametrize("written", [clean, strip_accents], ids=["accented", "unaccented"])
def test_other_places_of_the_country_are_unknown(find, written):
    taken = {}
    for place in ELSEWHERE:
        units, unknown = find(written(clean(f"hồ sơ trực tuyến của {place.kind} {place.name}")))
        if units or len(unknown) != 1:
            taken[place.name] = units, unknown
    assert taken == {}


@pytest.mark.parametrize(
    "text",
    ["Đà Nẵng", "da nang", "TP.HCM", "Sài Gòn", "Hà Nội", "quận 1", "Châu Đức", "huyện Long Điền",
     "Bà Rịa", "TP Bà Rịa", "xã Hòa Long", "xa hoa long", "phường Phước Hưng", "Sở Tài chính",
     "Sở Tư pháp"],
)  # fmt: skip
def test_places_and_bodies_that_the_catalogue_lacks_are_unknown(find, text):
    assert find(f"tỷ lệ hồ sơ của {text}") == ([], [clean(text)])


@pytest.mark.parametrize(
    "text",
    ["xã hội số", "xa hoi so", "phòng chống virus", "phong chong virus", "phòng, chống virus",
     "phòng khám đa khoa", "sở hữu trí tuệ", "từng phòng", "các phòng ban", "từng phường",
     "quận huyện"],
)  # fmt: skip
def test_words_that_begin_like_a_unit_are_not_one(find, text):
    assert find(f"kết quả {text} ra sao") == ([], [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("cấp xã của Quảng Bình", "quang-binh.cap-xa"),
        ("cấp xã ở tỉnh Quảng Bình", "quang-binh.cap-xa"),
        ("cap xa quang binh", "quang-binh.cap-xa"),
        ("Quảng Bình thì cấp huyện", "quang-binh.cap-huyen"),
        ("các xã của Quảng Bình", "quang-binh.cap-xa"),
    ],
)
def test_a_level_belongs_to_the_place_named_beside_it(find, text, code):
    assert find(text) == ([(code,)], [])


def test_a_bare_level_is_the_one_below_the_place_talked_about(catalogue):
    relative = catalogue.lexicon.relative
    assert relative("còn cấp huyện", "quang-binh") == "quang-binh.cap-huyen"
    assert relative("con cap huyen", "quang-binh") == "quang-binh.cap-huyen"
    assert relative("còn cấp huyện", "brvt") is None


def test_several_units_keep_their_order(find):
    assert find("phường 7 và phường 5")[0] == [(WARDS["7"],), (WARDS["5"],)]

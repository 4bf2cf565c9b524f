"""Words that ask for a file, and words that only look like them."""

import pytest

from indicators.file_words import file_request
from indicators.kind import Kind
from vietnamese.normalise import clean


@pytest.mark.parametrize(
    ("text", "rest", "ending"),
    [
        ("xuất Excel", "", "xlsx"),
        ("xuat excel", "", "xlsx"),
        ("cho anh file excel", "", "xlsx"),
        ("tải bảng này về", "", "xlsx"),
        ("tai bang nay ve", "", "xlsx"),
        ("kết xuất ra bảng tính", "", "xlsx"),
        ("xuất ra word", "", "docx"),
        ("báo cáo phường 7 dạng văn bản", "báo cáo phường 7", "docx"),
        ("lập báo cáo phường 7", "báo cáo phường 7", "xlsx"),
        ("xuất excel văn bản đi theo từng phường", "văn bản đi theo từng phường", "xlsx"),
        ("chuyển sang excel giúp chị", "", "xlsx"),
        ("in ra giấy giúp anh báo cáo của tỉnh", "báo cáo của tỉnh", "xlsx"),
        ("tải bảng này về máy", "", "xlsx"),
        ("anh cần bản Excel để họp", "anh", "xlsx"),
        ("đổ số liệu ra bảng tính", "số liệu", "xlsx"),
        ("báo cáo thành phố ra file Excel", "báo cáo thành phố", "xlsx"),
        ("làm cho phường 5 một file báo cáo", "làm cho phường 5 một báo cáo", "xlsx"),
        ("có xuất được file không em", "có được không em", "xlsx"),
        ("lưu thành tệp giúp tôi", "giúp tôi", "xlsx"),
        ("kết xuất toàn bộ chỉ tiêu của tỉnh ra excel", "chỉ tiêu của tỉnh", "xlsx"),
        ("gửi chị tệp số liệu phường 7", "số liệu phường 7", "xlsx"),
        ("xuất báo cáo chuyển đổi số của tỉnh bằng word", "báo cáo của tỉnh", "docx"),
    ],
)
def test_a_request_is_read_as_a_frame_around_a_question(text, rest, ending):
    request = file_request(clean(text))
    assert (request.rest, request.format) == (rest, ending)


@pytest.mark.parametrize(
    "text",
    [
        "xuất xứ con số này",
        "số hộ sản xuất nông nghiệp của thành phố",
        "so ho san xuat nong nghiep cua thanh pho",
        "dự án đề xuất chuyển nguồn",
        "kim ngạch xuất khẩu của tỉnh",
        "doanh nghiệp xuất hóa đơn điện tử đạt bao nhiêu",
        "số ca sốt xuất huyết phường 5",
        "báo cáo đột xuất là gì",
        "xuất sắc",
        "tỷ lệ hồ sơ tại phường 5 về trực tuyến",
        "ty le ho so tai phuong 5 ve truc tuyen",
        "văn bản đi của phường 5",
        "file nào có số này vậy",
        "có file gốc không em gửi anh xem",
        "lấy từ hệ thống một cửa hay excel phường gửi lên",
        "tình hình thành phố",
        "gửi báo cáo mỗi sáng",
        "gửi anh file báo cáo excel mỗi sáng",
    ],
)
def test_what_only_looks_like_a_request_is_none(text):
    assert file_request(clean(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "xuất excel chỉ tiêu nhóm xã hội số của thành phố",
        "kết xuất danh sách chỉ tiêu chưa đạt ra excel",
        "xuất các chỉ tiêu đã vượt ra word",
    ],
)
def test_some_figures_of_a_unit_are_a_list_not_the_last_answer_and_not_a_report(text):
    request = file_request(text)
    assert request.content(Kind.VALUE, Kind.VALUE, named=False) is Kind.LIST


@pytest.mark.parametrize(
    ("before", "content"),
    [
        (Kind.RANKING, Kind.RANKING),
        (Kind.TREND, Kind.TREND),
        (Kind.SOURCE, Kind.VALUE),
        (Kind.DEFINITION, Kind.VALUE),
        (Kind.FILE, Kind.FILE),
        (None, Kind.FILE),
    ],
)
def test_what_was_answered_last_goes_into_the_file(before, content):
    assert file_request("xuất excel").content(Kind.VALUE, before, named=False) is content


@pytest.mark.parametrize(
    ("text", "is_report"),
    [
        ("báo cáo của thành phố ra Excel", True),
        ("file các chỉ tiêu phường 5, cho anh file excel", True),
        ("xuất toàn bộ số liệu của tỉnh", True),
        ("in báo cáo này ra", False),
        ("xuất Excel", False),
    ],
)
def test_a_report_is_told_from_the_last_answer(text, is_report):
    assert file_request(clean(text)).report is is_report


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "words", ["làm cho anh một ", "ra bản dạng ", "gửi ", "báo cáo bằng ", "tải một hai về "]
)
def test_a_long_message_of_nothing_but_such_words_is_read_in_no_time(words):
    for _ in range(10):
        file_request((words * 700)[:2000], expected=True)

"""Pictures: whole, readable, quick, and saying in words what they show."""

import io
import struct
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from asking import NOW
from matplotlib.image import imread

from core.files import fetch
from indicators.charts import Bar, Caption, Goal, Point, draw_bars, draw_line

pytestmark = pytest.mark.parametrize("server", ["sqlite"], indirect=True)

LONG = (
    "Tỷ lệ người có công với cách mạng có tài khoản và nhận trợ cấp bằng chuyển khoản qua ngân "
    "hàng hoặc các tổ chức được phép khác trên địa bàn"
)
SOURCE = "Nguồn: UBND thành phố Vũng Tàu; bảng 1, I."
PLAIN = Caption("Văn bản đi", "17 phường, xã, 9 tháng năm 2023", "văn bản", SOURCE)
NAMES = [
    "Phường Nguyễn An Ninh",
    "P.1",
    "Ban Quản lý dự án Đầu tư xây dựng 2 thành phố",
    "Long Sơn",
]
RED = (0xB3, 0x26, 0x1E)


def size(png):
    """Width and height, as the file says."""
    assert png.startswith(b"\x89PNG")
    return struct.unpack(">II", png[16:24])


def pixels(png):
    """Rows of (red, green, blue)."""
    return (imread(io.BytesIO(png))[..., :3] * 255).round().astype(int)


def edges_are_blank(png):
    """Whether nothing reaches the rim, where it would be cut off."""
    image = pixels(png)
    rims = (image[:4], image[-4:], image[:, :4], image[:, -4:])
    return all((rim == 255).all() for rim in rims)


def bars(count, digits=4):
    return [
        Bar(NAMES[number % 4] + "\u00a0" * (number // 4), Decimal(10**digits - number * 7))
        for number in range(count)
    ]


@pytest.mark.parametrize("count", [2, 5, 17, 40])
@pytest.mark.parametrize("digits", [1, 4, 9])
def test_bars_of_any_number_fit_on_the_sheet(server, count, digits):
    png = draw_bars(PLAIN, bars(count, digits))
    assert size(png)[0] == 900
    assert edges_are_blank(png)


@pytest.mark.parametrize("values", [["0", "0"], ["-3", "5"], ["-3", "-5"], ["100", "0"]])
def test_bars_of_nought_and_below_fit_too(server, values):
    drawn = [Bar(f"P.{number}", Decimal(value)) for number, value in enumerate(values)]
    assert edges_are_blank(draw_bars(PLAIN, drawn))


@pytest.mark.parametrize("count", [2, 4, 9, 12, 24, 60])
@pytest.mark.parametrize("goal", [None, Goal(Decimal(12_000), "Chỉ tiêu 2023: từ 12.000 trở lên")])
def test_lines_of_any_length_fit_on_the_sheet(server, count, goal):
    points = [
        Point(f"tháng {n % 12 + 1}/{2020 + n // 12}", Decimal(9_000 + n * 731 % 5_000))
        for n in range(count)
    ]
    assert edges_are_blank(draw_line(PLAIN, points, goal))


def test_a_line_that_never_moves_is_drawn(server):
    assert edges_are_blank(draw_line(PLAIN, [Point("a", Decimal(0)), Point("b", Decimal(0))]))


def test_a_long_title_makes_the_sheet_taller(server):
    low, high = (
        size(draw_bars(Caption(title, "P.5", "%", SOURCE), bars(3)))[1] for title in ("Ngắn", LONG)
    )
    assert high > low
    assert edges_are_blank(draw_bars(Caption(LONG, LONG, "%", LONG), bars(3)))


def test_simulated_figures_are_marked_on_the_picture(server):
    """A red band with the words, that no other bars have."""
    for simulated in (True, False):
        caption = Caption("Hồ sơ", "P.5", "%", SOURCE, simulated)
        found = (pixels(draw_bars(caption, bars(3)))[:80] == RED).all(axis=2).sum()
        assert bool(found > 5_000) is simulated


def test_pictures_are_drawn_at_once_from_many_threads(server):
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda _: draw_bars(PLAIN, bars(5)), range(8)))
    assert len(set(drawn)) == 1


def test_a_picture_takes_a_moment(server):
    """About 60 ms on a desk; the limit leaves room for a machine that does other work."""
    draw_bars(PLAIN, bars(2))
    begun = time.process_time()
    draw_bars(PLAIN, bars(17))
    assert time.process_time() - begun < 0.6


@pytest.mark.parametrize(
    ("text", "intent", "said"),
    [
        (
            "văn bản đi phường 12 so với phường 7",
            "ask_comparison",
            ["9 tháng năm 2023", "P.12 2.548 văn bản", "P.7 1.890 văn bản"],
        ),
        (
            "phường nào nhiều văn bản đi nhất",
            "ask_ranking",
            ["17 phường, xã của TP. Vũng Tàu", "9 tháng năm 2023", "thấp nhất Long Sơn 1.359"],
        ),
        (
            "xu hướng hồ sơ trực tuyến của tỉnh",
            "ask_trend",
            ["BR-VT", "28,5 %", "97,5 %", "Chỉ tiêu 2023: từ 100 % trở lên"],
        ),
    ],
)
def test_the_picture_of_an_answer_is_kept_and_described(server, ask, text, intent, said):
    image = ask(text, intent).reply.image
    for words in [*said, "Nguồn: "]:
        assert words in image.alt
    token = image.url.removeprefix("/files/")
    with ask.sessions() as session:
        file = fetch(session, token, NOW)
    assert edges_are_blank(file.content)
    assert file.media_type == "image/png"

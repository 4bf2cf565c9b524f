"""How answers look in Telegram: escaped, cut, with pictures, files and buttons."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from bot_api import forbidden
from engine_standin import StandIn, reply
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs
from updates import CHAT, pressed

from connectors.telegram.lengths import cut, length
from connectors.telegram.sender import plain
from core.clock import system_clock
from core.database import Sessions, transaction
from core.files import keep

FALLBACK = {"kind": "fallback", "reason": "out_of_scope"}
PNG = b"\x89PNG\r\n\x1a\n picture"


def answer(engine: StandIn, text: str, **fields) -> None:
    engine.body = {"replies": [reply(text, FALLBACK) | {"buttons": []} | fields]}


@pytest.fixture
def kept(sessions: Sessions):
    """Keeps a file as an answer does; gives its path."""

    def kept(name: str, content: bytes) -> str:
        with transaction(sessions) as session:
            return keep(session, name, content, system_clock())

    return kept


async def test_text_is_escaped(telegram, engine: StandIn) -> None:
    answer(engine, "a < b & c > d <b>không đậm</b>")
    (told,) = await telegram.say("so sánh")
    assert told == "a &lt; b &amp; c &gt; d &lt;b&gt;không đậm&lt;/b&gt;"


async def test_the_figure_stands_out(telegram, engine: StandIn) -> None:
    engine.body = {"replies": [reply("98,27 % & hơn\nChỉ tiêu: 50 %")]}
    (told,) = await telegram.say("tỷ lệ?")
    assert told == "<b>98,27 % &amp; hơn</b>\nChỉ tiêu: 50 %"
    assert telegram.api.sent[0].data["parse_mode"] == "HTML"


async def test_a_long_text_is_cut_and_nothing_is_lost(telegram, engine: StandIn) -> None:
    lines = [f"Dòng {number}: 5 < 7 & 8 > 6, một câu khá dài về số liệu." for number in range(300)]
    answer(engine, "\n".join(lines), buttons=[{"title": "Tiếp", "text": "tiếp"}])
    told = await telegram.say("dài")
    assert len(told) > 3
    assert all(length(unescape(one)) <= 4096 for one in told)
    assert "\n".join(map(unescape, told)).split("\n") == lines
    keyboards = [call.keyboard for call in telegram.api.sent]
    assert [bool(keyboard) for keyboard in keyboards] == [False] * (len(told) - 1) + [True]


@given(
    text=st.text(alphabet=st.sampled_from("aế<&>😀.!?\n "), max_size=300),
    limit=st.integers(min_value=2, max_value=40),
)
def test_cutting_keeps_every_character_within_the_limit(text: str, limit: int) -> None:
    pieces = cut(text, limit)
    assert all(length(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_text_is_cut_where_a_reader_would_pause() -> None:
    assert cut("Một hai. Ba bốn năm.", 12) == ["Một hai.", "Ba bốn năm."]
    assert cut("aaaa bbbb\ncc dd", 12) == ["aaaa bbbb", "cc dd"]
    assert cut("aaaa bb\n\ncc dd\nee", 14) == ["aaaa bb", "cc dd\nee"]
    assert cut("x" * 10, 4) == ["xxxx", "xxxx", "xx"]
    assert cut("😀😀😀", 4) == ["😀😀", "😀"]


async def test_a_picture_bears_the_answer_as_its_caption(telegram, engine: StandIn, kept) -> None:
    image = {"url": kept("bieu-do.png", PNG), "alt": "Biểu đồ đường"}
    answer(
        engine, "Tăng 3 điểm <2023>", image=image, buttons=[{"title": "Nguồn?", "text": "nguồn"}]
    )
    await telegram.say("biểu đồ")
    (call,) = telegram.api.sent
    assert call.method == "sendPhoto"
    assert call.text == "Tăng 3 điểm &lt;2023&gt;"
    assert call.files["photo"] == ("bieu-do.png", PNG)
    assert [title for title, _ in call.keyboard] == ["Nguồn?"]
    actions = [call.data["action"] for call in telegram.api.named("sendChatAction")]
    assert actions[0] == "typing"
    assert "upload_photo" in actions


async def test_a_long_answer_follows_its_picture(telegram, engine: StandIn, kept) -> None:
    image = {"url": kept("bieu-do.png", PNG), "alt": "Biểu đồ đường"}
    answer(engine, "Câu dài. " * 200, image=image, buttons=[{"title": "Nguồn?", "text": "nguồn"}])
    await telegram.say("biểu đồ")
    photo, words = telegram.api.sent
    assert (photo.method, photo.text, photo.keyboard) == ("sendPhoto", "Biểu đồ đường", [])
    assert words.method == "sendMessage"
    assert words.keyboard


async def test_a_document_is_sent_under_its_name(telegram, engine: StandIn, kept) -> None:
    url = kept("Số liệu Vũng Tàu.xlsx", b"PK sheet")
    evidence = {"kind": "file", "url": url, "format": "xlsx"}
    answer(engine, "Bảng số liệu đây ạ.", evidence=evidence)
    await telegram.say("xuất excel")
    (call,) = telegram.api.sent
    assert call.method == "sendDocument"
    assert call.files["document"] == ("Số liệu Vũng Tàu.xlsx", b"PK sheet")
    assert call.text == "Bảng số liệu đây ạ."


async def test_a_file_that_is_gone_leaves_the_words(telegram, engine: StandIn, kept, clock) -> None:
    clock.ahead = timedelta(hours=25)
    image = {"url": kept("a.png", PNG), "alt": "Biểu đồ"}
    answer(engine, "98,27 %", image=image)
    assert await telegram.say("?!") == ["98,27 %"]
    assert telegram.api.sent[0].method == "sendMessage"


async def test_a_picture_elsewhere_is_never_fetched(telegram, engine: StandIn) -> None:
    answer(engine, "98,27 %", image={"url": "http://169.254.169.254/latest", "alt": "x"})
    assert await telegram.say("biểu đồ") == ["98,27 %"]


async def test_what_telegram_does_not_take_is_sent_as_plain_words(
    telegram, engine: StandIn, kept
) -> None:
    telegram.api.refuse = lambda call: (
        (400, "Bad Request: PHOTO_INVALID_DIMENSIONS", {}) if call.method == "sendPhoto" else None
    )
    answer(engine, "5 < 7", image={"url": kept("a.png", PNG), "alt": "x"})
    assert await telegram.say("biểu đồ") == ["5 < 7"]
    assert "parse_mode" not in telegram.api.sent[0].data


def test_plain_words_of_a_part() -> None:
    assert plain("<blockquote>a</blockquote>\n<b>5 &lt; 7</b>") == "a\n5 < 7"


async def test_a_pressed_button_asks_its_text_and_is_ticked(telegram, engine: StandIn) -> None:
    long = "Tỷ lệ hồ sơ trực tuyến của Ủy ban nhân dân thành phố Vũng Tàu năm 2023 là bao nhiêu?"
    answer(engine, "Chọn đi ạ", buttons=[{"title": "UBND", "text": long},
                                         {"title": "Phường", "text": "phường"}])  # fmt: skip
    await telegram.say("hồ sơ")
    keyboard = telegram.api.sent[0].keyboard
    assert all(len(data.encode()) <= 64 for _, data in keyboard)
    answer(engine, "98,27 %")
    (told,) = await telegram.answered(pressed(keyboard[0][1], keyboard=keyboard))
    assert engine.texts[-1] == long
    assert told == "<blockquote>UBND</blockquote>\n98,27 %", "what was chosen is said"
    (acknowledged,) = telegram.api.named("answerCallbackQuery")
    assert "text" not in acknowledged.data
    (edited,) = telegram.api.named("editMessageReplyMarkup")
    assert [title for title, _ in edited.keyboard] == ["✓ UBND", "Phường"]
    await telegram.answered(pressed(keyboard[0][1], keyboard=edited.keyboard))
    assert len(telegram.api.named("editMessageReplyMarkup")) == 1, "it is ticked already"


async def test_buttons_survive_a_restart(start, engine: StandIn) -> None:
    answer(engine, "Chọn", buttons=[{"title": "Nguồn?", "text": "nguồn ở đâu"}])
    async with start() as telegram:
        await telegram.say("hồ sơ")
        keyboard = telegram.api.sent[0].keyboard
    async with start() as telegram:
        await telegram.answered(pressed(keyboard[0][1], keyboard=keyboard))
    assert engine.texts[-1] == "nguồn ở đâu"


async def test_a_stale_button_is_said_to_be_stale(telegram, engine: StandIn, clock) -> None:
    answer(engine, "Chọn", buttons=[{"title": "Nguồn?", "text": "nguồn ở đâu"}])
    await telegram.say("hồ sơ")
    ((_, key),) = keyboard = telegram.api.sent[0].keyboard
    assert await telegram.answered(pressed("khong-co", keyboard=keyboard)) == []
    assert await telegram.answered(pressed(key, chat=CHAT + 1)) == [], "another chat's"
    clock.ahead = timedelta(days=8)
    assert await telegram.answered(pressed(key, keyboard=keyboard)) == []
    told = telegram.api.named("answerCallbackQuery")
    assert len(told) == 3
    assert all("đã cũ" in call.data["text"] and call.data["show_alert"] for call in told)
    assert len(telegram.api.named("editMessageReplyMarkup")) == 2, "useless keyboards go"
    assert len(engine.texts) == 1


async def test_a_press_that_telegram_has_forgotten_is_answered_all_the_same(
    telegram, engine: StandIn
) -> None:
    answer(engine, "Chọn", buttons=[{"title": "Nguồn?", "text": "nguồn ở đâu"}])
    await telegram.say("hồ sơ")
    ((_, key),) = keyboard = telegram.api.sent[0].keyboard
    telegram.api.refuse = lambda call: (
        (400, "Bad Request: query is too old", {})
        if call.method in {"answerCallbackQuery", "editMessageReplyMarkup", "sendChatAction"}
        else None
    )
    assert len(await telegram.answered(pressed(key, keyboard=keyboard))) == 1


async def test_a_person_who_has_blocked_the_bot_makes_no_loop(telegram, engine: StandIn) -> None:
    telegram.api.refuse = forbidden
    with capture_logs() as logs:
        await telegram.say("xin chào")
    assert len(telegram.api.named("sendMessage")) == 1
    assert [entry for entry in logs if entry["log_level"] == "error"] == []


async def test_a_chat_that_is_gone_makes_no_loop(telegram, engine: StandIn) -> None:
    telegram.api.refuse = lambda call: (
        (400, "Bad Request: chat not found", {}) if call.method == "sendMessage" else None
    )
    await telegram.say("xin chào")
    assert len(telegram.api.named("sendMessage")) == 1


async def test_a_group_that_moved_is_followed(telegram, engine: StandIn) -> None:
    telegram.api.refuse = lambda call: (
        (400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": -1009})
        if call.data.get("chat_id") == str(CHAT) and call.method == "sendMessage"
        else None
    )
    answer(engine, "98,27 %")
    assert await telegram.say("tỷ lệ?") == ["98,27 %"]
    assert telegram.api.sent[-1].chat == -1009

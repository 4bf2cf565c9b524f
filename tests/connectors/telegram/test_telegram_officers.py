"""Officers in Telegram: one gets a ticket, what both sides say arrives once, in order."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bot_api import BotApi, Call
from engine_standin import StandIn, reply
from gateway_harness import MESSAGES
from sqlalchemy import select, text
from updates import CHAT, GROUP, message, pressed, said, update

from connectors.accounts.service import grant
from connectors.inbox import MessageKey
from connectors.telegram.models import TalkChat, TicketNotice
from core.clock import system_clock
from core.database import Sessions, transaction
from core.references import Vault, open_vault
from core.settings import Settings
from services import tickets
from services.tables import TicketMessage

AN, BINH, CITIZEN = CHAT, CHAT + 1, CHAT + 2
CONVERSATION = "a-conversation-of-the-web-page"
ABOUT = "Người dân: hồ sơ của tôi đâu\nTrợ lý: Anh/chị cho tôi mã hồ sơ.\nNgười dân: gặp cán bộ"


def digest(conversation: str) -> str:
    return MessageKey.of(None, conversation, "", "").conversation


@pytest.fixture
def link(sessions: Sessions) -> Callable[..., Any]:
    """Ties a chat to an account of its own."""

    async def link(telegram: Any, chat: int, name: str, role: str, scope: str = "vung-tau") -> int:
        with transaction(sessions) as session:
            made = grant(session, name=name, role=role, scope=scope, now=system_clock())
            number = made.account.id
        await say(telegram, f"/start {made.link}", chat)
        return number

    return link


@pytest.fixture
async def officers(telegram: Any, link: Callable[..., Any]) -> tuple[int, int]:
    """Two officers, each in a chat."""
    an = await link(telegram, AN, "Trần Thị An", "staff")
    return an, await link(telegram, BINH, "Lê Bình", "admin", "brvt")


@pytest.fixture
def ticket(sessions: Sessions) -> Callable[..., str]:
    """Opens a ticket, as the action server does."""

    def ticket(conversation: str = CONVERSATION, channel: str = "web", minutes: int = 0) -> str:
        with transaction(sessions) as session:
            return tickets.open_ticket(
                session,
                conversation=digest(conversation),
                channel=channel,
                about=ABOUT,
                now=system_clock() - timedelta(minutes=minutes),
            ).code

    return ticket


def told(api: BotApi, chat: int) -> list[Call]:
    return [call for call in api.sent if call.chat == chat]


def texts_in(api: BotApi, chat: int) -> list[str]:
    return [call.text for call in told(api, chat)]


def changed(api: BotApi, chat: int) -> list[str]:
    return [call.text for call in api.named("editMessageText") if call.chat == chat]


async def notice(telegram: Any, chat: int, code: str) -> Call:
    """The message that tells a chat of a ticket, once it is there."""
    found: list[Call] = []

    def there() -> bool:
        found[:] = [one for one in told(telegram.api, chat) if code in one.text and one.keyboard]
        return bool(found)

    await telegram.until(there)
    return found[-1]


async def say(telegram: Any, words: str, chat: int) -> list[str]:
    """What is said in the chat itself to a text; others may hear something meanwhile."""
    before = len(told(telegram.api, chat))
    await telegram.say(words, chat=chat)
    return texts_in(telegram.api, chat)[before:]


async def press(telegram: Any, chat: int, keyboard: list[tuple[str, str]]) -> list[str]:
    """What is said in the chat to its first button."""
    before = len(told(telegram.api, chat))
    await telegram.answered(pressed(keyboard[0][1], chat, keyboard))
    return texts_in(telegram.api, chat)[before:]


async def take(telegram: Any, chat: int, code: str) -> list[str]:
    """What an officer hears who presses "Nhận"."""
    keyboard = (await notice(telegram, chat, code)).keyboard
    return await press(telegram, chat, keyboard)


def heard(sessions: Sessions, sender: str) -> list[str]:
    with sessions() as session:
        mine = select(TicketMessage.text).where(TicketMessage.sender == sender)
        return list(session.scalars(mine.order_by(TicketMessage.id)))


async def write(telegram: Any, words: str, number: int = 1) -> dict[str, Any]:
    """What the citizen on the web page is answered."""
    body = {
        "conversation_id": CONVERSATION,
        "message_id": f"m{number}",
        "text": words,
        "channel": "web",
    }
    response = await telegram.client.post(MESSAGES, json=body)
    assert response.status_code == 200, response.text
    (only,) = response.json()["replies"]
    return only["evidence"]


async def test_officers_are_told_what_it_is_about_and_for_how_long_it_waits(
    telegram, officers: tuple[int, int], ticket: Callable[..., str]
) -> None:
    code = ticket(minutes=7)
    for chat in (AN, BINH):
        shown = await notice(telegram, chat, code)
        assert ABOUT in shown.text
        assert "chờ 7 phút" in shown.text and "trên web" in shown.text
        assert [title for title, _ in shown.keyboard] == ["Nhận"]
    await asyncio.sleep(1.2)
    assert len([one for one in texts_in(telegram.api, AN) if code in one]) == 1


async def test_leaders_wards_and_strangers_are_told_nothing_and_may_take_nothing(
    telegram, officers: tuple[int, int], link: Callable[..., Any], ticket: Callable[..., str]
) -> None:
    await link(telegram, CHAT + 3, "Lãnh đạo", "leader")
    await link(telegram, CHAT + 4, "Cán bộ phường", "staff", "phuong-5")
    code = ticket()
    await notice(telegram, AN, code)
    for chat in (CHAT + 3, CHAT + 4, CHAT + 5):
        assert not [one for one in texts_in(telegram.api, chat) if code in one]
        for command in (f"/nhan {code}", "/cho", "/xong"):
            (refused,) = await say(telegram, command, chat)
            assert "dành cho cán bộ trực" in refused
    (refused,) = await telegram.answered(said(f"/nhan {code}", GROUP))
    assert "trò chuyện riêng" in refused


async def test_a_ticket_waits_for_the_first_officer_there_is(
    telegram, link: Callable[..., Any], ticket: Callable[..., str]
) -> None:
    code = ticket()
    await asyncio.sleep(1.2)
    await link(telegram, AN, "An", "staff")
    assert code in (await notice(telegram, AN, code)).text


async def test_of_two_who_press_at_once_one_gets_it_and_the_other_is_told(
    telegram, officers: tuple[int, int], ticket: Callable[..., str], sessions: Sessions
) -> None:
    code = ticket()
    keyboards = {chat: (await notice(telegram, chat, code)).keyboard for chat in (AN, BINH)}
    await asyncio.gather(
        *(
            telegram.bring(pressed(keyboard[0][1], chat, keyboard))
            for chat, keyboard in keyboards.items()
        )
    )
    await telegram.settled()
    last = {chat: texts_in(telegram.api, chat)[-1] for chat in (AN, BINH)}
    won = [chat for chat, words in last.items() if "Anh/chị đã nhận" in words]
    assert len(won) == 1
    lost = BINH if won == [AN] else AN
    assert "đã có người nhận" in last[lost]
    # Both messages say from now on who took it, and have no button any more.
    await telegram.until(lambda: changed(telegram.api, AN) and changed(telegram.api, BINH))
    name = "Trần Thị An" if won == [AN] else "Lê Bình"
    assert changed(telegram.api, lost) == [f"{code}: {name} đã nhận."]
    assert changed(telegram.api, won[0]) == [f"{code}: anh/chị đã nhận."]
    for call in telegram.api.named("editMessageText"):
        assert call.keyboard == []
    with sessions() as session:
        assert session.scalars(select(TicketNotice)).all() == []


async def test_words_go_both_ways_in_order_and_the_assistant_is_silent(
    telegram,
    officers: tuple[int, int],
    ticket: Callable[..., str],
    engine: StandIn,
    sessions: Sessions,
) -> None:
    code = ticket()
    (claimed,) = await take(telegram, AN, code)
    assert f"đã nhận {code}" in claimed and "/xong" in claimed
    before = len(telegram.api.sent)
    await say(telegram, "Chào anh/chị, tôi là An.", AN)
    await say(telegram, "Gọi tôi số 0912345678.", AN)
    assert heard(sessions, "officer") == ["Chào anh/chị, tôi là An.", "Gọi tôi số 0912345678."]
    for number in range(3):
        evidence = await write(telegram, f"câu {number}", number)
        assert evidence == {"kind": "handoff", "ticket": code, "status": "claimed"}
    await telegram.until(lambda: len(telegram.api.sent) >= before + 3)
    assert texts_in(telegram.api, AN)[-3:] == [f"Người dân: câu {n}" for n in range(3)]
    assert engine.received == []
    assert not [one for one in texts_in(telegram.api, BINH) if "câu 0" in one]


async def test_handing_back_lets_the_assistant_go_on(
    telegram,
    officers: tuple[int, int],
    ticket: Callable[..., str],
    engine: StandIn,
    sessions: Sessions,
) -> None:
    code = ticket()
    await take(telegram, AN, code)
    (done,) = await say(telegram, "/xong", AN)
    assert done.startswith(f"Đã kết thúc {code}.")
    assert heard(sessions, "assistant")[-1] == tickets.CLOSED
    assert (await write(telegram, "tỷ lệ?"))["kind"] == "indicator_value"
    # Figures again, and nothing to end twice.
    assert "Trả lời 2" in (await say(telegram, "tỷ lệ?", AN))[0]
    assert "không ở cuộc trò chuyện nào" in (await say(telegram, "/xong", AN))[0]
    assert heard(sessions, "officer") == []


async def test_buttons_and_commands_ask_the_assistant_also_during_a_talk(
    telegram,
    officers: tuple[int, int],
    ticket: Callable[..., str],
    engine: StandIn,
    sessions: Sessions,
) -> None:
    await say(telegram, "tỷ lệ?", AN)
    keyboard = told(telegram.api, AN)[-1].keyboard
    await take(telegram, AN, ticket())
    await telegram.answered(pressed(keyboard[0][1], AN, keyboard))
    assert engine.texts[-1] == "số này lấy ở đâu?"
    assert "Vai trò: cán bộ" in (await say(telegram, "/toi", AN))[0]
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    (refused,) = await telegram.answered(update(message=message(None, AN, photo=photo)))
    assert "chỉ chuyển được tin nhắn chữ" in refused
    assert heard(sessions, "officer") == []


async def test_a_closed_ticket_can_not_be_taken_and_its_messages_say_so(
    telegram, officers: tuple[int, int], ticket: Callable[..., str], sessions: Sessions
) -> None:
    code = ticket()
    keyboard = (await notice(telegram, AN, code)).keyboard
    with transaction(sessions) as session:
        tickets.call_off(session, code, system_clock())
    (refused,) = await press(telegram, AN, keyboard)
    assert "đã có người nhận hoặc đã đóng" in refused
    await telegram.until(lambda: changed(telegram.api, AN))
    assert changed(telegram.api, AN) == [f"{code}: đã đóng, không cần nhận nữa."]
    assert "Không có yêu cầu CB-0000-0000" in (await say(telegram, "/nhan cb-0000-0000", AN))[0]
    assert "ghi mã yêu cầu" in (await say(telegram, "/nhan", AN))[0]


async def test_who_waits_is_listed_with_a_button_each(
    telegram, officers: tuple[int, int], ticket: Callable[..., str]
) -> None:
    assert await say(telegram, "/cho", AN) == ["Hiện không ai chờ cán bộ."]
    first, second = ticket(minutes=130), ticket("another-conversation-of-the-page", "phone")
    await say(telegram, "/cho", AN)
    shown = told(telegram.api, AN)[-1]
    assert shown.text.splitlines() == [
        "Đang chờ (2), lâu nhất trước:",
        f"• {first}: trò chuyện, trên web, chờ 2 giờ 10 phút",
        f"• {second}: trò chuyện, qua điện thoại, chờ chưa tới 1 phút",
    ]
    assert [title for title, _ in shown.keyboard] == [f"Nhận {first}", f"Nhận {second}"]
    await telegram.answered(pressed(shown.keyboard[1][1], AN, shown.keyboard))
    (listed,) = await say(telegram, "/cho", AN)
    assert "Đang chờ (1)" in listed and f"Anh/chị đang giữ: {second}." in listed
    (refused,) = await say(telegram, f"/nhan {first}", AN)
    assert f"đang ở cuộc trò chuyện {second}" in refused


async def test_a_callback_tells_its_number_to_who_takes_it_alone(
    telegram,
    officers: tuple[int, int],
    ticket: Callable[..., str],
    settings: Settings,
    sessions: Sessions,
    engine: StandIn,
) -> None:
    code = ticket()
    await notice(telegram, AN, code)
    with transaction(sessions) as session:
        one = tickets.find(session, code)
        assert one is not None
        tickets.call_back(session, one, open_vault(settings).seal("0912345678"))
    await telegram.until(lambda: "nhờ gọi lại" in texts_in(telegram.api, AN)[-1])
    claimed, call = await take(telegram, AN, code)
    assert f"/xong {code}" in claimed
    assert call == f"{code}, số gọi lại: 0912345678"
    assert not [one for one in texts_in(telegram.api, BINH) if "0912345678" in one]
    # A callback is no talk: the officer may ask for figures meanwhile.
    assert "Trả lời 1" in (await say(telegram, "tỷ lệ?", AN))[0]
    assert await say(telegram, f"/xong {code}", AN) == [f"Đã đóng yêu cầu gọi lại {code}."]


async def test_a_citizen_in_telegram_talks_to_an_officer_and_back_to_the_assistant(
    telegram,
    officers: tuple[int, int],
    ticket: Callable[..., str],
    engine: StandIn,
    sessions: Sessions,
) -> None:
    await say(telegram, "xin chào", CITIZEN)
    conversation = engine.received[-1]["sender_id"]
    with transaction(sessions) as session:
        code = tickets.open_ticket(
            session, conversation=conversation, channel="telegram", about=ABOUT, now=system_clock()
        ).code
    evidence = {"kind": "handoff", "ticket": code, "status": "waiting"}
    engine.body = {"replies": [reply("Tôi đang gọi cán bộ.", evidence)]}
    await say(telegram, "gặp cán bộ", CITIZEN)
    engine.body = None
    # Until somebody comes the assistant answers.
    assert "Trả lời 3" in (await say(telegram, "câu hỏi", CITIZEN))[0]
    await take(telegram, AN, code)
    await telegram.until(lambda: texts_in(telegram.api, CITIZEN)[-1] == tickets.CLAIMED)
    await say(telegram, "Tôi nghe đây.", AN)
    await telegram.until(lambda: texts_in(telegram.api, CITIZEN)[-1] == "Cán bộ: Tôi nghe đây.")
    assert await say(telegram, "số tôi 0912345678", CITIZEN) == ["Đã chuyển cán bộ."]
    await telegram.until(lambda: texts_in(telegram.api, AN)[-1] == "Người dân: số tôi [phone:1]")
    await say(telegram, "/xong", AN)
    await telegram.until(lambda: texts_in(telegram.api, CITIZEN)[-1] == tickets.CLOSED)
    assert "Trả lời 4" in (await say(telegram, "cảm ơn", CITIZEN))[0]
    with sessions() as session:
        assert session.scalars(select(TalkChat)).all() == []


async def test_a_restart_in_between_loses_nothing_and_says_nothing_twice(
    start: Callable[..., Any],
    api: BotApi,
    link: Callable[..., Any],
    ticket: Callable[..., str],
    sessions: Sessions,
) -> None:
    async with start() as telegram:
        officer = await link(telegram, AN, "An", "staff")
        code = ticket()
        await take(telegram, AN, code)
    with transaction(sessions) as session:
        tickets.say(session, code, "citizen", "còn đó không?", system_clock())
    async with start() as telegram:
        await telegram.until(lambda: texts_in(api, AN)[-1] == "Người dân: còn đó không?")
        await say(telegram, "Còn đây.", AN)
        assert heard(sessions, "officer") == ["Còn đây."]
    async with start() as telegram:
        await asyncio.sleep(1.2)
        assert texts_in(api, AN).count("Người dân: còn đó không?") == 1
        assert len([one for one in texts_in(api, AN) if ABOUT in one]) == 2
        with sessions() as session:
            held = tickets.held_by(session, officer)
            assert held is not None and held.code == code


async def test_an_officer_whose_words_can_not_be_sent_does_not_say_them_twice(
    telegram, officers: tuple[int, int], ticket: Callable[..., str], sessions: Sessions
) -> None:
    await take(telegram, AN, ticket())
    repeated = said("Chào anh/chị.", AN)
    for _ in range(3):
        assert (await telegram.bring(repeated)).status_code == 200
    await telegram.settled()
    assert heard(sessions, "officer") == ["Chào anh/chị."]


async def test_what_was_erased_meanwhile_is_not_said_any_more(
    telegram, officers: tuple[int, int], ticket: Callable[..., str], sessions: Sessions
) -> None:
    code = ticket()
    await take(telegram, AN, code)
    assert (
        await telegram.client.delete(f"/api/v1/conversations/{CONVERSATION}")
    ).status_code == 204
    (refused,) = await say(telegram, "/xong", AN)
    assert "người dân đã kết thúc" in refused
    assert await say(telegram, "/cho", AN) == ["Hiện không ai chờ cán bộ."]


async def test_a_number_said_in_telegram_is_kept_encrypted_and_found_again(
    telegram, engine: StandIn, settings: Settings, sessions: Sessions
) -> None:
    engine.status = 500
    await telegram.bring(said("gọi tôi 0912345678", CITIZEN))
    await telegram.until(lambda: telegram.api.sent)
    await telegram.settled()
    engine.status = 200
    await say(telegram, "gọi tôi 0912345678", CITIZEN)
    assert engine.texts[-1] == "gọi tôi [phone:1]"
    conversation = engine.received[-1]["sender_id"]
    with sessions() as session:
        vault: Vault = open_vault(settings)
        assert vault.resolve(session, conversation, "[phone:1]", system_clock()) == "0912345678"
        for column in ("body", "answer"):
            stored = session.execute(text(f"SELECT {column} FROM telegram_jobs"))
            assert "0912345678" not in str(stored.all())
        stored = session.execute(text("SELECT text FROM telegram_buttons"))
        assert "0912345678" not in str(stored.all())


async def test_officers_see_their_commands_in_menu_and_help(
    telegram, officers: tuple[int, int], link: Callable[..., Any]
) -> None:
    await link(telegram, CITIZEN, "Lãnh đạo", "leader")
    menus = [call.data for call in telegram.api.named("setMyCommands") if "scope" in call.data]
    own = {
        scope["chat_id"]: menu["commands"]
        for menu in menus
        if (scope := json.loads(menu["scope"]))["type"] == "chat"
    }
    assert own.keys() == {AN, BINH}
    assert all('"xong"' in commands and '"huy"' in commands for commands in own.values())
    await say(telegram, "/thoat", BINH)
    gone = [json.loads(call.data["scope"]) for call in telegram.api.named("deleteMyCommands")]
    assert gone[-1]["chat_id"] == BINH
    assert "/xong" in (await say(telegram, "/help", AN))[0]
    assert "/xong" not in (await say(telegram, "/help", CITIZEN))[0]

"""Whole calls over HTTP against the whole running system, the real engine included."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bench.phone_line import PhoneLine
from bench.system import System, start
from connectors.phone import menu

# What an answer says of a choice; the last one asks for a code.
SAID_OF = {"xác nhận độc thân": "hôn nhân", "tra cứu hồ sơ": "mã hồ sơ"}
CHOICES = [
    (page, key, SAID_OF.get(one.name, one.name))
    for page in range(menu.PAGES)
    for key, one in menu.on_page(page).items()
]
TOKEN, PUBLIC_URL = "token-of-the-test", "https://troly.example.vn"


@pytest.fixture(scope="module")
def answering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A system with a telephone; it is Saturday, and no officer is there."""
    settings = {"TWILIO_AUTH_TOKENS": TOKEN, "PUBLIC_URL": PUBLIC_URL}
    running = start(tmp_path_factory.mktemp("phone"), DEMO="0", **settings)
    yield running
    assert running.stop() == 0


@pytest.fixture
def line(answering: System) -> PhoneLine:
    return PhoneLine(answering.url, PUBLIC_URL, TOKEN)


def assert_for_the_ear(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert text and not any(character.isdigit() or character in "*_•/[](" for character in text)


def test_a_caller_asks_about_a_procedure_and_is_called_back(
    line: PhoneLine, answering: System
) -> None:
    greeting = " ".join(line.start())
    assert "trợ lý tự động" in greeting

    told = line.say("ờ cho tôi hỏi làm giấy khai sinh cho con cần giấy tờ gì")
    assert_for_the_ear(told)
    assert "khai sinh" in " ".join(told)
    more = line.press("9")
    assert_for_the_ear(more)
    assert more != told

    assert "lệ phí" in " ".join(line.say("lệ phí bao nhiêu", confidence=0.2))
    assert_for_the_ear(line.say("đúng rồi"))

    offered = " ".join(line.say("cho tôi gặp cán bộ"))
    assert "gọi lại" in offered and "sáu bảy tám" in offered
    noted = " ".join(line.press("1"))
    assert "xê bê" in noted and "thứ hai" in noted
    line.say("dạ cảm ơn không cần nữa")
    assert line.then == "hangup"
    line.hang_up()

    log = answering.troly("calls", "show", f"twilio:{line.call_id}").stdout
    assert "hẹn gọi lại" in log and "khai sinh" in log and "912345678" not in log


def test_a_caller_looks_up_a_dossier(line: PhoneLine) -> None:
    line.start()
    assert_for_the_ear(line.say("tra cứu hồ sơ giúp tôi"))
    spoken = "hát không sáu chấm mười hai gạch hai ba không chín mười lăm gạch không không bốn hai"
    by_voice, by_keys = line.say(spoken), line.press("06122309150042#")
    for told in (by_voice, by_keys):
        assert_for_the_ear(told)
        assert "hát, không sáu, một hai, hai ba không chín một năm" in " ".join(told)


@pytest.mark.parametrize(("page", "key", "service"), CHOICES)
def test_every_choice_of_the_menu_is_answered(
    line: PhoneLine, page: int, key: str, service: str
) -> None:
    line.start()
    line.press("#")
    for _ in range(page):
        line.press(menu.NEXT_KEY)
    told = line.press(key)
    assert_for_the_ear(told)
    assert service in " ".join(told).lower()

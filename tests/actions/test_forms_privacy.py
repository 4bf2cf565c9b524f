"""What is kept is told as the settings have it; erasing is asked for twice."""

import pytest
from talking import shown

ERASE = ("xóa dữ liệu của tôi", "ask_privacy")


@pytest.mark.parametrize(
    "text", ["dữ liệu của tôi được giữ bao lâu", "ai xem được nội dung tôi nhắn"]
)
def test_what_is_kept_is_told_with_its_times(talk, text):
    reply = talk.say(text, "ask_privacy")
    assert shown(reply) == {"kind": "privacy", "action": "explained"}
    for fact in ("72 giờ", "24 giờ", "30 ngày"):
        assert fact in reply.text
    assert talk.form is None


@pytest.mark.parametrize(
    "text", ["xóa dữ liệu của tôi", "xoa het lich su chat", "hủy dữ liệu cá nhân"]
)
def test_erasing_is_confirmed_first(talk, text):
    reply = talk.say(text, "ask_privacy")
    assert shown(reply) == {"kind": "privacy", "action": "explained"}
    assert "xác nhận" in reply.text
    talk.restart()
    assert shown(talk.say("đúng")) == {"kind": "privacy", "action": "deleted"}
    assert talk.form is None


@pytest.mark.parametrize("text", ["thôi", "thôi khỏi", "không cần"])
def test_it_is_not_done_unless_confirmed(talk, text):
    talk.say(*ERASE)
    assert shown(talk.say(text))["kind"] == "smalltalk"
    assert shown(talk.say("đúng"))["kind"] != "privacy"


def test_a_question_in_between_erases_nothing(talk):
    talk.say(*ERASE)
    reply = talk.say("làm căn cước lần đầu cần gì", "public_service")
    assert shown(reply)["kind"] == "procedure"
    assert "để xóa dữ liệu" in reply.text

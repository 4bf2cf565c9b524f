"""A dossier's state is told to whoever proves that it is theirs; the rest is said in words."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from talking import Talk, World, shown

from services.dossiers import http
from services.dossiers.http import HttpDossiers

CODE = "H06.12-230915-0042"
ASK = "tra cứu hồ sơ giúp tôi"


@pytest.mark.parametrize(
    "spelled",
    [
        "H06.12-230915-0042",
        "h06.12-230915-0042",
        "H06.12 230915 0042",
        "H06 12 230915 0042",
        "mã là H06.12-230915-0042 nha em",
        "hát không sáu chấm mười hai gạch hai ba không chín một năm gạch không không bốn hai",
        "hát không sáu chấm một hai hai ba không chín một năm không không bốn hai",
        "hát không sáu một hai hai ba không chín một năm không không bốn hai",
        "hat 06 cham 12 gach 230915 gach 0042",
    ],
)
def test_a_code_is_read_in_every_spelling(talk, spelled):
    talk.say(ASK, "check_dossier")
    reply = talk.say(spelled)
    assert shown(reply) == {"kind": "form", "form": "dossier", "asks": "phone_digits"}
    assert CODE in reply.text


@pytest.mark.parametrize("text", [CODE, "hs h06.12-230915-0042 den dau roi"])
def test_a_code_asks_how_far_the_dossier_is_whatever_the_engine_took_it_for(talk, text):
    assert shown(talk.say(text, "ask_value"))["asks"] == "phone_digits"


def test_a_code_in_the_first_message_is_not_asked_for_again(talk):
    reply = talk.say(f"xem giúp hồ sơ {CODE}", "check_dossier")
    assert shown(reply)["asks"] == "phone_digits"


@pytest.mark.parametrize("digits", ["0042", "không không bốn hai", "dạ 0042 nha em", "00 42"])
def test_the_last_digits_prove_it(talk, digits):
    talk.say(f"xem hồ sơ {CODE}", "check_dossier")
    reply = talk.say(digits)
    assert shown(reply) == {"kind": "dossier", "code": CODE, "status": "Đang xử lý"}
    assert "15/9/2023" in reply.text.replace("15/09", "15/9")
    assert "hồ sơ mẫu" in reply.text
    assert talk.form is None


def test_wrong_digits_tell_nothing(talk):
    talk.say(f"xem hồ sơ {CODE}", "check_dossier")
    reply = talk.say("1111")
    assert shown(reply) == {"kind": "form", "form": "dossier", "asks": "phone_digits"}
    assert "khai sinh" not in reply.text and "Đang xử lý" not in reply.text
    assert shown(talk.say("0042"))["kind"] == "dossier"


def test_after_three_wrong_proofs_the_form_ends(talk):
    talk.say(f"xem hồ sơ {CODE}", "check_dossier")
    for digits in ("1111", "2222", "3333"):
        assert shown(talk.say(digits))["kind"] == "form"
    assert talk.form is None


def test_digits_are_not_found_by_trying(talk):
    code = "H06.12-230911-0107"
    for guess in range(10):
        if talk.form is None:
            talk.say(f"xem hồ sơ {code}", "check_dossier")
        talk.say(f"{guess:04d}")
    talk.say(f"xem hồ sơ {code}", "check_dossier")
    reply = talk.say("0107")
    assert shown(reply)["kind"] == "form" and "một giờ" in reply.text
    later = Talk(talk.world)
    later.say(f"xem hồ sơ {CODE}", "check_dossier")
    assert shown(later.say("0042"))["kind"] == "dossier"


def test_what_is_no_code_is_said_to_be_none(talk):
    talk.say(ASK, "check_dossier")
    reply = talk.say("123456789")
    assert shown(reply) == {"kind": "form", "form": "dossier", "asks": "code"}
    assert "chưa đúng dạng" in reply.text


def test_an_unknown_dossier_is_said_to_be_unknown(talk):
    reply = talk.say("hồ sơ H06.12-230915-9999", "check_dossier")
    assert shown(reply)["status"] == "not_found"
    assert "H06.12-230915-9999" in reply.text and talk.form is None


def test_a_question_in_between_is_answered_and_the_form_goes_on(talk):
    talk.say(f"xem hồ sơ {CODE}", "check_dossier")
    reply = talk.say("làm căn cước lần đầu cần gì", "public_service")
    assert shown(reply)["kind"] == "procedure"
    assert f"trong hồ sơ {CODE}" in reply.text
    assert shown(talk.say("0042"))["kind"] == "dossier"


def test_the_form_survives_a_restart(talk):
    talk.say(f"xem hồ sơ {CODE}", "check_dossier")
    talk.restart()
    assert shown(talk.say("0042"))["kind"] == "dossier"


def test_thoi_ends_the_form(talk):
    talk.say(ASK, "check_dossier")
    assert "dừng" in talk.say("thôi khỏi").text
    assert talk.form is None


@contextmanager
def province(answers):
    """The province's system over HTTP: (status, body) by code; gives its address and the calls."""
    calls = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            calls.append((self.path, self.headers.get("Authorization")))
            status, body = answers(self.path.rpartition("/")[2])
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/dossiers", calls
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


FOUND = {
    "code": CODE,
    "service": "Đăng ký kết hôn",
    "status": "Chờ ký",
    "received_on": "2023-09-15",
    "phone": "0912 345 678",
    "unexpected": 1,
}


@pytest.fixture
def remote(world):
    """A talk over a system at an address; its client is closed afterwards."""
    opened = []

    def remote(address, token=""):
        dossiers = HttpDossiers(address, token)
        opened.append(dossiers)
        return Talk(World(world.sessions, world.clock, dossiers))

    yield remote
    for dossiers in opened:
        dossiers.close()


def test_the_provinces_system_is_asked(remote):
    with province(lambda code: (200, FOUND) if code == CODE else (404, {})) as (address, calls):
        talk = remote(address, "secret")
        talk.say(f"hồ sơ {CODE}", "check_dossier")
        reply = talk.say("5678")
        assert shown(reply) == {"kind": "dossier", "code": CODE, "status": "Chờ ký"}
        assert "hồ sơ mẫu" not in reply.text
        missing = talk.say("hồ sơ H06.12-230915-0001", "check_dossier")
        assert shown(missing)["status"] == "not_found"
    assert calls[0] == (f"/dossiers/{CODE}", "Bearer secret")


@pytest.mark.parametrize("answer", [(500, {}), (503, {}), (401, {}), (200, {"code": CODE})])
def test_a_system_in_trouble_is_said_to_be_away(remote, answer):
    with province(lambda code: answer) as (address, _):
        reply = remote(address).say(f"hồ sơ {CODE}", "check_dossier")
    assert shown(reply) == {"kind": "dossier", "code": CODE, "status": "unavailable"}
    assert "không trả lời" in reply.text


def test_a_system_that_is_not_there_is_said_to_be_away(remote):
    with province(lambda code: (404, {})) as (address, _):
        pass
    reply = remote(address).say(f"hồ sơ {CODE}", "check_dossier")
    assert shown(reply)["status"] == "unavailable"


def test_a_system_that_stays_down_is_left_alone(remote):
    with province(lambda code: (500, {})) as (address, calls):
        talk = remote(address)
        for _ in range(http.FAILURES_TO_OPEN):
            talk.say(f"hồ sơ {CODE}", "check_dossier")
        before = len(calls)
        assert shown(talk.say(f"hồ sơ {CODE}", "check_dossier"))["status"] == "unavailable"
        assert len(calls) == before


def test_a_short_trouble_is_not_noticed(remote):
    answers = iter([(503, {}), (200, FOUND)])
    with province(lambda code: next(answers)) as (address, _):
        reply = remote(address).say(f"hồ sơ {CODE}", "check_dossier")
    assert shown(reply)["asks"] == "phone_digits"

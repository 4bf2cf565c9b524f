"""Tracker in, one reply and the new state out: through rasa_sdk's own executor."""

import json
from datetime import datetime
from pathlib import Path

import pytest
import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import ActionExecutor
from trackers import LEADER, call, heard, told

from actions.actions import ActionAnswer
from actions.message import Said
from actions.turn import message_of
from answers.answer import Reply
from core.clock import LOCAL_ZONE

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def executor(world):
    executor = ActionExecutor()
    executor.register_action(ActionAnswer(world.conversation()))
    return executor


@pytest.fixture
def run(executor):
    """Runs the action; gives its one reply and its events."""

    async def run(*arguments, **options):
        result = await executor.run(call(*arguments, **options))
        (response,) = result.responses
        return Reply.model_validate(response["custom"]), result.events

    return run


async def test_a_leader_gets_the_figure_and_the_dialogue_remembers_it(run):
    reply, events = await run("tỷ lệ hồ sơ trực tuyến thành phố?", account=LEADER)
    assert (reply.evidence.kind, str(reply.evidence.value)) == ("indicator_value", "98.27")
    assert "98,27 %" in reply.text
    (event,) = events
    assert (event["event"], event["name"]) == ("slot", "state")
    state = json.loads(event["value"])
    assert state["subject"] == "figures"
    figures = state["figures"]
    assert (figures["indicator"], figures["unit"]) == ("dvc.ho-so-truc-tuyen", "vung-tau")


async def test_the_next_turn_reads_what_the_last_one_remembered(run):
    _, (event,) = await run("số văn bản đi của phường 12", account=LEADER)
    reply, _ = await run("p7?", "follow_up", account=LEADER, state=event["value"])
    assert (reply.evidence.unit, str(reply.evidence.value)) == ("vung-tau.phuong-7", "1890")


async def test_a_form_goes_on_from_the_slot(run):
    _, (event,) = await run("xem hồ sơ H06.12-230915-0042", "check_dossier")
    reply, (after,) = await run("0042", "nlu_fallback", state=event["value"])
    assert reply.evidence.kind == "dossier"
    assert "form" not in json.loads(after["value"])


async def test_without_an_account_it_is_a_citizen_who_asks(run):
    reply, _ = await run("tỷ lệ hồ sơ trực tuyến thành phố?")
    assert reply.evidence.model_dump() == {"kind": "denied", "reason": "role"}


async def test_the_accounts_scope_is_the_unit_meant(run):
    ward = {"id": 8, "role": "leader", "scope": "vung-tau.phuong-5"}
    reply, _ = await run("số văn bản đi", account=ward)
    assert reply.evidence.unit == "vung-tau.phuong-5"


async def test_a_brief_is_counted_from_the_moment_that_the_gateway_tells(run, clock):
    clock.now = datetime(2026, 11, 21, 9, tzinfo=LOCAL_ZONE)
    brief, _ = await run("điểm tin", "ask_brief", account=LEADER)
    assert "Từ 14/11/2026" in brief.text
    since = "2026-11-02T07:00:00+07:00"
    later, _ = await run("điểm tin", "ask_brief", account=LEADER, since=since)
    assert "Từ 2/11/2026" in later.text


async def test_the_engines_span_is_cut_out_of_the_text(run):
    text = "anh ơi cái vụ đồng hồ điện tự gửi công tơ điện tử ấy mà"
    start = text.index("công tơ")
    span = {"entity": "indicator", "start": start, "end": start + 14, "value": "khác"}
    reply, _ = await run(text, account=LEADER, entities=[span])
    assert reply.evidence.indicator == "xa-hoi-so.cong-to-dien-tu"


@pytest.mark.parametrize(
    ("intent", "text", "evidence"),
    [
        ("greet", "chào em", {"kind": "smalltalk", "intent": "greet"}),
        ("thank", "cảm ơn nhé", {"kind": "smalltalk", "intent": "thank"}),
        ("out_of_scope", "kể chuyện cười đi", {"kind": "fallback", "reason": "out_of_scope"}),
        ("nlu_fallback", "abc xyz", {"kind": "fallback", "reason": "not_understood"}),
        (None, "abc xyz", {"kind": "fallback", "reason": "not_understood"}),
    ],
)
async def test_what_is_no_question_for_a_figure_is_answered_too(run, intent, text, evidence):
    reply, events = await run(text, intent, account=LEADER)
    assert reply.evidence.model_dump() == evidence
    assert events == []


async def test_an_emergency_is_answered_with_the_numbers_to_call(run):
    reply, _ = await run("cháy nhà rồi cứu với", "emergency")
    assert all(number in reply.text for number in ("113", "114", "115"))


async def test_small_talk_leaves_the_state_alone(run):
    _, (event,) = await run("số văn bản đi của phường 12", account=LEADER)
    _, events = await run("cảm ơn em", "thank", state=event["value"])
    assert events == []


async def test_a_figure_is_found_whatever_the_engine_took_the_message_for(run):
    reply, _ = await run("tỷ lệ hồ sơ trực tuyến của tỉnh", "out_of_scope", account=LEADER)
    assert str(reply.evidence.value) == "97.5"


def test_what_was_said_before_comes_with_the_message():
    before = [
        {"event": "action", "name": "action_session_start"},
        heard("câu một"),
        told("đáp một"),
        {"event": "slot", "name": "state", "value": "{}"},
    ]
    message = message_of(Tracker.from_dict(call("câu hai", before=before)["tracker"]))
    assert message.earlier == (Said("citizen", "câu một"), Said("assistant", "đáp một"))
    assert message.text == "câu hai"


def test_of_a_long_dialogue_the_end_comes_along():
    before = [event for n in range(50) for event in (heard(f"câu {n}"), told(f"đáp {n}"))]
    message = message_of(Tracker.from_dict(call("câu cuối", before=before)["tracker"]))
    assert len(message.earlier) < 20
    assert message.earlier[-1] == Said("assistant", "đáp 49")


def test_every_action_of_the_domain_is_there(executor):
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    assert set(domain["actions"]) == {action.name for action in executor.list_actions()}


@pytest.mark.parametrize("text", ["", " ", "/ask_value", "?" * 2000, "0" * 2000, "phường"])
async def test_no_message_leaves_the_person_without_a_reply(run, text):
    reply, _ = await run(text, account=LEADER)
    assert reply.text
    assert reply.evidence is not None

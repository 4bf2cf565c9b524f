"""Tracker in, one reply and the new context out: through rasa_sdk's own executor."""

import json
from datetime import datetime
from pathlib import Path

import pytest
import yaml
from rasa_sdk.executor import ActionExecutor
from trackers import LEADER, call

from actions.actions import ActionIndicatorQuestion, ActionOutOfScope, ActionSmalltalk
from answers.answer import Reply
from core.clock import LOCAL_ZONE
from indicators.assistant import IndicatorAssistant

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 21, 9, tzinfo=LOCAL_ZONE)
QUESTION = "action_indicator_question"


@pytest.fixture(scope="module")
def executor(server, templates, open_sessions):
    url = server.make(templates["reported"])
    executor = ActionExecutor()
    with open_sessions(url) as sessions:
        assistant = IndicatorAssistant(sessions, lambda: NOW)
        for action in (ActionIndicatorQuestion, ActionSmalltalk, ActionOutOfScope):
            executor.register_action(action(assistant))
        yield executor
    server.drop(url)


@pytest.fixture
def run(executor):
    """Runs an action; gives its one reply and its events."""

    async def run(*arguments, **options):
        result = await executor.run(call(*arguments, **options))
        (response,) = result.responses
        return Reply.model_validate(response["custom"]), result.events

    return run


async def test_a_leader_gets_the_figure_and_the_dialogue_remembers_it(run):
    text = "tỷ lệ hồ sơ trực tuyến thành phố?"
    reply, events = await run(QUESTION, text, account=LEADER)
    assert (reply.evidence.kind, str(reply.evidence.value)) == ("indicator_value", "98.27")
    assert "98,27 %" in reply.text
    (event,) = events
    assert (event["event"], event["name"]) == ("slot", "context")
    context = json.loads(event["value"])
    assert (context["indicator"], context["unit"]) == ("dvc.ho-so-truc-tuyen", "vung-tau")


async def test_the_next_turn_reads_what_the_last_one_remembered(run):
    _, (event,) = await run(QUESTION, "số văn bản đi của phường 12", account=LEADER)
    reply, _ = await run(QUESTION, "p7?", "follow_up", account=LEADER, context=event["value"])
    assert (reply.evidence.unit, str(reply.evidence.value)) == ("vung-tau.phuong-7", "1890")


async def test_without_an_account_it_is_a_citizen_who_asks(run):
    reply, _ = await run(QUESTION, "tỷ lệ hồ sơ trực tuyến thành phố?")
    assert reply.evidence.model_dump() == {"kind": "denied", "reason": "role"}


async def test_the_accounts_scope_is_the_unit_meant(run):
    ward = {"id": 8, "role": "leader", "scope": "vung-tau.phuong-5"}
    reply, _ = await run(QUESTION, "số văn bản đi", account=ward)
    assert reply.evidence.unit == "vung-tau.phuong-5"


async def test_a_brief_is_counted_from_the_moment_that_the_gateway_tells(run):
    brief, _ = await run(QUESTION, "điểm tin", "ask_brief", account=LEADER)
    assert "Từ 14/11/2026" in brief.text
    since = "2026-11-02T07:00:00+07:00"
    later, _ = await run(QUESTION, "điểm tin", "ask_brief", account=LEADER, since=since)
    assert "Từ 2/11/2026" in later.text


async def test_the_engines_span_is_cut_out_of_the_text(run):
    text = "anh ơi cái vụ đồng hồ điện tự gửi công tơ điện tử ấy mà"
    start = text.index("công tơ")
    span = {"entity": "indicator", "start": start, "end": start + 14, "value": "khác"}
    reply, _ = await run(QUESTION, text, account=LEADER, entities=[span])
    assert reply.evidence.indicator == "xa-hoi-so.cong-to-dien-tu"


@pytest.mark.parametrize(
    ("action", "intent", "text", "evidence"),
    [
        ("action_smalltalk", "greet", "chào em", {"kind": "smalltalk", "intent": "greet"}),
        ("action_smalltalk", "thank", "cảm ơn nhé", {"kind": "smalltalk", "intent": "thank"}),
        ("action_out_of_scope", "out_of_scope", "kể chuyện cười đi",
         {"kind": "fallback", "reason": "out_of_scope"}),
        ("action_out_of_scope", "public_service", "làm hộ chiếu ở đâu",
         {"kind": "fallback", "reason": "not_covered"}),
        (QUESTION, "nlu_fallback", "abc xyz", {"kind": "fallback", "reason": "not_understood"}),
        (QUESTION, None, "abc xyz", {"kind": "fallback", "reason": "not_understood"}),
    ],
)  # fmt: skip
async def test_what_is_no_question_for_a_figure_is_answered_too(
    run, action, intent, text, evidence
):
    reply, events = await run(action, text, intent, account=LEADER)
    assert reply.evidence.model_dump() == evidence
    assert events == []


async def test_an_emergency_is_answered_with_the_numbers_to_call(run):
    reply, _ = await run("action_out_of_scope", "cháy nhà rồi cứu với", "emergency")
    assert all(number in reply.text for number in ("113", "114", "115"))


async def test_small_talk_leaves_the_dialogues_context_alone(run):
    _, (event,) = await run(QUESTION, "số văn bản đi của phường 12", account=LEADER)
    _, events = await run("action_smalltalk", "cảm ơn em", "thank", context=event["value"])
    assert events == []


async def test_a_figure_is_found_whatever_the_engine_took_the_message_for(run):
    text = "tỷ lệ hồ sơ trực tuyến của tỉnh"
    reply, _ = await run("action_out_of_scope", text, "out_of_scope", account=LEADER)
    assert str(reply.evidence.value) == "97.5"


def test_every_action_of_the_domain_is_there(executor):
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    assert set(domain["actions"]) == {action.name for action in executor.list_actions()}


@pytest.mark.parametrize("text", ["", " ", "/ask_value", "?" * 2000, "0" * 2000, "phường"])
async def test_no_message_leaves_the_person_without_a_reply(run, text):
    reply, _ = await run(QUESTION, text, account=LEADER)
    assert reply.text
    assert reply.evidence is not None

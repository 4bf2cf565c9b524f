"""Every intent is known, trained, and leads to an action that answers."""

import asyncio
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml
from action_endpoint import REPLY
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import EndpointConfig

from bot.agent import load_agent

ROOT = Path(__file__).resolve().parents[2]


def load(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


DOMAIN = load(ROOT / "domain.yml")
NLU = [
    block
    for path in sorted((ROOT / "bot" / "data" / "nlu").rglob("*.yml"))
    for block in load(path)["nlu"]
]
RULES = [
    rule
    for path in sorted((ROOT / "bot" / "data" / "rules").rglob("*.yml"))
    for rule in load(path)["rules"]
]


def intents_of(rule):
    """The intents that begin a rule."""
    first = rule["steps"][0]
    return [step["intent"] for step in first.get("or", [first])]


def action_of(rule):
    return rule["steps"][1]["action"]


ACTIONS = {intent: action_of(rule) for rule in RULES for intent in intents_of(rule)}


def test_the_domain_knows_what_the_data_trains_and_nothing_else():
    trained = {block["intent"] for block in NLU if "intent" in block}
    assert set(DOMAIN["intents"]) == trained
    assert len(DOMAIN["intents"]) == len(set(DOMAIN["intents"]))


def test_the_domain_knows_the_entities_of_the_data():
    marked = re.findall(r"\]\((\w+)\)|\]\{[^}]*\"entity\": *\"(\w+)\"", str(NLU))
    known = {next(iter(e)) if isinstance(e, dict) else e for e in DOMAIN["entities"]}
    assert {plain or detailed for plain, detailed in marked} == known


def test_every_intent_and_what_is_not_understood_has_one_rule():
    counted = Counter(intent for rule in RULES for intent in intents_of(rule))
    assert counted == Counter([*DOMAIN["intents"], "nlu_fallback"])


def test_a_rule_is_a_message_and_its_action():
    for rule in RULES:
        assert len(rule["steps"]) == 2, rule["rule"]
        assert not set(rule) - {"rule", "steps"}, rule["rule"]


def test_the_actions_are_those_of_the_rules():
    assert sorted(DOMAIN["actions"]) == sorted({action_of(rule) for rule in RULES})


def test_the_action_server_has_these_actions():
    """It runs in another environment, so its code is read."""
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "actions").rglob("*.py"))
    assert set(re.findall(r'return "(action_\w+)"', code)) == set(DOMAIN["actions"])


def test_every_intent_has_examples_enough_and_none_twice():
    texts = defaultdict(list)
    for block in NLU:
        if "intent" in block:
            lines = (line.removeprefix("- ") for line in block["examples"].splitlines())
            texts[block["intent"]] += lines
    for intent, examples in texts.items():
        assert len(examples) >= 20, intent
        twice = [text for text, times in Counter(examples).items() if times > 1]
        assert twice == [], intent


@pytest.fixture(scope="module")
def ask(model, action_endpoint, tmp_path_factory):
    """Asks the engine with an intent that is understood already; gives the replies."""
    path = tmp_path_factory.mktemp("agent") / "tracker.db"
    store = EndpointConfig(f"sqlite:///{path}", type="bot.tracker_store.LoudTrackerStore")
    endpoints = AvailableEndpoints(action=EndpointConfig(action_endpoint.url), tracker_store=store)
    loop = asyncio.new_event_loop()
    agent = loop.run_until_complete(load_agent(model, endpoints))

    def ask(intent):
        output = CollectingOutputChannel()
        understood = {"text": "?", "intent": {"name": intent, "confidence": 1.0}, "entities": []}
        message = UserMessage("?", output, f"asks {intent}", parse_data=understood)
        loop.run_until_complete(agent.handle_message(message))
        return [sent["custom"] for sent in output.messages]

    yield ask
    agent.tracker_store.engine.dispose()
    loop.close()


@pytest.mark.parametrize("intent", sorted(ACTIONS))
def test_the_engine_runs_the_action_of_each_intent_once(ask, actions, intent):
    for turn in (1, 2):  # the second one with a history
        assert ask(intent) == [REPLY]
        assert [call["next_action"] for call in actions.calls] == [ACTIONS[intent]] * turn


def test_an_intent_of_no_rule_gets_no_made_up_answer(ask, actions):
    """Rasa's own default says nothing, which the channel answers as an error."""
    assert ask("no_such_intent") == []
    assert actions.calls == []

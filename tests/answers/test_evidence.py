"""Evidence leaves as the contract says: exact strings, ISO dates, one kind each."""

import json
from datetime import date
from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from answers.answer import Reply
from answers.evidence import Evidence, IndicatorValue, Target

VALUE = {
    "kind": "indicator_value",
    "indicator": "dvc.ho-so-truc-tuyen",
    "unit": "vung-tau",
    "period_start": "2023-01-01",
    "period_end": "2023-09-30",
    "value": "98.270",
    "text": None,
    "measure": "%",
    "numerator": "23391",
    "denominator": "23802",
    "target": {"value": "100", "comparator": ">=", "level": "thanh-pho", "year": 2023},
    "status": "not_met",
    "source": "bc-vungtau-9t-2023",
    "locator": "mục 6.2",
    "simulated": False,
    "quality": ["duplicate-figures"],
    "computed": [{"name": "gap", "value": "-1.730"}],
}
EXAMPLES = [
    VALUE,
    {**VALUE, "value": None, "text": "Đang thống kê", "target": None, "computed": []},
    {
        "kind": "indicator_breakdown",
        "indicator": "van-ban.di",
        "parent": "vung-tau.phuong-xa",
        "items": [
            {"unit": "vung-tau.phuong-1", "value": "1582", "simulated": False},
            {"unit": "vung-tau.phuong-2", "value": None, "simulated": False},
        ],
        "simulated": False,
        "computed": [{"name": "total", "value": "1582"}],
    },
    {"kind": "indicator_definition", "indicator": "van-ban.di", "computed": []},
    {
        "kind": "indicator_source",
        "indicator": "van-ban.di",
        "unit": "vung-tau",
        "source": "brvt-8t-2023",
        "locator": "",
        "published_on": "2023-09-14",
        "computed": [],
    },
    {
        "kind": "no_data",
        "indicator": "van-ban.di",
        "unit": "vung-tau",
        "nearest": [VALUE],
        "computed": [],
    },
    {"kind": "unknown_unit", "mention": "phường 6"},
    {
        "kind": "clarify",
        "options": [{"title": "A", "text": "A của tỉnh", "type": "unit", "code": "brvt"}],
    },
    {"kind": "denied", "reason": "scope"},
    {"kind": "smalltalk", "intent": "greet"},
    {"kind": "fallback", "reason": "not_covered"},
]
evidence = TypeAdapter(Evidence)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["kind"])
def test_json_is_read_and_written_field_for_field(example):
    read = evidence.validate_json(json.dumps(example))
    assert read.kind == example["kind"]
    assert json.loads(evidence.dump_json(read)) == example
    reply = Reply(text="…", evidence=read)
    assert json.loads(reply.model_dump_json())["evidence"] == example
    assert Reply.model_validate_json(reply.model_dump_json()) == reply


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["kind"])
def test_a_field_beyond_the_contract_is_refused(example):
    with pytest.raises(ValidationError):
        evidence.validate_python({**example, "confidence": "0.9"})


@pytest.mark.parametrize("value", ["100", "98.27", "0.10", "-1.73", "666825"])
def test_decimals_leave_as_the_digits_that_came(value):
    target = Target(value=Decimal(value), comparator=">=", level="tinh", year=2023)
    assert json.loads(target.model_dump_json())["value"] == value


def test_large_decimals_leave_without_exponent():
    target = Target(value=Decimal("1E+6"), comparator=">=", level="tinh", year=2023)
    assert json.loads(target.model_dump_json())["value"] == "1000000"


def test_evidence_cannot_be_changed_afterwards():
    figure = IndicatorValue.model_validate(VALUE)
    assert figure.period_end == date(2023, 9, 30)
    with pytest.raises(ValidationError):
        figure.value = Decimal(99)


def test_a_question_back_has_four_options_at_most():
    option = EXAMPLES[7]["options"][0]
    evidence.validate_python({"kind": "clarify", "options": [option] * 4})
    with pytest.raises(ValidationError):
        evidence.validate_python({"kind": "clarify", "options": [option] * 5})


@pytest.mark.parametrize(
    "wrong", [{"kind": "indicator_valeu"}, {}, {"kind": "denied", "reason": "x"}]
)
def test_unknown_kinds_and_reasons_are_refused(wrong):
    with pytest.raises(ValidationError):
        evidence.validate_python(wrong)


def test_a_reply_without_words_is_refused():
    with pytest.raises(ValidationError):
        Reply(text="")

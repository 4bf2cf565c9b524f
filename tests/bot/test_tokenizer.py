"""Tokens are syllables that know their place and their folded form."""

import random
import unicodedata

import pytest
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.tokenizer import SyllableTokenizer
from vietnamese.normalise import clean, fold

# Letters with and without marks, lone combining marks, what is not seen, emoji, digits, other
# scripts, and characters that change their length in other letter cases.
ALPHABET = (
    "aăâđêôơưyàằầếệộợữĐƯỠQqu gGi  .,;:/?!-_%()[]\t\n0123456789"
    "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b\u0338"
    "\u200b\u200d\u200e\ufeff\u00ad\u00a0\u2028👍👨‍👩‍👧🇻🇳ßİŉǰﬁ中日한\x00\x1f½²٣"
)
RANDOM = random.Random(2023)
TEXTS = ["".join(RANDOM.choices(ALPHABET, k=RANDOM.randint(1, 40))) for _ in range(2000)]


@pytest.fixture(scope="module")
def tokenizer():
    return SyllableTokenizer(SyllableTokenizer.get_default_config())


def tokens_of(tokenizer, text):
    message = Message(data={TEXT: text})
    tokenizer.process([message])
    return message.get(TOKENS_NAMES[TEXT])


def check(text, tokens):
    assert tokens, f"{text!r} has no token: later components would fail"
    end = 0
    for token in tokens:
        assert token.start >= end, "in order, without overlaps"
        end = token.end
        assert text[token.start : token.end] == token.text
        assert token.lemma == fold(token.text)
        assert len(token.lemma) == len(token.text)


def test_every_token_is_cut_out_of_the_text_and_folded(tokenizer):
    cleaned = [text for text in map(clean, TEXTS) if text]
    assert len(cleaned) > 1500
    for text in cleaned:
        check(text, tokens_of(tokenizer, text))


def test_offsets_hold_on_texts_that_nobody_cleaned(tokenizer):
    for text in TEXTS:
        check(text, tokens_of(tokenizer, text))


@pytest.mark.parametrize("text", ["???", "👍", "👨‍👩‍👧", "…", "\u0301", "%", "_"])
def test_a_text_without_a_syllable_is_one_token(tokenizer, text):
    tokens = tokens_of(tokenizer, text)
    assert [(token.text, token.start, token.end) for token in tokens] == [(text, 0, len(text))]


def test_words_are_never_merged(tokenizer):
    tokens = tokens_of(tokenizer, "phường Thắng Tam mất 1.234 hồ sơ, p5?")
    assert [token.text for token in tokens] == [
        *["phường", "Thắng", "Tam", "mất", "1.234", "hồ", "sơ", "p", "5"]
    ]
    assert [token.lemma for token in tokens] == [
        *["phuong", "thang", "tam", "mat", "1.234", "ho", "so", "p", "5"]
    ]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_both_spellings_of_unicode_give_the_same_tokens(tokenizer, form):
    text = clean(unicodedata.normalize(form, "thuỷ điện hoà bình"))
    assert [token.text for token in tokens_of(tokenizer, text)] == ["thủy", "điện", "hòa", "bình"]


def test_an_intent_is_never_split(tokenizer):
    message = Message(data={"intent": "ask_value"})
    assert [token.text for token in tokenizer._split_name(message, "intent")] == ["ask_value"]

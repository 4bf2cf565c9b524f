"""Written Vietnamese as it is said: numbers, dates, money, codes, abbreviations."""

from vietnamese.speech.numbers import say_decimal, say_digits, say_number
from vietnamese.speech.texts import say

__all__ = ["say", "say_decimal", "say_digits", "say_number"]

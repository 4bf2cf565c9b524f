"""Where underthesea begins the words of a text."""

from __future__ import annotations

from underthesea import word_tokenize


def word_starts(text: str) -> set[int]:
    """Offsets at which underthesea begins a word.

    They are hints only: the segmentation merges across entity borders and is noise on text without
    diacritics. The segmenter returns words, not offsets, so they are followed through the text
    character by character, white space aside.
    """
    places = [offset for offset, character in enumerate(text) if not character.isspace()]
    starts, seen = set(), 0
    # Without `use_token_normalize=False` the words are rewritten and no longer those of the text.
    for word in word_tokenize(text, use_token_normalize=False):
        if seen < len(places):
            starts.add(places[seen])
        seen += sum(not character.isspace() for character in word)
    return starts

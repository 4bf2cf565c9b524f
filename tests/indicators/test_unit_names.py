"""Names that units share."""

from indicators.units import UnitLexicon


def test_two_units_of_one_name_are_both_meant():
    """Official names may be shared: which one is meant is asked, and not decided by chance."""
    names = {"a.phuong-1": ["Phường 1"], "b.phuong-1": ["Phường 1", "p1"]}
    parents = dict.fromkeys(names)
    lexicon = UnitLexicon(names, parents, [], [], lambda word: False)
    assert [m.units for m in lexicon.find("phường 1")[0]] == [("a.phuong-1", "b.phuong-1")]
    assert [m.units for m in lexicon.find("p1")[0]] == [("b.phuong-1",)]

"""What an account means for programs is said of every position, if only that it means nothing."""

from pulumi_scaling.assumed import GENERATIONS, SWITCHES, Positions
from pulumi_scaling.probe.consequences import CONSEQUENCES, NONE, STRANGE, consequences
from pulumi_scaling.probe.witnesses import ASPECTS
from pulumi_scaling.resources import CATALOG

ALL = (*SWITCHES, *GENERATIONS)


def test_each_position_that_is_not_assumed_has_a_sentence_or_none_at_all():
    for switch in ALL:
        told = {position for name, position in CONSEQUENCES if name == switch.name}
        assert told == (set() if switch.name in NONE else set(switch.others)), switch.name
    assert set(NONE) <= {switch.name for switch in ALL}


def test_the_resources_in_a_sentence_are_there():
    kinds = {kind.name for kind in CATALOG}
    for sentence in (*CONSEQUENCES.values(), *STRANGE.values()):
        about = sentence.partition(":")[0]
        named = {word.partition(".")[0] for word in about.split(", ") if word[:1].isupper()}
        assert named <= kinds, sentence


def test_whatever_nobody_foresaw_has_a_sentence_too():
    names = {aspect.switch or aspect.assumption for aspect in ASPECTS}
    found = Positions({}, dict.fromkeys(names, "something"))
    assert len(consequences(found)) == len(names)


def test_each_switch_has_one_that_looks_at_it():
    assert {aspect.switch for aspect in ASPECTS} - {None} == {switch.name for switch in ALL}

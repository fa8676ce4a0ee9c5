"""The order of a chain: where each layer goes, and which layers stand wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_scaling.core.run.claims import Claims
from pulumi_scaling.core.run.ranks import arranged, standing

unhurried = settings(deadline=None)  # a busy machine is no counterexample
LAYERS = list("abcdefgh")
CHAINS = st.integers(0, 8).flatmap(lambda many: st.permutations(LAYERS[:many]))
RANKS = st.dictionaries(st.sampled_from(LAYERS), st.integers(0, 12))


def distinct(ranks):
    """The same without two layers at one rank."""
    return {id_: rank for rank, id_ in {rank: id_ for id_, rank in ranks.items()}.items()}


@pytest.mark.parametrize(
    ("current", "wanted", "then"),
    [
        ("", {}, ""),
        ("abc", {}, "abc"),
        ("abc", {"c": 0}, "cab"),
        ("abc", {"a": 2}, "bca"),
        ("abc", {"a": 1, "b": 0, "c": 2}, "bac"),
        ("abcd", {"d": 1, "b": 3}, "adcb"),
        ("ab", {"a": 1, "b": 5}, "ab"),
        ("ab", {"a": 5, "b": 1}, "ba"),
        ("fab", {"a": 0, "b": 1}, "abf"),
        ("abf", {"a": 0, "b": 4}, "afb"),
        ("ab", {"gone": 0, "b": 0}, "ba"),
    ],
)
def test_ranked_layers_go_to_their_rank_and_the_others_fill_the_gaps(current, wanted, then):
    assert "".join(arranged(list(current), wanted)) == then


@unhurried
@given(CHAINS, RANKS)
def test_no_layer_is_lost_or_doubled(current, wanted):
    assert sorted(arranged(current, wanted)) == sorted(current)


@unhurried
@given(CHAINS, RANKS.map(distinct))
def test_what_is_arranged_stays_arranged(current, wanted):
    once = arranged(current, wanted)
    assert arranged(once, wanted) == once


@unhurried
@given(CHAINS, RANKS.map(distinct))
def test_ranks_order_the_ranked_and_the_others_keep_their_order(current, wanted):
    then = arranged(current, wanted)
    ranked = [id_ for id_ in then if id_ in wanted]
    assert ranked == sorted(ranked, key=wanted.__getitem__)
    others = [id_ for id_ in current if id_ not in wanted]
    assert [id_ for id_ in then if id_ not in wanted] == others


@unhurried
@given(CHAINS, RANKS.map(distinct))
def test_a_layer_stands_exactly_at_its_rank_unless_that_is_past_the_end(current, wanted):
    then = arranged(current, wanted)
    present = [id_ for id_ in current if id_ in wanted]
    if all(wanted[id_] < len(current) for id_ in present):
        assert all(then.index(id_) == wanted[id_] for id_ in present)


@unhurried
@given(CHAINS, st.data())
def test_reading_a_chain_finds_a_wrong_order_and_nothing_in_a_right_one(order, data):
    ranks = data.draw(st.lists(st.integers(0, 20), min_size=len(order), max_size=len(order)))
    wanted = distinct(dict(zip(sorted(order), ranks, strict=True)))
    order = [id_ for id_ in order if id_ in wanted]
    held, found = {}, False
    for id_ in data.draw(st.permutations(order)):
        held[id_] = wanted[id_]
        found |= standing(id_, order, held) != wanted[id_]
    assert found is (order != sorted(order, key=wanted.__getitem__))


@pytest.mark.parametrize(
    ("order", "held", "id_", "rank"),
    [
        ("ab", {"a": 0, "b": 1}, "b", 1),
        ("b", {"a": 0, "b": 1}, "b", 1),
        ("fab", {"a": 0}, "a", 1),
        ("ba", {"a": 0, "b": 1}, "a", 1),
        ("ba", {"a": 0, "b": 1}, "b", 1),
        ("ba", {"a": 2, "b": 5}, "a", 6),
        ("ba", {"a": 2, "b": 5}, "b", 0),
        ("ab", {"a": 2, "b": 5}, "b", 5),
    ],
)
def test_only_a_layer_that_stands_wrong_has_another_rank(order, held, id_, rank):
    assert standing(id_, list(order), held) == rank


def test_the_latest_claim_to_a_rank_wins_it():
    claims = Claims()
    claims.claim("old", 0)
    claims.claim("new", 0)
    assert claims.wanted == {"new": 0}
    claims.release("new")
    claims.release("never there")
    assert claims.wanted == {}

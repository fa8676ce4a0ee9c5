import keyword
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_scaling.adopt.naming import RESERVED, Wish, identifier, unique, without

NAMES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["Ops", "ops", "OPS", "ops 2", "ops_2", "class", "print", "", "🔥", "24x7", "é"]
    ),
    st.sampled_from(sorted(RESERVED)),
)
WORDS = st.sampled_from(["schedule", "policy", "member"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Payments", "payments"),
        ("Payments: first line!", "payments_first_line"),
        ("  on-call / EU  ", "on_call_eu"),
        ("Büro Köln ß", "buro_koln_ss"),
        ("Łódź", "lodz"),
        ("\uff26\uff55\uff4c\uff4c", "full"),
        ("\u0130zmir", "izmir"),
        ("x\u0301\u0301 \u0301", "x"),
        ("決済", "決済"),
        ("हिन्दी", "हिन्दी"),
        ("🔥", ""),
        ("___", ""),
        ("24x7", "24x7"),
        ("a" * 60, "a" * 40),
        ("word " * 20, "word_word_word_word_word_word_word_word"),
        ("x\n; import os", "x_import_os"),
    ],
)
def test_a_name_reads_as_people_say_it(name, expected):
    assert identifier(name) == expected


@given(st.lists(st.tuples(NAMES, WORDS), max_size=12))
def test_names_are_valid_unique_and_always_the_same(asked):
    wishes = [Wish(str(index), name, word) for index, (name, word) in enumerate(asked)]
    names = unique(wishes)
    assert len(set(names.values())) == len(wishes)
    for name in names.values():
        assert name.isidentifier()
        assert not keyword.iskeyword(name)
        assert name not in RESERVED or name in {"schedule", "policy", "member"}
        # Python reads identifiers normalized: two spellings of one must not pass for two.
        assert unicodedata.normalize("NFKC", name) == name
        assert name.casefold() == name
    assert unique(wishes) == names


def named(*pairs):
    wishes = [Wish(f"{index}", name, word) for index, (name, word) in enumerate(pairs)]
    return list(unique(wishes).values())


def test_what_is_shared_says_its_kind():
    assert named(("Payments", "schedule"), ("Payments", "policy")) == [
        "payments_schedule",
        "payments_policy",
    ]
    assert named(("Pay policy", "policy"), ("Pay policy", "schedule")) == [
        "pay_policy",
        "pay_policy_schedule",
    ]


def test_nobody_loses_a_name_to_a_number():
    made = dict(
        zip(
            "abc",
            named(("Ops", "schedule"), ("ops", "schedule"), ("ops 2", "schedule")),
            strict=True,
        )
    )
    assert sorted(made.values()) == ["ops", "ops_2", "ops_3"]


def test_words_are_not_said_twice():
    assert without("payments", "payments_weekly") == "weekly"
    assert without("payments", "payments") == ""
    assert without("pay", "payments") == "payments"

"""What people are called."""

import pytest

from pulumi_scaling.review.directory import Directory, Person
from pulumi_scaling.review.names import Names

from .by_hand import FIVE, changed, mail, rows


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ("ada@example.com", "Ada"),
        ("ada.lovelace@example.com", "Ada Lovelace"),
        ("anne-marie@example.com", "Anne-marie"),
        ("McKay@example.com", "McKay"),
        ("usr_123", "usr_123"),
        ("@example.com", "@example.com"),
    ],
)
def test_an_address_is_a_name_before_the_at(person, name):
    assert Names([person], {})(person) == name


def test_two_alike_are_called_by_their_addresses():
    both = ["ada@example.com", "ada@other.example.com"]
    called = Names([*both, "ben@example.com"], {})
    assert [called(each) for each in both] == both
    assert called("ben@example.com") == "Ben"


def test_a_name_that_is_known_comes_before_the_address_and_the_teams_before_the_accounts():
    directory = Directory(people={mail("ada"): Person(name="Ada L.")})
    account = {mail("ada"): "Countess", mail("cho"): "Cho Chang"}
    found = changed(
        FIVE, ("ada", "fil", "ben", "cho", "dov", "eva"), directory=directory, names=account
    )
    assert {"Ada L.", "Cho Chang", "Fil"} <= set(rows(found))


def test_initials_tell_nobody_an_address_and_everybody_apart():
    people = ["ada@example.com", "ann@example.com", "ben.x@example.com", "ann@other.example.com"]
    called = Names(people, {}, initials=True)
    assert [called(each) for each in people] == ["Ad.", "A. 1", "B. X.", "A. 2"]


def test_a_review_of_initials_has_no_name_and_no_address():
    found = changed(FIVE, ("ada", "fil", "ben", "cho", "dov", "eva"), initials=True)
    told = " ".join([*map(str, found.verdict.lines), *map(str, found.hints), *rows(found)])
    assert "Ada" not in told
    assert "@" not in told
    assert "A. → C." in told

"""`on-call.toml`: what a team can say, and how it is told what it cannot."""

from datetime import date, datetime, timezone
from zoneinfo import ZoneInfo

import pytest

from pulumi_scaling.errors import ConfigError
from pulumi_scaling.review.directory import RULES, Directory
from pulumi_scaling.review.on_call_file import directory_at, directory_in, rules_in
from pulumi_scaling.rota import Promise

WHOLE = """
fail-on = ["gap", "refused"]
[people."Ada@example.com"]
name = "Ada"
zone = "Asia/Tokyo"
away = [{from = 2026-12-21, to = 2026-12-27}]
[schedules."Payments primary"]
cover = "24x7"
silence = ["Sat–Sun", {from = 2026-12-24T18:00:00Z, to = 2026-12-26T06:00:00Z}]
[schedules."Office"]
cover = "Mon–Fri 09:00–18:00 Europe/Paris"
[holidays]
2026-12-25 = "Christmas"
[rules]
notice = 7
share = 0.4
gap = false
back-to-back = true
nights-in-a-row = 14
"""


def test_all_of_it():
    found = directory_in(WHOLE)
    ada = found.person("ada@EXAMPLE.com")
    assert (ada.name, ada.zone) == ("Ada", ZoneInfo("Asia/Tokyo"))
    # A day is meant whole, on the clock of the person.
    assert ada.away[0].start == datetime(2026, 12, 20, 15, tzinfo=timezone.utc)
    assert ada.away[0].end == datetime(2026, 12, 27, 15, tzinfo=timezone.utc)
    pledge = found.pledge("Payments primary")
    assert pledge.cover == Promise.parse("24x7")
    assert (len(pledge.silence), len(pledge.pauses)) == (1, 1)
    assert found.pledge("Office").cover == Promise.parse("Mon-Fri 09:00-18:00 Europe/Paris")
    assert found.holidays == {date(2026, 12, 25): "Christmas"}
    assert (found.rules.notice, found.rules.share, found.rules.gap) == (7, 0.4, False)
    assert (found.rules.back_to_back, found.rules.nights_in_a_row) == (True, 14)
    assert found.fail_on == ("gap", "refused")


def test_nothing_is_said_of_whom_nobody_spoke():
    assert directory_in("") == Directory()
    assert Directory().person("ada@example.com").name is None


def test_holidays_may_be_days_alone():
    assert directory_in("holidays = [2026-12-25]").holidays == {date(2026, 12, 25): "a holiday"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("peple = 1", "the file has no 'peple'; did you mean 'people'?"),
        ('[people."ada@example.com"]\nzon = "UTC"', "has no 'zon'; did you mean 'zone'?"),
        ('[people."ada@example.com"]\nzone = "Europe/Pariss"', "did you mean 'Europe/Paris'?"),
        ('[people."ada@example.com"]\nname = 3', "name is a text, not 3"),
        ("[people.ada]", "people are called by their e-mail"),
        ('[people."a@example.com"]\naway = [{from = 2026-12-27, to = 2026-12-21}]', "looks like"),
        ('[schedules."P"]\ncovr = "24x7"', "did you mean 'cover'?"),
        (
            '[schedules."P"]\ncover = "sometimes"',
            "cover: 'sometimes': 'sometimes' is neither days, nor hours",
        ),
        ('[schedules."P"]\ncover = "Mon 09:00-25:00"', "no clock shows 09:00-25:00"),
        (
            '[schedules."P"]\ncover = "Mon–Fri 09:00–18:00 Europe/Nowhere"',
            "is neither days, nor hours, nor a time zone",
        ),
        ("[rules]\nhandof-now = true", "did you mean 'handoff-now'?"),
        ("[rules]\ngap = 3", "[rules] gap is true or false, not 3"),
        ("[rules]\nnotice = -1", "notice is a whole number, true or false, not -1"),
        ("[rules]\nshare = 40", "share is a share such as 0.5, true or false, not 40"),
        ('fail-on = ["gaps"]', "fail-on: 'gaps' is no rule; did you mean 'gap'?"),
        ("holidays = [1]", "holidays: 1 is no day, such as 2026-12-25"),
        ("people = 3", "[people] is a table, not 3"),
        ("= 1", "is no TOML"),
    ],
)
def test_what_is_wrong_is_told_with_what_is_meant(text, sentence):
    with pytest.raises(ConfigError) as refused:
        directory_in(text)
    assert sentence in str(refused.value)


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(ConfigError) as refused:
        directory_in("peple = 1\n[rules]\nnotce = 2")
    assert len(str(refused.value).splitlines()) == 2


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"on-call\.toml cannot be read: No such file"):
        directory_at(tmp_path / "on-call.toml")
    (tmp_path / "on-call.toml").write_text(WHOLE)
    assert directory_at(tmp_path / "on-call.toml") == directory_in(WHOLE)


def test_without_a_reader_of_toml_the_way_out_is_said(monkeypatch):
    def missing(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr("pulumi_scaling.toml_reader.import_module", missing)
    with pytest.raises(ConfigError, match="add the package tomli"):
        directory_in("")


def test_rules_are_named_on_the_command_line_as_in_the_file():
    assert rules_in("gap, refused,gap") == ("gap", "refused")
    assert rules_in(RULES) == RULES
    with pytest.raises(ConfigError, match="did you mean 'handoff-now'"):
        rules_in("handof")

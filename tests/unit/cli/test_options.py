"""What is wrong with an option is said in one line: no traceback, no page of options before it."""

from pathlib import Path

import pytest

from pulumi_scaling.cli import main

PLAN = Path(__file__).parents[1] / "review" / "recorded" / "joins.json"
OF_A_PLAN = f"rota --preview {PLAN}"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("on-call P --at 2026-12-01", "2026-12-01T09:00+01:00 or 2026-12-01T09:00Z"),
        ("on-call P --at 2026-12-01T10:30", "2026-12-01T10:30+01:00 or 2026-12-01T10:30Z"),
        ("on-call P --at 2026-12-32", "'2026-12-32' is no instant"),
        ("simulate --port abc", "abc is no port, which go from 0 to 65535"),
        ("rota --weeks abc", "abc weeks cannot be shown: 1 to 520 can"),
        ("rota --weeks -3", "-3 weeks cannot be shown"),
        ("review --weeks abc", "'abc' is not what it takes"),
        ("rota --format xx", "invalid choice: 'xx'"),
        ("rota --preview words", "--preview words cannot be read: it is no text"),
        ("rota --preview missing", "--preview missing cannot be read: No such file"),
        (f"{OF_A_PLAN} --zone Europe", "--zone 'Europe' is no zone"),
        (f"{OF_A_PLAN} --from 2026-02-30", "'2026-02-30' is no day"),
        (f"{OF_A_PLAN} --out words", "words cannot be written: "),
        (f"{OF_A_PLAN} --from 2026-12-01T09:00", "with an offset or Z: 2026-12-01T09:00+01:00"),
        ("simulate --host nowhere.invalid", "Give a --host of this machine"),
        ("simulate --seed missing", "the seed missing cannot be read"),
        ("simulate --data words", "words cannot be used"),
        ("simulate --switch abc", "there is no switch 'abc'"),
        ("adopt --out words", "words is a file; --out names the folder of the program"),
        ("adopt --fill a.json --by-team", "--by-team says how a program is written"),
        ("adopt --fill a.json --members --separate", "--members and --separate say how"),
        ("adopt --fill a.json --preview words", "words cannot be read: it is no JSON"),
        ("adopt --fill a.json --preview missing", "missing cannot be read: No such file"),
        ("doctor --stak dev", "unrecognized arguments: --stak dev"),
    ],
)
def test_one_line_says_what_is_wrong(at, capfd, line, told):
    at.joinpath("words").write_bytes(b"\xff\xfe\x00not text")
    try:
        code = main(line.split())
    except SystemExit as left:
        code = left.code
    _, err = capfd.readouterr()
    assert told in err
    assert (code != 0, err.count("\n"), "usage:" in err) == (True, 1, False)

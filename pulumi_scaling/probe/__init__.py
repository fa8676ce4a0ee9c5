"""Which API an account speaks: every guess of the contract held against what it answers.

`asks` say what may be sent, `looks` what came back, `aspects` what that tells of a guess;
`verdicts` sum it up, and `report`, `screen` and a file of switches say it. What was seen of an
account stays in memory: beyond `looks` there are only words of ours.
"""

"""Taking over what exists: from a living account to a program, and to the proof of no change.

Reads the account, never writes to it. Knows the core and the declarations; Pulumi is a command it
runs, and the one thing of the provider it needs, how it is written down in a stack, is in
`serialized`.
"""

"""From CATALOG to what is derived from it: typed classes, exports, tables in the docs.

`make generate` writes, `python -m pulumi_scaling.codegen --check` only compares.
"""

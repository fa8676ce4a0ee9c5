"""The exports of the package: `pulumi_scaling/__init__.py`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pulumi_scaling import errors
from pulumi_scaling.model import Kind

from .types import typed_dicts

__all__ = ["package_module"]

HEADER = '''"""On-call as code for Scaling, in typed Python programs run by Pulumi.

```python
import pulumi_scaling as scaling

primary = scaling.Schedule("primary", name="Primary", timezone="Europe/Paris")
```

The names a program writes, and nothing else. GENERATED from the declarations: `make generate`.
"""
'''


def package_module(catalog: Iterable[Kind], found: Mapping[str, Iterable[str]]) -> str:
    """The whole text of the module."""
    classes: list[str] = []
    for kind in catalog:
        classes += [kind.name, *(name for name, _, _ in typed_dicts(kind))]
    modules = {**found, ".dynamic.resources": classes, ".errors": errors.__all__}
    groups = [(module, sorted(set(names))) for module, names in sorted(modules.items())]
    text = HEADER
    for module, names in groups:
        if names:
            listed = "".join(f"    {name},\n" for name in names)
            text += f"\nfrom {module} import (\n{listed})"
    exported = sorted(name for _, names in groups for name in names)
    return text + "\n\n__all__ = [\n" + "".join(f'    "{name}",\n' for name in exported) + "]\n"

"""The files of an adopted program: one, or one a team."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pulumi_scaling.origin import requirement

from .everybody import named_in
from .found import Found, Key
from .grouping import Group, grouped
from .importing import import_file
from .naming import Wish, unique
from .source import WIDTH, remark
from .writing import Names, lookup, named, statement

__all__ = ["Style", "files"]

OPENING: Final = '"""Who is on call, and who is woken when nobody answers."""'
GUARD: Final = """\
# All of this was there before the program: nothing here may be deleted by an edit alone.
protected = pulumi.ResourceOptions(protect=True)"""

WHERE: Final = "# Where this was installed from. Other ways: sdk-docs/guides/installing.md"

YAML_WORDS: Final = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})
"""What YAML would not take for a name."""


@dataclass(frozen=True)
class Style:
    """How the program is to be written."""

    project: str
    protected: bool = True
    by_team: bool = False


def files(found: Sequence[Found], elsewhere: Mapping[Key, str], style: Style) -> dict[str, str]:
    """Every file by its path; the same account gives the same bytes."""
    writer = _Writer(found, named(found, elsewhere), elsewhere, style)
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", style.project)
    project = style.project
    if not plain or project.casefold() in YAML_WORDS:
        project = json.dumps(project)
    return {
        **(writer.several() if style.by_team else {"__main__.py": writer.single()}),
        "Pulumi.yaml": f"name: {project}\n"
        "description: On-call schedules and escalation policies\nruntime: python\n",
        "requirements.txt": f"{WHERE}\n{requirement()}\n",
        "import.json": import_file(found, writer.names.resources),
    }


class _Writer:
    """Puts statements into files."""

    def __init__(
        self, found: Sequence[Found], names: Names, elsewhere: Mapping[Key, str], style: Style
    ) -> None:
        self.names = names
        self._elsewhere = elsewhere
        self._style = style
        self._people = {
            one.id: names.variables[one.key] for one in found if one.kind.natural_key == "email"
        }
        self._families: dict[Key, list[Found]] = {}
        for one in found:
            self._families.setdefault(one.top, []).append(one)
        self._groups = grouped(found)
        order = [one.key for group in self._groups for one in group.tops]
        self._place = {key: place for place, key in enumerate(order)}

    def single(self) -> str:
        """One file, a heading before each group."""
        blocks = [OPENING, self._imports()]
        blocks += [GUARD] if self._style.protected else []
        if self._elsewhere:
            blocks += ["# ---- Managed elsewhere\n" + "\n".join(self._lookups(self._elsewhere))]
        for group in self._groups:
            first, *others = self._blocks(group)
            blocks += [f"# ---- {remark(group.title) or 'Policy'}\n{first}", *others]
        return "\n\n".join(blocks) + "\n"

    def several(self) -> dict[str, str]:
        """A module a team, in a package of its own, so that a team `json` hides nobody's json."""
        modules = unique(
            [Wish(place, group.module, "team") for place, group in enumerate(self._groups)],
            taken=["options", "elsewhere"] if self._style.protected else ["elsewhere"],
        )
        home = {
            self.names.variables[one.key]: modules[place]
            for place, group in enumerate(self._groups)
            for one in group.tops
        }
        made = {"teams/__init__.py": '"""One module a team."""\n'}
        for place, group in enumerate(self._groups):
            made[f"teams/{modules[place]}.py"] = self._module(group, home)
        if self._style.protected:
            made["teams/options.py"] = f'"""What all teams share."""\n\nimport pulumi\n\n{GUARD}\n'
        every = sorted(modules.values())
        listed = ", ".join(f'"{each}"' for each in every)
        exported = f"__all__ = [{listed}]"
        if len(exported) > WIDTH:
            exported = "__all__ = [\n" + "".join(f'    "{each}",\n' for each in every) + "]"
        made["__main__.py"] = f"{OPENING}\n\n{_from('teams', every)}\n\n{exported}\n"
        return made

    def _module(self, group: Group, home: Mapping[str, str]) -> str:
        mine = {self.names.variables[one.key] for one in group.tops}
        needed = self._needed(group)
        outside = {key: name for key, name in self._elsewhere.items() if key in needed}
        wanted: dict[str, set[str]] = {}
        for variable in self._mentioned(group) - mine:
            if variable in home:
                wanted.setdefault(f"teams.{home[variable]}", set()).add(variable)
        if self._style.protected:
            wanted["teams.options"] = {"protected"}
        title = remark(group.title) or "a policy"
        blocks = [f'"""On-call of {title}."""' if group.is_team else f'"""{title}."""']
        imports = ["import pulumi_scaling as scaling"]
        if wanted:
            imports += ["", *(_from(name, sorted(wanted[name])) for name in sorted(wanted))]
        blocks += ["\n".join(imports)]
        if outside:
            blocks += ["# Managed elsewhere\n" + "\n".join(self._lookups(outside))]
        return "\n\n".join([*blocks, *self._blocks(group)]) + "\n"

    def _imports(self) -> str:
        both = "import pulumi\nimport pulumi_scaling as scaling"
        return both if self._style.protected else "import pulumi_scaling as scaling"

    def _lookups(self, elsewhere: Mapping[Key, str]) -> Iterator[str]:
        for key, name in sorted(elsewhere.items(), key=lambda each: (each[1], each[0])):
            yield lookup(key, name, self.names)

    def _blocks(self, group: Group) -> list[str]:
        blocks = ["\n".join(map(self._said, self._families[one.key])) for one in group.tops]
        # A line a person, as in a list.
        return ["\n".join(blocks)] if group.tops[0].id in self._people else blocks

    def _said(self, one: Found) -> str:
        protected, later = self._style.protected, self._later(one)
        return statement(one, self.names, self._people, protected=protected, later=later)

    def _later(self, one: Found) -> set[Key]:
        """What it refers to and is not said yet: of objects in a ring, or itself."""
        place = self._place[one.top]
        late = {key for key in one.needs if self._place.get(key, -1) > place}
        return late if one.kind.parent else late | {one.key}

    def _needed(self, group: Group) -> set[Key]:
        family = [one for top in group.tops for one in self._families[top.key]]
        return {key for one in family for key in one.needs - self._later(one)}

    def _mentioned(self, group: Group) -> set[str]:
        family = [one for top in group.tops for one in self._families[top.key]]
        people = {each.casefold() for one in family for each in named_in(one)}
        found = {self._people[each] for each in people if each in self._people}
        variables = self.names.variables
        return found | {variables[key] for key in self._needed(group) if key in variables}


def _from(module: str, names: Sequence[str]) -> str:
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= WIDTH:
        return line
    return f"from {module} import (\n" + "".join(f"    {name},\n" for name in names) + ")"

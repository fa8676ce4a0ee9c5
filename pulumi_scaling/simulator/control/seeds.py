"""Worlds told as documents: organizations with their keys and people, and what they own.

`seed.schema.json` beside this file says what they may hold.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from os import PathLike
from pathlib import Path
from typing import Any, cast

import jsonschema_rs
import yaml

from pulumi_scaling.simulator.contract import Refusal, SchemaFailure
from pulumi_scaling.simulator.control import defaults
from pulumi_scaling.simulator.control.gardener import BadSeed, Gardener
from pulumi_scaling.simulator.world import NameTaken, Row, World


@lru_cache(maxsize=1)
def _schema() -> jsonschema_rs.Validator:
    text = (
        resources.files(__name__.rpartition(".")[0]).joinpath("seed.schema.json").read_text("utf-8")
    )
    return jsonschema_rs.Draft202012Validator(json.loads(text), validate_formats=True)


def read(seed: Mapping[str, Any] | str | PathLike[str]) -> Mapping[str, Any]:
    """A seed given as a document, or as the path of a YAML or JSON file."""
    if isinstance(seed, Mapping):
        document: Any = seed
    else:
        try:
            document = yaml.safe_load(Path(seed).read_text("utf-8"))
        except OSError as missing:
            raise BadSeed(f"the seed {seed} cannot be read: {missing.strerror}") from missing
        except (yaml.YAMLError, UnicodeDecodeError) as garbled:
            raise BadSeed(f"the seed {seed} is no YAML: {garbled}") from garbled
    for error in _schema().iter_errors(document):
        where = "/".join(str(step) for step in error.instance_path)
        raise BadSeed(f"the seed is wrong at /{where}: {error.message}")
    return cast("Mapping[str, Any]", document)


def plant_first(world: World, seed: Mapping[str, Any] | None) -> None:
    """The world at its start: the default one and then the seed."""
    for document in (defaults.WORLD, seed):
        if document is not None:
            plant(world, document)


def plant(world: World, document: Mapping[str, Any]) -> Row:
    """Add what the document tells to the world; returns the ids of what was made, by kind."""
    planted: dict[str, list[str]] = {}
    try:
        for organization in read(document)["organizations"]:
            Gardener(world, organization["id"], planted).plant(organization)
    except (SchemaFailure, Refusal) as wrong:
        raise BadSeed(f"the seed tells what the API refuses: {wrong}") from wrong
    except NameTaken as taken:
        raise BadSeed(f"the seed repeats a name or id of the world's {taken}") from taken
    return planted

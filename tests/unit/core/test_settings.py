"""Which key and which address: the stack's config, then the environment."""

import pytest

from pulumi_scaling.core import Settings

KEY, URL = "SCALING_CLOUD_API_KEY", "SCALING_CLOUD_BASE_URL"


@pytest.mark.parametrize(
    ("config", "environment", "key", "key_from"),
    [
        ({}, {}, None, None),
        ({"scaling:apiKey": "c"}, {}, "c", "scaling:apiKey"),
        ({}, {KEY: "e"}, "e", KEY),
        ({"scaling:apiKey": "c"}, {KEY: "e"}, "c", "scaling:apiKey"),
        ({"scaling:apiKey": ""}, {KEY: "e"}, "e", KEY),
        ({"scaling:apiKey": None}, {KEY: "e"}, "e", KEY),
        ({}, {KEY: ""}, None, None),
    ],
)
def test_config_wins_and_what_is_empty_is_not_there(config, environment, key, key_from):
    settings = Settings.of(config, environment)
    assert (settings.api_key, settings.key_from) == (key, key_from)


def test_each_setting_is_chosen_by_itself():
    settings = Settings.of({"scaling:apiKey": "c"}, {KEY: "e", URL: "https://e"})
    assert (settings.api_key, settings.base_url) == ("c", "https://e")
    assert Settings.of({"scaling:baseUrl": "https://c"}, {URL: "https://e"}).base_url == "https://c"


@pytest.mark.parametrize(
    ("value", "force"), [("1", True), ("0", False), ("", False), ("yes", False)]
)
def test_only_a_1_forces(value, force):
    assert Settings.of({}, {"SCALING_CLOUD_FORCE": value}).force is force


def test_the_key_is_in_no_repr():
    assert "secret" not in repr(Settings(api_key="secret"))

"""The picture of the README shows what a preview prints."""

import re
from xml.etree import ElementTree as ET

from tools.picture import PICTURE, drawn, previewed

ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def shown(svg):
    """Lines of text and their colours, ids aside; the engine chooses who comes first."""
    drawing = ET.fromstring(svg)
    lines = [[(span.get("fill"), span.text) for span in line] for line in drawing if len(line)]
    return sorted(ID.sub("…", str(line)) for line in lines)


def test_it_is_the_run_that_it_shows(engine):
    assert shown(PICTURE.read_text()) == shown(drawn(previewed()))

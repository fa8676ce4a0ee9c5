"""The three ways of sdk-docs/guides/installing.md, each as the page says, and nothing downloaded.

What the package needs is linked into an environment beforehand, or lies in the folder as wheels.
"""

import hashlib
import re
import threading
import zipfile
from base64 import urlsafe_b64encode
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import metadata
from pathlib import Path

import pytest

from pulumi_scaling.version import VERSION
from tests.engine.environments import NAME, ROOT, Environment, build, must, required

# One worker makes what they share, once.
pytestmark = [pytest.mark.xdist_group("installing"), pytest.mark.long]

PAGE = (ROOT / "sdk-docs" / "guides" / "installing.md").read_text("utf-8")
EXAMPLES = ROOT / "examples"
IMPORT = "import pulumi_scaling as s; s.Schedule; print(s.__file__)"
TOLD = "from pulumi_scaling.origin import requirement; print(requirement())"


def shown(begins):
    """The line of the page that begins so: what is tried is what is shown."""
    (line,) = {line for line in PAGE.splitlines() if line.startswith(begins)}
    return line


def block_of(begins):
    """The commands of the page that begin so."""
    return next(
        block.strip()
        for block in re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
        if block.startswith(begins)
    )


def digest(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build(tmp_path_factory.mktemp("dist"))[0]


@pytest.fixture
def program(wheel, tmp_path):
    """The folder of a program, with the wheel where the page puts it."""
    folder = tmp_path / "program"
    (folder / "wheels").mkdir(parents=True)
    (folder / "wheels" / wheel.name).write_bytes(wheel.read_bytes())
    return folder


@pytest.fixture
def linked(tmp_path):
    """An environment with what the package needs, and without the package."""
    made = Environment(tmp_path / "venv")
    made.link(required(NAME))
    return made


def installed(made, at):
    """It is there, it works, and nothing of the checkout is what is found."""
    found = made.run("python", "-c", IMPORT, at=at).stdout.strip()
    assert Path(found).is_relative_to(made.packages)
    assert made.run("pulumi-scaling", "--version", at=at).stdout.strip() == VERSION
    made.pip("check")
    return made.run("python", "-c", TOLD, at=at).stdout.strip()


# ---------------------------------------------------------------- a wheel beside the program


def test_a_wheel_beside_the_program_is_installed_by_its_hash(program, linked, wheel):
    line = shown("file:wheels/")
    assert wheel.name in line
    listed = program / "requirements.txt"
    listed.write_text(line.replace("…", digest(wheel)) + "\n")
    linked.pip("install", "--no-index", "-r", listed.name, at=program)
    assert digest(wheel) in installed(linked, program)


def test_another_wheel_under_that_name_is_refused(program, linked):
    listed = program / "requirements.txt"
    listed.write_text(shown("file:wheels/").replace("…", "0" * 64) + "\n")
    said = linked.pip("install", "--no-index", "-r", listed.name, at=program, ok=False)
    assert "DO NOT MATCH THE HASHES" in said


def test_a_line_with_the_option_hash_asks_for_one_for_everything_that_is_needed(
    program, wheel, tmp_path
):
    for name in required(NAME):
        packed(metadata.distribution(name), program / "wheels")
    listed = program / "requirements.txt"
    line = shown("./wheels/pulumi_scaling-").replace("…", digest(wheel))
    assert line.startswith(f"./wheels/{wheel.name} --hash=sha256:")
    options = ("--no-index", "--find-links", "wheels", "--require-hashes", "-r", listed.name)
    assert block_of("pip install --no-index").endswith(" ".join(options))

    listed.write_text(line + "\n")
    empty = Environment(tmp_path / "empty")
    said = empty.pip("install", *options, at=program, ok=False)
    assert "all requirements must have their versions pinned" in said

    # As the page's own shell writes them.
    must("sh", "-c", block_of("for each in"), at=program)
    assert line in listed.read_text().splitlines()
    empty.pip("install", *options, at=program)
    installed(empty, program)


def packed(distribution, folder):
    """What is installed here, as the wheel it came from."""
    (tags,) = [re.findall(r"^Tag: (.*)", distribution.read_text("WHEEL"), re.MULTILINE)]
    name = re.sub(r"[-_.]+", "_", distribution.metadata["Name"])
    parts = [
        ".".join(dict.fromkeys(each)) for each in zip(*(t.split("-") for t in tags), strict=True)
    ]
    own = f"{name}-{distribution.version}.dist-info"
    record = ""
    with zipfile.ZipFile(
        folder / f"{name}-{distribution.version}-{'-'.join(parts)}.whl", "w"
    ) as archive:
        for file in distribution.files:
            here = Path(file.locate())
            made_here = file.name in {"INSTALLER", "REQUESTED", "direct_url.json", "RECORD"}
            if ".." in file.parts or "__pycache__" in file.parts or made_here:
                continue
            inside = file.as_posix()
            if file.parts[0].endswith(".dist-info"):
                inside = "/".join([own, *file.parts[1:]])
            data = here.read_bytes()
            archive.writestr(inside, data)
            sha = urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
            record += f"{inside},sha256={sha},{len(data)}\n"
        archive.writestr(f"{own}/RECORD", f"{record}{own}/RECORD,,\n")


# ---------------------------------------------------------------- the checkout, for examples


def test_no_example_but_the_one_with_the_wheel_says_more_than_its_checkout():
    listed = {file.parent.name: file.read_text() for file in EXAMPLES.glob("*/requirements.txt")}
    ours = {name: text.splitlines()[1] for name, text in listed.items()}
    zeros = shown("file:wheels/").replace("…", "0" * 64)
    assert ours.pop("pull-request") == zeros
    assert ours.pop("testing") == "-e ../..[simulator]"
    assert set(ours.values()) == {"-e ../.."}


def test_an_example_installs_in_its_place(linked):
    linked.link({"hatchling", "pytest"} | required("hatchling") | required("pytest"))
    linked.link(required(NAME, "simulator"))
    example = EXAMPLES / "testing"
    line = (example / "requirements.txt").read_text().splitlines()[1]
    # Without the `-e`, for which what builds it needs one more package, that is not here.
    path = line.removeprefix("-e ")
    linked.pip("install", "--no-index", "--no-build-isolation", path, at=example)
    installed(linked, example)


# ---------------------------------------------------------------- a git address


def test_a_git_address_is_installed_at_one_commit_and_tells_it(linked, tmp_path):
    # What builds it would come from an index; here it is linked.
    linked.link({"hatchling"} | required("hatchling"))
    bare = tmp_path / "on-call" / "pulumi-scaling.git"
    must("git", "clone", "--quiet", "--bare", ROOT, bare)
    commit = must("git", "rev-parse", "HEAD").strip()
    line = shown("pulumi-scaling @ git+")
    address = line.replace("https://git.example.com/", f"file://{tmp_path}/").replace("…", commit)
    assert address == f"pulumi-scaling @ git+file://{bare}@{commit}"
    # Without the name: older pips take none before an address without a host.
    url = address.partition(" @ ")[2]
    linked.pip("install", "--no-index", "--no-build-isolation", url)
    assert installed(linked, tmp_path) == address


# ---------------------------------------------------------------- a private index


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def index(tmp_path):
    """Serves folders of wheels as indexes; what it gives is an address by name of the index."""
    folder = tmp_path / "served"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def serve(name, *files):
        project = folder / name / "simple" / NAME
        project.mkdir(parents=True)
        for file in files:
            (project / file.name).write_bytes(file.read_bytes())
        links = [f'<a href="{f.name}#sha256={digest(f)}">{f.name}</a>' for f in files]
        (project / "index.html").write_text(f"<!DOCTYPE html><body>{''.join(links)}</body>")
        return f"http://127.0.0.1:{server.server_port}/{name}/simple/"

    yield serve
    server.shutdown()
    server.server_close()


@pytest.fixture
def strangers(tmp_path):
    """What somebody else put on a public index under the name, as the newest there is."""
    file = tmp_path / "pulumi_scaling-99.0-py3-none-any.whl"
    own = "pulumi_scaling-99.0.dist-info"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(f"{own}/METADATA", f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 99.0\n")
        archive.writestr(f"{own}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{own}/RECORD", "")
    return file


def test_a_private_index_is_the_only_one_that_is_asked(index, linked, wheel, tmp_path):
    ours = index("private", wheel)
    named = shown("--index-url https://")
    assert named == "--index-url https://packages.example.com/simple/"
    listed = tmp_path / "requirements.txt"
    listed.write_text(f"--index-url {ours}\n{shown('pulumi-scaling==')}\n")
    linked.pip("install", "-r", listed)
    installed(linked, tmp_path)


def test_beside_an_extra_index_the_strangers_version_wins_and_a_pin_alone_keeps_it_out(
    index, linked, wheel, strangers, tmp_path
):
    ours, public = index("private", wheel), index("public", strangers)
    both = ("--index-url", public, "--extra-index-url", ours)
    linked.pip("install", "--no-deps", *both, NAME)
    assert "99.0" in linked.pip("show", NAME)
    linked.pip("install", "--no-deps", *both, shown("pulumi-scaling=="))
    assert f"Version: {VERSION}" in linked.pip("show", NAME)

"""Virtual environments with no more in them than a test puts there, and nothing downloaded."""

import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
NAME = "pulumi-scaling"


class Environment:
    """A virtual environment with some distributions in it."""

    def __init__(self, folder):
        self.folder = folder
        self.bin = folder / "bin"
        must(sys.executable, "-m", "venv", "--without-pip", folder)
        (self.packages,) = folder.glob("lib/python*/site-packages")

    def link(self, names):
        for name in sorted(names):
            for file in metadata.distribution(name).files:
                if ".." in file.parts or "__pycache__" in file.parts:
                    continue  # scripts and what Python makes itself
                link = self.packages / file
                link.parent.mkdir(parents=True, exist_ok=True)
                if not link.exists():
                    link.symlink_to(Path(file.locate()).resolve())

    def pip(self, *words, at=ROOT, ok=True):
        words = (sys.executable, "-m", "pip", "--python", self.bin / "python", *words)
        return must(*words, at=at, env=settled(), ok=ok)

    def with_pip(self):
        """Put in pip, and the command of that name."""
        self.link({"pip"})
        command = self.bin / "pip"
        command.write_text(
            f"#!{self.bin / 'python'}\nimport sys\n"
            "from pip._internal.cli.main import main\nsys.exit(main())\n"
        )
        command.chmod(0o755)

    def install(self, file, *options):
        self.pip("install", "--quiet", "--no-index", "--no-deps", *options, file)
        self.pip("check")

    def run(self, program, *words, at, env=None, ok=True):
        done = subprocess.run(
            [self.bin / program, *words],
            cwd=at,
            env=env or {"PATH": f"{self.bin}:/usr/bin:/bin", "HOME": str(at)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode == 0) is ok, done.stdout + done.stderr
        return done


def must(*words, at=ROOT, env=None, ok=True):
    done = subprocess.run(
        [str(word) for word in words], cwd=at, env=env, capture_output=True, text=True, check=False
    )
    assert (done.returncode == 0) is ok, done.stdout + done.stderr
    return done.stdout if ok else done.stdout + done.stderr


def settled():
    """Without what this machine tells pip of indexes and folders: only what a test says counts."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    # An index on this machine is not asked through a proxy.
    kept |= {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    return kept | {"PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def build(folder):
    """The wheel and the sdist; the one made from the other, so that neither has what is its own."""
    must(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return wheel, sdist


def required(name, *extras):
    """What an installer would take along, by name; the package itself is not in it."""
    found, todo = set(), [(name, extras)]
    while todo:
        each, asked = todo.pop()
        for line in metadata.distribution(each).requires or ():
            one = Requirement(line)
            wanted = one.marker is None or any(
                one.marker.evaluate({"extra": extra}) for extra in (*asked, "")
            )
            if wanted and (one.name, *one.extras) not in found:
                found.add((one.name, *one.extras))
                todo.append((one.name, one.extras))
    return {name for name, *_ in found}

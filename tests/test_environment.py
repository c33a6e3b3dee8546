"""The three lists of dependencies agree, and the lock holds for everyone."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

CHECKOUT = Path(__file__).resolve().parents[1]
# What the course is asked to run on; the rest comes with the package itself.
ASKED_FOR = {"jupyterlab", "numpy", "matplotlib", "ipywidgets", "nbgrader", "pytest"}
# Only a benchmark compares with them, and they are large: nobody gets them unasked.
NOT_LOCKED = "peers"


@pytest.fixture(scope="module")
def project():
    text = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["project"]


@pytest.fixture(scope="module")
def extras(project):
    """From extra to its lines, without those that are installed by nobody unasked."""
    found = dict(project["optional-dependencies"])
    del found[NOT_LOCKED]
    return found


@pytest.fixture(scope="module")
def wanted(project, extras):
    """From name to version bounds, of the package and its extras."""
    lists = [project["dependencies"], *extras.values()]
    return dict(split(line) for lines in lists for line in lines)


@pytest.fixture(scope="module")
def conda():
    text = (CHECKOUT / "environment.yml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


@pytest.fixture(scope="module")
def locked():
    """From name to the lines of the lock that pin it."""
    lines = (CHECKOUT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = {}
    for line in lines:
        if not line.startswith("#"):
            pins.setdefault(split(line)[0], []).append(line)
    return pins


def split(line):
    name, bounds = re.fullmatch(r"([A-Za-z0-9._-]+)\s*(.*)", line).groups()
    return name.lower().replace("_", "-"), bounds


def test_conda_names_what_was_asked_for_with_the_bounds_of_the_package(conda, wanted):
    listed = dict(split(x) for x in conda["dependencies"] if isinstance(x, str))
    assert set(listed) == ASKED_FOR | {"python", "pip"}
    assert {name: listed[name] for name in ASKED_FOR} == {
        name: wanted[name] for name in ASKED_FOR
    }


def test_conda_asks_for_the_same_python(conda, project):
    assert f"python{project['requires-python']}" in conda["dependencies"]


def test_conda_installs_the_package_with_its_extras(conda, extras):
    (pip,) = [
        entry["pip"] for entry in conda["dependencies"] if isinstance(entry, dict)
    ]
    assert pip == [f"--editable .[{','.join(extras)}]"]
    assert (conda["name"], conda["channels"]) == ("nnlib", ["conda-forge"])


def test_lock_pins_every_dependency(locked, wanted):
    assert set(wanted) - set(locked) == set()


def test_lock_is_made_of_the_extras_and_leaves_peers_out(locked, project, extras):
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    assert re.findall(r"--extra (\w+)", makefile) == [*extras]
    peers = {split(line)[0] for line in project["optional-dependencies"][NOT_LOCKED]}
    assert peers & set(locked) == set()


def test_lock_holds_exact_versions_and_no_addresses(locked):
    form = r"[a-z0-9.-]+==[A-Za-z0-9.+!]+( ; [a-z_]+ .*)?"
    for line in (line for lines in locked.values() for line in lines):
        assert re.fullmatch(form, line), line
        assert "://" not in line
        assert "@" not in line


def test_lock_holds_what_builds_the_package(locked):
    assert "setuptools" in locked

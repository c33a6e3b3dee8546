"""The same promises on every Python: a set of tests, in an environment for each.

``python -m tests.matrix`` takes each further Python that it finds on the path or by
pyenv, from the lowest supported on, and the lowest supported libraries on the Python
that runs it. The set are the tests marked `every_python`. ``--all`` runs every solved
notebook as well. ``--debian DIR`` runs the set with the Python of Debian's unstable
suite, in a folder of its own that debootstrap makes (as root).
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLACES = ROOT / ".pythons"
LOWEST = ("numpy", "matplotlib", "ipywidgets")
# From 3.3 on it warns of what matplotlib called in those days.
OF_THEIR_TIME = ("pyparsing<3.3",)
MARK = "every_python"
SOLVED = "tests/test_notebooks.py::test_solved_notebook_runs_and_earns_every_point"
ASK = "import sys; print('%d.%d.%d' % sys.version_info[:3])"
UV = (sys.executable, "-m", "uv")
INSIDE = Path("course")
Version = tuple[int, ...]


def project() -> dict:
    """Return the table ``project`` of pyproject.toml."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["project"]


def promised() -> list[Version]:
    """Return the minor versions that the classifiers name, in order."""
    found = re.findall(r"Python :: (3)\.(\d+)", "\n".join(project()["classifiers"]))
    return sorted((int(major), int(minor)) for major, minor in found)


def lowest_libraries() -> list[str]:
    """Return requirements for the oldest libraries that are supported."""
    student = project()["optional-dependencies"]["student"]
    bounds = [re.match(r"([\w-]+)>=([\d.]+)", line) for line in student]
    bounds += [re.match(r"([\w-]+)>=([\d.]+)", x) for x in project()["dependencies"]]
    oldest = {bound[1]: bound[2] for bound in bounds}
    return [f"{name}=={oldest[name]}" for name in LOWEST]


def candidates() -> Iterator[Path]:
    """Yield every Python on the path, and every one that pyenv knows."""
    for folder in os.get_exec_path():
        yield from sorted(Path(folder).glob("python3*"))
    if shutil.which("pyenv"):
        asked = ["pyenv", "root"]
        root = subprocess.run(asked, capture_output=True, text=True, check=True)
        yield from sorted(Path(root.stdout.strip()).glob("versions/*/bin/python"))


def pythons() -> dict[Version, tuple[Version, Path]]:
    """Return, for each minor version, the newest Python that starts, and its path."""
    found: dict[Version, tuple[Version, Path]] = {}
    for path in candidates():
        version = version_of(path)
        if version >= promised()[0]:
            one, minor = (version, path), version[:2]
            found[minor] = max(found.get(minor, one), one)
    return found


def version_of(path: Path) -> Version:
    """Return the version of a Python, or an empty one if it is none or not started."""
    if not re.fullmatch(r"python3?(\.\d+)?", path.name):
        return ()
    try:
        asked = subprocess.run([path, "-c", ASK], capture_output=True, text=True)
    except OSError:
        return ()
    numbers = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)\s*", asked.stdout)
    return tuple(map(int, numbers.groups())) if numbers else ()


def environment(name: str, python: Path, replaced: Sequence[str] = ()) -> Path:
    """Make an environment from the lock file; return its Python."""
    own = PLACES / name / "bin" / "python"
    call(*UV, "venv", "--quiet", "--clear", "--python", python, PLACES / name)
    install = (*UV, "pip", "install", "--quiet", "--compile-bytecode", "--python", own)
    call(*install, "--requirement", "requirements.lock")
    call(*install, "--no-deps", "--no-build-isolation", "--editable", ".")
    if replaced:
        call(*install, *replaced)
    return own


def call(*words: object) -> None:
    """Run a program in the checkout; stop if it fails."""
    subprocess.run([str(word) for word in words], check=True, cwd=ROOT)


def marked() -> list[str]:
    """Return the files of the set; to read all others takes longer than to run it."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [
        str(f.relative_to(ROOT))
        for f in files
        if f"mark.{MARK}" in f.read_text("utf-8")
    ]


def passes(python: Sequence[object], everything: bool) -> bool:
    """Run the set with a Python; tell whether it passed."""
    flags = ["-m", "pytest", "-q", "-n", "3", "--dist", "loadgroup"]
    words = [*map(str, python), *flags, "-p", "no:cacheprovider"]
    chosen = [["-m", MARK, *marked()], *([[SOLVED]] if everything else [])]
    ended = [subprocess.run([*words, *some], cwd=ROOT) for some in chosen]
    return not any(one.returncode for one in ended)


def further(everything: bool) -> dict[str, bool]:
    """Run the set on every further Python, and with the oldest libraries."""
    found, here = pythons(), sys.version_info[:2]
    for version in promised():
        if version not in found and version != here:
            print(f"Python {dotted(version)} was not found: not run.", flush=True)
    results = {}
    for version, (whole, path) in sorted(found.items()):
        if version != here:
            print(f"Python {dotted(whole)}:", flush=True)
            own = environment(dotted(version), path)
            results[f"Python {dotted(whole)}"] = passes([own], everything)
    oldest = lowest_libraries()
    print(f"Python {dotted(here)} with {', '.join(oldest)}:", flush=True)
    own = environment("lowest", Path(sys.executable), [*oldest, *OF_THEIR_TIME])
    return results | {"lowest supported libraries": passes([own], everything)}


def dotted(version: Version) -> str:
    """Write a version."""
    return ".".join(map(str, version))


def debian(folder: Path, everything: bool) -> dict[str, bool]:
    """Run the set in a folder with the Python of Debian's unstable suite.

    Its packages are put there from outside, so nothing in it needs the network.
    """
    if not (folder / "usr/bin/python3").exists():
        wanted = "--include=python3,python3-venv"
        call("debootstrap", "--variant=minbase", wanted, "sid", folder, mirror())
    call("chroot", folder, "python3", "-m", "venv", "--clear", "/environment")
    own = Path("/environment/bin/python")
    version = subprocess.run(
        ["chroot", folder, own, "-c", ASK], capture_output=True, text=True, check=True
    ).stdout.strip()
    minor = version.rpartition(".")[0]
    packages = folder / f"environment/lib/python{minor}/site-packages"
    install = (*UV, "pip", "install", "--quiet", "--python-version", minor)
    call(*install, "--target", packages, "--requirement", "requirements.lock")
    for program in (packages / "bin").iterdir():
        started_by(own, program, folder / "environment/bin")
    copy = folder / INSIDE
    shutil.rmtree(copy, ignore_errors=True)
    call("git", "clone", "--quiet", ROOT, copy)
    inside = f"cd /{INSIDE} && exec {own} -m pip install -q --no-deps"
    enter = ("unshare", "--mount", "--fork", "sh", "-c", ENTER, "sh", folder)
    call(*enter, f"{inside} --no-build-isolation --no-index -e .")
    print(f"Python {version}:", flush=True)
    python = (*enter, f'cd /{INSIDE} && exec {own} "$@"', "sh")
    return {f"Python {version}": passes(python, everything)}


def started_by(python: Path, program: Path, folder: Path) -> None:
    """Copy a program of a package, so that it is started by another Python."""
    first, *rest = program.read_bytes().split(b"\n")
    if first.startswith(b"#!") and b"python" in first:
        first = f"#!{python}".encode()
    shutil.copy(program, folder)
    (folder / program.name).write_bytes(b"\n".join([first, *rest]))


# In a name space of its own: what is mounted is gone with the last process in it.
ENTER = (
    'mount --bind /proc "$1/proc" && mount --bind /dev "$1/dev" && '
    'folder=$1 && shift && exec chroot "$folder" sh -c "$@"'
)


def mirror() -> str:
    """Return the address of this machine's mirror of Debian."""
    lists = Path("/etc/apt").glob("sources.list*/*")
    files = [*lists, *Path("/etc/apt").glob("sources.list")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return re.search(r"https?://\S+/debian(?=/?\s)", text)[0]


def main() -> int:
    """Run the set everywhere; say what passed and what was not found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="all solved notebooks too")
    parser.add_argument("--debian", type=Path, metavar="DIR", help="only in DIR")
    asked = parser.parse_args()
    run = debian(asked.debian, asked.all) if asked.debian else further(asked.all)
    for name, passed in run.items():
        print(f"{name}: {'passed' if passed else 'FAILED'}", flush=True)
    return 0 if all(run.values()) else 1


if __name__ == "__main__":
    sys.exit(main())

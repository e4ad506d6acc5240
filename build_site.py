#!/usr/bin/env python3
"""The door to Factdesk: makes ready what is missing, then hands over.

    python3 build_site.py [COMMAND …]      any command of `factdesk`; without one, `build`
    python3 build_site.py test [OPTION …]  the test-suite; the options are pytest's

It needs Python 3.11 and nothing else. Where the running Python already has the pinned versions,
nothing is made. Otherwise `.venv` is made beside this file, once: by uv where there is one, else
by venv and pip, always from the hashes in requirements.txt. It is made anew when it no longer
fits, or when making it was interrupted.
"""
# Only syntax that Python 3.6 can read stands in this file, so that an old Python gets as far as
# the sentence below, and not to a SyntaxError.

import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "Factdesk needs Python 3.11 or newer, and this is Python {}.{}: install a newer one and "
        "start this file with it, for example `python3.13 build_site.py`.\n".format(
            *sys.version_info[:2]
        )
    )
    sys.exit(2)

import hashlib
import importlib.metadata
import importlib.util
import json
import os
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = VENV / ".factdesk-lock"  # the first file in a .venv of ours, and never removed from it
STAMP = VENV / ".factdesk-made.json"  # the last one: what the .venv was made from

# The Python outside of any virtual environment, which a .venv is made from and leads back to.
BASE_PYTHON = os.path.realpath(getattr(sys, "_base_executable", sys.executable))

RUNTIME = HERE / "requirements.txt"
TESTS = HERE / "tests" / "requirements.txt"  # the runtime's pins, and those of tests and linters
PROJECT = HERE / "pyproject.toml"
# A site that `factdesk init` started holds neither the package nor its tests: there the program
# is itself one of the requirements.
IS_CHECKOUT = (HERE / "factdesk" / "__init__.py").is_file()

# Set for what is handed over to, so that it does not look at everything again.
READY = "FACTDESK_ENVIRONMENT_READY"

NO_INSTALLER = (
    "Setting up needs uv, or Python's venv module with pip: on Debian and Ubuntu install "
    "python3-venv (`sudo apt install python3-venv`), elsewhere install uv; then start again."
)


class SetupError(Exception):
    """What stands in the way, and what to do about it, in words for an editor."""


class InstallerFailed(Exception):
    """An installer's last words, and the first line in which it speaks of an error."""

    def __init__(self, lines: Sequence[str]) -> None:
        telling = [line for line in lines[:-6] if re.search("(?i)error|mismatch|ensurepip", line)]
        shown = [*telling[:1], *lines[-6:]]
        super().__init__("".join(f"    {line.rstrip():.160}\n" for line in shown))


def main(arguments: Sequence[str]) -> int:
    """Make ready, hand over, and return the exit status (2: it could not be made ready)."""
    # The host and the theme print banners about a coming major version, which tell editors nothing.
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    os.environ["DISABLE_MKDOCS_2_WARNING"] = "true"
    testing = arguments[:1] == ["test"]
    try:
        make_ready(TESTS if testing else RUNTIME, arguments)
    except SetupError as error:
        say(str(error))
        return 2
    except KeyboardInterrupt:
        say("Stopped. The next run begins afresh.")
        return 130
    if str(HERE) not in sys.path:  # as under `python -P`
        sys.path.insert(0, str(HERE))
    if IS_CHECKOUT and Path(sys.prefix).resolve() != VENV:
        announce_checkout()
    return run_tests(arguments[1:]) if testing else run_program(arguments)


def run_program(arguments: Sequence[str]) -> int:
    """Run the program on the site that this file lies in, from whatever folder it is called."""
    # Paths among the arguments mean what they mean to the caller's shell, so the working folder
    # stays as it is, and only the place of the site's configuration is told.
    os.environ.setdefault("FACTDESK_CONFIG_FILE", str(HERE / "mkdocs.yml"))
    from factdesk.cli import main as factdesk

    factdesk(arguments)
    return 0


def run_tests(options: Sequence[str]) -> int:
    """Run pytest in the repository's folder, and tell it which browser there is."""
    import pytest

    sys.path.insert(0, str(TESTS.parent))
    from support.browser import find_browser

    os.chdir(HERE)
    browser = find_browser()
    if browser:
        os.environ["CHROME_PATH"] = browser
    return int(pytest.main(list(options)))


def say(text: str) -> None:
    """Tell the person; never on standard output, which belongs to the command."""
    print(text, file=sys.stderr, flush=True)


# --- Is everything here? -------------------------------------------------------------------------


def make_ready(wanted: Path, arguments: Sequence[str]) -> None:
    """Return where the running Python can do it; otherwise go on in `.venv`, and never return."""
    if not wanted.is_file():
        raise SetupError(
            "This repository has no test-suite; `python3 build_site.py check` checks the claims."
            if wanted == TESTS
            else "requirements.txt is missing beside build_site.py: restore it, then start again."
        )
    inside = Path(sys.prefix).resolve() == VENV
    if os.environ.pop(READY, None) == str(wanted) and inside:
        return
    if unmet_pin(wanted) is None:
        return
    if inside:  # step out before the folder that this Python runs from is renewed
        hand_over(BASE_PYTHON, arguments)
    if reason_to_make(wanted):
        set_up(wanted)
    os.environ[READY] = str(wanted)
    hand_over(str(VENV_PYTHON), arguments)


def hand_over(python: str, arguments: Sequence[str]) -> NoReturn:
    """Run this file with another Python, in place of this one."""
    command = [python, str(HERE / "build_site.py"), *arguments]
    if os.name == "nt":  # exec there returns to the prompt while the program still runs
        try:
            sys.exit(subprocess.run(command, check=False).returncode)
        except KeyboardInterrupt:
            sys.exit(130)
    os.execv(python, command)


def unmet_pin(requirements: Path) -> "str | None":
    """What the running Python lacks of the pinned packages, if anything."""
    for name, versions in pins(requirements).items():
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            if None in versions:
                continue
            return f"{name} is missing"
        if found not in versions:
            return f"{name} is {found}"
    return None


def pins(requirements: Path) -> "dict[str, set[str | None]]":
    """The versions that a requirements file pins, by package.

    A package pinned under a condition (for one operating system, say) may be absent, which None
    stands for, and may be pinned to several versions. Conditions are the installer's business: a
    Python that was filled from this file, by whatever installer, has obeyed them.
    """
    found: dict[str, set[str | None]] = {}
    for line in requirements.read_text(encoding="utf-8").splitlines():
        pin = re.match(r"([\w.-]+)==([^\s;]+)(\s*;)?", line)
        wheel = re.match(r"[^#\s]*?([\w.]+)-([^-/\s]+)(?:-[^-/\s]+){3,4}\.whl\b", line)
        if pin:
            found.setdefault(pin[1], set()).update([pin[2], None] if pin[3] else [pin[2]])
        elif wheel:
            found[wheel[1]] = {wheel[2]}
    return found


def announce_checkout() -> None:
    """Let MkDocs find the plugin in a Python in which the checkout is not installed.

    MkDocs finds plugins through the metadata of installed packages. In `.venv` the checkout is
    installed as editable, so that `mkdocs build` works there natively. A Python that merely has
    the right packages is told of the checkout for as long as this process lives.
    """
    import tomllib

    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    with suppress(importlib.metadata.PackageNotFoundError):
        if importlib.metadata.version(project["name"]) == project["version"]:
            return
    lines = []
    for group, entries in project["entry-points"].items():
        lines += [f"[{group}]", *(f"{name} = {target}" for name, target in entries.items())]
    texts = {
        "METADATA": "Name: {name}\nVersion: {version}\n".format(**project),
        "entry_points.txt": "\n".join(lines),
    }

    class Checkout(importlib.metadata.Distribution):
        def read_text(self, filename: str) -> "str | None":
            return texts.get(filename)

        def locate_file(self, path: "str | os.PathLike[str]") -> Path:
            return HERE / path

    class Finder:
        def find_spec(self, *_: object) -> None:
            """Nothing to import here: the checkout is on sys.path."""

        def find_distributions(
            self, context: importlib.metadata.DistributionFinder.Context
        ) -> list[Checkout]:
            return [Checkout()] if context.name in (None, project["name"]) else []

    sys.meta_path.insert(0, Finder())


# --- Making .venv --------------------------------------------------------------------------------


def reason_to_make(wanted: Path) -> "str | None":
    """Why `.venv` cannot be used as it is, or None."""
    content = {entry.name for entry in VENV.iterdir()} if VENV.exists() else set()
    if content <= {LOCK.name}:
        return "first use"
    try:
        made = json.loads(STAMP.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        if LOCK.name in content:
            return "the last set-up was interrupted"
        raise SetupError(
            "The folder .venv was not made by build_site.py, so it is left alone. Rename or remove "
            "it; or activate it and install requirements.txt into it. Then start again."
        ) from None
    if made["folder"] != str(VENV):
        return "the folder has moved"
    if made["python"] != identity(made["python"]["path"]) or not VENV_PYTHON.exists():
        return "its Python has changed or is gone"
    for name, digest in sources(wanted).items():
        if made["sources"].get(name) != digest:
            return f"{name} {'has changed' if name in made['sources'] else 'is wanted too'}"
    if not set(made["packages"]) <= set(installed()):
        return "its packages were changed"
    return None


def sources(wanted: Path) -> dict[str, str]:
    """The files that decide what is in `.venv`, each with a hash of what counts in it."""
    content = {file: file.read_bytes() for file in (RUNTIME, wanted)}
    if IS_CHECKOUT:  # the configuration of tools, at its end, changes nothing
        content[PROJECT] = PROJECT.read_bytes().partition(b"\n[tool.")[0]
    return {
        file.relative_to(HERE).as_posix(): hashlib.sha256(counts).hexdigest()
        for file, counts in content.items()
    }


def identity(python: str) -> dict[str, "str | int"]:
    """What changes when a Python is upgraded in its place; its path alone when it is gone."""
    try:
        status = Path(python).stat()
    except OSError:
        return {"path": python}
    return {"path": python, "bytes": status.st_size, "changed_ns": status.st_mtime_ns}


def installed() -> list[str]:
    """What is installed in `.venv`: the names of the metadata folders, which carry the versions."""
    packages = "Lib/site-packages" if os.name == "nt" else "lib/python3.*/site-packages"
    return sorted(folder.name for folder in VENV.glob(f"{packages}/*.dist-info"))


def set_up(wanted: Path) -> None:
    """Make `.venv` from the pinned requirements, or add the tests' ones to it."""
    try:
        with locked() as lock:
            reason = reason_to_make(wanted)
            if reason is None:  # another run did it while this one waited
                return
            say(f"Setting up .venv ({reason}). This takes up to a minute, once.")
            started = time.monotonic()
            addition = wanted == TESTS and reason_to_make(RUNTIME) is None
            STAMP.unlink(missing_ok=True)
            install(wanted, lock, addition=addition)
            made = {
                "folder": str(VENV),
                "python": identity(BASE_PYTHON),
                "sources": sources(wanted),
                "packages": installed(),
            }
            STAMP.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
            say(f"Ready after {time.monotonic() - started:.0f} s.")
    except OSError as error:
        raise SetupError(
            f"The folder .venv cannot be set up: {error.strerror}: {error.filename}\n"
            "Make room, or allow writing there, or end what still uses it; then start again."
        ) from error


@contextmanager
def locked() -> Iterator[int]:
    """Hold the lock on `.venv`. A second run waits here, and then finds the work done."""
    VENV.mkdir(exist_ok=True)
    with LOCK.open("a", encoding="utf-8") as handle:
        if not try_lock(handle.fileno()):
            say("Another run is setting up .venv: waiting for it.")
            while not try_lock(handle.fileno()):
                time.sleep(0.2)
        yield handle.fileno()


def try_lock(descriptor: int) -> bool:
    """Take the lock unless another process has it. It ends with its holder, however that ends."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
    else:
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def install(wanted: Path, lock: int, *, addition: bool) -> None:
    """Fill `.venv` with uv; where that is missing or fails, with venv and pip."""
    said = ""
    for name, create, fill in installers(wanted):
        if said:
            say(f"That failed; trying with {name}.")
        try:
            if not addition:
                clear()
                run(create, lock)
            for command in fill:
                run(command, lock)
        except InstallerFailed as failure:
            said += f"{name}:\n{failure}"
            addition = False
        else:
            return
    raise SetupError(f"Setting up .venv failed.\n{said}{remedy(said)}" if said else NO_INSTALLER)


def installers(wanted: Path) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    """The installers of this machine: name, command that makes `.venv`, commands that fill it.

    The checkout is installed last and by itself: no hash can be given for it, and an installer
    that demands hashes refuses it. Its build backend is one of the pinned packages.
    """
    targets = [["--require-hashes", "-r", str(wanted)]]
    if IS_CHECKOUT:
        targets += [["--no-deps", "--no-build-isolation", "-e", str(HERE)]]
    uv = shutil.which("uv")
    if uv and subprocess.run([uv, "--version"], capture_output=True, check=False).returncode == 0:
        create = [uv, "venv", "--allow-existing", "--python", sys.executable, str(VENV)]
        fill = [uv, "--no-progress", "pip", "install", "--python", str(VENV_PYTHON)]
        yield "uv", create, [[*fill, *target] for target in targets]
    if importlib.util.find_spec("ensurepip"):  # what Debian keeps in python3-venv
        create = [sys.executable, "-I", "-m", "venv", str(VENV)]
        fill = [str(VENV_PYTHON), "-I", "-m", "pip", "install", "--disable-pip-version-check"]
        fill += ["--no-input", "--progress-bar", "off"]
        yield "pip", create, [[*fill, *target] for target in targets]


def clear() -> None:
    """Empty `.venv` of all but the lock, by which it is known as ours if this is cut short."""
    for entry in VENV.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry != LOCK:
            entry.unlink()


def run(command: Sequence[str], lock: int) -> None:
    """Run an installer. Every few seconds, say how far it is."""
    process = subprocess.Popen(
        command,
        cwd=HERE,
        env={**os.environ, "NO_COLOR": "1", "PIP_USER": "0"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        # An installer outlives a killed parent, and goes on writing. It has the lock, too, so that
        # the next run waits for its end.
        pass_fds=() if os.name == "nt" else (lock,),
    )
    lines: list[str] = []
    seconds = 0
    with process:
        output = process.stdout or ()
        reader = threading.Thread(target=lambda: lines.extend(filter(str.strip, output)))
        reader.start()
        while True:
            try:
                status = process.wait(timeout=5)
                break
            except subprocess.TimeoutExpired:
                seconds += 5
                say(f"  {seconds} s: {lines[-1].strip() if lines else 'still working':.70}")
        reader.join()
    if status:
        raise InstallerFailed(lines)


def remedy(said: str) -> str:
    """What to do about a failed installation, in a sentence."""
    free = shutil.disk_usage(HERE).free // 1_000_000
    if free < 300:
        return f"The disk is nearly full ({free} MB are left): make room, then start again."
    if re.search("hash mismatch|do not match the hashes", said, re.IGNORECASE):
        return "A package is not the one that was pinned. Do not install it; tell the maintainers."
    if "ensurepip" in said:
        return NO_INSTALLER
    return (
        "Look whether this machine reaches its package index (a proxy or a mirror is set in the "
        "installer's own configuration), then start again; it begins afresh."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

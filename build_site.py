#!/usr/bin/env python3
"""Set up .venv if necessary, then run Factdesk.

    python3 build_site.py [COMMAND ...]      any command of `factdesk`; without one, `build`
    python3 build_site.py test [OPTION ...]  the test suite, with options of pytest

Needs Python 3.11 and nothing else. The first run installs the packages that requirements.txt pins
by hash into .venv, next to this file, and then those of requirements-site.txt if it exists: with
uv if it is available, otherwise with venv and pip. It does so again when one of these files or the
Python has changed, or when it was interrupted.
"""
# Python 2.7 must be able to parse this file, or users of an old Python see a syntax error instead
# of the message below. Hence no f-strings, no annotations (types are in comments), only ASCII.

import sys

if sys.version_info < (3, 11):
    old = "Factdesk needs Python 3.11 or newer, but this is Python {}.{}. Install a newer one and "
    old += "start this file with it, for example `python3.13 build_site.py`.\n"
    sys.stderr.write(old.format(*sys.version_info[:2]))
    sys.exit(2)

import hashlib
import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import IO, NoReturn  # noqa: F401  # for the type comments

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = VENV / ".factdesk-lock"  # created first and never removed: it marks a .venv as ours
STAMP = VENV / ".factdesk-made.json"  # written last: what .venv was made from
RUNTIME = HERE / "requirements.txt"
OWN = HERE / "requirements-site.txt"  # packages that a site adds
TESTS = HERE / "tests" / "requirements.txt"  # the pins of RUNTIME, of the tests and of linters
PROJECT = HERE / "pyproject.toml"
BASE_PYTHON = os.path.realpath(getattr(sys, "_base_executable", sys.executable))  # no venv's
# Sites that `factdesk init` created have no source code: Factdesk is among their requirements.
IS_CHECKOUT = (HERE / "factdesk" / "__init__.py").is_file()


def main(arguments):  # type: (list[str]) -> NoReturn
    """Set up .venv, then run the command in it."""
    testing = arguments[:1] == ["test"]
    wanted = TESTS if testing else RUNTIME
    if not wanted.is_file():
        fail("This repository has no test suite." if testing else "Restore requirements.txt.")
    if reason_to_make(wanted):
        if Path(sys.prefix).resolve() == VENV:  # a Python cannot replace its own folder
            execute([BASE_PYTHON, str(HERE / "build_site.py")] + arguments)
        set_up(wanted)
    # -P: a module in the working directory must not replace an installed one.
    command = [str(VENV_PYTHON), "-P", "-m"]
    if testing:
        os.chdir(HERE)
        execute(command + ["pytest"] + arguments[1:])
    # The working directory stays as it is, because paths among the arguments are relative to it.
    os.environ.setdefault("FACTDESK_CONFIG_FILE", str(HERE / "mkdocs.yml"))
    execute(command + ["factdesk"] + arguments)


def execute(command):  # type: (list[str]) -> NoReturn
    """Run a command in place of this process."""
    if os.name != "nt":
        os.execv(command[0], command)
    try:  # exec on Windows returns to the prompt while the command is still running
        sys.exit(subprocess.run(command, check=False).returncode)
    except KeyboardInterrupt:
        sys.exit(130)


def say(text):  # type: (str) -> None
    """Write to standard error: standard output belongs to the command."""
    sys.stderr.write(text)
    sys.stderr.flush()


def fail(text):  # type: (str) -> NoReturn
    """Report why .venv cannot be set up and what to do, and exit with status 2."""
    say(text + "\n")
    sys.exit(2)


def reason_to_make(wanted):  # type: (Path) -> str | None
    """Return why .venv must be created (again), or None."""
    content = {entry.name for entry in VENV.iterdir()} if VENV.exists() else set()
    if content <= {LOCK.name}:
        return "first use"
    if LOCK.name not in content:
        fail("build_site.py did not create the folder .venv: rename or delete it, then try again.")
    try:
        made = json.loads(STAMP.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return "the last setup was interrupted"
    now = facts(wanted, made.get("its Python", [""])[0])
    changed = [fact for fact in now if made.get(fact) != now[fact]]
    changed += [] if VENV_PYTHON.exists() else ["its Python"]
    return changed[0] + " has changed" if changed else None


def facts(wanted, python):  # type: (Path, str) -> dict[str, object]
    """Return what .venv depends on; it is created again when one of these changes."""
    status = Path(python).stat() if Path(python).exists() else None
    identity = [python, status and status.st_size, status and status.st_mtime_ns]
    found = {"its folder": str(VENV), "its Python": identity}  # type: dict[str, object]
    for file in (RUNTIME, wanted, OWN, PROJECT):
        content = file.read_bytes() if file.is_file() else b""
        if file == PROJECT:  # the configuration of tools at its end does not matter
            content = content.partition(b"\n[tool.")[0]
        found[file.relative_to(HERE).as_posix()] = hashlib.sha256(content).hexdigest()
    return found


def set_up(wanted):  # type: (Path) -> None
    """Create .venv from the pinned requirements, or add those of the tests to it."""
    try:
        with locked() as lock:
            reason = reason_to_make(wanted)
            if reason:  # otherwise another run has made it while this one was waiting
                started = time.monotonic()
                say("Setting up .venv ({}). This takes about a minute, once ".format(reason))
                install(wanted, lock.fileno(), keep=wanted == TESTS and not reason_to_make(RUNTIME))
                made = json.dumps(facts(wanted, BASE_PYTHON), indent=1)
                STAMP.write_text(made + "\n", encoding="utf-8")
                say("\nReady after {:.0f} s.\n".format(time.monotonic() - started))
    except OSError as error:
        say("\n.venv cannot be set up: {}: {}\n".format(error.strerror, error.filename))
        fail("Free some space, allow writing there, or stop programs that use it, then try again.")
    except KeyboardInterrupt:
        say("\nStopped. The next run repeats the setup.\n")
        sys.exit(130)


def locked():  # type: () -> IO[str]
    """Return the open and locked lock file. A second run waits here, then finds the work done."""
    VENV.mkdir(exist_ok=True)
    handle = LOCK.open("a")
    if not try_lock(handle.fileno()):
        say("Waiting for another run that is setting up .venv.\n")
        while not try_lock(handle.fileno()):
            time.sleep(0.2)
    return handle


def try_lock(descriptor):  # type: (int) -> bool
    """Take the lock unless another process holds it. The system releases it with the process."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def install(wanted, lock, keep):  # type: (Path, int, bool) -> None
    """Fill .venv with uv; if that is missing or fails, with venv and pip."""
    STAMP.unlink(missing_ok=True)
    failures = ""
    for commands in installers(wanted):
        keep = keep and not failures
        for entry in () if keep else set(VENV.iterdir()) - {LOCK}:
            is_folder = entry.is_dir() and not entry.is_symlink()
            (shutil.rmtree if is_folder else os.remove)(entry)
        failure = next(filter(None, (run(command, lock) for command in commands[keep:])), None)
        if failure is None:
            break
        failures += failure
    else:
        fail("\nSetting up .venv failed.\n" + failures + remedy(failures))
    escape_path()


def installers(wanted):  # type: (Path) -> list[list[list[str]]]
    """Return the commands of each installer: the first creates .venv, the others fill it."""
    targets = [["--require-hashes", "-r", wanted.relative_to(HERE).as_posix()]]
    if OWN.is_file():
        targets.append(["-r", OWN.name])
    if IS_CHECKOUT:  # as ".", because pip takes the brackets of a folder "site [new]" for an extra
        targets.append(["--no-deps", "--no-build-isolation", "-e", "."])
    pip = [str(VENV_PYTHON), "-I", "-m", "pip", "install", "--disable-pip-version-check"]
    # A pip.conf or a variable may send packages elsewhere; only options override them.
    pip += ["--no-input", "--no-user", "--target=", "--prefix", str(VENV)]
    found = [[[sys.executable, "-I", "-m", "venv", str(VENV)]] + [pip + each for each in targets]]
    uv = shutil.which("uv")
    if uv and subprocess.run([uv, "--version"], capture_output=True, check=False).returncode == 0:
        fill = [uv, "--no-progress", "pip", "install", "--python", str(VENV_PYTHON)]
        create = [uv, "venv", "--allow-existing", "--python", sys.executable, str(VENV)]
        found.insert(0, [create] + [fill + each for each in targets])
    return found


def run(command, lock):  # type: (list[str], int) -> str | None
    """Run an installer with a dot per second; if it fails, return what it says about that."""
    # It inherits the lock: if this process is killed, the next run waits for the installer's end.
    process = subprocess.Popen(
        command, cwd=HERE, env=dict(os.environ, NO_COLOR="1"), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        pass_fds=() if os.name == "nt" else (lock,),
    )  # fmt: skip
    output = None
    while output is None:
        try:
            output = process.communicate(timeout=1)[0]
        except subprocess.TimeoutExpired:
            say(".")
    lines = [line for line in output.splitlines() if line.strip()]
    errors = [line for line in lines[:-6] if re.search("(?i)error|mismatch|ensurepip", line)]
    shown = "".join("    {:.160}\n".format(line.strip()) for line in errors[:1] + lines[-6:])
    return (command[0] + " failed:\n" + shown) if process.returncode else None


def escape_path():  # type: () -> None
    """Rewrite a .pth file that is not ASCII: Python decodes it by the locale, or fails to start."""
    for file in VENV.rglob("site-packages/factdesk.pth"):
        if not file.read_bytes().isascii():
            code = "import os, sys; sys.path.append(os.fsdecode({!r}))\n"
            file.write_text(code.format(os.fsencode(HERE)), encoding="ascii")


def remedy(failures):  # type: (str) -> str
    """Return what to do about failed installers."""
    free = shutil.disk_usage(HERE).free // 1000000
    if free < 300:
        return "The disk is nearly full ({} MB free): free some space, then try again.".format(free)
    if re.search("(?i)hash mismatch|do not match the hashes", failures):
        return (
            "A package does not match its hash. If you edited the requirements file, restore it. "
            "Otherwise do not install the package, and tell the maintainers."
        )
    if "ensurepip" in failures:
        return "Install uv or, on Debian and Ubuntu, the package python3-venv. Then try again."
    return (
        "Fix the problem that the installer reports above, then try again. If it does not reach "
        "its package index, set a proxy or a mirror in the installer's own configuration."
    )


if __name__ == "__main__":
    main(sys.argv[1:])

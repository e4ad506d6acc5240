"""Run commands in separate processes, each with a random hash seed.

A process needs half a second of CPU time to import the program and MkDocs. Here, it is forked from
one of a few processes that have only imported them.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from support.site_folder import Result, SiteFolder

ROOT = Path(__file__).parents[2]

#: How many hash seeds there are.
_SEEDS = 3

#: Runs each command of its input in a child, and prints the exit status.
_SERVER = """\
import importlib, json, os, signal, sys
import factdesk.cli
for name in sys.argv[1:]:
    importlib.import_module(name)
for line in sys.stdin:
    folder, arguments, files, seconds = json.loads(line)
    if not (child := os.fork()):
        signal.setitimer(signal.ITIMER_PROF, seconds)
        os.chdir(folder)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for descriptor, file in enumerate(files, 1):
            os.dup2(os.open(file, os.O_WRONLY), descriptor)
        factdesk.cli.main(arguments)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""

#: Modules that a build imports on demand.
_IMPORTED = (
    "factdesk.commands.build",
    "factdesk.commands.building",
    "factdesk.mkdocs_adapter.run",
    "factdesk.outputs.cards.drawing",
    "material",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
)


def environment() -> dict[str, str]:
    """Return the environment of a process, with another hash seed."""
    seed = str(random.randrange(2**32))  # no secret
    return {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "PYTHONHASHSEED": seed}


@cache
def _server(_number: int) -> subprocess.Popen[str]:
    """Start a process with a hash seed; it ends with this one."""
    return subprocess.Popen(
        [sys.executable, "-c", _SERVER, *_IMPORTED],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def run_in_a_process(site: SiteFolder, *arguments: str, killed_after: float = 0) -> Result:
    """Run a command in the folder of a site; kill it after this CPU time in seconds, if any."""
    server = _server(random.randrange(_SEEDS))
    assert server.stdin
    assert server.stdout
    with tempfile.NamedTemporaryFile() as out, tempfile.NamedTemporaryFile() as err:
        files = [out.name, err.name]
        server.stdin.write(json.dumps([str(site.root), arguments, files, killed_after]) + "\n")
        server.stdin.flush()
        status = int(server.stdout.readline())
        return Result(status, out.read().decode(), err.read().decode())

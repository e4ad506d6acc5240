"""The command ``factdesk``: its subcommands and exit statuses.

Exit status: 0 done; 1 problems in the input, all listed, or a file that cannot be read or written;
2 wrong usage or configuration; 3 internal error; 130 stopped by the user.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from factdesk import __version__
from factdesk.config.mkdocs_yml import DEFAULT_FILE, ConfigError, theme_language
from factdesk.lazy_group import LazyGroup
from factdesk.messages.catalogue import messages_in, os_reason, tr
from factdesk.messages.command_line import translate_click, translated

translate_click()

#: The module of a command is imported when it is called, so that `check` does not import MkDocs.
COMMANDS = (
    "build",
    "check",
    "serve",
    "list",
    "new",
    "explain",
    "accept",
    "evidence",
    "export",
    "import",
    "verify",
    "log-key",
    "init",
    "upgrade",
)


@click.group(
    cls=LazyGroup.of("factdesk.commands", COMMANDS),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="factdesk")
def factdesk() -> None:
    """Build a static fact-check site from claim files. Without a command, run 'build'."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and end the program with its exit status."""
    # Commands are short, and reference counting frees most objects. Searching millions of small
    # values for cycles would take half of the time.
    gc.disable()
    status = run(arguments)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        sys.exit(status)  # reports that the output could not be written
    # Freeing the claims of a large site one by one takes 0.3 s.
    os._exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status; failures print a message without a traceback."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in arguments
    arguments = [argument for argument in arguments if argument != "--debug"]
    with messages_in(theme_language(_configuration(arguments))):
        return _run(arguments, debug=debug)


def _run(arguments: list[str], *, debug: bool) -> int:
    for stream in (sys.stdout, sys.stderr):  # the terminal's encoding may lack letters of a claim
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    # Hide the banners about the future of MkDocs and Material, which are irrelevant to editors.
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    os.environ["DISABLE_MKDOCS_2_WARNING"] = "true"
    try:
        status = translated(factdesk).main(
            _with_command(arguments), prog_name="factdesk", standalone_mode=False
        )
        return status if isinstance(status, int) else 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except ConfigError as error:
        click.echo(tr("Configuration: {error}", error=error), err=True)
        return 2
    except (KeyboardInterrupt, click.Abort):
        click.echo(tr("Stopped."), err=True)
        return 130
    except Exception as error:  # noqa: BLE001  # editors must not see a traceback
        if debug:
            traceback.print_exc()
        elif isinstance(error, OSError) and error.errno:
            # The system refused to read or write a file: no permission, a full disk.
            place = f"{os.fspath(error.filename)}: " if error.filename else ""
            click.echo(tr("Error: {message}", message=place + os_reason(error)), err=True)
            return 1
        else:
            click.echo(
                tr(
                    "Factdesk failed: {name}: {error}\n"
                    "This is a bug in Factdesk, not an error in your files. Run the command "
                    "again with --debug and report the output in the project's issue tracker.",
                    name=type(error).__name__,
                    error=error,
                ),
                err=True,
            )
        return 3


def _configuration(arguments: list[str]) -> Path:
    """Return the configuration file in the options, before they are parsed and may be wrong."""
    for n, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name in {"-f", "--config-file"}:
            return Path(value or "".join(arguments[n + 1 : n + 2]))
    return Path(os.environ.get("FACTDESK_CONFIG_FILE") or DEFAULT_FILE)


def _with_command(arguments: list[str]) -> list[str]:
    """Return the arguments, with the default command if they name none."""
    own = {"-h", "--help", "--version"}
    if arguments and (arguments[0] in own or not arguments[0].startswith("-")):
        return arguments
    return ["build", *arguments]

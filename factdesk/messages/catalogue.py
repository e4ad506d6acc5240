"""Translate the messages of checks and commands, as gettext does: the English text is the key.

``de.yml`` maps each English message to its translation, with the same placeholders. Where a
message or a whole language is missing, the English text is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files

from factdesk.tables import read_table

# One process works for one site. Threads of the preview share the language, and workers inherit it.
_language = "en"


def tr(message: str, /, **values: object) -> str:
    """Return a message in the current language, with its placeholders filled in."""
    text = _catalogue(_language).get(message, message)
    return text.format(**values) if values else text


def tr_count(one: str, many: str, n: int, /, **values: object) -> str:
    """Return the singular or plural form of a message, whose placeholder is ``n``."""
    return tr(one if n == 1 else many, n=n, **values)


def tr_number(number: int) -> str:
    """Return a number with separators between its thousands."""
    return f"{number:,}".replace(",", tr(","))


def tr_quoted(name: object) -> str:
    """Return a name in the quotation marks of the current language."""
    return tr("'{name}'", name=name)


def tr_list(names: Iterable[str]) -> str:
    """Return names as in ``'a', 'b' and 'c'``."""
    *first, last = names
    return tr("{first} and {last}", first=", ".join(first), last=last) if first else last


def tr_noop(message: str) -> str:
    """Mark a constant as a message that ``tr`` translates later."""
    return message


_OS_REASONS = (
    tr_noop("address already in use"),
    tr_noop("cannot assign requested address"),
    tr_noop("certificate verify failed: certificate has expired"),
    tr_noop("certificate verify failed: self-signed certificate"),
    tr_noop("certificate verify failed: unable to get local issuer certificate"),
    tr_noop("connection refused"),
    tr_noop("connection reset by peer"),
    tr_noop("device or resource busy"),
    tr_noop("directory not empty"),
    tr_noop("disk quota exceeded"),
    tr_noop("file exists"),
    tr_noop("file name too long"),
    tr_noop("file too large"),
    tr_noop("input/output error"),
    tr_noop("invalid argument"),
    tr_noop("invalid cross-device link"),
    tr_noop("is a directory"),
    tr_noop("name or service not known"),
    tr_noop("network is unreachable"),
    tr_noop("no route to host"),
    tr_noop("no space left on device"),
    tr_noop("no such file or directory"),
    tr_noop("not a directory"),
    tr_noop("operation not permitted"),
    tr_noop("permission denied"),
    tr_noop("read-only file system"),
    tr_noop("remote end closed connection without response"),
    tr_noop("temporary failure in name resolution"),
    tr_noop("the read operation timed out"),
    tr_noop("timed out"),
    tr_noop("too many levels of symbolic links"),
    tr_noop("too many open files"),
)


_OPENSSL = re.compile(r"^\[[^]]*\] | \(_ssl\.c:\d+\)$")


def os_reason(error: BaseException) -> str:
    """Return why the system refused something, as the second half of a message.

    Errors that only wrap one of the system, such as those of urllib3, have its reason.
    """
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, OSError):
        cause = cause.__cause__ or cause.__context__
    if cause is None:
        return str(error) or type(error).__name__
    text = _OPENSSL.sub("", cause.strerror or str(cause))
    return tr(text[:1].lower() + text[1:] if text[1:2].islower() else text)


@contextmanager
def messages_in(language: str) -> Iterator[None]:
    """Translate messages into the language of a BCP 47 tag inside a ``with`` block."""
    global _language  # noqa: PLW0603
    before, _language = _language, _primary(language)
    try:
        yield
    finally:
        _language = before


def message_language() -> str:
    """Return the primary subtag of the current language."""
    return _language


def is_translated(language: str) -> bool:
    """Return whether there are messages in the language of a BCP 47 tag."""
    return bool(_catalogue(_primary(language)))


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    name = f"{language}.yml"
    translations: Mapping[str, str] = {}
    if files(__package__).joinpath(name).is_file():
        translations = read_table(__package__, name, only_texts=True)
    return translations

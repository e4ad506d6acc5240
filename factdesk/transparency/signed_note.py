"""Sign a checkpoint with Ed25519, and verify a signature: https://c2sp.org/signed-note.

Keys are texts in the format of Go's ``note`` package. Signing and verifying need the package
``cryptography``, which the extra ``sign`` installs.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from factdesk.messages.catalogue import tr

#: The environment variable with the key of the log.
KEY_VARIABLE = "FACTDESK_LOG_KEY"
_ED25519 = b"\1"
_SEED_BYTES = 32
_HASH_BYTES = 4
_NAME = r"[^\s+]+"
_PRIVATE = re.compile(rf"PRIVATE\+KEY\+({_NAME})\+([0-9a-f]{{8}})\+([A-Za-z0-9+/]+=*)")
_PUBLIC = re.compile(rf"({_NAME})\+([0-9a-f]{{8}})\+([A-Za-z0-9+/]+=*)")
_SIGNATURE = re.compile(rf"\u2014 ({_NAME}) ([A-Za-z0-9+/]+=*)")


class NoteError(ValueError):
    """A key or a signature cannot be used. The message never contains a private key."""


class NoteKey(NamedTuple):
    """A private key with its name."""

    name: str
    seed: bytes

    @property
    def text(self) -> str:
        """The key in the form in which it is stored as a secret."""
        encoded = base64.b64encode(_ED25519 + self.seed).decode()
        return f"PRIVATE+KEY+{self.name}+{self._hash.hex()}+{encoded}"

    @property
    def verifier(self) -> str:
        """The public key for readers."""
        encoded = base64.b64encode(_ED25519 + self._public).decode()
        return f"{self.name}+{self._hash.hex()}+{encoded}"

    @property
    def _public(self) -> bytes:
        ed25519 = _ed25519()
        key = ed25519.Ed25519PrivateKey.from_private_bytes(self.seed)
        public: bytes = key.public_key().public_bytes_raw()
        return public

    @property
    def _hash(self) -> bytes:
        return _key_hash(self.name, self._public)

    def sign(self, text: bytes) -> bytes:
        """Return the hash of the key and the signature of a text. Signatures are deterministic."""
        key = _ed25519().Ed25519PrivateKey.from_private_bytes(self.seed)
        signature: bytes = key.sign(text)
        return self._hash + signature


def parse_note_key(text: str) -> NoteKey:
    """Parse a private key.

    Raises:
        NoteError: this is not a private key, or ``cryptography`` is not installed.
    """
    match = _PRIVATE.fullmatch(text.strip())
    if match is None:
        raise NoteError(
            tr("this is not the private key of a log: it must begin with 'PRIVATE+KEY+'")
        )
    key = NoteKey(match[1], _decoded(match[3]))
    if key._hash.hex() != match[2]:  # noqa: SLF001  # made in this module
        raise NoteError(
            tr("the key of '{found}' is damaged: its hash does not match", found=match[1])
        )
    return key


def sign_note(text: str, key: NoteKey) -> str:
    """Return a text with a blank line and its signature.

    Raises:
        NoteError: ``cryptography`` is not installed.
    """
    signature = base64.b64encode(key.sign(text.encode())).decode()
    return f"{text}\n\u2014 {key.name} {signature}\n"


def verify_note(note: str, verifier: str) -> None:
    """Require that a note has a valid signature of a public key.

    Raises:
        NoteError: it has none, or the signature or the key is invalid.
    """
    match = _PUBLIC.fullmatch(verifier.strip())
    if match is None:
        raise NoteError(tr("'{verifier}' is not the public key of a log", verifier=verifier))
    name, public = match[1], _decoded(match[3])
    if _key_hash(name, public).hex() != match[2]:
        raise NoteError(
            tr("the public key of '{name}' is damaged: its hash does not match", name=name)
        )
    text, _, lines = note.rpartition("\n\n")
    ed25519 = _ed25519()
    for signer, encoded in _SIGNATURE.findall(lines):
        signature = base64.b64decode(encoded)
        if signer == name and signature[:_HASH_BYTES] == _key_hash(name, public):
            try:
                key = ed25519.Ed25519PublicKey.from_public_bytes(public)
                key.verify(signature[_HASH_BYTES:], f"{text}\n".encode())
            except Exception as error:  # InvalidSignature, and exceptions that it does not cover
                raise NoteError(tr("the signature of '{name}' is not valid", name=name)) from error
            return
    raise NoteError(tr("there is no signature of '{name}'", name=name))


def _key_hash(name: str, public: bytes) -> bytes:
    return hashlib.sha256(f"{name}\n".encode() + _ED25519 + public).digest()[:_HASH_BYTES]


def _decoded(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise NoteError(tr("the key is not base64")) from error
    if len(raw) != 1 + _SEED_BYTES or not raw.startswith(_ED25519):
        raise NoteError(tr("this is not an Ed25519 key, and other types are not supported"))
    return raw[1:]


def _ed25519() -> ModuleType:
    try:
        return import_module("cryptography.hazmat.primitives.asymmetric.ed25519")
    except ImportError as error:
        raise NoteError(
            tr("signing needs the package 'cryptography': add it to requirements-site.txt")
        ) from error

"""Signatures of checkpoints, in the format that other programs read."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from factdesk.cli import run
from factdesk.transparency import signed_note
from factdesk.transparency.signed_note import (
    NoteError,
    NoteKey,
    parse_note_key,
    sign_note,
    verify_note,
)

KEY = NoteKey("example.org/desk", bytes(range(32)))
TEXT = "example.org/desk\n3\nAAAA\n"


def test_a_key_is_read_as_it_was_written() -> None:
    assert parse_note_key(f" {KEY.text}\n") == KEY


def test_a_signature_is_one_line_after_a_blank_one() -> None:
    note = sign_note(TEXT, KEY)

    assert note.startswith(f"{TEXT}\n— example.org/desk ")
    assert note.endswith("\n")
    assert note == sign_note(TEXT, KEY)
    verify_note(note, KEY.verifier)


def test_keys_and_signatures_are_those_of_the_reference_implementation() -> None:
    """The example of Go's package golang.org/x/mod/sumdb/note."""
    key = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    note = (
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n\n"
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngo"
        "tpRZb6KE6RyyBwJnAM=\n"
    )

    assert parse_note_key(key).verifier == (
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    )
    text = note.rpartition("\n\n")[0] + "\n"
    assert sign_note(text, parse_note_key(key)) == note


@pytest.mark.parametrize("note", [TEXT, sign_note(TEXT, KEY).replace("\n3\n", "\n4\n"), ""])
def test_a_forged_note_is_refused(note: str) -> None:
    with pytest.raises(NoteError):
        verify_note(note, KEY.verifier)


def test_a_signature_of_another_key_is_refused() -> None:
    other = NoteKey(KEY.name, Ed25519PrivateKey.generate().private_bytes_raw())

    with pytest.raises(NoteError, match=r"no signature of 'example\.org/desk'"):
        verify_note(sign_note(TEXT, other), KEY.verifier)


@pytest.mark.parametrize(
    "text",
    ["", "x", KEY.verifier, KEY.text.replace("+A", "+B", 1), KEY.text[:-8]],
)
def test_an_invalid_key_is_refused_without_printing_it(text: str) -> None:
    with pytest.raises(NoteError) as caught:
        parse_note_key(text)

    assert not text or text not in str(caught.value)


def test_without_the_package_a_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(signed_note, "import_module", missing)

    with pytest.raises(NoteError, match=r"requirements-site\.txt"):
        sign_note(TEXT, KEY)


def test_a_new_key_signs_for_its_site(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["log-key", "https://example.org/desk/"]) == 0
    lines = capsys.readouterr().out.splitlines()

    key = parse_note_key(lines[1])
    assert key.name == "example.org/desk"
    verify_note(sign_note(TEXT, key), lines[-1])
    assert run(["log-key", "no address"]) == 2

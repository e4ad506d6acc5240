"""``factdesk log-key``: create a key that signs the checkpoints of a site's log."""

from __future__ import annotations

import secrets

import click

from factdesk.messages.catalogue import tr


@click.command("log-key")
@click.argument("url")
def command(url: str) -> int:
    """Create a key that signs the log of the site at URL.

    Nothing is stored: keep the private key in a secret, and publish the public one.
    """
    from factdesk.text.urls import BadURL, parse_url
    from factdesk.transparency.checkpoint import origin_of
    from factdesk.transparency.signed_note import KEY_VARIABLE, NoteError, NoteKey

    try:
        key = NoteKey(origin_of(parse_url(url)), secrets.token_bytes(32))
        public = key.verifier
    except (BadURL, NoteError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        tr(
            "Private key, for the variable {key_variable}. Show it to nobody:\n{text}\n",
            key_variable=KEY_VARIABLE,
            text=key.text,
        )
    )
    click.echo(tr("Public key, for readers:\n{public}", public=public))
    return 0

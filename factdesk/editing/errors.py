"""The error of an edit that cannot be made."""


class EditError(Exception):
    """An edit cannot be made without touching other parts of the file; the message says why."""

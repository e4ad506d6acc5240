"""Why an edit cannot be made."""


class EditError(Exception):
    """An edit cannot be made without touching other parts of the file; the message says why."""

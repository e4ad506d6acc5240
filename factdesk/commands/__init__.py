"""The commands, one a module; each has a ``command`` that ``factdesk.cli`` finds by its name."""

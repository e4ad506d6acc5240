"""The commands, one per module. ``factdesk.cli`` finds the function ``command`` of each."""

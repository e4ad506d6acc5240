"""Render a report of problems: for a terminal, as JSON, as annotations on GitHub."""

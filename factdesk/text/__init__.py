"""Untrusted plain text: characters, dates, addresses, slugs, Markdown.

This package knows nothing about claims; all other packages may import it.
"""

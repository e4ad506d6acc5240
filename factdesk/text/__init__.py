"""Plain text that anyone may have written: characters, dates, addresses, slugs, Markdown.

Nothing here knows what a claim is; everything else may import it.
"""

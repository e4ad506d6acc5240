"""What plain text may be, whoever wrote it: characters, dates, addresses, slugs, Markdown.

Nothing here knows what a claim is; everything else may import it.
"""

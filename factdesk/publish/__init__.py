"""How a finished site takes the old one's place: staged beside it, looked through, exchanged whole.

Knows folders and files, and nothing of claims or of the host.
"""

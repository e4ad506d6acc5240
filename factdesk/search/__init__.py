"""The full-text search: its documents, and the index that a browser loads in chunks.

``assets/factdesk/fulltext.js`` reads the files of the index.
"""

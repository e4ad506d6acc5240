"""The full-text search: what can be found, and the index that a browser asks piece by piece.

Knows nothing of the host; its files are read by ``assets/factdesk/fulltext.js``.
"""

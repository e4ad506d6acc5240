"""Texts of the interface, and what Factdesk knows about languages."""

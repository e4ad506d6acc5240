"""Publish a site: build it in a staging folder, verify it, and swap it with the published one.

This package knows folders and files, but neither claims nor MkDocs.
"""

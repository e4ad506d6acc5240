"""Publish a site: build it in a staging folder, verify it, and swap it with the published one.

This package handles folders and files, and imports nothing about claims or MkDocs.
"""

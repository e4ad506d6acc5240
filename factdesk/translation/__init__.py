"""Translate the messages of checks and commands into the language of the site.

There is one file for each language, such as ``de.yml``.
"""

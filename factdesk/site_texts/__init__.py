"""The texts that a site shows its readers, in each language, and data about languages.

The messages of checks and commands to editors are in ``messages``.
"""

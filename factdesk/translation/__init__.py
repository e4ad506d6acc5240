"""The language of messages: what checks and commands say, in the language of the site.

Reads one file for each language, such as ``de.yml``.
"""

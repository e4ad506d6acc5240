"""The messages of checks and commands to editors, in the language of the site.

There is one file for each language, such as ``de.yml``. The texts of published pages are in
``site_texts``.
"""

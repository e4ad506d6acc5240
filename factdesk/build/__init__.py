"""The press: puts rendered pages into the theme's frames and prints the whole site, file by file.

Knows neither MkDocs nor YAML.
"""

"""The files of new sites and new claims, and upgrades of existing sites.

One set of files, under ``files/``, serves every new site and this program's own repository.
"""

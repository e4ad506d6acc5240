"""What a new site and a new claim file consist of, and how an existing site gets newer ones.

One set of files, under ``files/``, serves every new site and this program's own repository.
"""

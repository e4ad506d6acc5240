"""The only package that imports MkDocs and Material.

MkDocs renders the written pages and one page shell for each kind of page.
"""

"""Where the program meets MkDocs and Material; no other room imports them.

The host renders the written pages and one frame for each kind of page; everything about claims
comes ready from the other rooms.
"""

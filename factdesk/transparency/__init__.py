"""The transparency log: one entry for each change of a file that readers rely on.

The log is derived from the history of git alone, so anyone with a clone computes the same bytes.
The formats are those of C2SP: https://c2sp.org/tlog-tiles, tlog-checkpoint and signed-note.
"""

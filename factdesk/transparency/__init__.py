"""The transparency log: one entry for each change of a file on which readers rely.

The log is derived only from the git history, so anyone with a clone computes the same bytes. The
formats are those of C2SP: https://c2sp.org/tlog-tiles, tlog-checkpoint and signed-note.
"""

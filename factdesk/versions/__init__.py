"""The published states of each claim, read from git, and what changed between them for readers."""

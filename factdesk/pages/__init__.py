"""Render pages from a collection: pure functions and templates; no clock, no network, no disk."""

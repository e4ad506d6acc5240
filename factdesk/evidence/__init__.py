"""Prove quotations: record passages of sources, and compare each quotation with the record.

``record``, ``normalise``, ``matching``, ``windows`` and ``verify`` are pure and run in every check
and build. ``fetch``, ``archive``, ``capture`` and ``health`` use the network and run only when an
editor or a scheduled workflow starts them.
"""

"""The kinds of fact: one frozen model each, grouped by noun, loaded only when one is written.

Reading never comes here: projections work on the plain payload that the ledger holds.
"""

"""What becomes of what was found: records, graded notebooks, the gradebook, and pages.

The ledger joins records, gradebook and points given by hand; `grades` says what each
submission counts then; pages are drawn from both.
"""

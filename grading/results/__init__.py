"""What grading found: records, the gradebook's rows, and pages made from them.

A record is kept per submission; the ledger joins records, gradebook and marks by hand;
pages are drawn from records alone.
"""

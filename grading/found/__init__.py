"""What was found: a verdict for each exercise, kept in a record for each submission.

Nothing here knows how it was found. `provenance` tells whether it would be found again.
"""

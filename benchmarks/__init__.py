"""Speed against peers; never part of the tests."""

"""Small changes of right functions, and what the checks make of them."""

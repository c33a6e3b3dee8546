"""How alike two answers are, and how few in the class are as alike.

Answers are read as rows of words, without running or parsing them; what was handed out,
comments and the course's own answer do not count.
"""

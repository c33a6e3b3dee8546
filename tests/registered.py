"""Every exercise and wrong version that there is; seeds to try them."""

from nnlib.check import all_mistakes
from nnlib.exercises import NOTEBOOKS

EXERCISES = [one for exercises in NOTEBOOKS.values() for one in exercises]
MISTAKES = [(one, mistake) for one in EXERCISES for mistake in all_mistakes(one)]

PUBLIC = 0
# As long as the secret ones of a class: several words of entropy and a number.
SECRET = [[2**31 + 7 * i, 3**i % 2**32, i] for i in range(20)]

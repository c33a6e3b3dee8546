"""What notebook 00 asks before it shows."""

from nnlib.check.prediction import Choice, Number, Sign
from nnlib.slopes import squared_loss

PREDICTIONS = {
    "twice_as_far": Number(
        squared_loss(4, 0) / squared_loss(2, 0),
        why="Half of 4 · 4 is 8, half of 2 · 2 is 2. Twice as far costs four times.",
        look="Work out both losses: half of 2 · 2, and half of 4 · 4.",
        told={2.0: "The difference has doubled. What does squaring make of it?"},
    ),
    "one_of_two": Number(
        2,
        why=(
            "A click is 1 or 0. This is binary classification: y is one of two things."
        ),
        look="Look for the row in which only two answers are possible.",
        within=0.0,
    ),
    "one_far_right": Choice(
        3,
        why=(
            "The line leans over to come nearer to the far point, and reaches 0.5 "
            "later. The next cell shows by how much."
        ),
        told={
            1: "That would be fair. But the squared loss of the far point is large.",
            2: "The line is pulled down to the far point. Where is it 0.5 then?",
        },
    ),
    "left_of_the_bottom": Sign(
        -1,
        why="To the right the cost falls, so the slope is negative, and w must grow.",
        look="Take a small step to the right, in your mind. Does the cost fall?",
        told={0: "It is 0 at the lowest point itself. You stand to the left of it."},
    ),
    "shorter_steps": Choice(
        2,
        why=("A step is α times the slope. α stays, and the slope 2w shrinks with w."),
        told={
            1: "α is 0.25 in every line above. What else is in a step?",
            3: "A step knows only where it stands. What does it multiply by α?",
        },
    ),
    "why_it_did_not_arrive": Choice(
        3,
        why=(
            "It was measured once, at the start, and every step used it again: equal "
            "steps, straight past the bottom."
        ),
        told={
            1: "Then the steps would change from one to the next. Were they equal?",
            2: "With a wrong sign the cost would rise from the first step on.",
            4: "Without the half all slopes double. They would still shrink.",
        },
    ),
    "nudge_at_the_end": Number(
        0.006,
        why="u grows by 0.002, as c = 2. v grows as much, and J three times as much.",
        look="u = bc and c = 2. v = a + u. J = 3v. Take one hop at a time.",
        told={
            6.0: "That many times the nudge. How much is it for a nudge of 0.001?",
            0.003: "That is one hop, from v to J. What does the hop to u = bc do?",
            0.002: "That is how much u grows. Two hops are left.",
        },
    ),
    "two_ways": Choice(
        2,
        why="J grows by what comes through u, and by what comes through v: they add.",
        told={
            1: "Along one way ratios are multiplied. These are two ways. What adds up?",
            3: "The other way changes J as well. Nudge a, and compute J anew.",
        },
    ),
}

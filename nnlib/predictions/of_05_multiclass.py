"""What notebook 05 asks before it shows."""

from nnlib.check.prediction import Choice

PREDICTIONS = {
    "why_it_cost_so_much": Choice(
        2,
        why=(
            "The numbers of one class shared one whole, over 1000 examples. So each "
            "got about a thousandth, and log 1000 is 6.9."
        ),
        told={
            1: "From the same start, right shares cost little more than log 10.",
            3: (
                "An untrained network knows no class. Shifted labels would cost about "
                "log 10 too."
            ),
            4: "With base 2, log 10 becomes 3.32. The cost was about 7.",
        },
    ),
}

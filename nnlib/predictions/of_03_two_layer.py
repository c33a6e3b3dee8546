"""What notebook 03 asks before it shows."""

from nnlib.check.prediction import Choice

PREDICTIONS = {
    "why_one_border": Choice(
        3,
        why=(
            "One row was drawn and laid down four times, and the output weighs all "
            "four alike. Equal units get equal slopes in every step, so they stay "
            "equal."
        ),
        told={
            1: "The gradient check measured it: every slope is right.",
            2: "More steps move all four units alike. The border stays straight.",
            4: (
                "The same units part with tanh as soon as their weights start "
                "different."
            ),
        },
    ),
}

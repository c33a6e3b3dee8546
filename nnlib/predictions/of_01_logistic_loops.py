"""What notebook 01 asks before it shows."""

from nnlib.check.prediction import Choice

PREDICTIONS = {
    "why_it_turned_back": Choice(
        4,
        why=(
            "dw and db begin each pass with the sums of the passes before. One step "
            "hides it. Then old slopes drive every step, past the bottom."
        ),
        told={
            1: "Your train walks with the same rate, and its cost falls all the way.",
            2: (
                "The first step went down, as it should. What is different in the "
                "next ones?"
            ),
            3: (
                "A wrong m would change the first step too. The first two costs were "
                "right."
            ),
        },
    ),
}

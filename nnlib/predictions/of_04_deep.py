"""What notebook 04 asks before it shows."""

from nnlib.check.prediction import Choice

PREDICTIONS = {
    "why_two_layers_were_wrong": Choice(
        1,
        why=(
            "A list counts from 0, so caches[2] belongs to layer 3. All caches have "
            "the same shapes here, so nothing complained."
        ),
        told={
            2: (
                "Twice 1/m makes a derivative 6 times too small here. It differs by "
                "5/7, about 0.71, whatever the network is. Was it that?"
            ),
            3: (
                "The blocks were given the name tanh, forward and back. Look at their "
                "calls."
            ),
            4: "A turned sign shows as a difference of exactly 1. Was it that?",
        },
    ),
}

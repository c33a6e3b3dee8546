"""`activation(name, Z)`: five curves by name, each on every entry."""

import numpy as np

from nnlib.activations import activation, sigmoid
from nnlib.check import Draft, Probe

NAMES = ("sigmoid", "tanh", "relu", "leaky_relu", "step")
NOT_ASKED = np.zeros(0)
BY_HAND = np.array([[-2.0, -0.5], [0.5, 2.0]])


exercise = Draft(
    id="03/activation",
    parts=dict.fromkeys(NAMES, 1),
    reference=activation,
    returns="A",
    sized="entries",
)


@exercise.probes
def probes(rng):
    """Ask for every name: numbers of both signs, and far too large ones."""
    return [
        *(Probe((name, BY_HAND), sizes={"name": name}, shown=True) for name in NAMES),
        *(asking(rng, name, (3, 5)) for name in NAMES),
        *(asking(rng, name, (1, 7)) for name in NAMES),
        *(far_out(name) for name in NAMES),
    ]


def asking(rng, name, shape):
    """Draw entries of both signs, none near 0, where some curves have a bend."""
    Z = rng.uniform(0.1, 3, shape) * rng.choice([-1, 1], shape)
    Z[0, :2] = -abs(Z[0, 0]), abs(Z[0, 1])
    sizes = {"name": name, "rows": shape[0], "columns": shape[1]}
    return Probe((name, Z), sizes=sizes)


def far_out(name):
    """Return very large numbers of both signs."""
    about = f"Z = -1000 and Z = 1000 ({name})"
    return Probe((name, np.array([[-1000.0, 1000.0]])), extreme=True, about=about)


@exercise.see
def see(probe, outputs):
    """Count a result for the name that was asked for."""
    asked, (result,) = probe.args[0], outputs.values()
    return {name: result if name == asked else NOT_ASKED for name in NAMES}


@exercise.vectorised
def any_size(rng, size):
    """Draw a row of any length."""
    return asking(rng, "leaky_relu", (1, size))


def changed(names, wrong, name, Z):
    """Give another result for some names, for the wrong versions below."""
    return wrong if name in names else activation(name, Z)


@exercise.variant(
    "sign of the exponent",
    evidence="Your sigmoid falls: large Z gives almost 0.",
    question="what should sigmoid give for Z = 10, almost 1 or almost 0?",
)
def sigmoid_falls(name, Z):
    return changed(["sigmoid"], sigmoid(-Z), name, Z)


@exercise.variant(
    "sigmoid in place of tanh",
    evidence="Your tanh is the sigmoid: it has no negative values.",
    question="between which two numbers does tanh run?",
)
def tanh_is_sigmoid(name, Z):
    return changed(["tanh"], sigmoid(Z), name, Z)


@exercise.variant(
    "tanh too flat",
    evidence="Your tanh is 2 sigmoid(Z) - 1, which is the tanh of half of Z.",
    question="how steep is tanh at 0, and how steep is your curve?",
)
def tanh_of_half(name, Z):
    return changed(["tanh"], 2 * sigmoid(Z) - 1, name, Z)


@exercise.variant(
    "quotient of tanh the wrong way round",
    evidence="Your tanh is one divided by tanh: it never lies between -1 and 1.",
    question="of sum and difference, which is larger, and where does it stand?",
)
def tanh_upside_down(name, Z):
    return changed(["tanh"], 1 / np.tanh(Z), name, Z)


@exercise.variant(
    "size in place of relu",
    evidence="Your relu gives 2 for -2: negative Z loses its sign only.",
    question="what does relu let through of a negative sum?",
)
def relu_is_size(name, Z):
    return changed(["relu"], np.abs(Z), name, Z)


@exercise.variant(
    "smaller for larger in relu",
    evidence="Your relu keeps negative Z and stops positive Z.",
    question="which sums does relu let through?",
)
def relu_reversed(name, Z):
    return changed(["relu"], np.minimum(0, Z), name, Z)


@exercise.variant(
    "step in place of relu",
    evidence="Your relu is 1 for every positive Z: its size is lost.",
    question="what should relu give for 0.5, and what for 2?",
)
def relu_is_step(name, Z):
    return changed(["relu"], np.float64(Z > 0), name, Z)


@exercise.variant(
    "leak of 0.1",
    evidence="Your leaky_relu is ten times as large as asked for negative Z.",
    question="what should leaky_relu give for -2?",
)
def leaks_too_much(name, Z):
    return changed(["leaky_relu"], np.maximum(0.1 * Z, Z), name, Z)


@exercise.variant(
    "leak turned upwards",
    evidence="Your leaky_relu is positive for negative Z.",
    question="does leaky_relu rise or fall to the left of 0?",
)
def leaks_upwards(name, Z):
    return changed(["leaky_relu"], np.maximum(-0.01 * Z, Z), name, Z)


@exercise.variant(
    "leak on the wrong side",
    evidence="Your leaky_relu shrinks positive Z and keeps negative Z.",
    question="on which side of 0 should only a hundredth get through?",
)
def leaks_on_the_right(name, Z):
    return changed(["leaky_relu"], np.minimum(0.01 * Z, Z), name, Z)


@exercise.variant(
    "no leak",
    evidence="Your leaky_relu is relu: nothing gets through for negative Z.",
    question="what should leaky_relu give for -2?",
)
def leaky_is_relu(name, Z):
    return changed(["leaky_relu"], np.maximum(0, Z), name, Z)


@exercise.variant(
    "step from -1 to 1",
    evidence="Your step gives -1 on the left, where 0 is asked.",
    question="which two values can a step unit pass on?",
)
def step_is_sign(name, Z):
    return changed(["step"], np.sign(Z), name, Z)


@exercise.variant(
    "step the wrong way round",
    evidence="Your step gives 1 for negative Z and 0 for positive Z.",
    question="does a unit fire when its sum is large or when it is small?",
)
def step_down(name, Z):
    return changed(["step"], np.float64(Z < 0), name, Z)


@exercise.variant(
    "one curve for every name",
    evidence="You give tanh, whichever name is asked for.",
    question="which of your branches runs for 'relu', and why?",
)
def always_tanh(name, Z):
    return np.tanh(Z)


@exercise.variant(
    "tanh of large numbers",
    evidence="Your tanh divides infinity by infinity there.",
    question="what is e to the 1000 in floating point?",
)
def tanh_overflows(name, Z):
    up, down = np.exp(Z), np.exp(-Z)
    return changed(["tanh"], (up - down) / (up + down), name, Z)


@exercise.accepted
def by_table(name, Z):
    """Look the curve up; tanh by way of the sigmoid, the step as truth values."""
    curves = {
        "sigmoid": sigmoid,
        "tanh": lambda Z: 2 * sigmoid(2 * Z) - 1,
        "relu": lambda Z: Z * (Z > 0),
        "leaky_relu": lambda Z: np.where(Z > 0, Z, 0.01 * Z),
        "step": lambda Z: Z > 0,
    }
    return curves[name](Z)


@exercise.accepted
def by_masks(name, Z):
    """Fill copies by masks; whole numbers for the step."""
    A = Z.copy()
    if name == "sigmoid":
        return 0.5 * (1 + np.tanh(Z / 2))
    if name == "tanh":
        return np.tanh(Z)
    if name == "relu":
        A[Z < 0] = 0
    elif name == "leaky_relu":
        A[Z < 0] *= 0.01
    else:
        A = np.heaviside(Z, 0).astype(int)
    return A.tolist()


@exercise.accepted
def by_select(name, Z):
    """Choose by name among five arrays that are all computed."""
    names = ["sigmoid", "tanh", "relu", "leaky_relu", "step"]
    half = 0.5 * (1 + np.tanh(0.5 * Z))
    curves = [half, np.tanh(Z), Z.clip(0), np.fmax(Z, 0.01 * Z), np.heaviside(Z, 0)]
    return curves[names.index(name)]


EXERCISE = exercise.with_hints(
    "Which five results do you expect for Z = -2 and for Z = 2? Write them down "
    "before you write code.",
    "Two of the curves are there already, in numpy and in notebook 02. The other "
    "three compare every entry with something.",
    "np.maximum(a, b) takes the larger one, entry by entry. Z > 0 is an array of "
    "truth values, which numpy counts as 1 and 0.",
    "A sibling that cuts from above: np.minimum(1, Z) gives every entry, but 1 "
    "where it is larger.",
)

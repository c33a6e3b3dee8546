"""`activation(name, Z)`: five curves by name, each on every entry."""

import numpy as np

from nnlib.activations import activation, sigmoid
from nnlib.check import Draft, Probe, called_with, outputs, wrong

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


@exercise.observe
def observe(probe, outputs):
    """Count a result for the name that was asked for."""
    asked, (result,) = probe.args[0], outputs.values()
    return {name: result if name == asked else NOT_ASKED for name in NAMES}


@exercise.vectorised
def any_size(rng, size):
    """Draw a row of any length."""
    return asking(rng, "leaky_relu", (1, size))


def giving(**curves):
    """Give other curves for some names, for the wrong versions below."""
    return outputs(A=lambda name, Z, A: curves[name](Z) if name in curves else A)


exercise.variants(
    wrong(
        "sigmoid_falls",
        "sign of the exponent",
        giving(sigmoid=lambda Z: sigmoid(-Z)),
        evidence="Your sigmoid falls: large Z gives almost 0.",
        question="what should sigmoid give for Z = 10, almost 1 or almost 0?",
    ),
    wrong(
        "tanh_is_sigmoid",
        "sigmoid in place of tanh",
        giving(tanh=sigmoid),
        evidence="Your tanh is the sigmoid: it has no negative values.",
        question="between which two numbers does tanh run?",
    ),
    wrong(
        "tanh_of_half",
        "tanh too flat",
        giving(tanh=lambda Z: 2 * sigmoid(Z) - 1),
        evidence="Your tanh is 2 sigmoid(Z) - 1, which is the tanh of half of Z.",
        question="how steep is tanh at 0, and how steep is your curve?",
    ),
    wrong(
        "tanh_upside_down",
        "quotient of tanh the wrong way round",
        giving(tanh=lambda Z: 1 / np.tanh(Z)),
        evidence="Your tanh is one divided by tanh: it never lies between -1 and 1.",
        question="of sum and difference, which is larger, and where does it stand?",
    ),
    wrong(
        "relu_is_size",
        "size in place of relu",
        giving(relu=np.abs),
        evidence="Your relu gives 2 for -2: negative Z loses its sign only.",
        question="what does relu let through of a negative sum?",
    ),
    wrong(
        "relu_reversed",
        "smaller for larger in relu",
        giving(relu=lambda Z: np.minimum(0, Z)),
        evidence="Your relu keeps negative Z and stops positive Z.",
        question="which sums does relu let through?",
    ),
    wrong(
        "relu_is_step",
        "step in place of relu",
        giving(relu=lambda Z: np.float64(Z > 0)),
        evidence="Your relu is 1 for every positive Z: its size is lost.",
        question="what should relu give for 0.5, and what for 2?",
    ),
    wrong(
        "leaks_too_much",
        "leak of 0.1",
        giving(leaky_relu=lambda Z: np.maximum(0.1 * Z, Z)),
        evidence="Your leaky_relu is ten times as large as asked for negative Z.",
        question="what should leaky_relu give for -2?",
    ),
    wrong(
        "leaks_upwards",
        "leak turned upwards",
        giving(leaky_relu=lambda Z: np.maximum(-0.01 * Z, Z)),
        evidence="Your leaky_relu is positive for negative Z.",
        question="does leaky_relu rise or fall to the left of 0?",
    ),
    wrong(
        "leaks_on_the_right",
        "leak on the wrong side",
        giving(leaky_relu=lambda Z: np.minimum(0.01 * Z, Z)),
        evidence="Your leaky_relu shrinks positive Z and keeps negative Z.",
        question="on which side of 0 should only a hundredth get through?",
    ),
    wrong(
        "leaky_is_relu",
        "no leak",
        giving(leaky_relu=lambda Z: np.maximum(0, Z)),
        evidence="Your leaky_relu is relu: nothing gets through for negative Z.",
        question="what should leaky_relu give for -2?",
    ),
    wrong(
        "step_is_sign",
        "step from -1 to 1",
        giving(step=np.sign),
        evidence="Your step gives -1 on the left, where 0 is asked.",
        question="which two values can a step unit pass on?",
    ),
    wrong(
        "step_down",
        "step the wrong way round",
        giving(step=lambda Z: np.float64(Z < 0)),
        evidence="Your step gives 1 for negative Z and 0 for positive Z.",
        question="does a unit fire when its sum is large or when it is small?",
    ),
    wrong(
        "always_tanh",
        "one curve for every name",
        called_with(name="tanh"),
        evidence="You give tanh, whichever name is asked for.",
        question="which of your branches runs for 'relu', and why?",
    ),
    wrong(
        "tanh_overflows",
        "tanh of large numbers",
        giving(tanh=lambda Z: (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))),
        evidence="Your tanh divides infinity by infinity there.",
        question="what is e to the 1000 in floating point?",
    ),
)


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

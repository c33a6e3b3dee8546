"""`choose_settings(train, ...)`: rate, steps and layers, chosen on a validation set.

Every choice is right that is the best of what was tried and reads examples that nobody
saw. So `train` is handed in, and counts: what is compared is her choice with her own
tries. In the case for paper most validation examples say the opposite of the training
ones: where a setting hardly learns, who chooses by the training examples shows there.
"""

import ast
import hashlib
import pickle
from dataclasses import replace

import numpy as np

from nnlib.check import Draft, Probe, Unfulfilled, Unusable, instead, wrong
from nnlib.check.memory import Memory
from nnlib.exercises.drawing import like_a_function
from nnlib.initializers import count_parameters
from nnlib.losses import cross_entropy
from nnlib.multiclass import (
    choose_settings,
    one_hot,
    predict_class,
    softmax_forward,
    train_digits,
)

NAMES = ("layer_dims", "learning_rate", "num_iterations")
FEWEST, MOST = 3, 8  # settings that are tried
MOST_NUMBERS = 3000
MOST_STEPS = 300
PICKING = ("max", "min", "sort", "sorted")
SHARE = 0.87  # of the examples that nobody saw
# Trainings of the course's own: the same ones are asked for again and again.
KNOWN = Memory(most=8 << 20)

exercise = Draft(
    id="05/choose_settings",
    parts={"choice": 10, "best": 5},
    reference=choose_settings,
    returns={*NAMES},
    needs=("05/softmax_forward", "05/predict_class"),
    without={
        "whole numbers": "the arrays are only handed on to train",
        "one example": "from one example nothing can be chosen",
        "one feature": "training and validation examples would have unequal features",
    },
    form="open",
    help="H0",
    edition=4,
)


@like_a_function("train")
class Training:
    """Trains as `train_digits` does, up to eight times, and within bounds.

    Parameters
    ----------
    unseen : (ndarray, ndarray) or None
        Examples, and their classes, that nobody saw; None where none are looked at.
    """

    def __init__(self, unseen=None):
        self.unseen = unseen
        self.calls = []

    def __call__(self, X, Y, layer_dims, learning_rate, num_iterations, rng):
        """Train, and note what was asked for and what came."""
        if len(self.calls) == MOST:
            raise ValueError(f"train was called {MOST} times before; that is all")
        too_much(layer_dims, num_iterations)
        found = trained(X, Y, layer_dims, learning_rate, num_iterations, rng)
        setting = row(layer_dims, learning_rate, num_iterations)
        self.calls.append((setting, np.asarray(X, dtype=float), found[0]))
        return found


@like_a_function("train")
class Watched(Training):
    """A training whose calls can be read afterwards."""

    def __deepcopy__(self, memo):
        return self


def too_much(layer_dims, num_iterations):
    """Refuse what takes longer than a check should."""
    numbers = count_parameters(layer_dims)
    if numbers > MOST_NUMBERS:
        said = f"layer_dims makes {numbers:,} numbers to learn"
        raise ValueError(f"{said}, at most {MOST_NUMBERS:,}")
    if num_iterations > MOST_STEPS:
        raise ValueError(f"num_iterations is {num_iterations}, at most {MOST_STEPS}")


def trained(X, Y, layer_dims, learning_rate, num_iterations, rng):
    """Train, or remember what the same training gave; the generator moves on."""
    asked = X, Y, layer_dims, learning_rate, num_iterations, rng.bit_generator.state

    def train():
        found = train_digits(X, Y, layer_dims, learning_rate, num_iterations, rng)
        return *found, rng.bit_generator.state

    key = hashlib.sha256(pickle.dumps(asked)).digest()
    parameters, costs, rng.bit_generator.state = KNOWN.given(key, train)
    return parameters, costs


def row(layer_dims, learning_rate, num_iterations):
    """Put a setting into one row, as a tuple."""
    return (*map(float, layer_dims), float(learning_rate), float(num_iterations))


@exercise.probes
def probes(rng):
    """Draw examples that no straight line parts, of three classes and of four."""
    return [by_hand(), ring(rng, 3, spread=0.35), ring(rng, 4, spread=0.3)]


def by_hand():
    """Return three examples, and three for validation, of which two say the opposite.

    One place stands there with both labels. So every network reads at least one of the
    three right, and a search that begins with `best = 0` ends with a setting.
    """
    X = np.array([[2.0, 1.0, -1.0], [1.0, 2.0, -2.0]])
    X_val = np.array([[1.5, 1.5, -1.5], [1.5, 1.5, -1.5]])
    Y, Y_val = np.eye(2)[:, [0, 0, 1]], np.eye(2)[:, [1, 0, 0]]
    options = {"rng": np.random.default_rng(0)}
    args = Training(), X, Y, X_val, Y_val
    return Probe(args, options, {"n_x": 2, "K": 2}, shown=True)


def ring(rng, K, spread):
    """Draw two clouds of each class; on a ring, the classes take turns.

    A usual network reads more than `SHARE` of them, whatever is drawn: the least of 250
    draws was 92.7 %, and one in a hundred is below 94.
    """

    def drawn(m):
        places = rng.permutation(np.resize(np.arange(2 * K), m))
        angles = np.pi * places / K
        centres = 2 * np.stack([np.cos(angles), np.sin(angles)])
        return centres + rng.normal(0, spread, (2, m)), places % K

    (X, labels), (X_val, labels_val), unseen = drawn(72), drawn(60), drawn(300)
    args = Training(unseen), X, one_hot(labels, K), X_val, one_hot(labels_val, K)
    options = {"rng": np.random.default_rng(int(rng.integers(2**32)))}
    return Probe(args, options, {"n_x": 2, "K": K})


@exercise.observe
def observe(probe, outputs):
    """See the choice as one row; both parts are about it."""
    there = [outputs[name] for name in NAMES]
    absent = [one for one in there if isinstance(one, Unusable)]
    chosen = absent[0] if absent else np.concatenate([*map(np.ravel, there)])
    return {"choice": chosen, "best": chosen}


@exercise.judge
def judge(probe, outputs, call):
    """Let her choose once more, and see what she tries."""
    chosen = outputs["choice"]
    if isinstance(chosen, Unusable):
        return {}
    watched = Watched(probe.args[0].unseen)
    again = call(watched, *probe.args[1:], **probe.options)
    if row(*(again[name] for name in NAMES)) != tuple(chosen):
        came = Unfulfilled("the same choice from the same rng", "another one")
        return {"choice": came, "best": came}
    lacks = (
        lacking(probe, chosen, watched),
        unsearched(probe, chosen, watched) or unmoved(probe, chosen, watched, call),
    )
    return {
        part: chosen if fault is None else fault
        for part, fault in zip(("choice", "best"), lacks, strict=True)
    }


def lacking(probe, chosen, watched):
    """Say what a choice lacks, if anything."""
    _, X, Y, *_ = probe.args
    *layer_dims, rate, steps = chosen.tolist()
    if layer_dims[:1] + layer_dims[1:][-1:] != [len(X), len(Y)]:
        return Unfulfilled(f"layer_dims from {len(X)} to {len(Y)}", f"{layer_dims}")
    layer_dims, steps = [*map(int, layer_dims)], int(steps)
    try:
        too_much(layer_dims, steps)
    except ValueError as error:
        return Unfulfilled("a choice within the bounds", str(error))
    if watched.unseen is None:
        return None
    runs = runs_of(watched, *probe.args[3:])
    if tuple(chosen) in runs:
        parameters = max(runs[tuple(chosen)], key=lambda run: run[0])[2]
    else:
        rng = np.random.default_rng(0)
        parameters, _ = trained(X, Y, layer_dims, rate, steps, rng)
    found = share_right(parameters, *watched.unseen)
    asked = f"{SHARE:.0%} of {len(watched.unseen[1])} examples that nobody saw, right"
    return Unfulfilled(asked, f"{found:.1%}") if found < SHARE else None


def unsearched(probe, chosen, watched):
    """Say what the search lacks, if anything."""
    runs = runs_of(watched, *probe.args[3:])
    if len(runs) < FEWEST:
        return Unfulfilled(f"{FEWEST} settings tried or more", f"{len(runs)}")
    held_out = columns(probe.args[3])
    if any(held_out & columns(X) for _, X, _ in watched.calls):
        came = "validation examples in the training"
        return Unfulfilled("training on the training examples alone", came)
    return not_best(probe, chosen, watched)


def unmoved(probe, chosen, watched, call):
    """Say what is chosen where validation speaks for another of the settings tried.

    Where all that is tried learns well, every choice is the best on validation. So
    unseen examples take the place of the validation set that another setting reads
    otherwise, with the classes that it says; and one that all read alike, so that no
    share is 0.
    """
    said = read_by(watched)
    here = said.get(tuple(chosen))
    others = [] if here is None else list(said.values())
    alike = np.argmax(np.all([other == here for other in others], axis=0))
    for other in others:
        place = other != here
        if place.any():
            place[alike] = True
            X_val = watched.unseen[0][:, place]
            Y_val = one_hot(other[place], len(probe.args[2]))
            again = Watched(watched.unseen)
            asked = replace(probe, args=(again, *probe.args[1:3], X_val, Y_val))
            found = call(*asked.args, **asked.options)
            fault = not_best(asked, row(*(found[name] for name in NAMES)), again)
            if fault is not None:
                return fault
    return None


def read_by(watched):
    """Return the classes that each setting tried reads in the unseen examples."""
    if watched.unseen is None:
        return {}
    return {
        setting: predict_class(softmax_forward(watched.unseen[0], parameters)[0])
        for setting, _, parameters in watched.calls
    }


def not_best(probe, chosen, watched):
    """Say what a choice is, and what is best on validation, if they are not one."""
    best = best_of(runs_of(watched, *probe.args[3:]))
    if tuple(chosen) in best:
        return None
    asked = f"of those tried, the best on validation ({in_words(best[0])})"
    return Unfulfilled(asked, known_as(chosen, watched, probe))


def known_as(chosen, watched, probe):
    """Say what a choice is that is not the best on validation."""
    tried = [setting for setting, *_ in watched.calls]
    runs = runs_of(watched, *probe.args[1:3])
    known = {
        "the best on the training examples": best_of(runs),
        "the first that was tried": tried[:1],
        "the last that was tried": tried[-1:],
    }
    names = [name for name, some in known.items() if tuple(chosen) in some]
    name = " and ".join(names) or "another one"
    return f"{name} ({in_words(chosen)})"


def in_words(setting):
    """Say which number of a setting is what.

    Examples
    --------
    >>> in_words((2.0, 16.0, 3.0, 0.1, 150.0))
    'layer_dims [2, 16, 3], learning_rate 0.1, num_iterations 150'
    """
    *layer_dims, rate, steps = (f"{number:g}" for number in setting)
    widths = ", ".join(layer_dims)
    return f"layer_dims [{widths}], learning_rate {rate}, num_iterations {steps}"


def runs_of(watched, X, Y):
    """Collect, by setting, share and cost on some examples, and the parameters."""
    runs = {}
    for setting, _, parameters in watched.calls:
        share = share_right(parameters, X, np.argmax(Y, axis=0))
        cost = cross_entropy(softmax_forward(X, parameters)[0], Y)
        runs.setdefault(setting, []).append((share, -cost, parameters))
    return runs


def best_of(runs):
    """List the settings that are best by share or by cost; of several runs, by each."""
    best = []
    for measure in (0, 1):
        for over in (np.mean, np.max):
            scores = [over([run[measure] for run in some]) for some in runs.values()]
            best += [
                setting
                for setting, score in zip(runs, scores, strict=True)
                if score >= max(scores) - 1e-9
            ]
    return best


def share_right(parameters, X, labels):
    """Give the share of examples that a network reads right."""
    return float(np.mean(predict_class(softmax_forward(X, parameters)[0]) == labels))


def columns(X):
    """Return the examples of a table as a set."""
    return {column.tobytes() for column in np.asarray(X, dtype=float).T}


def tries(rates=(0.001, 0.1, 1.0)):
    """Yield the settings that the course tries, or some at other rates."""
    for rate in rates:
        yield {"learning_rate": rate, "num_iterations": 150}


def searching(select, rates=(0.001, 0.1, 1.0), mixed=False):
    """Try settings, and select one of (training share, validation share, setting)."""

    def choose(train, X_train, Y_train, X_val, Y_val, rng):
        X, Y = X_train, Y_train
        if mixed:
            X, Y = np.hstack([X, X_val]), np.hstack([Y, Y_val])
        found = []
        for steps in tries(rates):
            setting = {"layer_dims": [len(X), 16, len(Y)], **steps}
            parameters, _ = train(X, Y, **setting, rng=rng)
            shares = (
                share_right(parameters, some, np.argmax(truth, axis=0))
                for some, truth in ((X_train, Y_train), (X_val, Y_val))
            )
            found.append((*shares, setting))
        return select(found)

    return instead(choose)


def best_on_validation(found):
    """Select as the course does."""
    return max(found, key=lambda one: one[1])[2]


def keeps_no_best(source):
    """Tell whether nothing in the code compares, or picks the largest."""
    nodes = [*ast.walk(ast.parse(source))]
    names = {getattr(node, "id", getattr(node, "attr", "")) for node in nodes}
    compares = any(isinstance(node, ast.Compare) for node in nodes)
    return bool(source) and not compares and names.isdisjoint(PICKING)


exercise.variants(
    wrong(
        "by_training",
        "chosen by the training examples",
        searching(lambda found: max(found, key=lambda one: one[0])[2]),
        evidence="You return the setting that is best on the training examples.",
        question="which examples had no part in the training?",
    ),
    wrong(
        "first_tried",
        "first setting tried",
        searching(lambda found: found[0][2]),
        evidence="You return the first setting that you try.",
        question="when is a try better than the best so far?",
        written=keeps_no_best,
    ),
    wrong(
        "last_tried",
        "last setting tried",
        searching(lambda found: found[-1][2]),
        evidence="You return the last setting that you try.",
        question="what do you keep of the tries before the last one?",
        written=keeps_no_best,
    ),
    wrong(
        "worst",
        "worst on validation",
        searching(lambda found: min(found, key=lambda one: one[1])[2]),
        evidence="You return the setting that is worst on validation.",
        question="is a large share right good, or a small one?",
    ),
    wrong(
        "too_slow",
        "only rates that are far too small",
        searching(best_on_validation, rates=(0.0003, 0.001, 0.003)),
        evidence="In the steps that you give it, none of your settings learns.",
        question="how far apart should the rates that you try be?",
    ),
    wrong(
        "two_tried",
        "only two settings tried",
        searching(best_on_validation, rates=(0.2, 1.0)),
        evidence="You try two settings; at least three are asked for.",
        question="how many settings does your loop go through?",
    ),
    wrong(
        "validation_learned",
        "validation examples in the training",
        searching(best_on_validation, rates=(0.01, 0.1, 1.0), mixed=True),
        evidence="Your networks learn from the validation examples as well.",
        question="what does a share right say of examples that were learned from?",
    ),
    wrong(
        "no_search",
        "nothing tried",
        instead(
            lambda train, X_train, Y_train, X_val, Y_val, rng: {
                "layer_dims": [len(X_train), 24, len(Y_train)],
                "learning_rate": 0.3,
                "num_iterations": 200,
            }
        ),
        evidence="You return a setting without a call of train.",
        question="how do you know that another one is not better?",
    ),
    wrong(
        "hidden_only",
        "layer_dims without input and output",
        searching(lambda found: {**best_on_validation(found), "layer_dims": [16]}),
        evidence="Your layer_dims names the hidden layers alone.",
        question="which two numbers do the data decide?",
    ),
)


@exercise.accepted
def at_random(train, X_train, Y_train, X_val, Y_val, rng):
    """Draw widths and rates, and keep the best so far."""
    best, chosen = -1.0, None
    for _ in range(5):
        dims = [len(X_train), int(rng.integers(12, 30)), len(Y_train)]
        rate, steps = 10 ** rng.uniform(-1, 0), 100
        parameters, _ = train(X_train, Y_train, dims, rate, steps, rng)
        found = share_right(parameters, X_val, np.argmax(Y_val, axis=0))
        if found > best:
            best, chosen = found, (dims, rate, steps)
    return dict(zip(NAMES, chosen, strict=True))


@exercise.accepted
def from_zero(train, X_train, Y_train, X_val, Y_val, rng):
    """Begin with 0 as the best share, and with no setting."""
    best = 0, None
    for steps in tries((0.01, 0.1, 1.0)):
        setting = {"layer_dims": [len(X_train), 16, len(Y_train)], **steps}
        parameters, _ = train(X_train, Y_train, **setting, rng=rng)
        share = share_right(parameters, X_val, predict_class(Y_val))
        if share > best[0]:
            best = share, setting
    return best[1]


@exercise.accepted
def by_cost_from_two_starts(train, X_train, Y_train, X_val, Y_val, rng):
    """Compare mean costs on validation, and return numbers of numpy's."""
    options = [
        {"layer_dims": (2, *hidden, len(Y_train)), "learning_rate": np.float64(0.4)}
        for hidden in ((), (10,), (24,), (12, 12))
    ]
    costs = []
    for one in options:
        one["num_iterations"] = np.int64(120)
        runs = [train(X_train, Y_train, rng=rng, **one)[0] for _ in range(2)]
        found = [cross_entropy(softmax_forward(X_val, p)[0], Y_val) for p in runs]
        costs.append(np.mean(found))
    return options[int(np.argmin(costs))]


@exercise.accepted
def narrowed_down(train, X_train, Y_train, X_val, Y_val, rng):
    """Try rates far apart, then one on each side of the best."""
    truth, found = predict_class(Y_val), {}

    def look(rate):
        dims = [len(X_train), 20, len(Y_train)]
        options = {"learning_rate": rate, "num_iterations": 120}
        parameters, _ = train(X_train, Y_train, dims, **options, rng=rng)
        found[rate] = share_right(parameters, X_val, truth)

    for rate in (0.002, 0.2, 2.0):
        look(rate)
    near = max(found, key=found.get)
    look(near / 2)
    look(near * 1.5)
    best = max(found, key=found.get)
    options = {"learning_rate": best, "num_iterations": 120, "tried": len(found)}
    return {"layer_dims": [len(X_train), 20, len(Y_train)], **options}


EXERCISE = exercise.with_hints(
    "Three things have to happen: train with a setting, look at the validation set, "
    "remember the best. Which of them stand inside a loop?",
    "Which share of the validation set does each network get right? softmax_forward "
    "and predict_class tell what it says; Y_val has one 1 in each column.",
    "Write the settings as a list of dictionaries. The data decide the first and the "
    "last number of layer_dims; without a hidden layer every border is straight.",
    "A sibling, the shortest of several ways: best = None, then for each way: if best "
    "is None or length(way) < length(best), best = way.",
)

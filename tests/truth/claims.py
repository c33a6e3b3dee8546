"""What a verdict claims of a function, and whether one more draw refutes it.

A predicate gets the claim, the fact's words, and the function's results on one draw. It
asks again in its own way where it can, and with the check's eyes where it cannot.
"""

import ast
import copy
import inspect
import textwrap
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from nnlib.check import LocalRunner
from nnlib.check.deductions import problem
from nnlib.check.detectors import DETECTORS
from nnlib.check.evaluate import property_state
from nnlib.check.exercise import Exercise
from nnlib.check.fewer_examples import examples
from nnlib.check.further_calls import detected
from nnlib.check.layers import layer_of
from nnlib.check.return_order import other_order
from nnlib.check.trial import probe_generator, reference_value, same, try_probe
from nnlib.check.views import first_layer_of, views_of
from nnlib.values import already_checked
from tests.mutation.test_mutants import BY_PART, SECONDS, alike_where_wrong, tried

TINY = 1e-15


@dataclass(frozen=True)
class Draw:
    """A function of an exercise, and what it gives for one seed."""

    exercise: Exercise
    function: object
    seed: int

    @cached_property
    def trials(self):
        """Give all trials, those at extremes too."""
        return tried(self.exercise, self.function, self.seed)

    @property
    def done(self):
        """Give the trials that are counted, not those at extremes."""
        return [one for one in self.trials if not one.probe.extreme]

    @property
    def runner(self):
        """Give a runner of the function."""
        return LocalRunner(self.function, seconds=SECONDS)

    @property
    def rng(self):
        """Give a generator of further probes."""
        return probe_generator(self.exercise, self.seed)

    def wrong(self, part):
        """Give the trials in which an output is wrong."""
        return [one for one in self.done if not one.right(part)]


def parts_of(draw, about):
    """List the outputs that a fact speaks of; arrays in one stand for it."""
    said = about.get("part", about.get("parts", "")).split(", ")
    parts = draw.exercise.parts
    return [part for part in parts if any(covers(part, one) for one in said)]


def covers(part, said):
    """Tell whether a name is an output's, or that of an array in it."""
    return said == part or said.startswith(f"{part}[")


def right(draw, about):
    """Say that outputs are right already."""
    return not any(draw.wrong(part) for part in parts_of(draw, about))


def wrong_somewhere(draw, about):
    """Say that outputs are wrong."""
    return all(draw.wrong(part) for part in parts_of(draw, about))


def other_values(draw, about):
    """Say that the small example is right; the others that are wrong have sizes."""
    return all(not t.probe.shown for p in parts_of(draw, about) for t in draw.wrong(p))


def order(draw, about):
    """Say that the outputs come in another order."""
    return bool(other_order(draw.exercise, draw.done[0]))


def ignored(draw, about):
    """Say that an argument changes nothing, to the last digit."""
    name = about["argument"]
    asked = [one for one in draw.done if name in one.probe.options]
    return all(
        equal(
            draw.runner.call(one.probe.args, one.probe.options).value,
            draw.runner.call(one.probe.args, {**one.probe.options, name: other}).value,
        )
        for one in asked
        for other in others(one.probe.options[name])
    )


def others(value):
    """Give some values in the place of one."""
    return [value + 1, value + 3] if isinstance(value, int) else [2 * value, 3 * value]


def equal(one, other):
    """Compare two results of any form to the last digit."""
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(equal(one[k], other[k]) for k in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(equal, one, other))
    return np.array_equal(one, other)


def unsteady(draw, about):
    """Say that a second call gives another result."""
    again = [try_probe(draw.exercise, draw.runner, one.probe) for one in draw.done]
    return any(
        not same(now.probe, now.got[part], then.got[part])
        for now, then in zip(again, draw.done, strict=True)
        for part in draw.exercise.parts
    )


def one_right(draw, about):
    """Say that every single example is right, and several are not."""
    cut = [
        examples(one.probe, slice(column, column + 1))
        for one in draw.done
        for column in range(one.probe.sizes["m"])
    ]
    alone = [try_probe(draw.exercise, draw.runner, one) for one in cut if one]
    claimed = parts_of(draw, about)
    return all(one.right(part) for one in alone for part in claimed) and (
        wrong_somewhere(draw, about)
    )


def detected_again(kind):
    """Make a predicate that looks for the same evidence, of the same outputs."""

    def again(draw, about):
        wrong = [part for part in draw.exercise.parts if draw.wrong(part)]
        done = draw.done
        found = detected(draw.exercise, draw.runner, done, [], wrong)
        return any(one.kind == kind and said(one.about) == said(about) for one in found)

    return again


def said(about):
    """Give what a fact says, apart from the sizes that happened to be drawn."""
    return {k: text for k, text in about.items() if k not in ("cases", "tried", "how")}


def looked_at(draw):
    """List all that a sentence may be about: outputs, arrays of a kind, a layer."""
    return [
        view
        for part in draw.exercise.parts
        for views in (views_of, first_layer_of)
        for view in views(part, draw.done)
    ]


def detector(kind):
    """Make a predicate that looks at the numbers of one draw with one detector."""

    def shows(draw, about):
        views = looked_at(draw)
        claimed = about["part"].split(", ")
        found = {v.part: DETECTORS[kind](draw.exercise, v) for v in views}
        asked = [found[part] for part in claimed if part in found]
        meant = {k: text for k, text in said(about).items() if k != "part"}
        return all(one is not None and said(one) == meant for one in asked)

    return shows


def whole(draw, about):
    """Say that wrong numbers are the expected ones, made whole in one way."""
    way = {"cut": np.trunc, "rounded down": np.floor, "rounded": np.rint}[about["how"]]
    return all(
        case.fits(way)
        for view in looked_at(draw)
        if view.part in about["part"].split(", ")
        for case in view.cases
    )


def by_part(kind):
    """Make a predicate that looks at a whole output of one draw."""

    def shows(draw, about):
        found = [BY_PART[kind](part, draw.done) for part in parts_of(draw, about)]
        facts = [one[0] if isinstance(one, list) and one else one for one in found]
        # How many digits are nearly right may change a little from draw to draw.
        told = ("start", "layer") if kind == "near" else ("start", "layer", "digits")
        return all(
            fact and all(fact.about.get(k) == about.get(k) for k in told)
            for fact in facts
        )

    return shows


def guard(draw, about):
    """Say that a number keeps something from 0: a tiny one in its place is right."""
    number = float(about["number"])

    class Smaller(ast.NodeTransformer):
        def visit_Constant(self, node):
            swap = {number: TINY, 1 - number: 1 - TINY}
            value = node.value
            return ast.Constant(swap.get(value, value) if is_float(value) else value)

    mended = rewritten(draw.function, Smaller())
    return all(
        one.right(part)
        for one in tried(draw.exercise, mended, draw.seed)
        if not one.probe.extreme
        for part in draw.exercise.parts
    )


def is_float(value):
    """Tell a float."""
    return isinstance(value, float)


def rewritten(function, change, **names):
    """Change the code of a function, and give the function that it makes."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    tree = ast.fix_missing_locations(change.visit(tree))
    space = {**function.__globals__, **names}
    exec(compile(tree, "<changed>", "exec"), space)
    return space[function.__name__]


def first_turn(draw):
    """Say that a loop never begins its second turn."""
    turns = {}

    class Counting(ast.NodeTransformer):
        def visit_For(self, node):
            self.generic_visit(node)
            node.body.insert(0, ast.parse(f"turn({node.lineno})").body[0])
            return [ast.parse(f"start({node.lineno})").body[0], node]

        def visit_While(self, node):
            return self.visit_For(node)

    most = {}

    def turn(line):
        turns[line] += 1
        most[line] = max(most.get(line, 0), turns[line])

    counted = rewritten(
        draw.function, Counting(), turn=turn, start=lambda line: turns.update({line: 0})
    )
    for one in draw.done:
        args, options = copy.deepcopy((one.probe.args, dict(one.probe.options)))
        counted(*args, **options)
    return 1 in most.values()


def changed(draw, about):
    """Say that an argument is another after the call."""
    names = list(inspect.signature(draw.function).parameters)
    place = names.index(about["argument"])
    return any(
        not equal(one.probe.args[place], one.answer.arguments[place])
        for one in draw.trials
        if place < len(one.probe.args)
    )


def loop(draw, about):
    """Say that the steps of a call grow with the examples, one for each at least."""
    steps = []
    for size in (5, 20, 50):
        probe = draw.exercise.vectorised(draw.rng, size)
        steps.append(draw.runner.call(probe.args, probe.options, count=True).steps)
    return steps[1] - steps[0] >= 15 and steps[2] - steps[1] >= 30


def extreme(draw, about):
    """Say what an extreme input does to an output."""
    part = about["part"]
    return any(
        not one.right(part) and problem(one, part) == about["problem"]
        for one in draw.trials
        if one.probe.extreme and one.probe.about == about["inputs"]
    )


def broken(draw, about):
    """Say that something does not hold which always should; one case is enough."""
    rng, text = draw.rng, about["text"]
    claims = [c for c in draw.exercise.properties if text in (c.broken, c.sentence)]
    return any(
        property_state(claim, draw.runner, rng) != "holds"
        for claim in claims
        for _ in range(5)
    )


def holds(draw, about):
    """Say that a property holds, in five more cases."""
    return not any(
        property_state(claim, draw.runner, draw.rng) == "broken"
        for claim in draw.exercise.properties
        if claim.sentence == about["text"]
    )


def layer(draw, about):
    """Say which layer is the first wrong one, in every case that is wrong."""
    (part,) = parts_of(draw, about)
    for one in draw.wrong(part):
        # Below relus that are all off everything is 0, and right by chance.
        bad = {
            layer_of(place)
            for place, asked in one.expected[part].items()
            if not same(one.probe, one.got[part].get(place), asked)
        }
        last = max(map(layer_of, one.expected[part]))
        told = about["layer"]
        number = int(told) if told.isdigit() else last - int(told[4:] or 0)
        asked = [v for p, v in one.expected[part].items() if layer_of(p) == number]
        first = min(bad) if about["start"] == "1" else max(bad)
        if first != number and any(map(np.any, asked)):
            return False
    return True


def no_bias(draw, about):
    """Say that outputs are those of biases that are 0."""
    names = about["bias"].split(" = ")[:-1]
    parameters = inspect.signature(draw.exercise.reference).parameters
    for one in draw.done:
        args = [
            zeroed(name, value, names)
            for name, value in zip(parameters, one.probe.args, strict=False)
        ]
        probe = replace(one.probe, args=tuple(args))
        value = reference_value(draw.exercise.reference, probe)
        without = try_probe(
            draw.exercise, LocalRunner(lambda *_, v=value, **__: v), probe
        )
        if not all(
            same(probe, one.got[part], without.got[part])
            for part in parts_of(draw, about)
        ):
            return False
    return True


def zeroed(name, value, names):
    """Set an argument, or entries of one, to 0."""
    if isinstance(value, dict):
        return {k: 0 * one if k in names else one for k, one in value.items()}
    return 0 * value if name in names else value


def no_return(draw, about):
    """Say that a call comes back with nothing, and that a line returns something."""
    source = inspect.getsource(draw.function)
    gives = [n.value for n in ast.walk(tree_of(source)) if isinstance(n, ast.Return)]
    return any(gives) and wrong_somewhere(draw, about)


def gives_none(draw, about):
    """Say as well that the last line returns something."""
    (function,) = tree_of(inspect.getsource(draw.function)).body
    return isinstance(function.body[-1], ast.Return) and no_return(draw, about)


def comma(draw, about):
    """Say that a line holds two numbers with a comma between them."""
    return about["pair"] in about["line"] in inspect.getsource(draw.function)


def tree_of(source):
    """Give the syntax tree of a function."""
    return ast.parse(textwrap.dedent(source))


def outside(draw, about):
    """Say that a name is read which the function does not set."""
    return about["name"] in draw.function.__code__.co_names


PREDICATES = {
    "right": right,
    "value": wrong_somewhere,
    **dict.fromkeys(("numbers", "shape", "type", "none"), wrong_somewhere),
    "no_return": no_return,
    "gives_none": gives_none,
    "comma": comma,
    "passed": right,
    "holds": holds,
    "other_values": other_values,
    "order": order,
    "ignored": ignored,
    "unsteady": unsteady,
    "one_right": one_right,
    "guard": guard,
    "changed": changed,
    "loop": loop,
    "extreme": extreme,
    "broken": broken,
    "property": broken,
    "no_bias": no_bias,
    "outside": outside,
    **{kind: detector(kind) for kind in DETECTORS},
    "whole": whole,
    **{kind: by_part(kind) for kind in BY_PART},
    "layer": layer,
    **{
        kind: detected_again(kind)
        for kind in ("one_counted", "one_size", "exchanged", "global_random")
    },
}


# What no further draw can speak against, and why: what else is said has a predicate.
READ_OFF = "it repeats what one call gave, which the card names"
NOT_RUN = "it tells why there was nothing to try"
AHEAD = "it tells what the grader does: tests of the two sides look at it"
SUMMED_UP = "it tells what the rules make of what was found"
TRIED = "it was tried on further draws before it was said"
NOT_ASKED_AGAIN = {
    "pointed": TRIED,
    **dict.fromkeys(("tested", "error_line", "error_in_cell", "error_text"), READ_OFF),
    **dict.fromkeys(("error_called", "error_means", "error_shapes"), READ_OFF),
    **dict.fromkeys(("error_on", "refused", "limit", "printed", "advice"), READ_OFF),
    **dict.fromkeys(("listed", "quoted", "remark"), READ_OFF),
    **dict.fromkeys(("not_attempted", "missing", "needs_first", "not_mended"), NOT_RUN),
    **dict.fromkeys(("placeholder", "signature", "could_not_check"), NOT_RUN),
    **dict.fromkeys(("not_ordered", "search", "no_more"), NOT_RUN),
    **dict.fromkeys(("loops_unknown", "with_course", "with_course_all"), NOT_RUN),
    **dict.fromkeys(("in_demo", "in_check", "not_there", "stops_cell"), AHEAD),
    **dict.fromkeys(("not_allowed", "own_file", "left_out", "no_data"), AHEAD),
    **dict.fromkeys(("delegated", "from_outside"), AHEAD),
    **dict.fromkeys(("passed_too", "worth"), SUMMED_UP),
}
# These are asked again by the mistake that they speak of.
BY_MISTAKE = {"evidence", "first_turn"}


def named(draw, mistake):
    """Say that the outputs are those of a registered version where that is wrong."""
    theirs = tried(draw.exercise, mistake.function, draw.seed)
    return alike_where_wrong(draw.exercise, draw.trials, theirs)


def one_named(draw, *mistakes):
    """Say that the outputs are those of one of some registered versions."""
    return any(named(draw, one) for one in mistakes)


def refuted(predicate, draw, *about):
    """Tell whether a draw speaks against a claim; the course looks at no entries."""
    with already_checked(), np.errstate(all="ignore"):
        return not predicate(draw, *about)

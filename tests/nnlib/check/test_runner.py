"""How a function is called: whatever it does, there is an answer and nothing stays."""

import functools
import signal
import sys
import warnings

import numpy as np
import pytest

from nnlib.check.description import is_stub, source_of
from nnlib.check.raised import MAX_TEXT
from nnlib.check.runner import MAX_PRINTED, LocalRunner
from tests.cases import every_case
from tests.nnlib.check.test_steps import Doubler, double

X = np.arange(6.0).reshape(2, 3)

pytestmark = pytest.mark.every_python


class CarelessError(Exception):
    """An exception that cannot say what it is."""

    def __str__(self):
        raise RuntimeError("no text")


class Uncopyable:
    """A value that refuses to be copied."""

    def __deepcopy__(self, memory):
        raise RuntimeError("no copy")


def called(function, *args, **options):
    """Call a function through a runner without a limit."""
    return LocalRunner(function).call(args, options)


# ---- what comes back


def test_an_answer_has_the_value_and_nothing_else():
    answer = called(lambda x, factor: factor * x, 3, factor=2)
    assert answer.value == 6
    assert answer.arguments == (3, 2)
    assert (answer.raised, answer.limit, answer.warnings) == (None, "", ())
    assert (answer.printed, answer.steps) == ("", 0)


def test_printed_text_is_collected_and_errors_are_not(capsys):
    def chatty():
        print("out")
        print("err", file=sys.stderr)

    assert called(chatty).printed == "out\n"
    assert capsys.readouterr() == ("", "")


def test_printed_text_is_cut_where_there_is_too_much():
    def flood():
        for _ in range(3):
            print("x" * MAX_PRINTED)
        return "done"

    answer = called(flood)
    assert answer.printed == "x" * MAX_PRINTED
    assert answer.value == "done"


def test_closing_the_output_harms_nobody():
    def closing():
        print("before")
        sys.stdout.close()
        print("after")

    assert called(closing).printed == "before\nafter\n"


def test_warnings_are_collected_once_each():
    def warn():
        for text in ("first", "second", "first"):
            warnings.warn(text, stacklevel=1)

    assert called(warn).warnings == ("first", "second")


def test_numpy_warns_even_where_the_notebook_has_silenced_it():
    with np.errstate(all="ignore"):
        answer = called(lambda: np.log(np.zeros(1)))
    assert answer.warnings == ("divide by zero encountered in log",)


def test_a_warning_of_another_cell_is_told_there():
    space = {"np": np}
    texts = {
        "cell 1": "def sigmoid(Z):\n    return 1 / (1 + np.exp(-Z))",
        "cell 2": "def answer(Z):\n    return sigmoid(Z)",
    }
    for cell, text in texts.items():
        exec(compile(text, cell, "exec"), space)
    far = (np.array([-1000.0]),)
    assert LocalRunner(space["answer"]).call(far).warnings == ()
    assert LocalRunner(space["sigmoid"]).call(far).warnings == (
        "overflow encountered in exp",
    )


def test_numpy_does_not_raise_even_where_the_notebook_asked_for_it():
    with np.errstate(all="raise"):
        assert called(lambda: np.exp(np.array([1000.0]))).value == np.inf


def test_filters_set_inside_a_call_end_with_it():
    def strict():
        warnings.simplefilter("error")
        np.seterr(all="raise")

    before = list(warnings.filters), np.geterr()
    called(strict)
    assert (list(warnings.filters), np.geterr()) == before


# ---- exceptions


def test_an_exception_is_summed_up_with_line_and_operands(cell):
    names = cell(
        "import numpy as np\n"
        "scale = np.ones((4, 1))\n"
        "\n"
        "def product(w, X):\n"
        "    z = 1\n"
        "    return w @ X + scale * z\n"
    )
    raised = called(names["product"], np.ones((3, 1)), np.ones((3, 5))).raised
    assert raised.type == "ValueError"
    assert "matmul" in raised.text
    assert raised.line == "return w @ X + scale * z"
    assert (raised.number, raised.function) == (3, "product")
    shapes = dict(raised.operands)
    assert shapes == {"w": "(3, 1)", "X": "(3, 5)"}
    assert raised.caller == ""


def test_the_innermost_line_of_the_learner_is_named(cell):
    names = cell(
        "def outer(x):\n    return inner(x)\n\ndef inner(x):\n    return max(x)\n"
    )
    raised = called(names["outer"], 3).raised
    assert (raised.function, raised.number) == ("inner", 2)
    assert raised.line == "return max(x)"
    assert (raised.caller, raised.called_at) == ("outer", 2)


OPERANDS = {
    "entries of a dictionary": (
        'parameters["W2"] @ X',
        {'parameters["W2"]': "(2, 3)", "X": "(4, 5)"},
    ),
    "a name made for a layer": (
        "np.dot(parameters[f'W{l}'], X)",
        {'parameters[f"W{l}"]': "(2, 3)", "X": "(4, 5)"},
    ),
    "a name put together": (
        "parameters['W' + str(l)] + X",
        {'parameters["W" + str(l)]': "(2, 3)", "X": "(4, 5)"},
    ),
    "transposed": (
        "parameters['W2'].T @ X + 1",
        {'parameters["W2"].T': "(3, 2)", "X": "(4, 5)"},
    ),
    "columns": (
        "parameters['W2'] @ X[:, 1:l]",
        {'parameters["W2"]': "(2, 3)", "X[:, 1:l]": "(4, 1)"},
    ),
    "one array alone": ("max(0, X)", {"X": "(4, 5)"}),
    "on several lines": (
        "np.dot(\n        parameters['W2'],\n        X,\n    )",
        {'parameters["W2"]': "(2, 3)", "X": "(4, 5)"},
    ),
    "what is computed is not shown": ("(X + 1) @ X", {"X": "(4, 5)"}),
}


@every_case("case", OPERANDS.values(), ids=OPERANDS)
def test_operands_are_named_as_they_are_written(cell, case):
    expression, shapes = case
    names = cell(
        "import numpy as np\n"
        "def layer(parameters, X, l):\n"
        f"    Z = {expression}\n"
        "    return Z\n"
    )
    parameters = {"W2": np.ones((2, 3))}
    raised = called(names["layer"], parameters, np.ones((4, 5)), 2).raised
    assert dict(raised.operands) == shapes


def test_what_another_cell_calls_by_the_same_name_is_no_operand(cell):
    names = cell(
        "import numpy as np\n"
        "W, scale = np.ones((7, 77)), np.ones((3, 3))\n"
        "def backward(dZ, cache):\n"
        "    A, W = cache\n"
        "    return W.T @ dZ\n"
        "def scaled(W, b):\n"
        "    return W @ scale\n"
    )
    raised = called(names["backward"], np.ones((2, 5)), np.ones((3, 4))).raised
    assert raised.line == "A, W = cache"
    assert "W" not in dict(raised.operands)
    raised = called(names["scaled"], np.ones((2, 5)), 0).raised
    assert dict(raised.operands) == {"W": "(2, 5)", "scale": "(3, 3)"}


def test_a_name_that_grows_in_place_is_an_operand(cell):
    names = cell("def grow(s, x):\n    s += x\n")
    raised = called(names["grow"], np.ones(3), np.ones((3, 3))).raised
    assert dict(raised.operands) == {"s": "(3,)", "x": "(3, 3)"}


LEFT_OVER = {
    "not bound yet": ("B = A @ X", {"X": "(4, 5)"}),
    "what could not be unpacked": ("A, W = X", {"X": "(4, 5)"}),
    "kept from the turn before": (
        "for A, W in [(X, X), (X, X, X)]:\n        pass",
        {"X": "(4, 5)"},
    ),
    "another function's own": ("list(map(lambda A: 1 @ X, [1]))", {"X": "(4, 5)"}),
    "read from the notebook": ("scale @ X", {"scale": "(9, 9)", "X": "(4, 5)"}),
}


@pytest.mark.parametrize("case", LEFT_OVER.values(), ids=LEFT_OVER)
def test_a_name_that_the_notebook_has_as_well_is_the_functions_own(cell, case):
    body, shapes = case
    names = cell(
        "import numpy as np\n"
        "A = W = B = scale = np.ones((9, 9))\n"
        f"def layer(X):\n    {body}\n    A = W = B = 0\n"
    )
    raised = called(names["layer"], np.ones((4, 5))).raised
    assert raised.function
    assert dict(raised.operands) == shapes


@pytest.mark.parametrize(
    "body",
    ["[1 / x for x in xs]", "list(1 / x for x in xs)", "{x: 1 / x for x in xs}"],
    ids=["list", "generator", "dictionary"],
)
def test_a_line_inside_a_comprehension_belongs_to_its_function(cell, body):
    names = cell(f"def inverses(xs):\n    # each one\n    return {body}\n")
    raised = called(names["inverses"], [1, 0]).raised
    assert (raised.type, raised.function, raised.number) == (
        "ZeroDivisionError",
        "inverses",
        3,
    )
    assert raised.line == f"return {body}"


def test_an_exception_inside_a_library_names_the_line_that_called_it(cell):
    names = cell("import json\n\ndef read(x):\n    return json.loads(x)\n")
    raised = called(names["read"], "{").raised
    assert (raised.type, raised.line) == ("JSONDecodeError", "return json.loads(x)")


def test_an_exception_without_a_line_of_the_learner_has_no_line():
    raised = called(len, 3).raised
    assert (raised.type, raised.line, raised.number) == ("TypeError", "", 0)


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda: sys.exit(3), "SystemExit"),
        (lambda: (_ for _ in ()).throw(GeneratorExit), "GeneratorExit"),
        (lambda: [].pop(), "IndexError"),
        (lambda: called.missing, "AttributeError"),
        (lambda: X(), "TypeError"),
    ],
    ids=["exit", "base-exception", "index", "attribute", "not-callable"],
)
def test_every_exception_becomes_a_summary(make, kind):
    assert called(make).raised.type == kind


def test_endless_recursion_becomes_a_summary():
    def deeper(n):
        return deeper(n + 1)

    answer = called(deeper, 0)
    assert answer.raised.type == "RecursionError"
    assert answer.raised.function == "deeper"


def test_an_interrupt_is_a_limit():
    def interrupted():
        raise KeyboardInterrupt

    assert called(interrupted).limit == "interrupted"


def test_an_exception_that_cannot_say_what_it_is_is_still_summed_up():
    def careless():
        raise CarelessError

    raised = called(careless).raised
    assert (raised.type, raised.text) == ("CarelessError", "(its text cannot be shown)")


def test_the_text_of_an_exception_is_bounded_and_can_be_saved():
    def verbose():
        raise ValueError("\ud800" + "x" * 10_000)

    text = called(verbose).raised.text
    assert len(text) == MAX_TEXT
    assert text.encode("utf-8").startswith(b"?x")


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        ("import no_such_module", "no_such_module"),
        ("from no_such_module.deep import thing", "no_such_module"),
        ("import numpy.no_such_part", "numpy.no_such_part"),
        ("from numpy import expp", ""),
        ("raise ImportError('no name')", ""),
        ("raise ImportError(name=7)", ""),
    ],
)
def test_what_an_import_did_not_find_is_named(cell, source, missing):
    names = cell(f"def hand_over():\n    {source}\n")
    assert called(names["hand_over"]).raised.missing == missing


# ---- arguments and values


def test_arguments_are_copied_and_returned_as_they_are_afterwards():
    def spoil(array, nested, *, options):
        array[0] = 7.0
        nested["W1"].append(7)
        options.clear()

    array, nested, options = np.zeros(2), {"W1": [1]}, {"a": 1}
    answer = called(spoil, array, nested, options=options)
    assert (array.tolist(), nested, options) == ([0.0, 0.0], {"W1": [1]}, {"a": 1})
    after = answer.arguments
    assert (after[0].tolist(), after[1:]) == ([7.0, 0.0], ({"W1": [1, 7]}, {}))


def test_arguments_are_returned_even_after_an_exception():
    def spoil(array):
        array[0] = 7.0
        raise ValueError

    assert called(spoil, np.zeros(2)).arguments[0].tolist() == [7.0, 0.0]


def test_a_shared_buffer_does_not_change_earlier_values():
    buffer = np.zeros(2)

    def fill(value):
        buffer[:] = value
        return {"A": buffer}, [buffer]

    runner = LocalRunner(fill)
    first, second = runner.call((1.0,)).value, runner.call((2.0,)).value
    assert first[0]["A"].tolist() == first[1][0].tolist() == [1.0, 1.0]
    assert second[0]["A"].tolist() == [2.0, 2.0]


def test_a_value_that_cannot_be_copied_comes_back_itself():
    value = Uncopyable()
    assert called(lambda: value).value is value


def test_a_value_that_holds_itself_is_no_result():
    def endless():
        costs = [0.5]
        costs.append(costs)
        return {"w": 1.0}, costs

    assert LocalRunner(endless).call(()).limit == "malformed"


def test_a_generator_is_copied_with_its_state():
    rng = np.random.default_rng(5)
    drawn = called(lambda rng: rng.normal(), rng).value
    assert drawn == np.random.default_rng(5).normal()
    assert rng.normal() == drawn


# ---- replacements


@pytest.fixture
def chain(cell):
    """Functions that call each other: outer, middle, inner."""
    return cell(
        "def inner(x):\n"
        "    raise NotImplementedError\n"
        "\n"
        "def middle(x):\n"
        "    return inner(x)\n"
        "\n"
        "def outer(x):\n"
        "    return [middle(x) for _ in range(2)]\n"
        "\n"
        "def failing(x):\n"
        "    inner(x)\n"
        "    raise ValueError\n"
        "\n"
        "def unruly(x):\n"
        "    global inner\n"
        "    found = inner(x)\n"
        "    del inner\n"
        "    return found\n"
    )


def test_nested_functions_see_the_replacement(chain):
    answer = LocalRunner(chain["outer"], {"inner": abs}).call((-3,))
    assert answer.value == [3, 3]


@pytest.mark.parametrize("name", ["outer", "failing", "unruly"])
def test_replacements_are_undone_whatever_happens(chain, name):
    before = dict(chain)
    LocalRunner(chain[name], {"inner": abs, "not_there_before": abs}).call((-3,))
    assert chain == before


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no interval timer here")
def test_replacements_are_undone_after_a_limit(cell):
    names = cell("def endless():\n    while True:\n        f()\n")
    runner = LocalRunner(names["endless"], {"f": lambda: 1}, seconds=0.1)
    assert runner.call(()).limit == "time"
    assert "f" not in names


def test_a_replacement_reaches_the_function_inside_a_partial(chain):
    function = functools.partial(chain["middle"])
    assert LocalRunner(function, {"inner": abs}).call((-3,)).value == 3


# ---- descriptions


@every_case(
    ("function", "name", "parameters"),
    [
        (lambda x, *, rate=1: x, "<lambda>", ["x", "rate"]),
        (functools.partial(double, x=1), "partial", ["x"]),
        (Doubler(), "Doubler", ["x"]),
        (Doubler().__call__, "__call__", ["x"]),
        (abs, "abs", ["x"]),
        (np.exp, "exp", None),
        (5, "int", None),
        (None, "NoneType", None),
    ],
    ids=["lambda", "partial", "instance", "method", "builtin", "ufunc", "int", "none"],
)
def test_whatever_is_checked_can_be_described_and_called(function, name, parameters):
    runner = LocalRunner(function)
    description = runner.describe()
    found = description.parameters
    assert description.name == name
    assert not description.stub
    if parameters is not None:
        assert [entry[0] for entry in found] == parameters
    answer = runner.call(([1.0, 2.0],))
    assert answer.limit == ""


def test_parameters_tell_kind_and_need():
    def function(w, b=0.0, /, *rest, rate, **more):
        return None

    assert LocalRunner(function).describe().parameters == (
        ("w", "POSITIONAL_ONLY", True),
        ("b", "POSITIONAL_ONLY", False),
        ("rest", "VAR_POSITIONAL", True),
        ("rate", "KEYWORD_ONLY", True),
        ("more", "VAR_KEYWORD", True),
    )


def test_a_function_that_wraps_itself_can_be_described():
    def circular(x):
        return x

    circular.__wrapped__ = circular
    runner = LocalRunner(circular)
    assert runner.describe().source == ""
    assert runner.call((1,)).value == 1


def test_a_decorated_function_is_seen_through(cell):
    names = cell(
        "import functools\n"
        "def twice(f):\n"
        "    @functools.wraps(f)\n"
        "    def wrapper(*args):\n"
        "        return 2 * f(*args)\n"
        "    return wrapper\n"
        "\n"
        "@twice\n"
        "def one(x):\n"
        "    return x\n"
    )
    description = LocalRunner(names["one"]).describe()
    assert [name for name, _, _ in description.parameters] == ["x"]
    assert description.source.startswith("@twice\ndef one(x):")


STUB = "def f(x):\n    '''Do it.\n\n    In two lines.\n    '''\n    {}\n"


@every_case(
    ("body", "stub"),
    [
        ("# Your code here\n    raise NotImplementedError", True),
        ("raise NotImplementedError('later')", True),
        ("pass", True),
        ("...", True),
        ("", True),
        ("return x", False),
        ("return None", False),
        ("y = x\n    raise NotImplementedError", False),
        ("raise ValueError", False),
        ("raise", False),
    ],
)
def test_a_stub_is_told_from_an_attempt(body, stub):
    assert is_stub(STUB.format(body)) == stub


@pytest.mark.parametrize(
    "source",
    ["", "f = lambda x: x", "class F: ...", "f(lambda x: x),", "\x00", "(" * 999],
)
def test_what_is_no_function_is_no_stub(source):
    assert not is_stub(source)


def test_the_source_of_a_nested_function_starts_at_the_margin(cell):
    names = cell("def outer():\n    def inner():\n        pass\n    return inner\n")
    assert source_of(names["outer"]()) == "def inner():\n    pass\n"

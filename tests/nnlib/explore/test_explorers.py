"""What all explorers do without a browser."""

import json
import sys
import warnings
from html import escape
from time import process_time

import numpy as np
import pytest

from nnlib.explore import Explorer, LearningRate, LoopsAndArrays, WeightAndBias, encode
from nnlib.explore.learning_rate import MOST

from . import given
from .given import EXPLORERS, STATES, X, Y, probability, train

LIGHT = 100_000  # bytes that an explorer may add to a notebook, beside the script
NAMES = list(EXPLORERS)


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


@pytest.fixture
def explorer(name):
    return EXPLORERS[name]()


def bundle(explorer):
    return explorer._repr_mimebundle_(include=None, exclude=None)


def test_it_begins_with_a_question(explorer):
    assert explorer.question.endswith(("?", "many."))
    assert "?" in explorer.question


def test_picture_is_drawn_and_said_in_a_sentence(explorer):
    picture = explorer.picture()
    assert picture.png.startswith(b"\x89PNG")
    assert picture.alt == explorer.first.sentence
    assert picture.caption == f"{explorer.question} {picture.alt}"


def test_every_state_is_drawn_without_a_warning(name):
    explorer = EXPLORERS[name]()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for state in STATES[name]:
            assert explorer.picture(**state).png


def test_panels_stay_where_they_are(name, explorer):
    def limits(state):
        frame = explorer.frame({**explorer.settings, "kept": None, **state})
        return [(panel.x, panel.y) for panel in frame.panels]

    states = [state for state in STATES[name] if "points" not in state]
    assert all(limits(state) == limits({}) for state in states)


def test_repr_is_python_that_restores_the_state(name, explorer):
    moved = {key: STATES[name][0][key] for key in STATES[name][0]}
    explorer.move(**moved)
    names = {**vars(given), **vars(explorer), "np": np}
    again = eval(repr(explorer), names)
    assert again.settings == explorer.settings


def test_notebook_saves_a_picture_and_nothing_that_needs_a_kernel(explorer):
    shown = bundle(explorer)
    assert set(shown) == {"text/html", "text/plain"}
    question_and_sentence, _ = shown["text/plain"].split("\n")
    assert question_and_sentence == explorer.picture().caption
    assert f'alt="{explorer.first.sentence}"' in shown["text/html"]


def test_output_ends_with_a_call_to_change_where_there_are_no_sliders(name, explorer):
    explorer.move(
        **{k: v for k, v in STATES[name][0].items() if k in explorer.controls}
    )
    shown = bundle(explorer)
    call = shown["text/plain"].rsplit(": ", 1)[-1]
    assert f"<code>{escape(call)}</code>" in shown["text/html"]
    settings = eval(
        call.replace("..., ", "", 1).replace(type(explorer).__name__, "dict")
    )
    assert EXPLORERS[name](**settings).settings == explorer.settings


def test_output_is_the_place_of_the_widget(explorer):
    assert f'class="nnlib-{explorer.widget().place}"' in bundle(explorer)["text/html"]


def test_output_comes_to_life_by_itself_where_python_is_not_needed(name, explorer):
    needs_training = ("learning_rate", "two_losses", "loops_and_arrays")
    assert ("wake(" in bundle(explorer)["text/html"]) == (name not in needs_training)


def test_picture_stands_alone_where_there_are_no_widgets(explorer, monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    assert f'alt="{explorer.first.sentence}"' in bundle(explorer)["text/html"]


def test_state_in_a_notebook_is_light(explorer):
    assert len(explorer.widget().setup) < LIGHT


def test_it_moves_without_a_browser(name, explorer):
    widget = explorer.widget()
    state = {
        key: v for key, v in STATES[name][0].items() if key not in ("kept", "points")
    }
    explorer.move(**state)
    assert {key: getattr(widget, key) for key in state} == state
    assert {key: explorer.settings[key] for key in state} == state


def test_it_follows_the_view(name, explorer):
    (key, value), *_ = STATES[name][0].items()
    setattr(explorer.widget(), key, value)
    assert explorer.settings[key] == value


def test_view_is_answered_from_python(name, explorer):
    sent = []
    widget = explorer.widget()
    widget.send = sent.append
    ask = {**explorer.settings, **STATES[name][0], "kept": None}
    widget._handle_custom_msg({"ask": ask, "key": "k"}, [])
    assert sent[0]["key"] == "k"
    assert sent[0]["numbers"] == encode.text(explorer.numbers(ask))


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        pytest.param({"speed": 1}, "no control 'speed'; there are learning", id="name"),
        pytest.param({"learning_rate": 1e9}, "expected 0.001 to 1000.0", id="value"),
        pytest.param({"points": [(1.0, 2.0)]}, "values to unpack", id="no label"),
        pytest.param(
            {"points": [(1.0, 2.0, 7)]}, r"expected \(x, y, label\)", id="label"
        ),
    ],
)
def test_setting_that_does_not_exist_is_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        EXPLORERS["learning_rate"](**settings)


def test_slider_of_ipywidgets_is_joined_to_a_control():
    slider = EXPLORERS["learning_rate"]().slider("learning_rate")
    assert (slider.min, slider.max, slider.value) == (-3.0, 3.0, 30.0)
    counted = EXPLORERS["learning_rate"]().slider("num_iterations")
    assert (counted.min, counted.max) == (0, MOST)
    straight = EXPLORERS["weight_and_bias"]().slider("w")
    assert straight.step == pytest.approx(0.1)


def test_rates_reach_from_stalling_to_jumping_too_far():
    explorer = EXPLORERS["learning_rate"]()
    mixed = LearningRate(train, probability, X, np.array([[0, 1, 0, 1, 1, 0]]))
    assert "stalled" in explorer.picture(learning_rate=0.001, num_iterations=30).alt
    assert "above its start from step" in mixed.picture(learning_rate=1000.0).alt


def test_descent_crawls_comes_closer_oscillates_and_escapes():
    explorer = EXPLORERS["descent"]()
    words = [
        explorer.frame({**explorer.settings, "learning_rate": rate, "kept": None})
        .panels[0]
        .title.removeprefix("the walk ")
        for rate in explorer.controls["learning_rate"].values
    ]
    assert words[0] == "crawls" and words[-1] == "escapes"
    assert {"comes closer", "arrives", "oscillates", "oscillates and arrives"} < set(
        words
    )


def test_descent_names_a_rate_alike_wherever_its_walk_is_looked_at():
    explorer = EXPLORERS["descent"]()
    for rate, word in ((0.01, "crawls"), (0.35, "oscillates"), (0.5, "escapes")):
        for step in (1, 5, 20):
            said = explorer.picture(learning_rate=rate, step=step, kept=None).alt
            assert f"the walk {word}, " in said


def test_outlier_moves_the_border_as_the_lecture_has_it():
    explorer = EXPLORERS["outlier"]()
    for size, border in ((20.0, "5.269"), (30.0, "5.552"), (40.0, "5.729")):
        assert f"from 4.5 to {border}" in explorer.picture(size=size).alt


def test_walks_end_in_the_valleys_that_are_known():
    explorer = EXPLORERS["two_losses"]()
    said = explorer.picture(start=-1.0, num_iterations=200).alt
    assert "half squared error at w = −0.885, cost 0.177, lowest 0.1" in said
    assert "log loss at w = 0.065, cost 0.559" in said


def test_own_examples_take_part_in_training():
    explorer = EXPLORERS["learning_rate"]()
    points = ((0.5, 0.5, 1), (-1.5, 1.0, 0))
    own = np.array(points).T
    costs = train(
        np.hstack([X, own[:2]]),
        np.hstack([Y, own[2:]]),
        learning_rate=30.0,
        num_iterations=100,
    )[2]
    assert f"{costs[-1]:.3f}." in explorer.picture(points=points, kept=None).alt


def crooked(params, points):
    """Give something other than a sigmoid of the score."""
    return probability(params, points) ** 2


def two_numbers(w, b, x):
    """Give another curve than the sigmoid."""
    return 0.5 + 0.4 * np.tanh(w * x + b)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: LearningRate(train, crooked, X, Y), id="surface"),
        pytest.param(
            lambda: WeightAndBias(two_numbers, given.log_loss, given.x, given.y),
            id="curve",
        ),
        pytest.param(
            lambda: WeightAndBias(
                given.answer, lambda a, y: abs(a - y), given.x, given.y
            ),
            id="loss",
        ),
        pytest.param(
            lambda: given.Nudge(
                given.graph_forward,
                lambda local: {"dv": 3, "du": 3, "da": 3, "db": 1, "dc": 2},
            ),
            id="derivatives",
        ),
    ],
)
def test_function_that_differs_from_the_browsers_is_asked_itself(make):
    explorer = make()
    assert explorer.scene == "frames"
    frame = explorer.answer({**explorer.settings, "kept": None})["frames"]
    assert explorer.first.sentence.startswith(frame["sentence"])


def test_wrong_derivative_is_said_to_differ():
    wrong = given.Nudge(
        given.graph_forward,
        lambda local: {"dv": 3, "du": 3, "da": 3, "db": 9, "dc": 6},
    )
    assert "They differ: change over nudge is 6, db is 9." in wrong.first.sentence


def not_written(*arguments, **options):
    raise NotImplementedError


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda f: LearningRate(f, probability, X, Y), id="train"),
        pytest.param(lambda f: LearningRate(train, f, X, Y), id="probability"),
        pytest.param(
            lambda f: WeightAndBias(f, given.log_loss, given.x, given.y), id="neuron"
        ),
        pytest.param(
            lambda f: WeightAndBias(given.answer, f, given.x, given.y), id="loss"
        ),
        pytest.param(lambda f: given.Nudge(f, given.graph_backward), id="forward"),
        pytest.param(lambda f: given.Nudge(given.graph_forward, f), id="backward"),
        pytest.param(lambda f: LoopsAndArrays({"a": f, "b": f}), id="programs"),
    ],
)
def test_function_that_is_not_written_is_noticed_at_once(make):
    with pytest.raises(NotImplementedError):
        make(not_written)


def test_error_behind_a_slider_is_one_line():
    explorer = EXPLORERS["learning_rate"]()
    explorer.train = None
    answer = explorer.answer({**explorer.settings, "learning_rate": 0.5})
    assert answer["error"].startswith("This stopped with TypeError: ")
    assert "\n" not in answer["error"]


def test_run_that_would_take_too_long_crosses_frame_by_frame():
    def slow_fit(x, y):
        end = process_time() + 0.02
        while process_time() < end:
            pass
        return given.fit_line(x, y)

    explorer = given.Outlier(slow_fit, given.line_threshold, given.x, given.y)
    assert explorer.keyed_by() == ["size", "level"] and not explorer.whole()
    quick = EXPLORERS["outlier"]()
    assert quick.keyed_by() == ["level"] and quick.whole()


def test_page_can_start_again_from_wherever_it_begins():
    explorer = EXPLORERS["descent"](learning_rate=0.005)
    explorer.fetched = ()
    _, after = explorer.to_html().split('<script type="application/json">')
    rate, *_ = json.loads(after.split("</script>")[0])["value"]["controls"]
    assert rate["values"] == [0.005, 0.02, 0.35]  # now, kept, and at the start


def test_base_alone_shows_nothing():
    with pytest.raises(NotImplementedError):
        Explorer([])


def test_one_program_has_nothing_to_be_compared_with():
    with pytest.raises(ValueError, match="programs holds 1, expected 2 or 3"):
        LoopsAndArrays({"arrays": given.propagate})


def test_page_holds_everything_and_asks_for_nothing(explorer):
    page = explorer.to_html()
    assert "http://" not in page and "https://" not in page
    assert "import(" not in page and " src=" not in page
    assert explorer.question in page

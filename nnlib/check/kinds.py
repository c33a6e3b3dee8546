"""What holds of a kind of fact: which goes first, which asks, which may be said when.

The sentences themselves are in `messages`.
"""

# What is said in words of the course alone: nothing that came from a call stands there.
IN_OUR_WORDS = (
    *("with_course", "with_course_all", "not_attempted", "missing", "tested", "right"),
    *("not_mended", "not_ordered", "no_more"),
    *("evidence", "question", "property", "broken", "holds", "passed", "passed_too"),
    *("other_values", "numbers", "worth", "one_right", "one_size", "one_counted"),
    *("loop", "loop_question", "error_on", "refused", "could_not_check", "limit"),
)

# What may be said while the learner searches: what came, and what should have come.
SYMPTOMS = (
    *("not_attempted", "not_mended", "missing", "needs_first", "could_not_check"),
    *("with_course", "with_course_all", "signature", "tested", "right", "search"),
    *("type", "none", "no_return", "gives_none", "shape", "value", "other_values"),
    *("numbers", "order", "extreme"),
    *("property", "broken", "listed", "printed", "refused", "placeholder", "limit"),
    *("error_line", "error_in_cell", "error_text", "error_called", "error_means"),
    *("error_shapes", "error_on", "changed", "loop", "loops_unknown", "delegated"),
    *("advice", "from_outside", "in_demo", "in_check", "not_there", "stops_cell"),
    *("not_allowed", "own_file", "left_out", "no_data"),
)

# What a verdict that would be too long leaves out first. Never the evidence of a
# mistake, what costs points, or the question.
LEAST_TELLING = (
    "printed",
    "advice",
    "listed",
    "from_outside",
    "numbers",
    "other_values",
    "value",
    "shape",
    "type",
    "none",
    "no_return",
    "gives_none",
    "holds",
    "right",
    "tested",
    "property",
    "broken",
)

# What is wrong with an output, in its numbers or its form.
OF_OUTPUTS = (
    *("numbers", "other_values", "value", "shape", "type"),
    *("none", "no_return", "gives_none"),
)

QUESTIONS = (
    "question",
    "order_question",
    "ignored_question",
    "changed_question",
    "loop_question",
)

# What can be seen again by making one call.
REPLAYED = (
    *("value", "shape", "type", "none", "no_return", "gives_none"),
    *("numbers", "other_values"),
    *("order", "extreme", "error_text"),
)

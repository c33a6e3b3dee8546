"""Every sentence that a check says, apart from the code that decides to say it.

A sentence is chosen by the kind of a fact and filled with what the fact is about.
Sentences in `WITHOUT_VALUES` replace those that would tell an expected number.
"""

from collections.abc import Mapping

STATES = {
    "passed": ("✓", "passed"),
    "partial": ("◐", "partly right"),
    "failed": ("✗", "not right yet"),
    "not_attempted": ("○", "not attempted"),
    "needs_first": ("○", "needs another function first"),
    "error": ("!", "stopped with an error"),
    "limit": ("!", "stopped at a limit"),
    "missing": ("○", "missing"),
    "delegated": ("✗", "handed over to a library"),
    "could_not_check": ("?", "could not be checked"),
}

SENTENCES = {
    "with_course": "Your {needed} has not passed yet, so this check uses the course's.",
    "with_course_all": (
        "Your {needed} have not passed yet, so this check uses the course's."
    ),
    "not_attempted": (
        "Write the body of {name}, run its cell, then run this check again."
    ),
    "not_mended": "{name} is as it was handed out. Something in it is wrong.",
    "not_ordered": (
        "Put the lines of {name} in order, take out the placeholder, and run its cell."
    ),
    "search": (
        "Finding the cause is up to you. The check says more from your third "
        "changed version on, or after the last hint."
    ),
    "no_more": (
        "The check has looked further, and can prove nothing about this version. Two "
        "mistakes may hide each other: change one thing at a time."
    ),
    "missing": "There is no function {name} in this notebook.",
    "needs_first": "{name} calls {needed}, which is not written yet. Write it first.",
    "signature": "{name} is called as {call}. Yours takes ({parameters}).",
    "tested": "Tested with {sizes}.",
    "type": "{part}: expected {expected}, got {got}.",
    "none": "{part}: expected {expected}, got None. Is the return line missing?",
    "no_return": (
        "{part}: expected {expected}, got None. Does every path through your code "
        "end in a return line with a value?"
    ),
    "gives_none": (
        "{part}: expected {expected}, got None. Your code ends in a return line. Where "
        "does what stands in it get its value?"
    ),
    "shape": "{part}: expected {expected}, got {got}.",
    "value": "{part}{place}: expected {expected}, got {got}.",
    "other_values": "{part}: right on the small example, wrong on others ({sizes}).",
    "numbers": "{part}: the shape is right, the numbers are not ({sizes}).",
    "evidence": "{text}",
    "quoted": "{text}",
    "right": "Right already: {parts}.",
    "question": "Ask yourself: {text}",
    "pointed": "Where? {text} {question}",
    "property": "It does not hold that {text}.",
    "broken": "{text}",
    "worth": "It keeps {share} % of the points.",
    "order": "You return them in another order. Expected {expected}.",
    "ignored": "Your result stays the same, whatever {argument} is.",
    "factor": "{part}: the expected numbers times {factor},{cases}.",
    "transposed": "{part}: the right numbers, {how}, every time.",
    "reshaped": "{part}: the right {numbers}, {how}, every time.",
    "fixed_divisor": (
        "{part}: the expected numbers, but divided by {divisor} in place of m."
    ),
    "rounded": "{part}: the expected numbers, rounded to {digits} after the point.",
    "near": "{part}: nearly right, in about {digits} digits every time, and no more.",
    "table": (
        "{part}: a table of {rows} by {columns} numbers, where {wanted} is expected."
    ),
    "echo": "{part}: the numbers of the argument {argument}, unchanged, every time.",
    "constant": "{part}: every number is {number}, whatever the arguments are.",
    "whole": "{part}: the expected numbers, {how} to whole ones, every time.",
    "coarse": "{part}: right in about {digits} digits, as numbers of type float32 are.",
    "exchanged": "{part}: each holds what is expected of the other, every time.",
    "layer": "{part}: coming from layer {start}, layer {layer} is the first wrong one.",
    "no_bias": "{part}: the numbers of {bias}, whatever the bias is.",
    "one_counted": "{part}: the numbers of the {which} example alone{divided}.",
    "one_right": "{part}: right for one example, wrong for several (m = {tried}).",
    "one_size": "{part}: right for m = {m} examples, wrong for others (m = {tried}).",
    "unsteady": "Called again with the same arguments, it gives other results.",
    "global_random": "Each call moves the global generator of numpy, np.random.",
    "guard": "Your code keeps something from 0 by {number}, which is not that small.",
    "outside": "It reads {name} from another cell: nothing in the function sets it.",
    "extreme": "{part}: {problem} for {inputs}. This costs {cost} %.",
    "listed": (
        "Advice, costs nothing: {part} holds a list where the course has an array. "
        "A list has no shape, no .T and no [:, i]."
    ),
    "changed": (
        "It changes its argument {argument}, which the caller still needs. "
        "This costs {cost} %."
    ),
    "changed_question": "Ask yourself: which line changes {what}?",
    "order_question": "Ask yourself: which of them does the docstring name first?",
    "ignored_question": "Ask yourself: where does your code use {argument}?",
    "loop": (
        "A Python loop does the work: its steps grow with the {sized}. "
        "This costs {cost} %."
    ),
    "comma": "“{line}”: the comma in {pair} makes two values of it.",
    "first_turn": "“{line}” stands inside “{loop}”: the loop ends in its first turn.",
    "loops_unknown": (
        "Loops cannot be counted on this Python: whether there is one costs nothing."
    ),
    "loop_question": "Ask yourself: which array operation does all {sized} at once?",
    "placeholder": "The placeholder of {name} is still there: take out its raise line.",
    "error_line": "Line {number} of {function}: {line}",
    "error_in_cell": "Line {number} of its cell: {line}",
    "error_text": "{type}: {text}",
    "error_called": "It was called from line {number} of {caller}.",
    "error_means": "In words: {text}",
    "error_shapes": "There: {operands}.",
    "error_on": "It happens with {sizes}.",
    "refused": (
        "That assert refuses cases that are asked for. Handled, and counted: {handled} "
        "of {all}."
    ),
    "limit": "{limit}",
    "delegated": "It uses {missing}, which is not there when your work is graded.",
    "advice": "Advice, costs nothing: a warning came, “{text}”.",
    "from_outside": (
        "Advice, costs nothing: it reads {name}, which its arguments do not hold. When "
        "graded, what demonstrations make is not there."
    ),
    "in_demo": (
        "When graded, {name} is not there: demonstrations are not run. One below "
        "“{part}” makes it."
    ),
    "in_check": (
        "When graded, {name} is not there: check cells are put back as they were "
        "handed out. Write {name} in a cell of its own, above."
    ),
    "not_there": (
        "When graded, the module {name} is not there, and what uses it earns nothing."
    ),
    "stops_cell": (
        "When graded, {name} is not there: its import stops this cell, and the "
        "function is missing. Import it in a cell further down."
    ),
    "not_allowed": "When graded, {name} does not work: {why}.",
    "own_file": "It uses {name}: hand that file in together with your notebook.",
    "left_out": "When graded, {name} is not there: {why}.",
    "no_data": ("When graded, the file {name} is not there: no data are taken along."),
    "remark": "Worth knowing, costs nothing: {text}",
    "printed": "It prints {count} characters each time. That costs nothing.",
    "passed": "Verified: shapes and numbers of {parts} in {cases}.",
    "holds": "Verified: {text}.",
    "passed_too": "Verified: {list}.",
    "could_not_check": (
        "The check itself failed; this is not your mistake. Please report it: {text}"
    ),
}

# Where a mistake stands: in one line, in one of two, or where a line is missing.
PLACES = {
    "one": "One small change in line {first} makes {aim}. So far it reads “{one}”.",
    "two": (
        "A small change in one of two lines makes {aim}. So far line {first} reads "
        "“{one}”, line {second} “{other}”."
    ),
    "missing": (
        "One more line between these two, which stay as they are, makes {aim}. Line "
        "{first}: “{one}”. Line {second}: “{other}”."
    ),
    "pair": (
        "Two small changes together, one in each of two lines, make {aim}. So far line "
        "{first} reads “{one}”, line {second} “{other}”."
    ),
    "pair in one": (
        "Two small changes in line {first} make {aim}. So far it reads “{one}”."
    ),
    "writes": "Line {first} is the first that writes into it: “{one}”.",
    "nan": "For {inputs}, line {first} is the first that makes nan: “{one}”.",
}
# Added to the sizes of a case whose numbers are not shown.
WITH_NAN = "where nan appears"
CASES = {True: "every case", False: "every ordinary case"}
# What is added about outputs for which there was no room.
WRONG_AS_WELL = " Wrong as well: {parts}."
ALL_COME_RIGHT = "{cases} come out right"
SOME_COME_RIGHT = "{outputs} come out right in {cases}"
OTHERS_STAY_RIGHT = f"{SOME_COME_RIGHT}, with {{right}} still right"
EACH_OF_TWO = "What should each of the two say, in words, and what does it say?"
WHICH_OF_TWO = "Which of the two does not say what you mean?"
WHAT_THEN = "What does each name hold when Python comes there, and what should it hold?"
WHERE = "Where?"

# The mistakes that the engine itself sees, in a few words, for reports.
TITLES = {
    "first_turn": "loop left in its first turn",
    "changes_input": "argument overwritten",
    "loop": "loop over the {sized}",
}

WITHOUT_VALUES = {
    "value": "{part}: the shape is right, the numbers are not.",
    # How much is printed is for the student's process to say.
    "printed": "It prints something each time. That costs nothing.",
}


MOST_LETTERS = 300

# What to ask after evidence that belongs to no registered mistake.
QUESTION_OF = {
    "first_turn": "after how many turns of the loop is your result complete?",
    "comma": "what does Python write between the whole and the decimal places?",
    "factor": "which of your lines multiplies or divides by that, or should?",
    "transposed": "which axis counts what, in this output and in its factors?",
    "reshaped": "which shape does the docstring name, and which line makes yours?",
    "fixed_divisor": "from which axis can the number of examples be read?",
    "rounded": "which line rounds, and who needs the digits that it drops?",
    "near": "which line rounds, or adds a small number, and how much does that change?",
    "table": "which two shapes meet in your line, and which shape do they make?",
    "echo": "which line should make something new of that argument?",
    "constant": "through which line should the arguments change that number?",
    "whole": "which line makes whole numbers, and is it meant to?",
    "coarse": "which line chooses the type of its numbers?",
    "exchanged": "in which order are they named where you make and return them?",
    "layer": "what does that layer get from the one before it?",
    "no_bias": "with all weights 0, what should still reach the output?",
    "one_counted": "what should stay from one example to the next?",
    "one_right": "what happens to two examples in your code that cannot happen to one?",
    "one_size": "from which axis can the number of examples be read?",
    "unsteady": "what outside the function does it read, change or keep?",
    "global_random": "where should its random numbers come from?",
    "guard": "how much does {number} change where nothing is near 0?",
    "outside": "what happens to {name} when another notebook calls your function?",
}

# A question that names a piece of Python, and what to ask where the code has none.
WITHOUT_IT = {
    "range(": "how many turns should there be, and how many does your code make?",
    "range give": "how many turns should there be, and how many does your code make?",
    "//": "which line makes whole numbers?",
}

NEXT_HINT = "The next hint opens when you have changed your code and checked it."
SEARCH_OVER = "From now on the check says what it knows."
TRY_REPLAY = "See it happen: check.replay({name})"
REPLAY = "The call of {name} that goes wrong"
NO_REPLAY = "{name}: nothing to replay"
ALL_RIGHT = "Every call gives the right numbers."
# How a cell is begun anew: a title, and a text.
RESTART = (
    "{name}: the cell as it was handed out",
    "Copy the lines below, and paste them over your answer. This changes nothing.",
)
# How a check is called: a title, and a text.
ONE_FUNCTION = (
    "check looks at one function at a time",
    "Write its name between the brackets: check({name}).",
)
IN_QUOTES = (
    "{name} in quotation marks is only a text",
    "Leave the quotation marks out: check({name}).",
)
A_RESULT = (
    "check wants the function, and got a result of type {kind}",
    "Leave out what comes after its name: check({name}), without further brackets.",
)
NEARLY = (
    "{kind} is no exercise here",
    "Did you mean check({name})? It is written without quotation marks.",
)
NO_EXERCISE = ("{kind} is no exercise here", "You can check: {names}.")

HANDING_IN = "Before you hand in"
# In this order: what is known of a function in this kernel.
BEFORE_HANDING_IN = {
    "passed": "Passed in this kernel: {names}.",
    "not_passed": "Checked, and not right yet: {names}.",
    "changed": "Changed after the last check, so check again: {names}.",
    "not_checked": "Not checked since the kernel started: {names}.",
    "not_run": "Not run since the kernel started: {names}.",
    "not_attempted": "Not attempted: {names}.",
}
SAVED = (
    "The saved file holds these functions as they are here. Send {name}, in {folder}."
)
UNSAVED = (
    "The saved file holds a different version of {names}. Save it with Ctrl+S, then "
    "run this cell again."
)
ANOTHER_COUNTS = (
    "More than one cell of the saved file defines {names}, and the one that counts "
    "when graded is not the one that was run last here: it is the last on the page of "
    "those that began as the answer, copies included. Keep the one you mean, delete "
    "the others, choose Restart Kernel and Run All Cells, and save with Ctrl+S."
)
NOTHING_RUN = (
    "None of the functions has been run yet in this kernel, so nothing can be said "
    "about your file. Choose Restart Kernel and Run All Cells in the menu Kernel; this "
    "cell is run with them."
)
FILE_UNKNOWN = (
    "Save this page with Ctrl+S, and send its file. Which file that is cannot be told "
    "from here: its name stands at the top of the page."
)
FILE_GONE = (
    "The file {name} is no longer there: the page was renamed or moved after its "
    "kernel started. Save it with Ctrl+S, and send the file whose name stands at the "
    "top."
)
OTHER_EDITION = "Of another edition: {names}"
TWO_EDITIONS = (
    "This notebook was handed out with another edition of {names} than the one that "
    "is installed here, so a check may say something other than when it is graded."
)
SAME_RELEASE = "Take the notebook and the course from the same release."
UNTRIED_TITLE = "Python {version} is new to this course"
UNTRIED = (
    "It was not tried with it. Should a check surprise you, tell your instructor, or "
    "use Python {newest}."
)

LIMITS = {
    "time": "Stopped: no answer after {seconds} seconds. Does a loop never end?",
    "steps": "Stopped: no answer after millions of steps. Does a loop never end?",
    "interrupted": "Stopped by you before it gave an answer.",
    "memory": "Stopped: it asked for more memory than there is.",
    "crash": "Stopped: the process that ran your code ended in the middle of a call.",
    "output": "Stopped: it gave back or printed far too much.",
    "malformed": "Stopped: what came back could not be read as a result.",
    "weighed": "Stopped: comparing what came back took too much memory or time.",
}


def sentence(kind: str, about: Mapping[str, object], values: bool = True) -> str:
    """Fill the sentence of one fact.

    Parameters
    ----------
    kind : str
        A key of `SENTENCES`.
    about : mapping
        What the fact is about.
    values : bool
        Whether expected numbers may be told.
    """
    template = SENTENCES[kind] if values else WITHOUT_VALUES.get(kind, SENTENCES[kind])
    return template.format_map(about).rstrip()


def question_to(source: str, question: str) -> str:
    """Return a question, or another where it asks for what the code does not have.

    Examples
    --------
    >>> question_to("x = y // 2", "what is the difference between / and //?")
    'what is the difference between / and //?'
    >>> question_to("x = y.astype(int)", "what is the difference between / and //?")
    'which line makes whole numbers?'
    """
    for named, other in WITHOUT_IT.items():
        if named in question and source and named.split()[0] not in source:
            return other
    return question


def on_one_line(text: str) -> str:
    r"""Join the lines of a text, and cut it where nobody would read on.

    Examples
    --------
    >>> on_one_line("Y has shape (4,), expected (1, m).\nY.reshape(1, -1) fits.")
    'Y has shape (4,), expected (1, m). Y.reshape(1, -1) fits.'
    """
    words = " ".join(text.split())
    return words if len(words) <= MOST_LETTERS else f"{words[: MOST_LETTERS - 1]}…"


def limit(name: str, seconds: float | None) -> str:
    """Say which limit stopped a call.

    Examples
    --------
    >>> limit("time", 10.0)
    'Stopped: no answer after 10 seconds. Does a loop never end?'
    """
    return LIMITS[name].format(seconds=f"{seconds:g}" if seconds else "some")

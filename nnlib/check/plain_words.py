"""What the common exceptions mean, in one or two plain sentences.

Python and numpy name what they could not do; whoever meets the message for the first
time needs to know what it says about her code. A sentence never names the repair. What
is in no row of the table stays as Python says it.
"""

import re

from nnlib.check.raised import Raised

# Type and text of an exception, as patterns, and what it means. The first row that
# fits is said; groups of the patterns fill the sentence.
MEANINGS = (
    # ---- shapes
    (
        "ValueError",
        r"matmul: .*core dimension 0.*\(size (?P<rows>\d+) is different from "
        r"(?P<columns>\d+)\)",
        "@ pairs columns on the left with rows on the right. "
        "Here that is {columns} against {rows}.",
    ),
    (
        "ValueError",
        r"matmul: .*not have enough dimensions",
        "@ multiplies tables, and one side is a single number.",
    ),
    (
        "ValueError",
        r"shapes \S+ and \S+ not aligned: (?P<columns>\d+) .*!= (?P<rows>\d+)",
        "The product pairs columns on the left with rows on the right. "
        "Here that is {columns} against {rows}.",
    ),
    (
        "ValueError",
        r"operands could not be broadcast together with shapes "
        r"(?P<one>\([\d, ]*\)) (?P<other>\([\d, ]*\))",
        "Entry by entry, two lengths must be equal, or one of them 1. "
        "{one} and {other} do not fit.",
    ),
    (
        "ValueError",
        r"operands could not be broadcast together|all the input array dimensions",
        "The shapes of the arrays do not fit together here.",
    ),
    (
        "ValueError",
        r"non-broadcastable output operand with shape (?P<old>.*) doesn't match the "
        r"broadcast shape (?P<new>.*)",
        "The sum and the name that it is added to differ in shape: {new} and {old}.",
    ),
    (
        "ValueError",
        r"could not broadcast input array from shape (?P<new>.*) into shape "
        r"(?P<place>.*)",
        "The place has shape {place}, and what should go there has shape {new}.",
    ),
    (
        "ValueError",
        r"cannot reshape array of size (?P<size>\d+) into shape (?P<shape>.*)",
        "There are {size} numbers, and shape {shape} holds a different number.",
    ),
    (
        "ValueError",
        r"setting an array element with a sequence\. The requested array",
        "An array needs rows of equal length, and the parts differ in shape.",
    ),
    (
        "ValueError",
        r"setting an array element with a sequence",
        "One entry holds one number, and several should go there.",
    ),
    (
        "(Type|Value)Error",
        r"only (length-1|0-dimensional) arrays can be converted"
        r"|can only convert an array of size 1",
        "Something here works on one number at a time, and gets a whole array.",
    ),
    (
        "ShapeError",
        r"",
        "The names in this message are those of the function that you call there.",
    ),
    # ---- one number or many
    (
        "ValueError",
        r"truth value of an array",
        "max, min, if, and, or want a single answer. "
        "An array gives one for every entry.",
    ),
    (
        "IndexError",
        r"index (?P<index>-?\d+) is out of bounds for axis (?P<axis>\d+) with size "
        r"(?P<size>\d+)",
        "Axis {axis} has {size} entries, counted from 0. There is no entry {index}.",
    ),
    (
        "IndexError",
        r"(list|tuple) index out of range",
        "It has fewer entries than that.",
    ),
    (
        "IndexError",
        r"too many indices for array: array is (?P<axes>\d+)-dimensional, but "
        r"(?P<asked>\d+)",
        "The array has fewer axes ({axes}) than your brackets name ({asked}).",
    ),
    (
        "IndexError",
        r"only integers, slices|invalid index to scalar",
        "Brackets after an array take whole numbers and slices, "
        "and after a single number nothing.",
    ),
    (
        "IndexError",
        r"boolean index did not match",
        "A mask needs the shape of the array that it selects from.",
    ),
    (
        "AxisError",
        r"axis (?P<axis>-?\d+) is out of bounds for array of dimension (?P<axes>\d+)",
        "Axes are counted from 0. An array with {axes} of them has no axis {axis}.",
    ),
    (
        "AttributeError|TypeError",
        r".*'Silent'",
        "When graded, checks, pictures and explorers are silent: this stands for "
        "nothing there.",
    ),
    # ---- nothing
    (
        "(Type|Attribute)Error",
        r"NoneType",
        "Something here is None. A function without a return line gives that.",
    ),
    # ---- pairs, lists, dictionaries
    (
        "ValueError",
        r"too many values to unpack",
        "On the right come more values than there are names on the left.",
    ),
    (
        "ValueError",
        r"not enough values to unpack \(expected (?P<names>\d+), got (?P<values>\d+)\)",
        "On the left wait {names} names, and on the right come {values}.",
    ),
    (
        "AttributeError|TypeError",
        r"'tuple' object has no attribute|tuple indices must be integers"
        r"|.*operand type.*'tuple'",
        "It is a tuple: several values in one. "
        "A function that returns two gives such a pair.",
    ),
    (
        "AttributeError|TypeError",
        r"'list' object has no attribute|.*operand type.*'list'",
        "It is a plain list, and lists do no arithmetic.",
    ),
    (
        "TypeError",
        r"multiply sequence",
        "A list or a text can be repeated a whole number of times, and not multiplied.",
    ),
    (
        "TypeError",
        r"can only concatenate str|must be str, not",
        "A text and a number cannot be joined by +.",
    ),
    (
        "AttributeError|TypeError",
        r"'dict' object has no attribute|.*operand type.*'dict'",
        "It is the whole dictionary. Its entries have names in brackets.",
    ),
    (
        "AttributeError|TypeError",
        r"'(float|int|bool)' object (has no attribute|is not (subscript|iter)able)",
        "It is a single number: it has no shape, no entries and no turns.",
    ),
    (
        "KeyError",
        r"'?(?P<key>.*?)'?$",
        "The dictionary has no entry named {key}.",
    ),
    # ---- names and calls
    (
        "NameError",
        r"name '(?P<name>.*)' is not defined",
        "Nothing is called {name} here. Compare its spelling with where it is made.",
    ),
    (
        "UnboundLocalError",
        r"local variable '(?P<name>.*?)'",
        "{name} is read before anything was put into it.",
    ),
    (
        "TypeError",
        r"(?P<function>\S+)\(\) got an unexpected keyword argument '(?P<name>.*?)'",
        "{function} has no argument called {name}.",
    ),
    (
        "TypeError",
        r"(?P<function>\S+)\(\) missing \d+ required .*?arguments?: (?P<names>.*)",
        "{function} is called without {names}.",
    ),
    (
        "TypeError",
        r"(?P<function>\S+)\(\) takes .* (but|were) .*given",
        "{function} is called with more values than it takes.",
    ),
    (
        "TypeError",
        r"'function' object is not subscriptable|operand type.*'function'",
        "It is the function itself, not its result: it was not called.",
    ),
    (
        "TypeError",
        r"'(numpy\.)?(?P<kind>ndarray|dict|float|float64|int|list|tuple)' object"
        r" is not callable",
        "Round brackets call a function, and this is a value ({kind}).",
    ),
    (
        "TypeError",
        r"exceptions must derive from BaseException",
        "raise is for errors. A value is given back by return.",
    ),
    (
        "AttributeError",
        r"'numpy\.random\._generator\.Generator' object has no .*'(?P<name>\w+)'",
        "The generator has no method {name}. normal, random and integers are some that "
        "it has.",
    ),
    (
        "TypeError",
        r"operand type\(s\) for .*'(numpy\.ufunc|builtin_function_or_method|type)'",
        "One side is a function itself, not its result: it was not called.",
    ),
    (
        "AttributeError",
        r"module '(?P<module>\w+)' has no attribute '(?P<name>\w+)'",
        "{module} has nothing named {name}.",
    ),
    (
        "RecursionError",
        r"",
        "The function calls itself again and again without end.",
    ),
    (
        "AssertionError",
        r"^$",
        "An assert does not hold in this case.",
    ),
    (
        "FileNotFoundError",
        r"No such file or directory: '(?P<name>.*?)'",
        "There is no file {name} where this runs. When graded, files of your own are "
        "not there.",
    ),
    # ---- numbers
    (
        "TypeError",
        r"only integer scalar arrays",
        "A whole number is expected here, an index or an axis, and an array came.",
    ),
    (
        "TypeError",
        r"indices must be integers|cannot be interpreted as an integer"
        r"|expected a sequence of integers or a single integer",
        "A count or a position must be a whole number.",
    ),
    (
        "TypeError",
        r"Cannot interpret '.*' as a data type",
        "The second value is read as a type of numbers. A shape is one value.",
    ),
    (
        "TypeError",
        r"boolean (subtract|negative)",
        "These are true/false values, and numpy does not subtract those.",
    ),
    (
        "TypeError",
        r"for \^:|ufunc 'bitwise_xor'",
        "In Python ^ is no power: it compares bits.",
    ),
    (
        "UFuncTypeError|TypeError",
        r"Cannot cast ufunc .* from dtype\('float\d+'\) to dtype\('u?int",
        "The array holds whole numbers, and fractions do not fit into it.",
    ),
    (
        "ValueError",
        r"Integers to negative integer powers",
        "Whole numbers have no negative powers.",
    ),
    ("ZeroDivisionError", r"", "The number below the fraction line is 0."),
    (
        "OverflowError",
        r"math range error|too large",
        "The result is larger than any float, as e to the power 1000 is.",
    ),
    (
        "ValueError",
        r"math domain error|expected a positive input",
        "math.log and math.sqrt refuse this number: the log of 0, for example.",
    ),
)
# Advice of numpy's that leads astray, and names of inner workings.
ASIDES = (
    re.compile(r" Use a\.any\(\) or a\.all\(\)"),
    re.compile(r", with gufunc signature \S+"),
)


def in_plain_words(raised: Raised) -> str:
    """Say what an exception means, or nothing.

    Parameters
    ----------
    raised : Raised
        Type and text of the exception.

    Returns
    -------
    str
        One or two short sentences; empty where the table knows none.

    Examples
    --------
    >>> in_plain_words(Raised("KeyError", "'W3'"))
    'The dictionary has no entry named W3.'
    """
    for kind, text, meaning in MEANINGS:
        found = re.search(text, raised.text)
        if found and re.fullmatch(kind, raised.type):
            return meaning.format_map(found.groupdict())
    return ""


def without_asides(text: str) -> str:
    """Return the text of an exception without what would lead a beginner astray.

    Examples
    --------
    >>> without_asides("The truth value is ambiguous. Use a.any() or a.all()")
    'The truth value is ambiguous.'
    """
    for aside in ASIDES:
        text = aside.sub("", text)
    return text

"""What the common exceptions mean: a row for each, looked up by `plain_words`."""

import re

NUMBER = r"(numpy\.)?(float|int|bool)\d*"
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
        "TypeError",
        rf"operand type\(s\) for @: .*'{NUMBER}'",
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
        r"operands could not be broadcast together|all the input array dimensions"
        r"|all input arrays must have the same shape|cannot be broadcast to a single",
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
        r"|can only convert an array of size 1|ndarray doesn't define __round__",
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
        r"(list|tuple|string|assignment) index out of range",
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
    # ---- functions and generators
    (
        "AttributeError|TypeError",
        r"'function'|\b(type|not|non-iterable) function\b",
        "It is the function itself, not its result: it was not called.",
    ),
    (
        "TypeError",
        r"operand type\(s\) for .*'(numpy\.ufunc|builtin_function_or_method|type)'",
        "One side is a function itself, not its result: it was not called.",
    ),
    (
        "AttributeError",
        r"'numpy\.random\._generator\.Generator' object has no .*'(?P<name>\w+)'",
        "The generator has no method {name}. normal, random and integers are some that "
        "it has.",
    ),
    (
        "TypeError",
        r"numpy\.random\._generator\.Generator",
        "It is the generator itself. Its methods, as normal, draw numbers.",
    ),
    # ---- texts
    (
        "TypeError",
        r"operand type\(s\) for \+: .*'str'",
        "A text cannot be joined by + to what is no text.",
    ),
    (
        "TypeError",
        r"multiply sequence",
        "A list or a text can be repeated a whole number of times, and not multiplied.",
    ),
    (
        "(UFunc)?TypeError",
        r"(operand type|between instances of|real number, not).*\bstr\b|dtype\('<U",
        "A text stands where a number is needed.",
    ),
    (
        "ValueError",
        r"(could not convert string to float|invalid literal for int.*): "
        r"(?P<text>'.*')",
        "The text {text} cannot be read as a number.",
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
        r"|(operand type|between instances of).*'tuple'|can only concatenate tuple",
        "It is a tuple: several values in one. "
        "A function that returns two gives such a pair.",
    ),
    (
        "TypeError",
        r"'tuple' object does not support item assignment",
        "A tuple cannot be changed, only made anew.",
    ),
    (
        "AttributeError|TypeError",
        r"'list' object has no attribute|can only concatenate list"
        r"|(operand type|between instances of).*'list'",
        "It is a plain list, and lists do no arithmetic.",
    ),
    (
        "TypeError",
        r"can only concatenate str|must be str, not",
        "A text cannot be joined by + to what is no text.",
    ),
    (
        "AttributeError|TypeError",
        r"'dict' object has no attribute|(operand type|between instances of).*'dict'"
        r"|of type dict\b|not 'dict'",
        "It is the whole dictionary. Its entries have names in brackets.",
    ),
    (
        "TypeError",
        r"'dict_(keys|values|items)' object is not subscriptable",
        "What a dictionary holds has no numbers: it is found by its names.",
    ),
    (
        "TypeError",
        r"unhashable type",
        "The key of a dictionary is a text, a number or a tuple of them.",
    ),
    (
        "AttributeError|TypeError",
        rf"'{NUMBER}' object (is not (subscript|iter)able|does not support item)"
        r"|'(float|int|bool)' object has no attribute"
        rf"|non-iterable {NUMBER} object|object of type '{NUMBER}' has no len",
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
        r"(?P<function>\S+)\(\) missing (?:\d+ )?required .*?arguments?:? "
        r"(?P<names>'.*')",
        "{function} is called without {names}.",
    ),
    (
        "TypeError",
        r"(?P<function>\S+)\(\) takes .* (but|were) .*given",
        "{function} is called with more values than it takes.",
    ),
    (
        "TypeError",
        r"(?P<function>\S+)\(\) takes .*\((?P<given>\d+) given\)",
        "{function} is called with {given} values, and takes another number of them.",
    ),
    (
        "TypeError",
        r"'(numpy\.)?(?P<kind>ndarray|dict|float|float64|int|list|tuple|str)' object"
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
        r"(?P<function>float|int)\(\) argument must be .*not '(?P<kind>\w+)'",
        "{function} makes a number of one value, and this is of type {kind}.",
    ),
    (
        "ValueError",
        r"(min|max)\(\) .*is (an )?empty|zero-size array to reduction",
        "There is no entry to choose from.",
    ),
    (
        "ValueError",
        r"either both or neither of x and y",
        "np.where takes one value, or three.",
    ),
    ("ValueError", r"scale < 0", "A spread cannot be below 0."),
    ("LinAlgError", r"Singular matrix", "This matrix has no inverse."),
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
    # ---- what is in no row above
    (
        "TypeError",
        r"loop of ufunc does not support|not supported for the input types",
        "numpy's functions take numbers and arrays of them, and this is another value.",
    ),
    (
        "AttributeError",
        r"'(numpy\.)?(?P<kind>\w+)' object has no attribute '(?P<name>\w+)'",
        "A value of type {kind} has nothing named {name}.",
    ),
)
# Advice of numpy's that leads astray, and names of inner workings.
ASIDES = (
    re.compile(r" Use a\.any\(\) or a\.all\(\)"),
    re.compile(r", with gufunc signature \S+"),
)

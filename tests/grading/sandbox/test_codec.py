import enum
import json
import math
import struct
import tracemalloc
from collections import OrderedDict, namedtuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.sandbox.closed_set import (
    LIMITS,
    CodecError,
    Limits,
    Opaque,
    TooLargeError,
    opaque,
)
from grading.sandbox.reader import READERS, decode
from grading.sandbox.writer import encode
from tests.cases import every_case

Pair = namedtuple("Pair", "first second")


class Colour(enum.IntEnum):
    RED = 1


class Lying(np.ndarray):
    """An array that says it is small."""

    @property
    def shape(self):
        return (1,)


class Pretender:
    """An object that says it is a list."""

    __class__ = list


def crossed(value, **options):
    return decode(encode(value, **options), **options)


ACCEPTED = {
    "None": None,
    "bool": True,
    "int": -7,
    "long int": 2**1000,
    "float": 0.1,
    "negative zero": -0.0,
    "nan": math.nan,
    "inf": -math.inf,
    "smallest float": 5e-324,
    "complex": complex(1.5, -math.inf),
    "text": 'größer, ["}\\',
    "empty text": "",
    "list": [1, [2.0, []]],
    "tuple": (1, (), ("a",)),
    "floats": [0.1, -0.0, math.inf, 5e-324, 1e308, 0.0, 2.5, 3.0],
    "floats and a nan": [math.nan] * 9,
    "floats and an int": [0.5] * 8 + [1],
    "dict": {"dw": 1.0, 3: {"b": None}, -4: 0},
    "empty dict": {},
    "float32 scalar": np.float32(0.1),
    "float64 scalar": np.float64(0.1),
    "int8 scalar": np.int8(-5),
    "bool scalar": np.True_,
    "complex scalar": np.complex64(1j),
    "array": np.arange(6.0).reshape(2, 3),
    "number array": np.array(4.0),
    "empty array": np.zeros((3, 0, 2)),
    "bool array": np.array([True, False]),
    "uint8 array": np.arange(4, dtype=np.uint8),
    "complex array": np.array([1j, math.nan]),
    "half array": np.ones(3, dtype=np.float16),
}


@every_case("value", ACCEPTED.values(), ids=ACCEPTED)
def test_a_value_of_the_closed_set_crosses_unchanged(value, same):
    assert same(crossed(value), value)


SIMPLIFIED = {
    "array in Fortran order": (np.asfortranarray(np.eye(2, 3)), np.eye(2, 3)),
    "foreign byte order": (np.arange(3, dtype=">i4"), np.arange(3, dtype="i4")),
    "every second entry": (np.arange(6)[::2], np.array([0, 2, 4])),
    "masked array": (np.ma.array([1, 2], mask=[0, 1]), np.array([1, 2])),
    "array with a lying shape": (np.arange(4).view(Lying), np.arange(4)),
    "long double": (np.longdouble(2), np.float64(2)),
    "long double array": (np.ones(2, np.longdouble), np.ones(2)),
    "numpy text": (np.str_("a"), "a"),
    "named tuple": (Pair(1, 2), (1, 2)),
    "ordered dict": (OrderedDict(a=1), {"a": 1}),
    "enumeration": (Colour.RED, 1),
    "half a surrogate pair": ("a\ud800", "a?"),
}


@every_case("value, plain", SIMPLIFIED.values(), ids=SIMPLIFIED)
def test_what_is_almost_in_the_closed_set_becomes_plain(value, plain, same):
    assert same(crossed(value), plain)


REFUSED = {
    "bytes": (b"a", "bytes"),
    "set": ({1}, "set"),
    "function": (crossed, "function"),
    "lambda": (lambda: 0, "function"),
    "generator": ((n for n in ()), "generator"),
    "class": (int, "type"),
    "object": (object(), "object"),
    "module": (json, "module"),
    "array of objects": (np.array([None]), "ndarray"),
    "array of texts": (np.array(["a"]), "ndarray"),
    "record array": (np.zeros(2, dtype=[("a", int)]), "ndarray"),
    "date": (np.datetime64("2026-01-01"), "datetime64"),
    "old random state": (np.random.RandomState(0), "RandomState"),
    "other bit generator": (np.random.Generator(np.random.MT19937(0)), "MT19937"),
    "dict with a tuple as key": ({(1, 2): 3}, "dict"),
    "dict with a bool as key": ({True: 3}, "dict"),
    "dict with a long key": ({2**61: 3}, "dict"),
    "object that says it is a list": (Pretender(), "Pretender"),
    "class with an odd name": (type("a <b>", (), {})(), "a__b_"),
}


@every_case("value, name", REFUSED.values(), ids=REFUSED)
def test_what_is_outside_the_closed_set_arrives_as_the_name_of_its_type(value, name):
    arrived = crossed(value)
    assert isinstance(arrived, Opaque)
    assert type(arrived).__name__ == name


def test_something_opaque_crosses_within_containers():
    assert crossed({"a": [1, {2}]}) == {"a": [1, opaque("set")]}


def test_opaque_values_are_equal_by_name():
    assert opaque("set") == opaque("set") != opaque("bytes")
    assert hash(opaque("set")) == hash(opaque("set"))
    assert repr(opaque("set")) == "<set that stayed in its process>"


def test_what_is_outside_the_closed_set_is_an_error_if_strict():
    with pytest.raises(CodecError, match="a set, expected a value of the closed set"):
        encode([{1}], strict=True)


@pytest.mark.parametrize("bits", [np.random.PCG64, np.random.PCG64DXSM])
def test_a_generator_continues_on_the_other_side(bits):
    rng = np.random.Generator(bits(5))
    rng.integers(10, dtype=np.uint32)  # leaves half a word in the state
    arrived = crossed(rng)
    assert arrived.bit_generator.state == rng.bit_generator.state
    assert np.array_equal(arrived.normal(size=9), rng.normal(size=9))


def test_a_function_crosses_as_its_name():
    here, there = {"cost": math.sin}, {"cost": math.cos}
    assert decode(encode([math.sin], callables=here), callables=there) == [math.cos]


def test_a_function_without_a_name_on_the_other_side_is_an_error():
    with pytest.raises(CodecError, match="no function is called 'cost'"):
        decode(encode(math.sin, callables={"cost": math.sin}))


def test_an_array_that_arrives_can_be_written_to():
    arrived = crossed(np.zeros(3))
    arrived += 1
    assert arrived.tolist() == [1, 1, 1]


def nested(depth):
    value = 0
    for _ in range(depth):
        value = [value]
    return value


def circle():
    value = []
    value.append(value)
    return value


def doubling():
    value = [0]
    for _ in range(25):
        value = [value, value]
    return value


TOO_LARGE = {
    "depth": (nested(33), "depth of the value: 33, at most 32"),
    "circle": (circle(), "depth of the value: 33, at most 32"),
    "many values": ([0] * 100_001, "values in the tree: 100001, at most 100000"),
    "doubling": (doubling(), "values in the tree: 100001, at most 100000"),
    "long text": ("a" * (2**20 + 1), "size of a text: 1048577, at most 1048576"),
    "long integer": (1 << 1024, "bits of an integer: 1025, at most 1024"),
    "broadcast view": (
        np.broadcast_to(0.0, (10**6, 10**6)),
        "size of the frame: 8000000000000, at most 67108864",
    ),
    "dimensions": (np.zeros((1,) * 17), "dimensions of an array: 17, at most 16"),
    "large array": (np.zeros(2**23), "size of the frame: 67108900, at most 67108864"),
}


@pytest.mark.parametrize("value, message", TOO_LARGE.values(), ids=TOO_LARGE)
def test_a_value_above_a_limit_is_refused_with_the_limit(value, message):
    with pytest.raises(TooLargeError) as error:
        encode(value)
    assert message.split(":")[0] in str(error.value)
    assert message.rsplit(",", 1)[1] in str(error.value)


def frame(tree, rest=b""):
    """A frame of any tree, also one that `encode` never gives."""
    text = tree if isinstance(tree, bytes) else json.dumps(tree).encode()
    return struct.pack("<I", len(text)) + text + rest


HOSTILE = {
    "nothing": b"",
    "half a header": b"\x01\x00",
    "a tree beyond the end": struct.pack("<I", 99) + b"[]",
    "no JSON": frame(b"[1,"),
    "no ASCII": frame(b'["\xff"]'),
    "two trees": frame(b"1 1"),
    "an object": frame({"a": 1}),
    "a bare text that is no name": frame("a b"),
    "a bare name of 101 letters": frame("a" * 101),
    "a bare name that is not ASCII": frame(b'"\\u00e4"'),
    "an empty node": frame([]),
    "a node whose tag is a number": frame([1, 2]),
    "an unknown tag": frame(["z" * 1000]),
    "a text that is too short": frame(["s", 9], b"short"),
    "a text of negative size": frame(["s", -1]),
    "a text of float size": frame(["s", 1.0], b"a"),
    "a text of bool size": frame(["s", True], b"a"),
    "a text that is not UTF-8": frame(["s", 1], b"\xff"),
    "a text above the limit": frame(["s", 2**20 + 1], b"a" * (2**20 + 1)),
    "bytes left over": frame(1, b"x"),
    "a complex number of texts": frame(["c", ["s", 0], 1.0]),
    "a key without value": frame(["d", 1]),
    "a key twice": frame(["d", 1, 2, 1, 3]),
    "a key that is a list": frame(["d", ["l"], 2]),
    "a key that is true": frame(["d", True, 2]),
    "a key with a chosen hash": frame(["d", 2**61 - 1, 2]),
    "an array of objects": frame(["a", "O8", [1]], b"\0" * 8),
    "an array with a structured dtype": frame(["a", "f8,f8", [1]], b"\0" * 16),
    "an array of odd floats": frame(["a", "f16", [1]], b"\0" * 16),
    "a dtype that is a list": frame(["a", ["s", 0], [1]]),
    "an array with too few bytes": frame(["a", "f8", [2]], b"\0" * 8),
    "an array with too many bytes": frame(["a", "f8", [1]], b"\0" * 16),
    "an array of negative length": frame(["a", "f8", [-1]]),
    "an array without shape": frame(["a", "f8"]),
    "an array of 10^24 entries": frame(["a", "f8", [10**8] * 3]),
    "an empty array of 10^24 rows": frame(["a", "f8", [0] + [2**25] * 15]),
    "an array of 17 dimensions": frame(["a", "f8", [1] * 17], b"\0" * 8),
    "a bool of 2": frame(["a", "b1", [1]], b"\x02"),
    "a row without bytes": frame(["r", 8]),
    "a row of 10^24 floats": frame(["r", 10**24]),
    "a row with a shape": frame(["r", [8]], b"\0" * 64),
    "a row above the limit": frame(["r", 100_001], b"\0" * 800_008),
    "a scalar without bytes": frame(["n", "f8"]),
    "a scalar with a shape": frame(["n", "f8", []], b"\0" * 8),
    "an unknown bit generator": frame(["g", "MT19937", 1, 1, 0, 0]),
    "a bit generator that is a list": frame(["g", [], 1, 1, 0, 0]),
    "a generator with a long state": frame(["g", "PCG64", 2**128, 1, 0, 0]),
    "a generator with a wrong flag": frame(["g", "PCG64", 1, 1, 2, 0]),
    "a generator with a long rest": frame(["g", "PCG64", 1, 1, 1, 2**32]),
    "a generator without state": frame(["g", "PCG64"]),
    "a name with a dot": frame(["o", 3], b"a.b"),
    "a function that is not offered": frame(["f", 4], b"eval"),
    "an integer of 10^5 digits": frame(b"9" * 100_000),
    "deep brackets": frame(b"[" * 400_000 + b"]" * 400_000),
    "deep lists": frame(b'["l",' * 60_000 + b"1" + b"]" * 60_000),
    "many commas": frame(b"[" + b"1," * 600_000 + b"1]"),
    "a long frame": b"\0" * (2**26 + 1),
}


@every_case("data", HOSTILE.values(), ids=HOSTILE)
def test_a_frame_that_encode_never_gives_is_a_codec_error(data):
    with pytest.raises(CodecError):
        decode(data)


plain_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**1023), 2**1023)
    | st.floats()
    | st.complex_numbers()
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text("ab", max_size=3) | st.integers(0, 9), inner)
    ),
    max_leaves=20,
)
arrays = st.builds(
    lambda code, shape, data: np.resize(np.frombuffer(data, np.uint8), shape).astype(
        code
    ),
    st.sampled_from(["?", "i1", "u2", "<i4", ">i8", "f2", "f4", "f8", "c8", "c16"]),
    st.lists(st.integers(0, 4), max_size=4),
    st.binary(min_size=1, max_size=64),
)


def native(array):
    return array.astype(array.dtype.newbyteorder("="))


@settings(deadline=None)
@given(plain_values)
def test_any_plain_value_crosses_unchanged(same, value):
    assert same(crossed(value), value)


@settings(deadline=None)
@given(arrays)
def test_any_array_of_numbers_crosses_unchanged(same, array):
    assert same(crossed(array), native(array))


def decoded_or_refused(data):
    """Decode, with limits so low that a breach of them would show."""
    limits = Limits(size=4096, nodes=200, depth=8, text=256)
    try:
        return decode(data, limits=limits)
    except CodecError:
        return None


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_random_bytes_raise_nothing_but_codec_errors(data):
    decoded_or_refused(data)
    decoded_or_refused(struct.pack("<I", len(data) // 2) + data)


trees = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from([*"soflctdangr", "PCG64", "f8", "b1", "i4", "O"]),
    lambda inner: st.lists(inner, max_size=6),
    max_leaves=30,
)


@settings(deadline=None)
@given(trees, st.binary(max_size=64))
def test_random_trees_raise_nothing_but_codec_errors(tree, rest):
    decoded_or_refused(frame(tree, rest))


SAMPLE = encode(
    [
        {"dw": np.arange(6.0).reshape(2, 3), "db": np.float32(1)},
        (1, 2.5, "text", None, 1j),
        np.random.default_rng(0),
        np.array([True]),
        {3},
    ]
)


@settings(max_examples=500, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 255)), max_size=4
    ),
    st.integers(0, len(SAMPLE)),
    st.integers(0, len(SAMPLE)),
)
def test_a_mutated_frame_raises_nothing_but_codec_errors(changes, start, stop):
    data = bytearray(SAMPLE)
    for place, byte in changes:
        data[place] = byte
    decoded_or_refused(bytes(data))
    decoded_or_refused(bytes(data[:start] + data[stop:]))


GREEDY = {
    "lists": b"[" + b"[]," * 160_000 + b"[]]",
    "floats": b'["l"' + b",0.123456789" * 99_000 + b"]",
    "a long tag": b'["' + b"a" * 60_000_000 + b'"]',
    "announced bytes": b'["a","f8",[8000000]]',
}


@pytest.mark.parametrize("tree", GREEDY.values(), ids=GREEDY)
def test_memory_for_a_frame_stays_near_the_limit(tree):
    tracemalloc.start()
    try:
        decode(frame(tree))
    except CodecError:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 4 * LIMITS.size


def test_a_bool_of_the_wire_behaves_as_one():
    arrived = crossed(np.array([True, True]))
    assert arrived.sum() == 2
    assert arrived.view(np.uint8).tolist() == [1, 1]


def test_every_tag_that_is_written_can_be_read():
    assert set(READERS) == set("soflctdangr")

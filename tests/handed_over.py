"""Ways in which a function hands its work to the course's own.

Each takes an exercise, and gives the text of a cell, or the names that it makes.
"""

import functools


def by_name(one):
    return {one.name: one.reference}


def by_get(one):
    return f"from nnlib.exercises import get\n{one.name} = get('{one.id}').reference"


def by_another_name(one):
    home = one.reference.__module__
    return (
        f"from {home} import {one.name} as course\n"
        f"def {one.name}(*args, **options):\n    return course(*args, **options)"
    )


def by_an_import_inside(one):
    return (
        f"def {one.name}(*args, **options):\n"
        f"    from {one.reference.__module__} import {one.name} as course\n"
        "    return course(*args, **options)"
    )


def by_its_module(one):
    return (
        f"import {one.reference.__module__} as home\n"
        f"def {one.name}(*args, **options):\n"
        f"    return home.{one.name}(*args, **options)"
    )


def by_a_helper(one):
    home = one.reference.__module__
    return (
        f"from {home} import {one.name} as course\n"
        "def helper(*args, **options):\n    return course(*args, **options)\n"
        f"def {one.name}(*args, **options):\n    return helper(*args, **options)"
    )


def by_partial(one):
    return {one.name: functools.partial(one.reference)}


def by_lookup_inside(one):
    return (
        "from nnlib.exercises import get\n"
        f"def {one.name}(*args, **options):\n"
        f"    return get('{one.id}').reference(*args, **options)"
    )


def called(one, first, course):
    return (
        f"import {one.reference.__module__} as home\n{first}\n"
        f"def {one.name}(*args, **options):\n"
        f"    return {course}(*args, **options)"
    )


def by_a_static_method(one):
    net = (
        "class Net:\n    @staticmethod\n    def run(*args, **options):\n"
        f"        return home.{one.name}(*args, **options)"
    )
    return called(one, net, "Net.run")


def by_an_object(one):
    net = (
        "class Net:\n    def run(self, *args, **options):\n"
        f"        return home.{one.name}(*args, **options)\nnet = Net()"
    )
    return called(one, net, "net.run")


def by_what_an_object_holds(one):
    net = f"class Net:\n    pass\nnet = Net()\nnet.run = home.{one.name}"
    return called(one, net, "net.run")


def by_a_dictionary(one):
    return called(one, f"table = {{'run': home.{one.name}}}", "table['run']")


def by_a_default(one):
    return (
        f"import {one.reference.__module__} as home\n"
        f"def {one.name}(*args, run=home.{one.name}, **options):\n"
        "    return run(*args, **options)"
    )


def by_a_right_form(one):
    return f"from nnlib.exercises import get\n{one.name} = get('{one.id}').accepted[0]"


def by_a_module_inside(one):
    return (
        f"import numpy as np\ndef {one.name}(*args, **options):\n"
        f"    import {one.reference.__module__} as home\n"
        "    nothing = np.zeros(1)\n"
        f"    return home.{one.name}(*args, **options)"
    )


def by_an_attribute(one):
    return (
        f"import operator\nimport {one.reference.__module__} as home\n"
        f"course = operator.attrgetter('{one.name}')\n"
        f"def {one.name}(*args, **options):\n    return course(home)(*args, **options)"
    )


def by_a_name_of_text(one):
    return (
        f"import importlib\ndef {one.name}(*args, **options):\n"
        f"    home = importlib.import_module('{one.reference.__module__}')\n"
        f"    return getattr(home, '{one.name}')(*args, **options)"
    )


def by_all_modules(one):
    return (
        f"import sys\ndef {one.name}(*args, **options):\n"
        f"    home = sys.modules['{one.reference.__module__}']\n"
        f"    return vars(home)['{one.name}'](*args, **options)"
    )


def by_the_check(one):
    return (
        f"def {one.name}(*args, **options):\n    mine = check.exercises['{one.name}']\n"
        "    return mine.reference(*args, **options)"
    )


def by_a_text_that_runs(one):
    return (
        f"def {one.name}(*args, **options):\n    names = {{}}\n"
        f"    exec('from {one.reference.__module__} import *', names)\n"
        f"    return names['{one.name}'](*args, **options)"
    )


WAYS = (
    *(by_name, by_get, by_another_name, by_an_import_inside),
    *(by_its_module, by_a_helper, by_partial, by_lookup_inside),
    *(by_a_static_method, by_an_object, by_what_an_object_holds, by_a_dictionary),
    *(by_a_default, by_a_right_form, by_a_module_inside, by_an_attribute),
    *(by_a_name_of_text, by_all_modules, by_the_check, by_a_text_that_runs),
)

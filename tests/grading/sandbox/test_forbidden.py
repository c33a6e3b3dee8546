"""What is forbidden when graded says so, and what is allowed works."""

from tests.cases import every_case

PROCESSES, SHARING = "no further processes", "multiprocessing is not available"
NETWORK, FILES = "there is no network", "files can be written only where"
FORBIDDEN = {
    "a pool": ("from multiprocessing import Pool\nPool(2)", SHARING),
    "a process": ("import multiprocessing as m\nm.Process().start()", PROCESSES),
    "an executor": (
        "from concurrent.futures import ProcessPoolExecutor as P\nP(2)",
        SHARING,
    ),
    "a program": ("import subprocess\nsubprocess.run(['ls'])", PROCESSES),
    "a shell": ("import os\nos.system('ls')", PROCESSES),
    "a pipe": ("import os\nos.popen('ls')", PROCESSES),
    "a fork": ("import os\nos.fork()", PROCESSES),
    "a question": ("input('how many? ')", "nobody is there to answer"),
    "a page": (
        "from urllib.request import urlopen\nurlopen('http://localhost/')",
        NETWORK,
    ),
    "a connection": (
        "import socket\nsocket.create_connection(('127.0.0.1', 1))",
        NETWORK,
    ),
    "a file elsewhere": ("open('/tmp/found', 'w')", FILES),
    "a folder elsewhere": ("import os\nos.mkdir('../found')", FILES),
    "numbers elsewhere": ("import numpy as np\nnp.save('/tmp/x', 1)", FILES),
}
ALLOWED = {
    "a file": "open('a.txt', 'w').write('a')\nopen('a.txt').read()",
    "numbers": "import numpy as np\nnp.save('x', 1)\nnp.load('x.npy')",
    "a temporary file": "import tempfile\ntempfile.TemporaryFile().write(b'x')",
    "nothing": "open('/dev/null', 'w').write('a')",
    "threads": (
        "from concurrent.futures import ThreadPoolExecutor as P\n"
        "list(P(2).map(abs, [-1]))"
    ),
    "a picture": (
        "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.savefig('a.png')"
    ),
}


@every_case(("cell", "words"), FORBIDDEN.values(), ids=FORBIDDEN)
def test_what_is_forbidden_is_called_forbidden(session, cell, words):
    raised = session.run(cell, "cell").raised
    assert raised is not None
    assert "hen graded" in raised.text
    assert words in raised.text
    assert raised.line == cell.split("\n")[-1]


@every_case("cell", ALLOWED.values(), ids=ALLOWED)
def test_what_is_allowed_works(session, cell):
    assert session.run(cell, "cell").completed


def test_a_handler_that_waits_for_the_system_still_hears_it(session):
    cell = "import os\ntry:\n    os.fork()\nexcept OSError:\n    x = 3"
    assert session.run(cell, "cell").completed


@every_case("path", ["0", "b'a'", "__import__('pathlib').Path('a')"])
def test_any_form_of_a_path_is_understood(session, path):
    lines = (
        *("import os", "try:", f"    os.open({path}, os.O_RDONLY)"),
        *("except (TypeError, FileNotFoundError):", "    pass"),
    )
    assert session.run("\n".join(lines), "cell").completed

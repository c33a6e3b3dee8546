"""What is said of a name that the kernel does not know, in place of a traceback.

It is begun when a kernel starts (``startup``) and by ``checks``. Python's own last line
stays, the whole traceback is behind ``%tb``, and a cell that stopped has stopped: for
graders and programs nothing changes. What is not about the course is shown as ever.
"""

import contextlib
import sys
from collections.abc import Mapping
from types import TracebackType

HEARD = (NameError, ImportError)


def begin() -> None:
    """Explain unknown names of the course from now on, if IPython runs this."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    # There is room for one: whoever listens already goes on listening.
    if shell is not None and not shell.custom_exceptions:
        shell.set_custom_exc(HEARD, explain)


def explain(
    shell: object,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType,
    tb_offset: int | None = None,
) -> None:
    """Show a card and the last line of an error, or the error as IPython shows it.

    Parameters
    ----------
    shell : IPython.InteractiveShell
        Where the cell ran.
    kind, error, trace
        The exception.
    tb_offset : int, optional
        As IPython passes it.
    """
    said = None
    # Whatever goes wrong in here, the learner must see her own error.
    with contextlib.suppress(Exception):
        said = explanation(error, trace, shell.user_ns)
    if said is None:
        raised = (kind, error, trace)
        shell.showtraceback(raised, tb_offset=tb_offset, running_compiled_code=True)
        return
    with contextlib.suppress(Exception):
        tell(*said)
    shell.showtraceback((kind, error, trace), exception_only=True)


def tell(title: str, text: str) -> None:
    """Show a card; where a package is missing that a card needs, print its words."""
    try:
        from nnlib.check.shown import Note, show
    except ImportError:
        print(title, text, sep="\n")
    else:
        show(Note(title, text))


def explanation(
    error: BaseException, trace: TracebackType | None, namespace: Mapping[str, object]
) -> tuple[str, str] | None:
    """Return a title and a text for an error that is about the course.

    Parameters
    ----------
    error : BaseException
        What a cell stopped with.
    trace : traceback, optional
        Where it was raised.
    namespace : mapping of str to object
        The notebook's names.

    Returns
    -------
    (str, str) or None
        None for every other error.
    """
    from nnlib.opening import lacking, unknown

    if isinstance(error, ImportError):
        return lacking.explained(error, namespace)
    if type(error) is not NameError or not raised_in(trace, namespace):
        return None
    return unknown.explained(error.name or "", namespace)


def raised_in(trace: TracebackType | None, namespace: Mapping[str, object]) -> bool:
    """Tell whether an error was raised by code of the notebook itself."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_globals is namespace

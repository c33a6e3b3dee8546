"""Packages of which one part is needed, imported without all the rest.

nbgrader loads its servers, its exchange and all that converts notebooks when it is
imported, and what asks the network; who keeps a gradebook needs its tables. nbconvert
loads every form that it can write; what cleans a text needs its Markdown. What a
package does when it is imported is put off here until something is asked for that it
makes.
"""

import importlib
import importlib.util
import sys


def lean(package: str) -> None:
    """Let modules of a package be imported without what the package itself imports.

    Parameters
    ----------
    package : str
        Its dotted name. One that is imported already, or not installed, stays as it is.
    """
    if package in sys.modules:
        return
    spec = importlib.util.find_spec(package)
    if spec is None:
        return
    module = importlib.util.module_from_spec(spec)

    def rest(name: str) -> object:
        """Return a module of the package, or what the package makes after all."""
        if name.startswith("__") and name != "__version__":
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        if importlib.util.find_spec(f"{package}.{name}"):
            return importlib.import_module(f"{package}.{name}")
        del module.__getattr__
        spec.loader.exec_module(module)
        return getattr(module, name)

    module.__getattr__ = rest
    sys.modules[package] = module

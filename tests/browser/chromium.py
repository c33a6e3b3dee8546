"""Chromium without a window, that speaks to nobody but this machine."""

import importlib.util
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

NAMES = ("chromium", "chromium-browser", "google-chrome")
VIEWPORT = {"width": 1280, "height": 900}
MILLISECONDS = 60_000
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page that asks another host fails at once, and the request is recorded.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def missing() -> str:
    """Say what is not there to open a notebook; nothing if all is there.

    Returns
    -------
    str
        Such as ``"no Chromium (looked for chromium, google-chrome)"``, or empty.
    """
    for package in ("playwright", "jupyterlab"):
        if importlib.util.find_spec(package) is None:
            return f"{package} is not installed"
    return "" if executable() else f"no Chromium (looked for {', '.join(NAMES)})"


def executable() -> str | None:
    """Return the path of the first browser that there is."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def launched(scale: float = 1.0) -> Iterator:
    """Run Chromium with a fresh profile while the block runs.

    Parameters
    ----------
    scale : float
        Pixels of the screen for one of the page.

    Yields
    ------
    playwright.sync_api.BrowserContext
        Whose pages share what they have loaded.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(), args=list(FLAGS)
        )
        try:
            context = browser.new_context(viewport=VIEWPORT, device_scale_factor=scale)
            context.set_default_timeout(MILLISECONDS)
            yield context
        finally:
            browser.close()

"""One slider on the page of the measured notebook, and the picture that it moves."""

import time

from benchmarks.explorer_notebook import cells

STILL, LIMIT = 0.25, 20.0  # seconds: a picture stays; nothing comes
UNCHANGED = 1.2  # after which a picture is believed to be the same as before
MOVES, PAUSE = 120, 20  # of a drag: how many, and milliseconds between them
CELLS = list(cells())


class Slider:
    """A slider, its picture, and what picture belongs to which value.

    Parameters
    ----------
    page : Opened
        The notebook.
    cell : str
        Name of the cell.
    name : str, optional
        Name of an explorer's control; otherwise the first slider is meant.
    which : int
        Which explorer of the cell.
    """

    root, slider, picture = ".jp-OutputArea-child", "input[type=range]", "canvas"

    def __init__(self, page, cell: str, name: str = "", which: int = 0) -> None:
        self.page = page.page
        if name:
            self.root, self.slider = ".nnlib-explorer", f"input[id^=nnlib-{name}-]"
        holder = self.page.locator(".jp-CodeCell").nth(CELLS.index(cell))
        self.element = holder.locator(self.root).nth(which).locator(self.slider).first
        self.element.wait_for(state="attached")
        self.where = {"cell": CELLS.index(cell), "which": which, "root": self.root}
        self.where |= {"slider": self.slider, "picture": self.picture}
        self.known: dict[str, object] = {}
        self.key = "ArrowRight"

    def call(self, code: str) -> object:
        """Run a line of the stopwatch, which knows `slider`, `picture` and `known`."""
        line = f"""([where, known]) => {{
            const cell = document.querySelectorAll(".jp-CodeCell")[where.cell];
            const root = cell.querySelectorAll(where.root)[where.which];
            const slider = root.querySelector(where.slider);
            const picture = () => [...root.querySelectorAll(where.picture)].at(-1);
            {code}
        }}"""
        return self.page.evaluate(line, [self.where, self.known])

    def learn(self) -> None:
        """Note the picture of every value, once the explorer is not busy."""
        self.known = self.call("return stopwatch.learn(slider, picture);")

    def learn_slowly(self, events: int) -> None:
        """Visit values by keys, and note the picture of each when it stays."""
        self.known |= (found := self.settled())
        for _ in range(events):
            self.element.press("ArrowRight")
            self.known |= (found := self.settled(*found.values()))

    def settled(self, before: object = None) -> dict[str, object]:
        """Return the picture that stays, with the value that it belongs to."""
        begin = since = time.monotonic()
        last = None
        while True:
            line = "return [stopwatch.value(slider), stopwatch.signature(picture())];"
            found, now = self.call(line), time.monotonic()
            if found != last:
                last, since = found, now
            changed = last[1] not in (before, None) or now - begin > UNCHANGED
            if changed and last[1] is not None and now - since > STILL:
                return {last[0]: last[1]}
            if now - begin > LIMIT:
                raise TimeoutError(f"the picture of {self.where} stays as it is")
            self.page.wait_for_timeout(30)

    def onwards(self) -> str:
        """Return the key for the next value; at an end the slider turns back."""
        low, now, high = self.call(
            """const low = slider.min ?? slider.ariaValueMin;
            const high = slider.max ?? slider.ariaValueMax;
            return [low, stopwatch.value(slider), high].map(Number);"""
        )
        if not low < now < high:
            self.key = "ArrowRight" if now == low else "ArrowLeft"
        return self.key

    def timed(self, key: str) -> float | None:
        """Press a key and give the seconds until the right picture is shown.

        None, if the picture did not have to change.
        """
        self.element.focus()
        self.call("window.watched = stopwatch.watch(slider, picture, known);")
        self.page.keyboard.press(key)
        return self.page.evaluate("() => window.watched.seconds()")

    def dragged(self) -> tuple[int, int, bool]:
        """Drag the slider by hand: values passed, values shown, the last one shown."""
        self.element.scroll_into_view_if_needed()
        left, right, y = self.ends()
        self.page.mouse.move(left, y)
        self.page.mouse.down()
        self.call("window.followed = stopwatch.follow(slider, picture, known);")
        for k in range(MOVES + 1):
            self.page.mouse.move(left + (right - left) * k / MOVES, y)
            self.page.wait_for_timeout(PAUSE)
        self.page.mouse.up()
        self.settled()
        return tuple(self.page.evaluate("() => window.followed()"))

    def ends(self) -> tuple[float, float, float]:
        """Give where a drag begins and ends, and its height on the page."""
        track = self.element.bounding_box()
        y = track["y"] + track["height"] / 2
        return track["x"] + 9, track["x"] + track["width"] - 9, y

    def work(self) -> list[list[float]]:
        """Give the milliseconds of the page's own work: script, and with drawing."""
        return self.call("return stopwatch.work(slider, picture);")


class Interact(Slider):
    """A slider of `interact`; its picture is a figure in the output below."""

    slider, picture = ".noUi-handle", "img"

    def ends(self) -> tuple[float, float, float]:
        """Give the ends of the track around the handle."""
        handle = self.element.bounding_box()
        track = self.element.locator(
            "xpath=ancestor::*[contains(@class,'noUi-base')]"
        ).bounding_box()
        y = handle["y"] + handle["height"] / 2
        return handle["x"] + handle["width"] / 2, track["x"] + track["width"], y

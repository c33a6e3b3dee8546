"""What `benchmarks.training` has measured: a table, a page and a plot."""

import datetime
import json
import os
import platform
from collections.abc import Iterator
from pathlib import Path

from matplotlib.figure import Figure
from rich.table import Table

COLOURS = {
    "nnlib": "#1f77b4",
    "nnlib.fast": "#17375e",
    "PyTorch": "#d95f02",
    "PyTorch compiled": "#f2a66b",
    "JAX": "#7a9a01",
    "scikit-learn": "#8c6bb1",
}
OWN = {"PyTorch": "PyTorch products", "PyTorch compiled": "PyTorch products"}
OWN["JAX"] = "JAX products"


def machine() -> dict[str, str]:
    """Describe the machine and the day."""
    model = platform.processor() or platform.machine()
    if (info := Path("/proc/cpuinfo")).exists():
        lines = info.read_text().splitlines()
        model = next(
            (x.split(":")[1].strip() for x in lines if "model name" in x), model
        )
    return {
        "date": datetime.date.today().isoformat(),
        "processor": f"{model}, {os.cpu_count()} cores",
        "system": f"{platform.system()}, Python {platform.python_version()}",
    }


def ratio(
    times: dict, name: str, of: str = "products", clock: str = "processor"
) -> float:
    """Compare the shortest times of two trainers."""
    return times[name][clock] / times[of][clock]


def rows(result: dict, clock: str = "processor") -> Iterator[tuple[str, ...]]:
    """Yield a row for each trainer and problem: ms, ratio to ours, ratio to its own."""
    for name in result["libraries"]:
        cells = []
        for times in result["times"].values():
            ms = 1000 * times[name][clock]
            cell = f"{ms:.3g}"
            if name != "products":
                cell += f" · {ratio(times, name, clock=clock):.2f}"
            if name in OWN and OWN[name] in times:
                cell += f" · {ratio(times, name, OWN[name], clock):.2f}"
            cells.append(cell)
        yield name, *cells


def table(result: dict, threads: int) -> Table:
    """Show one race in the terminal."""
    clock = "processor" if threads == 1 else "wall"
    said = f"{threads} thread(s), {clock} time: ms a step · to products · to its own"
    found = Table(title=said)
    for head in ("", *result["times"]):
        found.add_column(head, justify="right" if head else "left", no_wrap=True)
    for row in rows(result, clock):
        found.add_row(*row)
    return found


def keep(found: dict, folder: Path) -> None:
    """Write the numbers, the page and the plot."""
    folder.mkdir(exist_ok=True)
    text = json.dumps(found, indent=1, sort_keys=True)
    (folder / "training.json").write_text(text + "\n", encoding="utf-8")
    (folder / "training.md").write_text(page(found), encoding="utf-8")
    plot(found).savefig(folder / "training.png", dpi=110)


def page(found: dict) -> str:
    """Write all tables in Markdown."""
    lines = ["# Training, measured", "", ". ".join(found["machine"].values()) + ".", ""]
    for threads, result in found["threads"].items():
        clocks = ["processor", "wall"] if threads == "1" else ["wall", "processor"]
        for clock in clocks:
            lines += [f"## {threads} thread(s), {clock} time", "", EXPLAINED, ""]
            lines += grid(("", *result["times"]), rows(result, clock))
    lines += ["## Who multiplies", ""]
    libraries = next(iter(found["threads"].values()))["libraries"]
    lines += [f"- {name}: {said}" for name, said in libraries.items()]
    lines += [f"- {name}: not installed" for name in found["absent"]] + [""]
    lines += [
        "## Memory at its peak, MB, and next to data, weights and activations",
        "",
    ]
    lines += grid(("", *found["memory"]), memory_rows(found["memory"]))
    for what, points in found["growth"].items():
        lines += [f"## Milliseconds of a step as {what} grows", ""]
        lines += grid((what, *points[0]["times"]), growth_rows(points))
    lines += ["## One gradient of one neuron: milliseconds", ""]
    heads = ("n_x", "m", "two loops", "one loop", "arrays", "times")
    lines += grid(heads, loop_rows(found["loops"]))
    return "\n".join(lines).rstrip("\n") + "\n"


MB = 1e6
EXPLAINED = (
    "Milliseconds a step · ratio to the products alone by our library · ratio to the "
    "products alone by its own. The shortest of all rounds; what a training does once "
    "is counted for nnlib.fast alone."
)


def grid(heads: tuple[str, ...], body: Iterator[tuple[str, ...]]) -> list[str]:
    """Write one table in Markdown."""
    lines = ["| " + " | ".join(row) + " |" for row in (heads, *body)]
    return [lines[0], "|---" * len(heads) + "|", *lines[1:], ""]


def memory_rows(memory: dict) -> Iterator[tuple[str, ...]]:
    """Yield a row for each trainer: megabytes, and how often what is needed."""
    names = {name for one in memory.values() for name in one["peak"]}
    for name in (one for one in COLOURS if one in names):
        yield name, *(amount(one["peak"][name], one["data"]) for one in memory.values())


def amount(peak: float, needed: float) -> str:
    """Say how much memory a training took, where there is enough to compare."""
    if needed < MB:
        return "-"
    return f"{peak / MB:.0f} · {peak / needed:.2f}"


def growth_rows(points: list[dict]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each size."""
    for point in points:
        times = (f"{1000 * one['processor']:.3g}" for one in point["times"].values())
        yield str(point["size"]), *times


def loop_rows(cells: list[dict]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each size, with how many times as fast arrays are."""
    for cell in cells:
        times = {name: one["processor"] for name, one in cell["times"].items()}
        ms = (f"{1000 * one:.3g}" for one in times.values())
        gain = times["two loops"] / times["arrays"]
        yield str(cell["n_x"]), str(cell["m"]), *ms, f"{gain:.0f}"


def plot(found: dict) -> Figure:
    """Draw ratios, growth and loops side by side."""
    figure = Figure(figsize=(11, 3.8), layout="constrained")
    bars, growth, loops = figure.subplots(1, 3, width_ratios=(2.2, 1, 1))
    times = found["threads"]["1"]["times"]
    names = [name for name in COLOURS if name in next(iter(times.values()))]
    for place, name in enumerate(names):
        at = [n + (place - len(names) / 2 + 0.5) * 0.13 for n in range(len(times))]
        heights = [ratio(one, name) for one in times.values()]
        bars.bar(at, heights, 0.12, label=name, color=COLOURS[name])
    bars.axhline(1, color="0.3", linewidth=0.8)
    bars.set(yscale="log", xticks=range(len(times)), xticklabels=times)
    bars.set_title("time of a step / its matrix products alone", fontsize=10)
    bars.legend(fontsize=7, ncols=2, frameon=False)
    for name in found["growth"]["n_x"][0]["times"]:
        sizes = [one["size"] for one in found["growth"]["n_x"]]
        ms = [1000 * p["times"][name]["processor"] for p in found["growth"]["n_x"]]
        growth.loglog(sizes, ms, "o-", label=name, color=COLOURS[name], markersize=3)
    growth.set_title("ms of a step by features", fontsize=10)
    growth.legend(fontsize=7, frameon=False)
    cells = [one["n_x"] for one in found["loops"]]
    for name, mark in (("two loops", "s-"), ("one loop", "^-"), ("arrays", "o-")):
        ms = [1000 * one["times"][name]["processor"] for one in found["loops"]]
        loops.loglog(cells, ms, mark, label=name, markersize=3)
    loops.set_title("ms of a gradient by features", fontsize=10)
    loops.legend(fontsize=7, frameon=False)
    for axes in (bars, growth, loops):
        axes.tick_params(labelsize=8)
        axes.spines[["top", "right"]].set_visible(False)
    return figure

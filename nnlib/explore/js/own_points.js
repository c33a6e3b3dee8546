// Examples of one's own as a list: to add, move and remove them without a pointer.

const DIGITS = 3; // of a typed place

/** Build the list; gives its element, and how to show the present points. */
function ownPoints(view) {
  const count = make("summary", {}, "my points: none");
  const list = make("ol");
  const add = make("button", { type: "button" }, "add a point");
  const clear = make("button", { type: "button" }, "remove my points");
  const element = make("details", { class: "own" }, count, list, make("div", { class: "buttons" }, add, clear));
  let shown = null;

  const change = (points) => {
    view.move({ points });
    view.save();
  };
  const show = () => {
    const { points } = view.state;
    if (points === shown) return;
    shown = points;
    put(count, `my points: ${points.length || "none"}`);
    clear.disabled = !points.length;
    refill(list, points.map((point, k) => row(view, point, k, change)));
  };
  add.addEventListener("click", () => {
    const { x, y } = view.panels.find(({ panel }) => panel.click === "points").panel;
    view.addPoint(rounded((x[0] + x[1]) / 2), rounded((y[0] + y[1]) / 2));
    view.save();
    list.lastElementChild?.querySelector("input").focus();
  });
  clear.addEventListener("click", () => {
    change([]);
    add.focus();
  });
  return { element, show };
}

const rounded = (v) => Number(v.toFixed(DIGITS));

/** Put new rows in, and leave the keyboard where it was. */
function refill(list, rows) {
  const active = list.contains(document.activeElement) ? document.activeElement.dataset.part : null;
  list.replaceChildren(...rows);
  if (!active) return;
  const [k, part] = active.split(" ");
  const row = rows[Math.min(Number(k), rows.length - 1)];
  (row?.querySelector(`[data-part$=" ${part}"]`) ?? list.parentElement.querySelector("summary")).focus();
}

/** One point: its label, its places, and a button to remove it. */
function row(view, point, k, change) {
  const { ownLabels, ownAxes } = view.setup;
  const names = view.panels.find(({ panel }) => panel.click === "points")?.panel.names ?? ["x", "y"];
  const part = (name) => ({ "data-part": `${k} ${name}` });
  const put = (place, value) =>
    change(view.state.points.map((one, at) => (at === k ? one.map((v, i) => (i === place ? value : v)) : one)));
  const options = ownLabels.map((words, label) => make("option", { value: label }, words));
  const kind = make("select", { "aria-label": `label of point ${k + 1}`, ...part("label") }, ...options);
  kind.value = point[2];
  kind.addEventListener("change", () => put(2, Number(kind.value)));
  const places = names.slice(0, ownAxes).map((name, axis) => place(view, name, point[axis], k, part(axis), (v) => put(axis, v)));
  const remove = make("button", { type: "button", "aria-label": `remove point ${k + 1}`, ...part("remove") }, "remove");
  remove.addEventListener("click", () => change(view.state.points.filter((_, at) => at !== k)));
  return make("li", {}, `${k + 1}.`, kind, ...places, remove);
}

/** A box for one coordinate; nonsense is refused and the old number stays. */
function place(view, name, value, k, part, put) {
  const box = make("input", { class: "exact", type: "text", "aria-label": `${name} of point ${k + 1}`, ...part });
  box.value = rounded(value);
  box.addEventListener("focus", () => box.select());
  box.addEventListener("change", () => {
    const number = Number(box.value.trim().replace("−", "-").replace(",", "."));
    if (box.value.trim() && Number.isFinite(number)) return put(number);
    const words = `${name} is “${box.value.trim()}”, expected a number.`;
    box.value = rounded(value);
    view.refuse(words);
  });
  return make("label", {}, name, box);
}

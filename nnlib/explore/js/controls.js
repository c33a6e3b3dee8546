// Native controls with a label, a value that is written and spoken, and a focus ring.

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    value !== undefined && element.setAttribute(name, value);
  element.append(...children);
  return element;
};

let made = 0; // for ids that no other explorer on the page has

/** Build one control; gives its element, and how to show a value on it. */
function build(control, hand) {
  const id = `nnlib-${control.name}-${(made += 1)}`;
  const kinds = { range, choice };
  return kinds[control.kind](control, id, hand);
}

/** A slider; `hand` is { moved, released, refused }. */
function range(control, id, hand) {
  const most = control.values.length - 1;
  const input = make("input", { id, type: "range", min: 0, max: most, step: 1 });
  const box = exactly(control, input, hand);
  const show = (value) => {
    const k = closest(control, value);
    if (Number(input.value) !== k) input.value = k;
    if (input.getAttribute("aria-valuetext") === control.texts[k]) return;
    input.setAttribute("aria-valuetext", control.texts[k]);
    box.value = control.texts[k];
  };
  input.addEventListener("input", () => {
    const value = control.values[Number(input.value)];
    show(value);
    hand.moved(value);
  });
  input.addEventListener("change", hand.released);
  const parts = [make("label", { for: id }, control.label), input, box];
  const player = control.plays ? play(control, input) : null;
  if (player) parts.push(player.button);
  const element = make("div", { class: "control" }, ...parts);
  element.hidden = most === 0;
  return { element, show, stop: () => player?.stop() };
}

/** A box beside a slider that shows its value and takes one that is typed. */
function exactly(control, input, { moved, released, refused }) {
  const label = `${control.label}, as a number`;
  const box = make("input", { class: "exact", type: "text", "aria-label": label, autocomplete: "off", spellcheck: "false" });
  const now = () => control.texts[Number(input.value)];
  const take = () => {
    if (box.value.trim() === now()) return;
    const { value, complaint } = meant(control, box.value);
    if (value !== undefined) {
      moved(value);
      released();
    }
    box.value = now();
    if (complaint) refused(complaint);
  };
  box.addEventListener("change", take);
  box.addEventListener("focus", () => box.select());
  box.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") take();
    if (key === "Escape") box.value = now();
  });
  return box;
}

/** The value that a text means: { value, complaint }, without a value if none is meant. */
export function meant(control, text) {
  const { values, texts, label } = control;
  const ends = `expected a number from ${texts[0]} to ${texts.at(-1)}`;
  const written = text.trim();
  const k = texts.findIndex((one) => one.split(" ")[0] === written || one === written);
  if (k >= 0) return { value: values[k] };
  const number = Number(written.replace("−", "-").replace(",", "."));
  if (!written || !Number.isFinite(number)) return { complaint: `${label} is “${written}”, ${ends}.` };
  if (number < values[0] || number > values.at(-1)) return { complaint: `${label} is ${written}, ${ends}.` };
  const at = nearest(values, number);
  const same = values[at] === number;
  return { value: values[at], complaint: same ? "" : `${label} has no step at ${written}; the nearest is ${texts[at]}.` };
}

function choice(control, id, { moved, released }) {
  const options = control.values.map((_, k) => make("option", { value: k }, control.texts[k]));
  const select = make("select", { id }, ...options);
  select.addEventListener("change", () => {
    moved(control.values[Number(select.value)]);
    released();
  });
  const show = (value) => (select.value = control.values.indexOf(value));
  return { element: make("div", { class: "control" }, make("label", { for: id }, control.label), select), show, stop() {} };
}

/** The position of the value that is nearest to a number. */
function closest({ values }, value) {
  const k = values.indexOf(value);
  if (k >= 0 || typeof value !== "number") return Math.max(k, 0);
  return nearest(values, value);
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** A button that moves a slider step by step, and slowly where less motion is wanted. */
function play(control, input) {
  const button = make("button", { type: "button", "aria-label": `play ${control.label}` }, "▶");
  let timer = null;
  const stop = () => {
    clearInterval(timer);
    timer = null;
    button.textContent = "▶";
    button.setAttribute("aria-label", `play ${control.label}`);
  };
  const step = () => {
    if (Number(input.value) >= Number(input.max)) return stop();
    input.value = Number(input.value) + 1;
    input.dispatchEvent(new Event("input"));
    input.dispatchEvent(new Event("change"));
  };
  button.addEventListener("click", () => {
    if (timer) return stop();
    if (input.value === input.max) input.value = 0;
    button.textContent = "❚❚";
    button.setAttribute("aria-label", `pause ${control.label}`);
    timer = setInterval(step, calm() ? 1000 : Math.max(40, 4000 / control.values.length));
  });
  return { button, stop };
}

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
function build(control, moved, released) {
  const id = `nnlib-${control.name}-${(made += 1)}`;
  const kinds = { range, choice, switch: onOff };
  return kinds[control.kind](control, id, moved, released);
}

function range(control, id, moved, released) {
  const most = control.values.length - 1;
  const input = make("input", { id, type: "range", min: 0, max: most, step: 1 });
  input.disabled = most === 0;
  const output = make("output", { for: id });
  const show = (value) => {
    const k = closest(control, value);
    if (Number(input.value) !== k) input.value = k;
    output.textContent = control.texts[k];
    input.setAttribute("aria-valuetext", control.texts[k]);
  };
  input.addEventListener("input", () => {
    const value = control.values[Number(input.value)];
    show(value);
    moved(value);
  });
  input.addEventListener("change", released);
  const name = make("label", { for: id }, control.label);
  const parts = [name, input, output];
  const player = control.plays ? play(control, input) : null;
  if (player) parts.push(player.button);
  return { element: make("div", { class: "control" }, ...parts), show, stop: () => player?.stop() };
}

function choice(control, id, moved, released) {
  const options = control.values.map((_, k) => make("option", { value: k }, control.texts[k]));
  const select = make("select", { id }, ...options);
  select.addEventListener("change", () => {
    moved(control.values[Number(select.value)]);
    released();
  });
  const show = (value) => (select.value = control.values.indexOf(value));
  return { element: make("div", { class: "control" }, make("label", { for: id }, control.label), select), show, stop() {} };
}

function onOff(control, id, moved, released) {
  const input = make("input", { id, type: "checkbox" });
  input.addEventListener("change", () => {
    moved(input.checked);
    released();
  });
  const label = make("label", { for: id }, control.label);
  return { element: make("div", { class: "control" }, label, input), show: (value) => (input.checked = value), stop() {} };
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

// The view: controls, picture, sentence; and what happens when something moves.

const QUIET = 800; // milliseconds without a change before a sentence is spoken
const PATIENCE = 300; // after which waiting for Python is said
const SILENCE = 30_000; // after which the view stops waiting
const PAUSE = 60; // of rest before the next run is fetched

class View {
  constructor(model, el) {
    this.model = model;
    this.setup = revive(JSON.parse(model.get("setup")));
    this.names = [...this.setup.controls.map(({ name }) => name), "kept", "points"];
    this.state = Object.fromEntries(this.names.map((name) => [name, this.given(name)]));
    this.runs = new Map(this.setup.runs.map(([settings, numbers]) => [this.key(settings), numbers]));
    this.asked = null; // the key of the run that Python is computing
    this.frame = null; // what is shown
    this.panels = []; // where its panels are
    this.timers = {};
    this.page = skeleton(this.setup);
    this.furnish();
    el.append(this.page.root);
    this.listen();
    this.draw();
  }

  given(name) {
    return revive(this.model.get(name)) ?? this.setup.settings[name];
  }

  key(settings) {
    return JSON.stringify(this.setup.keyedBy.map((name) => settings[name] ?? null));
  }

  later(name, milliseconds, act) {
    clearTimeout(this.timers[name]);
    this.timers[name] = setTimeout(act, milliseconds);
  }

  // Settings. Python hears of a change when the hand lets go.

  move(changes) {
    Object.assign(this.state, changes);
    for (const [name, value] of Object.entries(changes)) this.model.set(name, value);
    this.draw();
  }

  save = () => this.model.save_changes();

  /** Follow a change that came from Python or from a linked slider. */
  follow(name) {
    const control = controlled(this.setup, name);
    let value = revive(this.model.get(name));
    if (control?.kind === "range") value = control.values[closest(control, value)];
    if (JSON.stringify(value) !== JSON.stringify(this.state[name])) this.move({ [name]: value });
  }

  present() {
    return Object.fromEntries(this.setup.controls.map(({ name }) => [name, this.state[name]]));
  }

  // Runs. One question to Python is open at a time, always for the newest state.

  ask(settings) {
    if (this.asked !== null) return;
    if (!this.setup.live) return this.complain("Only Python knows this one. Try another value.");
    this.asked = this.key(settings);
    const sent = Object.fromEntries(this.names.map((name) => [name, settings[name]]));
    if (this.setup.scene !== "given") sent.kept = null;
    this.model.send({ ask: sent, key: this.asked });
    this.later("patience", PATIENCE, () => this.page.root.classList.add("waiting"));
    this.later("silence", SILENCE, () => this.giveUp());
  }

  /** Stop waiting for Python; an answer that comes later is still shown. */
  giveUp() {
    this.page.root.classList.remove("waiting");
    this.asked = null;
    const missing = !this.runs.has(this.key(this.state));
    if (missing) this.complain("Python does not answer. It may be busy: try again, or run the cell again.");
  }

  answered = ({ key, numbers }) => {
    if (key === undefined) return;
    this.runs.set(key, revive(JSON.parse(numbers)));
    this.asked = null;
    clearTimeout(this.timers.patience);
    clearTimeout(this.timers.silence);
    this.page.root.classList.remove("waiting");
    this.draw();
  };

  /** While nobody moves anything, fetch one run after the other that may be wanted. */
  lookAhead() {
    if (!this.setup.live || this.asked !== null || !this.page.root.isConnected) return;
    const wanted = this.setup.ahead.map((one) => ({ ...this.state, ...one, kept: null }));
    const next = wanted.find((settings) => !this.runs.has(this.key(settings)));
    if (next) this.ask(next);
  }

  /** The numbers of a state; asks for them where they are not known. */
  known(settings) {
    const numbers = this.runs.get(this.key(settings));
    if (!numbers) this.ask(settings);
    return numbers;
  }

  beside() {
    const { state, setup } = this;
    if (!state.kept || setup.scene === "given") return null;
    const same = Object.fromEntries(setup.shares.map((name) => [name, state[name]]));
    const now = { ...state, ...state.kept, ...same, kept: null };
    const numbers = this.known(now);
    return numbers && !numbers.error ? { now, numbers } : null;
  }

  // Showing.

  draw() {
    const { state, setup, page } = this;
    for (const [name, { show }] of this.built) show(state[name]);
    page.keep?.replaceChildren(state.kept ? "forget what was kept" : "keep this to compare");
    this.later("rest", PAUSE, () => this.lookAhead());
    const numbers = this.known(state);
    if (!numbers) return;
    if (numbers.error) return this.complain(numbers.error);
    this.frame = SCENES[setup.scene](setup.fixed, numbers, state, this.beside(), setup);
    page.root.classList.remove("broken");
    this.paint();
    this.say(this.frame.sentence);
  }

  paint = () => {
    if (!this.frame) return;
    const { canvas, picture, root, tip } = this.page;
    const colours = theme();
    root.dataset.theme = colours.name;
    const width = Math.min(WIDEST, picture.clientWidth || WIDEST);
    const { fontFamily } = getComputedStyle(root);
    this.panels = paint(canvas, this.frame, width, this.setup.height, colours, fontFamily);
    tip.hidden = true;
  };

  say(sentence) {
    const { canvas, sentence: line, spoken } = this.page;
    if (line.textContent !== sentence) line.textContent = sentence;
    canvas.setAttribute("aria-label", sentence);
    this.later("spoken", QUIET, () => (spoken.textContent = sentence));
  }

  complain(line) {
    this.page.root.classList.add("broken");
    this.say(line);
  }

  // Controls and buttons.

  furnish() {
    const { controls } = this.setup;
    const made = (one) => build(one, (value) => this.move({ [one.name]: value }), this.save);
    this.built = new Map(controls.map((one) => [one.name, made(one)]));
    this.bar = make("div", { class: "tools" });
    this.addTools();
    this.page.controls.append(...[...this.built.values()].map(({ element }) => element), this.bar);
  }

  addTools() {
    const { compares, draws, ownLabels, start } = this.setup;
    if (compares)
      this.page.keep = this.button("", () => this.move({ kept: this.state.kept ? null : this.present() }));
    if (ownLabels.length) {
      const option = (words, k) => make("option", { value: k }, `a click adds: ${words}`);
      this.page.own = make("select", { "aria-label": "a click adds" }, ...ownLabels.map(option));
      this.bar.append(this.page.own);
      this.button("remove my points", () => this.move({ points: [] }));
    }
    if (draws) this.button("clear the drawing", () => this.move({ points: [] }));
    this.button("start again", () => this.move(structuredClone(start)));
  }

  button(words, act) {
    const button = make("button", { type: "button" }, words);
    button.addEventListener("click", () => {
      act();
      this.save();
    });
    this.bar.append(button);
    return button;
  }

  // The pointer: exact values under it, and what a click sets.

  place({ clientX, clientY }) {
    const { left, top } = this.page.canvas.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  hover = (event) => {
    const { canvas, tip } = this.page;
    const found = under(this.panels, ...this.place(event));
    tip.hidden = !found;
    if (!found) return;
    tip.textContent = found.words;
    const half = tip.offsetWidth / 2;
    const x = Math.min(Math.max(found.x, half), canvas.offsetWidth - half);
    const y = Math.max(found.y - 34, 0);
    tip.style.transform = `translate(${Math.round(x - half)}px, ${Math.round(y)}px)`;
  };

  click = (event) => {
    const [px, py] = this.place(event);
    const at = this.panels.find(({ panel, box }) => panel.click && inside(box, px, py));
    if (!at) return;
    const control = controlled(this.setup, at.panel.click);
    if (control) this.move({ [control.name]: control.values[nearest(control.values, at.fromX(px))] });
    else this.addPoint(at.fromX(px), at.fromY(py));
    this.save();
  };

  addPoint(x, y) {
    if (!this.setup.ownLabels.length) return;
    this.move({ points: [...this.state.points, [x, y, Number(this.page.own.value)]] });
  }

  listen() {
    const { canvas, picture, root, tip } = this.page;
    canvas.addEventListener("pointermove", this.hover);
    canvas.addEventListener("pointerleave", () => (tip.hidden = true));
    canvas.addEventListener("click", this.click);
    if (this.setup.draws) drawing(this);
    // JupyterLab takes keys for its own commands unless they stop here.
    root.addEventListener("keydown", (event) => event.stopPropagation());
    for (const name of this.names) this.model.on(`change:${name}`, () => this.follow(name));
    this.model.on("msg:custom", this.answered);
    this.unwatch = onTheme(this.paint);
    this.resized = new ResizeObserver(this.paint);
    this.resized.observe(picture);
  }

  end = () => {
    this.unwatch();
    this.resized.disconnect();
    Object.values(this.timers).forEach(clearTimeout);
    for (const { stop } of this.built.values()) stop();
    this.model.off("msg:custom", this.answered);
  };
}

/** The elements of a view, without controls. */
function skeleton({ question }) {
  const canvas = make("canvas", { role: "img" });
  const tip = make("div", { class: "tip", "aria-hidden": "true", hidden: "" });
  const asked = make("p", { class: "question" }, question);
  const controls = make("div", { class: "controls" });
  const picture = make("div", { class: "picture" }, canvas, tip);
  const sentence = make("p", { class: "sentence" });
  const spoken = make("p", { class: "spoken", "aria-live": "polite" });
  const attributes = { class: "nnlib-explorer", role: "group", "aria-label": question };
  const root = make("div", attributes, asked, controls, picture, sentence, spoken);
  return { canvas, tip, controls, picture, sentence, spoken, root };
}

function render({ model, el }) {
  return new View(model, el).end;
}

export { SCENES };
export default { render };

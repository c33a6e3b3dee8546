// The view: controls, picture, sentence; and what happens when something moves.

const QUIET = 1100; // milliseconds without a change before a sentence is spoken
const PATIENCE = 300; // after which waiting for Python is said
const SILENCE = 30_000; // after which the view stops waiting
const PAUSE = 60; // of rest before the next run is fetched

class View {
  constructor(model, el) {
    this.model = model;
    this.setup = read(model.get("setup"));
    this.names = [...this.setup.controls.map(({ name }) => name), "kept", "points"];
    this.state = Object.fromEntries(this.names.map((name) => [name, this.given(name)]));
    this.runs = new Map(this.setup.runs.map(([settings, numbers]) => [this.key(settings), numbers]));
    this.asked = null; // the key of the run that Python is computing
    this.lacking = false; // whether what is wanted now is not known yet
    this.gone = ""; // what is said when Python no longer knows this explorer
    this.frame = null; // what is shown
    this.panels = []; // where its panels are
    this.width = WIDEST;
    this.font = "sans-serif";
    this.timers = {};
    this.there = false; // whether it is on the page
    this.heard = { "msg:custom": this.answered, comm_live_update: this.lose };
    for (const name of this.names) this.heard[`change:${name}`] = () => this.follow(name);
    this.page = skeleton(this.setup);
    this.furnish();
    el.append(this.page.root);
    this.listen();
    this.look();
    this.draw();
    this.attend();
  }

  given(name) {
    const value = this.model.get(name);
    return value === undefined ? this.setup.settings[name] : value;
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
    this.refuse(this.gone);
    for (const [name, value] of Object.entries(changes)) this.model.set(name, value);
    this.draw();
  }

  save = () => this.model.save_changes();

  /** Say why something was not done; nothing is said until the next move. */
  refuse = (words) => put(this.page.notice, words);

  /** The kernel of a widget in JupyterLab; it says when it is shut down. */
  kernel = () => this.model.widget_manager?.kernel;

  /** Say that the Python that knew this explorer has ended; what it has told stays. */
  lose = () => {
    clearTimeout(this.timers.silence);
    this.asked = null;
    this.setup.live = false;
    this.gone = "Python was restarted or has ended, and no longer knows this explorer. Run its cell again to go on.";
    this.refuse(this.gone);
    this.draw();
  };

  /** Follow a change that came from Python or from a linked slider. */
  follow(name) {
    const control = controlled(this.setup, name);
    let value = this.given(name);
    if (control?.kind === "range") value = control.values[closest(control, value)];
    if (JSON.stringify(value) !== JSON.stringify(this.state[name])) this.move({ [name]: value });
  }

  present() {
    return Object.fromEntries(this.setup.controls.map(({ name }) => [name, this.state[name]]));
  }

  // Runs. One question to Python is open at a time, always for the newest state.

  ask(settings) {
    if (this.asked !== null) return;
    if (!this.setup.live) return this.complain(this.gone || "Only Python knows this one. Try another value.");
    this.asked = this.key(settings);
    const sent = Object.fromEntries(this.names.map((name) => [name, settings[name]]));
    if (!this.setup.keyedBy.includes("kept")) sent.kept = null;
    this.model.send({ ask: sent, key: this.asked });
    this.later("silence", SILENCE, () => this.giveUp());
  }

  /** Say that Python computes what is wanted now, if that takes long. */
  wait(yes) {
    const { classList } = this.page.root;
    if (!yes) {
      clearTimeout(this.timers.patience);
      classList.remove("waiting");
    } else if (!classList.contains("waiting")) {
      this.later("patience", PATIENCE, () => classList.add("waiting"));
    }
  }

  /** Stop waiting for Python; an answer that comes later is still shown. */
  giveUp() {
    this.wait(false);
    this.asked = null;
    const missing = !this.runs.has(this.key(this.state));
    if (missing) this.complain("Python does not answer. It may be busy: try again, or run the cell again.");
  }

  answered = ({ key, numbers }) => {
    if (key === undefined) return;
    this.runs.set(key, read(numbers));
    this.asked = null;
    clearTimeout(this.timers.silence);
    // What was fetched ahead changes nothing that is seen.
    this.lacking ? this.draw() : this.rest();
  };

  rest = () => this.later("rest", PAUSE, () => this.lookAhead());

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
    if (!numbers) {
      this.lacking = true;
      this.ask(settings);
    }
    return numbers;
  }

  beside() {
    const { state, setup } = this;
    if (!state.kept || setup.keyedBy.includes("kept")) return null;
    const same = Object.fromEntries(setup.shares.map((name) => [name, state[name]]));
    const now = { ...state, ...state.kept, ...same, kept: null };
    const numbers = this.known(now);
    return numbers && !numbers.error ? { now, numbers } : null;
  }

  // Showing.

  draw() {
    const { state, page } = this;
    for (const [name, { show }] of this.built) show(state[name]);
    this.own?.show();
    if (page.keep) put(page.keep, state.kept ? "forget what was kept" : "keep this to compare");
    this.rest();
    this.lacking = false;
    this.show(this.known(state));
    if (page.root.ariaBusy !== String(this.lacking)) page.root.ariaBusy = this.lacking;
  }

  show(numbers) {
    const { state, setup, page } = this;
    this.wait(!numbers && setup.live);
    if (!numbers) return;
    if (numbers.error) return this.complain(numbers.error);
    const { sentence, panels } = SCENES[setup.scene](setup.fixed, numbers, state, this.beside(), setup);
    this.frame = { sentence, panels: panels.map(answered) };
    page.root.classList.remove("broken");
    this.paint();
    this.say(this.frame.sentence);
  }

  /** What the page around decides. It is asked when that changes: it costs a layout.
      Of a page that is hidden, or not there yet, nothing is known. */
  look = () => {
    const { picture, root } = this.page;
    this.colours = theme();
    root.dataset.theme = this.colours.name;
    this.width = Math.min(WIDEST, picture.clientWidth) || this.width;
    this.font = getComputedStyle(root).fontFamily || this.font;
    this.paint();
  };

  paint() {
    if (!this.frame) return;
    const { canvas, tip } = this.page;
    this.panels = paint(canvas, this.frame, this.width, this.setup.height, this.colours, this.font);
    this.sheet?.show();
    tip.hidden = true;
  }

  say(sentence) {
    const { canvas, sentence: line, spoken } = this.page;
    put(line, sentence);
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
    const made = (one) => {
      const moved = (value) => this.move({ [one.name]: value });
      return build(one, { moved, released: this.save, refused: this.refuse });
    };
    this.built = new Map(controls.map((one) => [one.name, made(one)]));
    // As wide as the longest name, so that all sliders begin below each other.
    const longest = Math.max(...controls.map(({ label }) => label.length));
    this.page.controls.style.setProperty("--label", `${Math.min(0.62 * longest, 9)}em`);
    this.bar = make("div", { class: "tools" });
    this.addTools();
    this.bar.classList.toggle("few", this.bar.childElementCount < 3);
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
      this.own = ownPoints(this);
      this.bar.append(this.own.element);
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
    const sets = this.panels.some(({ panel, box }) => panel.click && inside(box, ...this.place(event)));
    canvas.style.cursor = sets ? "crosshair" : "";
    if (!found) return;
    tip.textContent = found.words;
    const half = tip.offsetWidth / 2;
    const x = Math.min(Math.max(found.x, half), canvas.offsetWidth - half);
    const y = Math.max(Math.min(found.y, canvas.offsetHeight) - 34, 0);
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
    const { ownLabels, mostPoints } = this.setup;
    if (!ownLabels.length) return;
    if (this.state.points.length >= mostPoints) return this.refuse(`There is room for ${mostPoints} points.`);
    this.move({ points: [...this.state.points, [x, y, Number(this.page.own.value)]] });
  }

  listen() {
    const { canvas, picture, root, tip } = this.page;
    for (const event of ["pointerdown", "pointermove"]) canvas.addEventListener(event, this.hover);
    // A finger leaves when it is lifted, and then wants to read what was under it.
    canvas.addEventListener("pointerleave", ({ pointerType }) => (tip.hidden ||= pointerType !== "touch"));
    canvas.addEventListener("click", this.click);
    if (this.setup.draws) this.sheet = drawing(this);
    // JupyterLab takes keys for its own commands unless they stop here.
    root.addEventListener("keydown", (event) => event.stopPropagation());
    this.resized = new ResizeObserver(this.attend);
    this.resized.observe(picture);
  }

  /** What is outside holds a view only while it is on the page: an output may be removed,
      or taken out while a notebook is scrolled, and put back. Its size tells. */
  attend = () => {
    const there = this.page.root.isConnected;
    if (there && !this.there) this.arrive();
    if (!there && this.there) this.leave();
    if (there) this.look();
  };

  arrive() {
    this.there = true;
    for (const [event, act] of Object.entries(this.heard)) this.model.on(event, act);
    this.kernel()?.disposed?.connect(this.lose);
    this.unwatch = onTheme(this.look);
    for (const name of this.names) this.follow(name);
    this.lacking ? this.draw() : this.rest();
  }

  leave() {
    this.there = false;
    this.asked = null;
    for (const [event, act] of Object.entries(this.heard)) this.model.off(event, act);
    this.kernel()?.disposed?.disconnect(this.lose);
    this.unwatch();
    Object.values(this.timers).forEach(clearTimeout);
    for (const { stop } of this.built.values()) stop();
  }

  end = () => {
    if (this.there) this.leave();
    this.resized.disconnect();
  };
}

/** Put words into an element that may hold them already: writing costs a layout. */
function put(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

/** The elements of a view, without controls. */
function skeleton({ question }) {
  const canvas = make("canvas", { role: "img" });
  const tip = make("div", { class: "tip", "aria-hidden": "true", hidden: "" });
  const asked = make("p", { class: "question" }, question);
  const controls = make("div", { class: "controls" });
  const picture = make("div", { class: "picture" }, canvas, tip);
  const notice = make("p", { class: "notice", role: "alert" });
  const sentence = make("p", { class: "sentence" });
  const spoken = make("p", { class: "spoken", "aria-live": "polite" });
  const attributes = { class: "nnlib-explorer", role: "group", "aria-label": question };
  const root = make("div", attributes, asked, controls, notice, picture, sentence, spoken);
  return { canvas, tip, controls, notice, picture, sentence, spoken, root };
}

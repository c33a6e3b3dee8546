// Where words stand in an explorer: those of its elements, and those that it has drawn.
// `wordsApart.faults(root)` tries its controls and says which words stand on others, which
// are cut off, and which leave the page.
(() => {
  const drawn = new WeakMap(); // of each canvas: what was written since it was wiped
  const clips = new WeakMap(); // of each brush: the boxes that it keeps to, innermost last
  const brush = CanvasRenderingContext2D.prototype;
  const { fillRect, fillText, save, restore, clip } = brush;
  const { rect } = Path2D.prototype;

  Path2D.prototype.rect = function (x, y, width, height) {
    this.box = { left: x, top: y, right: x + width, bottom: y + height };
    rect.call(this, x, y, width, height);
  };
  brush.fillRect = function (x, y, width, height) {
    if (x === 0 && y === 0) drawn.set(this.canvas, []);
    fillRect.call(this, x, y, width, height);
  };
  const kept = (one) => clips.get(one) ?? clips.set(one, [undefined]).get(one);
  brush.save = function () {
    kept(this).push(kept(this).at(-1));
    save.call(this);
  };
  brush.restore = function () {
    kept(this).pop();
    restore.call(this);
  };
  brush.clip = function (path, ...more) {
    kept(this)[kept(this).length - 1] = path.box;
    clip.call(this, path, ...more);
  };
  brush.fillText = function (words, x, y) {
    fillText.call(this, words, x, y);
    const size = this.measureText(words);
    const [left, right] = [x - size.actualBoundingBoxLeft, x + size.actualBoundingBoxRight];
    const [top, bottom] = [y - size.actualBoundingBoxAscent, y + size.actualBoundingBoxDescent];
    const limits = kept(this).at(-1);
    const cut = limits && !within({ left, right, top, bottom }, limits);
    const matrix = this.getTransform();
    const corners = [left, right].flatMap((px) => [top, bottom].map((py) => matrix.transformPoint({ x: px, y: py })));
    const [xs, ys] = [corners.map((one) => one.x), corners.map((one) => one.y)];
    const box = { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
    drawn.get(this.canvas)?.push({ words, cut, box });
  };

  const SLACK = 1; // pixels: letters do not fill their boxes

  const within = (inner, outer) =>
    inner.left >= outer.left - SLACK && inner.right <= outer.right + SLACK &&
    inner.top >= outer.top - SLACK && inner.bottom <= outer.bottom + SLACK;

  const meet = (one, other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > SLACK &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > SLACK;

  function drawnWords(canvas) {
    const place = canvas.getBoundingClientRect();
    const ratio = canvas.width / place.width;
    return (drawn.get(canvas) ?? []).map(({ words, cut, box }) => ({
      words,
      fault: cut ? "is cut off by its panel" : "",
      left: place.left + box.left / ratio,
      right: place.left + box.right / ratio,
      top: place.top + box.top / ratio,
      bottom: place.top + box.bottom / ratio,
      outer: place,
    }));
  }

  const HIDDEN = ".spoken, .tip, option, noscript, script, style";

  function writtenWords(root) {
    const found = [];
    const outer = root.getBoundingClientRect();
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { currentNode: text } = texts;
      const parent = text.parentElement;
      if (!text.data.trim() || parent.closest(HIDDEN) || !parent.checkVisibility()) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const box of range.getClientRects()) found.push({ words: text.data, owner: parent, ...edges(box), outer });
    }
    for (const box of root.querySelectorAll("input, select"))
      if (box.checkVisibility())
        found.push({ words: box.value, owner: box, ...edges(box.getBoundingClientRect()), outer });
    return found;
  }

  const edges = ({ left, right, top, bottom }) => ({ left, right, top, bottom });

  function faultsNow(root) {
    const all = [...writtenWords(root), ...[...root.querySelectorAll("canvas")].flatMap(drawnWords)];
    const faults = [];
    all.forEach((one, k) => {
      if (one.fault) faults.push(`“${one.words}” ${one.fault}`);
      if (!within(one, one.outer)) faults.push(`“${one.words}” leaves its place`);
      for (const other of all.slice(k + 1))
        if (meet(one, other) && !(one.owner && one.owner === other.owner))
          faults.push(`“${one.words}” stands on “${other.words}”`);
    });
    return faults;
  }

  function put(control, value) {
    control.value = value;
    control.dispatchEvent(new Event("input"));
    control.dispatchEvent(new Event("change"));
  }

  const shown = (control) => control.checkVisibility();
  const valuesOf = (control) =>
    control.tagName === "SELECT"
      ? [...control.options].map(({ value }) => value)
      : [0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(share * control.max));

  /** Go through states: each slider alone, for each choice; and all at either end. */
  function* states(root) {
    const choices = [...root.querySelectorAll(".control select")].filter(shown);
    const sliders = [...root.querySelectorAll("input[type=range]")].filter(shown);
    const begin = sliders.map(({ value }) => value);
    const back = () => sliders.forEach((one, k) => put(one, begin[k]));
    yield;
    for (const _ of chosen(choices)) {
      for (const slider of sliders) {
        for (const value of valuesOf(slider)) {
          put(slider, value);
          yield;
        }
        back();
      }
      for (const end of ["min", "max"]) {
        sliders.forEach((one) => put(one, one[end]));
        yield;
      }
      back();
    }
  }

  function* chosen([first, ...others]) {
    if (!first) return yield;
    const before = first.value;
    for (const value of valuesOf(first)) {
      put(first, value);
      yield* chosen(others);
    }
    put(first, before);
  }

  const settings = (root) =>
    [...root.querySelectorAll(".control :is(select, .exact)")].filter(shown).map(({ value }) => value).join(" ");

  function faults(root) {
    const found = new Map(); // each fault with the first state that has it
    const look = () => {
      for (const _ of states(root))
        for (const fault of faultsNow(root)) found.has(fault) || found.set(fault, settings(root));
    };
    look();
    const keep = [...root.querySelectorAll("button")].find((one) => /keep|forget/.test(one.textContent));
    if (keep) {
      keep.click();
      look();
    }
    return [...found].map(([fault, state]) => `${fault} (at ${state})`);
  }

  window.wordsApart = { faults, faultsNow };
})();

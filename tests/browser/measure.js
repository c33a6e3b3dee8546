/* What a reader can see on the page, as plain values: run once, it defines `measure`.
   Colours are taken as painted: with every opacity above them, on the first opaque
   background below them. */
window.measure = (() => {
  const notebook = () => window.jupyterapp.shell.currentWidget.content;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const brush = canvas.getContext("2d", { willReadFrequently: true });

  // Any colour a style may hold, as [red, green, blue, alpha], alpha from 0 to 1.
  function rgba(colour) {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  }

  const above = (element) =>
    element ? [element, ...above(element.parentElement)] : [];
  const opacity = (element) =>
    above(element).reduce((all, e) => all * getComputedStyle(e).opacity, 1);
  const over = (front, back, alpha) =>
    front.slice(0, 3).map((c, i) => c * alpha + back[i] * (1 - alpha));

  function background(element) {
    for (const e of above(element)) {
      const colour = rgba(getComputedStyle(e).backgroundColor);
      if (colour[3] === 1) return colour;
      if (colour[3] > 0) return over(colour, background(e.parentElement), colour[3]);
    }
    return [255, 255, 255];
  }

  // Contrast as WCAG 2 defines it: from 1 (unreadable) to 21 (black on white).
  function luminance(colour) {
    const [r, g, b] = colour.slice(0, 3).map((c) => {
      const share = c / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function contrast(colour, back, alpha) {
    const painted = luminance(over(colour, back, alpha));
    const [low, high] = [painted, luminance(back)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  }

  function textContrast(element) {
    const colour = rgba(getComputedStyle(element).color);
    const alpha = colour[3] * opacity(element);
    return contrast(colour, background(element), alpha);
  }
  function edgeContrast(card) {
    const colour = rgba(getComputedStyle(card).borderLeftColor);
    return contrast(colour, background(card), colour[3] * opacity(card));
  }

  // Every piece of text in an element that takes room on the page.
  function texts(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      const text = walker.currentNode.data.trim();
      const seen = element.getClientRects().length > 0;
      const hidden = getComputedStyle(element).visibility === "hidden";
      if (text && seen && !hidden && !element.closest("script, style, mjx-assistive-mml"))
        found.push({ text, contrast: textContrast(element) });
    }
    return found;
  }

  function box(element) {
    const { width, height } = element.getBoundingClientRect();
    return { width, height };
  }
  const picture = (image) => ({
    alt: image.alt,
    loaded: image.complete && image.naturalWidth > 0,
    ...box(image),
  });
  const card = (element) => ({
    role: element.getAttribute("role"),
    words: element.innerText.trim(),
    edge: edgeContrast(element),
    ...box(element),
  });
  const all = (root, selector, measure) =>
    [...root.querySelectorAll(selector)].map(measure);

  function measured(widget) {
    const model = widget.model;
    return {
      id: model.id,
      type: model.type,
      count: model.executionCount ?? null,
      outputs: model.outputs ? model.outputs.toJSON() : [],
      cards: all(widget.node, ".jp-OutputArea [role=status]", card),
      notes: all(widget.node, ".jp-OutputArea [role=note]", card),
      pictures: all(widget.node, ".jp-OutputArea img", picture),
      shown: all(widget.node, ".jp-OutputArea-output", texts).flat(),
      prose: all(widget.node, ".jp-RenderedMarkdown", texts).flat(),
      spills: spills(widget.node),
    };
  }

  // Parts of a cell that are wider than the room they are given.
  function spills(root) {
    const parts = root.querySelectorAll(".jp-RenderedMarkdown, .jp-OutputArea-output");
    return [...parts]
      .filter((part) => part.scrollWidth > part.clientWidth + 1)
      .map((part) => part.innerText.trim().slice(0, 60));
  }

  const cells = () => notebook().widgets.map(measured);
  const cell = (id) =>
    measured(notebook().widgets.find(({ model }) => model.id === id));
  const focus = () => ({
    inside: notebook().node.contains(document.activeElement),
    active: notebook().activeCell.model.id,
  });

  // Whether formulas are typeset, and pictures loaded or given up.
  function drawn() {
    const every = (selector, test) =>
      [...notebook().node.querySelectorAll(selector)].every(test);
    const typeset = (prose) => !/\$|\\\(/.test(prose.innerText);
    return every("img", (i) => i.complete) && every(".jp-RenderedMarkdown", typeset);
  }

  // Whether a theme is in force, and the splash that JupyterLab shows meanwhile is gone:
  // a second change before that makes JupyterLab itself fail.
  const themed = (name) =>
    document.body.dataset.jpThemeName === name &&
    !document.getElementById("jupyterlab-splash");
  return { cell, cells, focus, drawn, themed };
})();

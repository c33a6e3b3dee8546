// A pen for the panel whose click is "draw": places as (x, y, joined), y upwards.

const APART = 1.5; // a place nearer to the one before is left out

/** Let mouse, finger, pen and keys draw; gives how to put the sheet over its panel.
    `view` gives its canvas, panels, state, move and save. */
function drawing(view) {
  const { canvas } = view.page;
  let down = false;

  const place = (event) => {
    const at = view.panels.find(({ panel }) => panel.click === "draw");
    const { left, top } = canvas.getBoundingClientRect();
    const [px, py] = [event.clientX - left, event.clientY - top];
    const [x, y] = [at.fromX(px), at.fromY(py)];
    const within = (v) => Math.round(10 * Math.min(Math.max(v, 0), 100)) / 10;
    return { on: inside(at.box, px, py), x: within(x), y: within(y) };
  };
  const add = ({ x, y }, joined) => {
    const { points } = view.state;
    const last = points.at(-1);
    if (joined && last && Math.hypot(x - last[0], y - last[1]) < APART) return;
    if (points.length < view.setup.mostPoints) view.move({ points: [...points, [x, y, joined]] });
  };

  // Only here a finger draws; elsewhere on the canvas it moves the page.
  const { sheet, show } = keyboardPen(view, add);
  sheet.addEventListener("pointerdown", (event) => {
    const found = place(event);
    if (!found.on || event.button) return;
    event.preventDefault();
    sheet.setPointerCapture(event.pointerId);
    down = true;
    add(found, 0);
  });
  sheet.addEventListener("pointermove", (event) => {
    if (down) for (const one of event.getCoalescedEvents?.() ?? [event]) add(place(one), 1);
  });
  for (const end of ["pointerup", "pointercancel"])
    sheet.addEventListener(end, () => {
      if (down) view.save();
      down = false;
    });
  return { show };
}

const STRIDE = 5; // of the pen, for one key; with Shift a fifth of it
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** A pen for the keyboard: arrows move it, the space bar puts it down and lifts it. */
function keyboardPen(view, add) {
  const label = "sheet: arrow keys move the pen, the space bar puts it down or lifts it";
  const nib = make("span", { class: "nib" });
  const sheet = make("div", { class: "sheet", tabindex: 0, role: "application", "aria-label": label }, nib);
  const pen = { x: 50, y: 50, down: false };
  view.page.picture.append(sheet);

  const show = () => {
    const at = view.panels.find(({ panel }) => panel.click === "draw");
    if (!at) return;
    const [left, right, bottom, top] = [at.X(0), at.X(100), at.Y(0), at.Y(100)];
    const size = { left, top, width: right - left, height: bottom - top };
    for (const [side, pixels] of Object.entries(size)) sheet.style[side] = `${pixels}px`;
    Object.assign(nib.style, { left: `${at.X(pen.x) - left}px`, top: `${at.Y(pen.y) - top}px` });
    nib.classList.toggle("down", pen.down);
  };
  sheet.addEventListener("focus", show);
  sheet.addEventListener("blur", () => (pen.down = false));
  sheet.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (!way && event.key !== " ") return;
    event.preventDefault();
    if (way) {
      const stride = event.shiftKey ? STRIDE / 5 : STRIDE;
      const moved = (v, k) => Math.min(Math.max(v + stride * way[k], 0), 100);
      [pen.x, pen.y] = [moved(pen.x, 0), moved(pen.y, 1)];
    } else {
      pen.down = !pen.down;
    }
    if (pen.down) add(pen, way ? 1 : 0);
    if (!pen.down && !way) view.save();
    show();
  });
  return { sheet, show };
}

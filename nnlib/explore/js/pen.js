// A pen for the panel whose click is "draw": places as (x, y, joined), y upwards.

const APART = 1.5; // a place nearer to the one before is left out

/** Let the pointer draw; `view` gives its canvas, panels, state, move and save. */
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

  canvas.style.touchAction = "none";
  canvas.style.cursor = "crosshair";
  canvas.addEventListener("pointerdown", (event) => {
    const found = place(event);
    if (!found.on || event.button) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    down = true;
    add(found, 0);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (down) for (const one of event.getCoalescedEvents?.() ?? [event]) add(place(one), 1);
  });
  for (const end of ["pointerup", "pointercancel"])
    canvas.addEventListener(end, () => {
      if (down) view.save();
      down = false;
    });
}

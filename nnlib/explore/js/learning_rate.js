// A neuron's training: its cost up to an iteration, and its decision line there.

SCENES.learning_rate = (fixed, numbers, now, kept, setup) => {
  const most = numbers.costs.length;
  const rate = controlled(setup, "learning_rate");

  const costMarks = ({ costs }, state, look) => {
    const done = state.num_iterations;
    const x = Array.from(costs, (_, k) => k);
    const marks = look === "main" ? [line(x, costs, "faint")] : [];
    const name = `α = ${written(rate, state.learning_rate)}`;
    marks.push(line(x.slice(0, done), costs.slice(0, done), look, name));
    if (!done) return marks;
    const last = costs[done - 1];
    marks.push(dots([done - 1], [last], look));
    if (look === "main" && !(last <= fixed.top))
      marks.push(text(0.97 * most, 0.93 * fixed.top, `↑ ${amount(last)} now`, "main", "right"));
    return marks;
  };

  const surface = (run, state) => {
    const k = nearest(run.steps, state.num_iterations);
    const side = fixed.side;
    const layers = [{ W: entry(run.w, k), b: [entry(run.b, k)].flat(), activation: "sigmoid" }];
    const places = grid(fixed.axes[0], fixed.axes[1], side, side);
    return forward(layers, places, side * side)[0];
  };

  /** Where a neuron is undecided: exactly, however steep it is. */
  const border = (run, state, look) => {
    const k = nearest(run.steps, state.num_iterations);
    const [w, b] = [entry(run.w, k), [entry(run.b, k)].flat()[0]];
    const far = Math.abs(w[0]) > Math.abs(w[1]) ? 1 : 0;
    const along = fixed.axes[far];
    const other = along.map((one) => -(w[far] * one + b) / w[1 - far]);
    const places = other.every(Number.isFinite) ? [along, other] : [[NaN, NaN], [NaN, NaN]];
    return far ? line(places[1], places[0], look) : line(...places, look);
  };

  const said = ({ costs }, state) => {
    const count = state.num_iterations;
    const steps = count === 1 ? "1 iteration" : `${count} iterations`;
    const rateText = written(rate, state.learning_rate);
    return `α = ${rateText}, ${steps}: ${told(Array.from(costs.slice(0, count)))}.`;
  };

  const done = Array.from(numbers.costs.slice(0, now.num_iterations));
  const word = done.length > 1 ? course(done) : "not begun";
  const left = costMarks(numbers, now, "main");
  const shape = [fixed.side, fixed.side];
  const right = [heat(surface(numbers, now), shape, "")];
  if (kept) {
    left.push(...costMarks(kept.numbers, kept.now, "kept"));
  }
  const m = fixed.Y.length;
  const own = (k) => now.points.map((point) => point[k]);
  const x = [...fixed.X.subarray(0, m), ...own(0)];
  const y = [...fixed.X.subarray(m), ...own(1)];
  right.push(points(x, y, [...fixed.Y, ...own(2)], fixed.labels));
  if (kept) right.push(border(kept.numbers, kept.now, "kept"));
  right.push(border(numbers, now, "main"));
  return {
    sentence: said(numbers, now) + (kept ? ` Kept: ${said(kept.numbers, kept.now)}` : ""),
    panels: [
      panel([0, most], [0, fixed.top], left, { names: ["iteration", "cost"], title: `cost: ${word}` }),
      panel(...fixed.axes, right, { names: fixed.names, title: "decision line", click: "points" }),
    ],
  };
};

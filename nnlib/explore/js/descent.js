// A walk down a bowl, and the line that its end means.

SCENES.descent = (fixed, numbers, now, kept, setup) => {
  const rate = controlled(setup, "learning_rate");
  const mean = (values) => values.reduce((all, one) => all + one, 0) / values.length;
  const [meanX, meanY] = [mean(fixed.x), mean(fixed.y)];
  const wide = [Math.min(...fixed.x) - 0.6, Math.max(...fixed.x) + 0.6];
  const lineAt = (theta1, look, name) =>
    line(wide, wide.map((x) => meanY + theta1 * (x - meanX)), look, name);
  const named = (state) => `α = ${written(rate, state.learning_rate)}`;

  const course = (places) => {
    const away = Array.from(places, (place) => place - fixed.best);
    if (away.length < 2) return "has not begun";
    const share = Math.abs(away[away.length - 1]) / (Math.abs(away[0]) || 1);
    if (!(share <= 1)) return "escapes";
    const turns = away.filter((one, k) => k && one * away[k - 1] < 0).length;
    if (turns / (away.length - 1) > 0.5) return "oscillates";
    return share > 0.5 ? "crawls" : share < 0.01 ? "arrives" : "converges";
  };
  const upTo = ({ places, costs }, { step }) => [places.slice(0, step + 1), costs.slice(0, step + 1)];
  const said = (run, state) => {
    const [places, costs] = upTo(run, state);
    const last = places[places.length - 1];
    const end = `at theta1 = ${brief(last)}, cost ${amount(costs[costs.length - 1])}`;
    const steps = `${state.step} step${state.step === 1 ? "" : "s"}`;
    const where = Math.abs(last) < 1e6 ? end : "theta1 is far away";
    return `${named(state)}, ${steps}: the walk ${course(places)}, ${where}`;
  };

  const left = [line(fixed.grid, fixed.bowl, "faint")];
  const right = [lineAt(fixed.best, "faint", "formula")];
  for (const [run, state, look] of [[kept?.numbers, kept?.now, "kept"], [numbers, now, "main"]]) {
    if (!run) continue;
    const [places, costs] = upTo(run, state);
    left.push(line(places, costs, look, named(state)), dots(places, costs, look));
    right.push(lineAt(places[places.length - 1], look, named(state)));
  }
  right.push(points(fixed.x, fixed.y, fixed.y));
  const [low, high] = [Math.min(...fixed.bowl), Math.max(...fixed.bowl)];
  const room = 0.06 * (high - low);
  const ends = [fixed.grid[0], fixed.grid[fixed.grid.length - 1]];
  const title = `the walk ${course(upTo(numbers, now)[0])}`;
  return {
    sentence:
      `${said(numbers, now)}; the formula gives ${brief(fixed.best)}.` +
      (kept ? ` Kept: ${said(kept.numbers, kept.now)}.` : ""),
    panels: [
      panel(ends, [low - room, high + room], left, { names: ["theta1", "cost"], title }),
      panel(wide, [-0.35, 1.35], right, { names: ["x", "y"], title: "the line" }),
    ],
  };
};

// Two walks downhill from one start, each on its own curve.

SCENES.two_losses = (fixed, { walks }, now) => {
  const done = now.num_iterations + 1;
  const [low, high] = [fixed.grid[0], fixed.grid[fixed.grid.length - 1]];
  const said = [];
  const panels = fixed.names.map((name, k) => {
    const [places, values] = walks[k];
    const curve = fixed.curves[k];
    const [lowest, highest] = [Math.min(...curve), Math.max(...curve)];
    const room = 0.08 * (highest - lowest);
    said.push(`${name} at w = ${brief(places[done - 1])}, cost ${amount(values[done - 1])}, lowest ${amount(lowest)}`);
    const [x, y] = [places.slice(0, done), values.slice(0, done)];
    const marks = [
      line(fixed.grid, curve, "faint"),
      line([low, high], [lowest, lowest], "level"),
      line(x, y),
      dots(x.slice(0, 12), y.slice(0, 12)),
      dots(x.slice(0, 1), y.slice(0, 1), "level", "start"),
      dots(x.slice(done - 1), y.slice(done - 1), "main", "now"),
    ];
    const look = { names: ["w", "cost"], title: name, click: "start" };
    return panel([low, high], [lowest - room, highest + room], marks, look);
  });
  const count = done - 1;
  const after = `From w = ${brief(now.start)}, after ${count} step${count === 1 ? "" : "s"}: `;
  return { sentence: `${after}${said.join("; ")}.`, panels };
};

// A line through the examples, with one more and without it.

SCENES.outlier = (fixed, numbers, now, kept, setup) => {
  const wide = [0, fixed.right];
  const marks = [line(wide, [now.level, now.level], "level")];
  for (const [which, look, name] of [["before", "kept", "without it"], ["after", "main", "with it"]]) {
    const { theta: [theta0, theta1], border } = numbers[which];
    marks.push(
      line(wide, wide.map((x) => theta0 + theta1 * x), look, name),
      line([border, border], [-0.3, now.level], look),
      dots([border], [now.level], look),
    );
  }
  const y = [...fixed.y, 1];
  marks.push(points([...fixed.x, now.size], y, y, [`not ${fixed.names[1]}`, fixed.names[1]]));
  marks.push(text(now.size, 0.8, "added", "main", now.size > 0.9 * (fixed.right - 2) ? "right" : "center"));
  const [before, after] = [brief(numbers.before.border), brief(numbers.after.border)];
  const wrong = Array.from(numbers.after.wrong, brief).join(", ");
  const judged = wrong ? `judged wrong: ${fixed.names[0]} ${wrong}` : "all are judged right";
  const size = written(controlled(setup, "size"), now.size);
  const look = { names: fixed.names, title: `border at ${after}`, click: "size" };
  return {
    sentence: `One more of ${fixed.names[0]} ${size}: the border moves from ${before} to ${after}; ${judged}.`,
    panels: [panel(wide, [-0.3, 1.9], marks, look)],
  };
};

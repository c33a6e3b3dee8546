// A line folded again and again; as folds.py.

SCENES.folds = (fixed, numbers, now) => {
  const { heights, pieces } = fixed;
  const cells = heights.shape[1] - 1;
  const deepest = heights.shape[0] - 1;
  const { depth, x } = now;
  const at = Math.round(x * cells);
  const folds = Array.from({ length: depth + 1 }, (_, k) => k);
  const way = folds.map((k) => heights[k * (cells + 1) + at]);
  const wide = pieces.map((n) => Math.max(n - 1, 1));
  const counted = (n, thing) => `${n} ${thing}${n === 1 ? "" : "s"}`;
  const sentence =
    `${counted(depth, "fold")}, ${counted(2 * depth, "unit")}: ` +
    `${counted(pieces[depth], "straight piece")}. ` +
    `One hidden layer needs ${counted(wide[depth], "unit")} for that. ` +
    `The point goes ${Array.from(way, brief).join(" → ")}.`;

  const places = Array.from({ length: cells + 1 }, (_, k) => k / cells);
  const row = heights.subarray(depth * (cells + 1), (depth + 1) * (cells + 1));
  const height = way.at(-1);
  const saw = [line(places, row, pieces[depth] <= 32 ? "main" : "thin"), segments([x], [0], [x], [height], "level"), dots([x], [height], "other")];
  const ks = Array.from({ length: deepest }, (_, k) => k + 1);
  const units = [
    line(ks, wide.slice(1), "kept", "wide"),
    line(ks, ks.map((k) => 2 * k), "main", "deep"),
  ];
  if (depth) units.push(dots([depth], [wide[depth]], "kept"), dots([depth], [2 * depth], "main"));
  return {
    sentence,
    panels: [
      panel([0, 1], [0, 1.05], saw, { names: ["x", "height h"], title: "folded", click: "x", share: 2 }),
      panel([0, deepest], [0, 1.05], [line(folds, way, "other"), dots(folds, way, "other")], {
        names: ["fold", "height"], title: "one point's way",
      }),
      panel([0.5, deepest + 0.5], [0.8, 400], units, {
        names: ["fold", "units"], title: "units needed", log: [false, true],
      }),
    ],
  };
};

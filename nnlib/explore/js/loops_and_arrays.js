// The time of several programs by the number of examples, on logarithmic axes.

SCENES.loops_and_arrays = (fixed, { times }, now) => {
  const twoDigits = (x) => general(Number(general(x, 2)), 6);
  const duration = (seconds) => {
    for (const [factor, unit] of [[1e-6, "µs"], [1e-3, "ms"]])
      if (seconds < 995 * factor) return `${twoDigits(seconds / factor)} ${unit}`;
    return `${twoDigits(seconds)} s`;
  };
  const k = fixed.sizes.indexOf(now.m);
  const looks = ["other", "third", "main"].slice(-times.length);
  const ends = [1e-6, 1];
  const marks = [line([now.m, now.m], ends, "level")];
  times.forEach((row, p) =>
    marks.push(
      line(fixed.sizes, row, looks[p], fixed.names[p]),
      dots(fixed.sizes, row, looks[p]),
      dots([now.m], row.slice(k, k + 1), looks[p]),
    ));
  const last = times.length - 1;
  const told = times.map((row, p) => `${fixed.names[p]} ${duration(row[k])}`).join(", ");
  const factor = twoDigits(times[0][k] / times[last][k]);
  const first = fixed.names[0][0].toUpperCase() + fixed.names[0].slice(1);
  const sizes = [fixed.sizes[0] / 1.3, fixed.sizes[fixed.sizes.length - 1] * 1.3];
  return {
    sentence: `${now.n_x} features, ${now.m} examples: ${told}. ${first} take ${factor} times as long as ${fixed.names[last]}.`,
    panels: [
      panel(sizes, ends, marks, {
        names: ["examples m", "seconds"], title: "time for one gradient, on logarithmic axes",
        log: [true, true], click: "m",
      }),
    ],
  };
};

// How a number is written that the browser has computed: as Python writes it.

const exponent = (text) =>
  text.replace(/e([+-])(\d)$/, "e$10$2").replace(/\.?0+e/, "e");

const TAIL = 25; // digits beyond the rounded ones that tell whether a number is halfway

/** As Python's format(x, ".<digits>f"): what is exactly halfway goes to the even digit. */
function fixed(x, digits) {
  const rounded = x.toFixed(digits);
  if (!(Math.abs(x) < 1e21)) return rounded;
  const exact = x.toFixed(digits + TAIL);
  const halfway = exact.endsWith(`5${"0".repeat(TAIL - 1)}`);
  return halfway && Number(rounded.at(-1)) % 2 ? exact.slice(0, -TAIL) : rounded;
}

/** As Python's format(x, ".<digits>g"). */
export function general(x, digits) {
  if (Number.isNaN(x)) return "nan";
  if (!Number.isFinite(x)) return x > 0 ? "inf" : "-inf";
  if (x === 0) return Object.is(x, -0) ? "-0" : "0";
  const power = Number(x.toExponential(digits - 1).split("e")[1]);
  if (power < -4 || power >= digits) return exponent(x.toExponential(digits - 1));
  const text = fixed(x, digits - 1 - power);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** A cost: three decimals, or three digits if it is large or tiny. */
export const amount = (cost) =>
  Math.abs(cost) >= 0.01 && Math.abs(cost) < 100 ? fixed(cost, 3) : general(cost, 3);

/** A number with at most three decimals and a true minus sign. */
export function brief(x) {
  const tiny = Math.abs(x) >= 1e6 || (Math.abs(x) > 0 && Math.abs(x) < 0.001);
  const plain = () => fixed(x + 0, 3).replace(/0+$/, "").replace(/\.$/, "");
  const text = tiny || !Number.isFinite(x) ? general(x, 3) : plain();
  return text.replaceAll("-", "−");
}

/** A value of a control, written as in code. */
export function written(control, value) {
  const k = control.values.indexOf(value);
  return k < 0 ? String(value) : control.texts[k];
}

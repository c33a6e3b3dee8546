// Runs a function of the view's script on each list of arguments that stands on the
// input, and prints the results.
const [, , address, name] = process.argv;
const script = await import(address);
const text = await new Response(process.stdin).text().catch(() => "");
const given = script.read(text);

const frames = (setup, states) =>
  states.map(([now, numbers, kept]) => {
    const frame = script.SCENES[setup.scene](setup.fixed, numbers, now, kept, setup);
    return { ...frame, panels: frame.panels.map(script.answered) };
  });

// JSON knows neither typed arrays nor nan and infinity.
const plain = (key, value) => {
  if (ArrayBuffer.isView(value)) return Array.from(value);
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return value;
};
const each = () => given.map((one) => script[name](...one));
const result = name === "frames" ? frames(...given) : each();
process.stdout.write(JSON.stringify(result, plain));

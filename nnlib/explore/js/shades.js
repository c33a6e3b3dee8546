// Numbers as colours: a small picture with one pixel for each.

const LEVELS = 256;
const tables = new Map(); // shades, by the colours that they lie between
const sheets = new Map(); // a small canvas for each size, used again and again

/** All shades between colours, each as the four bytes of a pixel. */
function shadesOf(row) {
  const name = row.join();
  if (!tables.has(name)) {
    const ends = row.map(rgb);
    const bytes = Array.from({ length: LEVELS + 1 }, (_, k) => [...between(ends, k / LEVELS), 255]);
    tables.set(name, new Uint32Array(Uint8ClampedArray.from(bytes.flat()).buffer));
  }
  return tables.get(name);
}

function sheetOf(rows, columns) {
  const name = `${rows} ${columns}`;
  if (!sheets.has(name)) {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [columns, rows];
    const brush = canvas.getContext("2d", { willReadFrequently: true });
    const data = brush.createImageData(columns, rows);
    sheets.set(name, { canvas, brush, data, pixels: new Uint32Array(data.data.buffer) });
  }
  return sheets.get(name);
}

/** Colour numbers from `low` to 1, the first row on top or at the lower edge. */
function coloured(values, rows, columns, low, row, upwards) {
  const shades = shadesOf(row);
  const { canvas, brush, data, pixels } = sheetOf(rows, columns);
  const scale = LEVELS / (1 - low);
  for (let r = 0; r < rows; r++) {
    const from = (upwards ? rows - 1 - r : r) * columns;
    for (let c = 0; c < columns; c++) {
      const level = Math.round(scale * (values[from + c] - low));
      pixels[r * columns + c] = shades[level > 0 ? Math.min(level, LEVELS) : 0];
    }
  }
  brush.putImageData(data, 0, 0);
  return canvas;
}

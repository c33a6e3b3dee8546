// Colours for a light and a dark page. Blue and orange mean label 0 and label 1 and
// nothing else; their lightness differs too, and their shapes. Lines differ by their
// dashes as well: ink is the present state, purple is what is kept.

const THEMES = {
  light: {
    paper: "#fbfaf7", ink: "#26272b", soft: "#5f5e59", faint: "#8b8a85", grid: "#e7e4db",
    main: "#26272b", other: "#00725a", kept: "#8f3f73", third: "#6f6200", bar: "#77766f",
    level: "#8b8a85", back: "#964f00", label0: "#15508f", label1: "#f0a030",
    edge0: "#fbfaf7", edge1: "#5c3a06", shades: ["#bfd3e8", "#e7e8e7", "#ffeecb"],
  },
  dark: {
    paper: "#1e1f24", ink: "#eceae4", soft: "#b4b3ad", faint: "#85868c", grid: "#35363d",
    main: "#eceae4", other: "#5fd0ae", kept: "#e39ac6", third: "#d9c84a", bar: "#a3a29c",
    level: "#85868c", back: "#ffbf80", label0: "#9cc8ff", label1: "#f6a93b",
    edge0: "#12304f", edge1: "#3a2604", shades: ["#1d3c60", "#2b2c31", "#5c4214"],
  },
};

/** Tell whether the page around is dark: JupyterLab, VS Code, Colab, or the system. */
function isDark() {
  const { jpThemeLight, vscodeThemeKind } = document.body.dataset;
  const ofColab = document.documentElement.getAttribute("theme");
  if (jpThemeLight !== undefined) return jpThemeLight === "false";
  if (vscodeThemeKind !== undefined) return /dark|contrast$/.test(vscodeThemeKind);
  return ofColab ? ofColab === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

const theme = () => ({ name: isDark() ? "dark" : "light", ...THEMES[isDark() ? "dark" : "light"] });

/** Call back whenever the theme changes; gives a function that ends this. */
function onTheme(callback) {
  const observer = new MutationObserver(callback);
  const attributeFilter = ["data-jp-theme-light", "data-vscode-theme-kind", "class"];
  observer.observe(document.body, { attributes: true, attributeFilter });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", callback);
  return () => {
    observer.disconnect();
    system.removeEventListener("change", callback);
  };
}

/** A colour "#rrggbb" as three numbers. */
const rgb = (hex) => [1, 3, 5].map((k) => parseInt(hex.slice(k, k + 2), 16));

/** Between colours in a row, for a share from 0 to 1. */
function between(colours, share) {
  const place = Math.min(Math.max(share, 0), 1) * (colours.length - 1);
  const k = Math.min(Math.floor(place), colours.length - 2);
  return colours[k].map((c, i) => c + (colours[k + 1][i] - c) * (place - k));
}

// Where views stand: in place of the picture that a page shows without them.

const SHOWN = "nnlib-shown"; // an event of the page: a place of that name is there

/** Put a view into each place of a name; one that Python answers goes before. */
function settle(name, modelOf, answers) {
  for (const place of document.querySelectorAll(`.nnlib-${name}`)) {
    const model = modelOf(place);
    const taken = place.explorer;
    if (taken && (taken.model === model || !answers)) continue;
    taken?.view.end();
    place.replaceChildren();
    const view = new View(model, place);
    place.explorer = { model, view };
    if (view.setup.live && !answers) view.lose();
  }
}

/** What a view needs of a widget, where a page holds all that there is to know. */
function still(place) {
  const listeners = new Map();
  const values = { setup: place.querySelector("script")?.textContent };
  return {
    get: (name) => values[name],
    set(name, value) {
      values[name] = value;
      for (const act of listeners.get(`change:${name}`) ?? []) act();
    },
    on: (name, act) => listeners.set(name, [...(listeners.get(name) ?? []), act]),
    off: (name, act) => listeners.set(name, listeners.get(name).filter((one) => one !== act)),
    save_changes() {},
  };
}

/** Bring a page to life that was saved with all its numbers. */
const wake = (name) => settle(name, (place) => place.explorer?.model ?? still(place), false);

/** A widget needs no output of its own: it moves into the places of its name. Where a
    notebook was saved with its widgets, it comes back, but no kernel knows it. */
function initialize({ model }) {
  const name = model.get("place");
  const enter = ({ comm_live: live }) => {
    // What needs no Python brings itself to life, and knows more.
    if (live || !document.querySelector(`.nnlib-${name}[data-whole]`)) settle(name, () => model, live);
  };
  const come = () => model.widget_manager.get_model(name).then(enter);
  const heard = ({ detail }) => detail === name && come();
  document.addEventListener(SHOWN, heard);
  come();
  return () => document.removeEventListener(SHOWN, heard);
}

function render({ model, el }) {
  return new View(model, el).end;
}

export { SCENES };
export default { initialize, render };

/* From a key on a slider to the right picture on the screen: defines `stopwatch`.
   A picture is known by its signature, taken beforehand for every value of the slider;
   a frame counts only when it shows the picture of the present value. */
window.stopwatch = (() => {
  const LIMIT = 20_000; // milliseconds
  const small = document.createElement("canvas");
  [small.width, small.height] = [190, 75];
  const brush = small.getContext("2d", { willReadFrequently: true });

  function signature(picture) {
    if (!picture) return null;
    if (picture.tagName === "IMG")
      return picture.complete && picture.naturalWidth ? picture.src : null;
    brush.drawImage(picture, 0, 0, small.width, small.height);
    const { data } = brush.getImageData(0, 0, small.width, small.height);
    let sum = 7;
    for (let k = 0; k < data.length; k++) sum = (31 * sum + data[k]) % 1000003;
    return sum;
  }
  const value = (slider) => slider.value ?? slider.getAttribute("aria-valuenow");
  const frame = () => new Promise(requestAnimationFrame);

  /* The signatures of all values of an explorer's slider. An explorer that waits for
     Python says that it is busy; then each picture has two frames to be drawn in. */
  async function learn(slider, picture) {
    const [known, before] = [{}, slider.value];
    const move = async (k) => {
      slider.value = k;
      slider.dispatchEvent(new Event("input"));
      await frame();
      while (slider.closest("[aria-busy=true]")) await frame();
      await frame();
    };
    for (let k = Number(slider.min); k <= Number(slider.max); k++) {
      await move(k);
      known[k] = signature(picture());
    }
    await move(before);
    return known;
  }

  /* Begin to watch; `seconds()` waits for the right picture and says how long it took. */
  function watch(slider, picture, known) {
    let [begin, before] = [null, value(slider)];
    const started = (event) => (begin ??= event.timeStamp);
    window.addEventListener("keydown", started, { capture: true, once: true });
    const right = () =>
      begin !== null && value(slider) !== before && signature(picture()) === known[value(slider)];
    const done = (async () => {
      while (!right()) {
        await frame();
        if (begin !== null && performance.now() - begin > LIMIT)
          throw new Error(`no picture of ${value(slider)}: ${signature(picture())}`);
      }
      // A picture that was right already says nothing of the time.
      if (known[before] === known[value(slider)]) return null;
      const seen = performance.now();
      // The first look waits until the picture is drawn; a second one only looks. What
      // it takes is the stopwatch's own time, and is taken off.
      right();
      return (seen - (performance.now() - seen) - begin) / 1000;
    })();
    return { seconds: () => done };
  }

  /* Follow a drag: how many values the slider passed, for how many of them a frame came
     in which their picture was on the screen, and whether the last was one of them. */
  function follow(slider, picture, known) {
    const [passed, shown] = [new Set(), new Set()];
    let going = true;
    const moved = () => passed.add(value(slider));
    slider.addEventListener("input", moved);
    const observer = new MutationObserver(moved);
    observer.observe(slider, { attributes: true });
    (async () => {
      while (going) {
        await frame();
        const now = signature(picture());
        for (const one of passed) if (known[one] === now) shown.add(one);
      }
    })();
    return () => {
      going = false;
      observer.disconnect();
      return [passed.size, shown.size, shown.has(value(slider))];
    };
  }

  /* Milliseconds of the page's own work for each value: [until the script is done, until
     the canvas holds the picture]. Without a graphics card the latter is work as well. */
  function work(slider, picture) {
    const reader = picture().getContext("2d");
    const once = (k) => {
      const begin = performance.now();
      slider.value = k;
      slider.dispatchEvent(new Event("input"));
      const middle = performance.now();
      reader.getImageData(0, 0, 1, 1);
      return [middle - begin, performance.now() - begin];
    };
    const most = Number(slider.max);
    return Array.from({ length: 60 }, (_, k) => once((k * 7) % (most + 1))).slice(10);
  }

  /* Seconds from a deed until an element shows a picture that it did not show before. */
  async function first(cell, selector, act) {
    cell.querySelector(selector).closest(".nnlib-explorer").remove();
    const begin = performance.now();
    act();
    while (!cell.querySelector(selector)) await frame();
    return (performance.now() - begin) / 1000;
  }
  return { signature, value, learn, watch, follow, work, first, frame };
})();

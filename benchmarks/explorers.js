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
      return (performance.now() - begin) / 1000;
    })();
    return { seconds: () => done };
  }

  /* Follow a drag: how many values the slider passed, and for how many of them a frame
     came in which their picture was on the screen. */
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
      return [passed.size, shown.size];
    };
  }
  return { signature, value, watch, follow, frame };
})();

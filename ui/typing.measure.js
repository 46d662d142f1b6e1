/** Runs in the page: from each input event to the second animation frame after it, or after the findings followed it. */
(() => {
  const measured = { drawn: [], found: [] };
  let typed = null;
  const twoFrames = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
  document.addEventListener(
    "input",
    () => {
      const at = performance.now();
      typed = at;
      twoFrames(() => measured.drawn.push(performance.now() - at));
    },
    true,
  );
  new MutationObserver(() => {
    if (typed === null) return;
    const at = typed;
    typed = null;
    twoFrames(() => measured.found.push(performance.now() - at));
  }).observe(document.querySelector(".findings-panel"), {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  window.measuredTyping = measured;
})();

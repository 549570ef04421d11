"use strict";
// Draws every chart, and draws it again when the colour scheme, the width or the medium changes.
(() => {
  const all = JSON.parse(document.getElementById("charts").textContent);
  const root = document.documentElement;
  const drawn = [...document.querySelectorAll("[data-chart]")].map(element => ({
    element, entry: all[Number(element.dataset.chart)], state: {}, chart: null,
  }));

  function draw(one) {
    one.chart?.dispose();
    one.chart = echarts.init(one.element, null, { renderer: "svg" });
    one.state.redraw = () => draw(one);
    one.chart.setOption({ textStyle: { fontFamily: look.font() }, ...kinds[one.entry.kind](one.entry.data, one.element, one.state, all) });
    one.state.after?.(one.chart);
    one.width = one.element.clientWidth;
  }

  function drawAll() { drawn.forEach(draw); }

  // Paper is white and has its own width, whatever the screen looks like.
  function print(isPrinting) {
    if (root.classList.contains("printing") === isPrinting) { return; }
    root.classList.toggle("printing", isPrinting);
    drawAll();
  }

  drawAll();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  matchMedia("print").addEventListener("change", event => print(event.matches));
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));
  const watch = new ResizeObserver(entries => entries.forEach(({ target }) => {
    const one = drawn.find(candidate => candidate.element === target);
    if (Math.abs(target.clientWidth - one.width) > 1) { draw(one); }
  }));
  drawn.forEach(one => watch.observe(one.element));
})();

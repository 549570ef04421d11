"use strict";
// Draws every chart of a report, and draws it again on paper.
(() => {
  const all = JSON.parse(document.getElementById("charts").textContent);
  const root = document.documentElement;

  // Paper is white and has its own width, whatever the screen looks like.
  function print(isPrinting) {
    if (root.classList.contains("printing") === isPrinting) { return; }
    root.classList.toggle("printing", isPrinting);
    charts.redraw();
  }

  for (const element of document.querySelectorAll("[data-chart]")) {
    const { kind, data } = all[Number(element.dataset.chart)];
    charts.add(element, kind, data, all);
  }

  document.querySelectorAll("table.sortable").forEach(makeSortable);
  matchMedia("print").addEventListener("change", event => print(event.matches));
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));
})();

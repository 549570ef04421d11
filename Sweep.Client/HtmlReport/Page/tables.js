"use strict";
// Columns sort by a click, or by Enter or Space on their heads; a second time turns the order round.
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => {
    const isUp = head.getAttribute("aria-sort") !== "ascending";
    heads.forEach(other => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
    const rows = [...table.tBodies[0].rows];
    const order = row => row.cells[column].dataset.order;
    const hasNumbers = rows.some(row => order(row) !== undefined);
    const compare = hasNumbers
      ? (a, b) => Number(order(a)) - Number(order(b))
      : (a, b) => a.cells[column].textContent.localeCompare(b.cells[column].textContent, "en", { numeric: true });
    // What has no value stays at the end, whichever way.
    const known = rows.filter(row => !hasNumbers || order(row) !== undefined);
    const unknown = rows.filter(row => hasNumbers && order(row) === undefined);
    known.sort((a, b) => isUp ? compare(a, b) : compare(b, a));
    table.tBodies[0].append(...known, ...unknown);
  }));
}

"use strict";
// Sorts a column when the reader clicks on its head, or presses Enter or Space there. The second time reverses the order.
function makeSortable(table) {
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
    // Rows without a value stay at the end in both orders.
    const known = rows.filter(row => !hasNumbers || order(row) !== undefined);
    const unknown = rows.filter(row => hasNumbers && order(row) === undefined);
    known.sort((a, b) => isUp ? compare(a, b) : compare(b, a));
    table.tBodies[0].append(...known, ...unknown);
  }));
}

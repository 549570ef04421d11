// Shows the blocks of a section as a report does.
import { h, remember } from "./dom.js";
import { figure } from "./charted.js";

/** Makes a block. `all` has the kinds and data of all charts of the section. */
export function block(json, all) {
  const part = { json, element: null, figures: [] };
  part.element = make[json.kind]?.(json, all, part) ?? h("p", { class: "note" }, `This page does not know what a ${json.kind} is.`);
  return part;
}

/** Shows another state of a block; keeps its charts and what the reader chose in them if it has the same. */
export function renew(part, json, all) {
  if (JSON.stringify(part.json) === JSON.stringify(json)) { return part; }
  const figures = chartsOf(json);
  if (part.figures.length > 0 && kindsOf(part.json) === kindsOf(json)) {
    part.json = json;
    part.figures.forEach((one, i) => one.update(figures[i]));
    return part;
  }

  const next = block(json, all);
  const head = part.element.querySelector("th[aria-sort]");
  const restore = remember(part.element);
  part.element.replaceWith(next.element);
  if (head) { sortAgain(next.element, head); }
  restore(next.element);
  return next;
}

/** Sorts a newer state of a table as the reader had sorted the older one. */
function sortAgain(element, head) {
  const button = element.querySelectorAll("th")[head.cellIndex]?.querySelector("button");
  for (let click = head.getAttribute("aria-sort") === "ascending" ? 1 : 2; click > 0; click--) { button?.click(); }
}

/** The charts of a block. */
export const chartsOf = json => json.kind === "chart" ? [json] : json.kind === "row" ? json.charts : [];

const kindsOf = json => chartsOf(json).map(chart => chart.chart).join();

const make = {
  paragraph: ({ text, is_note: isNote }) => h("p", { class: isNote ? "note" : null }, text),
  heading: ({ text }) => h("h3", {}, text),
  facts: ({ facts }) => h("dl", {}, facts.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
  code: ({ text, language }) => h("pre", { tabindex: 0, role: "region", "aria-label": language }, h("code", {}, text)),
  passage: ({ text }) => h("blockquote", {}, text),
  table: sheet,

  chart(json, all, part) {
    part.figures = [figure(json, all)];
    return part.figures[0].element;
  },

  row(json, all, part) {
    part.figures = json.charts.map(chart => figure(chart, all));
    return h("div", { class: "row" }, part.figures.map(one => one.element));
  },
};

function sheet({ caption, columns, rows, is_sortable: isSortable }) {
  const title = text => text.split("_").flatMap((word, i) => i > 0 ? ["_", h("wbr"), word] : [word]);
  const head = columns.map(column => h("th", { scope: "col", class: column.is_number ? "number" : null },
    isSortable ? h("button", { type: "button" }, title(column.title)) : title(column.title)));
  const body = rows.map(row => h("tr", {}, row.map((cell, i) => h("td", {
    class: [columns[i].is_number ? "number" : null, cell.mark].filter(name => name).join(" ") || null,
    "data-order": cell.order,
  }, cell.text))));
  const table = h("table", { class: isSortable ? "sortable" : null },
    h("caption", {}, caption), h("thead", {}, h("tr", {}, head)), h("tbody", {}, body));
  if (isSortable) { makeSortable(table); }
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption }, table);
}

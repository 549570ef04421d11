// Makes elements. Every text from outside becomes a text node, so it never acts as markup.

/** Makes an element. A function among the attributes listens for the event of that name. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) { continue; }
    if (typeof value === "function") { element.addEventListener(key, value); } else { element.setAttribute(key, value === true ? "" : value); }
  }

  element.append(...children.flat(2).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** A list of names and values. Values that are missing are left out. */
export function facts(pairs) {
  return h("dl", {}, pairs.filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

/** A button. */
export function button(text, click, attributes = {}) {
  return h("button", { type: "button", click, ...attributes }, text);
}

/** A table that scrolls by itself. `columns` are titles, or pairs of a title and whether it is a number; cells are texts, elements or [text, order]. */
export function table(caption, columns, rows, attributes = {}) {
  const isNumber = columns.map(column => Array.isArray(column) && column[1]);
  const head = columns.map((column, i) => h("th", { scope: "col", class: isNumber[i] ? "number" : null }, Array.isArray(column) ? column[0] : column));
  const body = rows.map(row => h("tr", {}, row.map((cell, i) => h("td", { class: isNumber[i] ? "number" : null }, cell ?? "–"))));
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption, ...attributes },
    h("table", {}, h("caption", {}, caption), h("thead", {}, h("tr", {}, head)), h("tbody", {}, body)));
}

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

// While the pointer is down on something that it presses, that thing stays, so that the press counts.
let pressed = false;
const waiting = new Map();
addEventListener("pointerdown", event => { pressed = Boolean(event.target.closest?.("a, button, label, input, select, summary")); }, true);
for (const name of ["pointerup", "pointercancel"]) {
  addEventListener(name, () => setTimeout(() => {
    pressed = false;
    const now = [...waiting.values()];
    waiting.clear();
    now.forEach(act => act());
  }), true);
}

/** Does something to a place at once, or when the reader no longer presses anything. Of several things only the last is done. */
export function whenFree(place, act) {
  if (pressed) { waiting.set(place, act); } else { act(); }
}

/** Puts newer content into a place, and keeps what the reader has scrolled and what has the focus. What looks the same stays as it is. */
export function refill(place, ...content) {
  const next = h(place.localName, {}, content);
  const isSame = next.childNodes.length === place.childNodes.length && [...next.childNodes].every((node, i) => node.isEqualNode(place.childNodes[i]));
  if (isSame) { waiting.delete(place); return; }
  whenFree(place, () => {
    const restore = remember(place);
    place.replaceChildren(...next.childNodes);
    restore(place);
  });
}

const scrolling = place => [...place.querySelectorAll(".scroll, pre")];
const keyOf = element => [element.localName, element.getAttribute("href"), element.getAttribute("aria-label"), element.textContent].join("\n");
const alike = (place, key) => [...place.querySelectorAll("a, button, input, select")].filter(element => keyOf(element) === key);

/** Remembers where the reader is in a place. The function that it returns brings the reader to the same in newer content. */
export function remember(place) {
  const scrolls = (place.matches(".scroll, pre") ? [place] : scrolling(place)).map(one => [one.scrollTop, one.scrollLeft, one === document.activeElement]);
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  const key = focused && keyOf(focused);
  const nth = focused && alike(place, key).indexOf(focused);
  return fresh => {
    const all = fresh.matches(".scroll, pre") ? [fresh] : scrolling(fresh);
    scrolls.forEach(([top, left], i) => { if (all[i]) { [all[i].scrollTop, all[i].scrollLeft] = [top, left]; } });
    if (!focused || focused.isConnected) { return; }
    const same = alike(fresh, key);
    const next = all[scrolls.findIndex(([, , hasFocus]) => hasFocus)] ?? same[nth] ?? same[0] ?? fresh;
    if (next === fresh && next.tabIndex < 0) { next.tabIndex = -1; }
    next.focus({ preventScroll: true });
  };
}

/** A table that scrolls by itself. `columns` are titles, or pairs of a title and whether it is a number. */
export function table(caption, columns, rows, attributes = {}) {
  const isNumber = columns.map(column => Array.isArray(column) && column[1]);
  const head = columns.map((column, i) => h("th", { scope: "col", class: isNumber[i] ? "number" : null }, Array.isArray(column) ? column[0] : column));
  const body = rows.map(row => h("tr", {}, row.map((cell, i) => h("td", { class: isNumber[i] ? "number" : null }, cell ?? "–"))));
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption, ...attributes },
    h("table", {}, h("caption", {}, caption), h("thead", {}, h("tr", {}, head)), h("tbody", {}, body)));
}

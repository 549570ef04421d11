// A table of any length. It has elements only for the rows in view, and asks for more rows as the reader comes near the end.
import { h, whenFree } from "./dom.js";

const rowHeight = 34;
const spare = 12;

/**
 * `columns` have a title, whether they are numbers, the name by which the host sorts, and a function from a row to its cell.
 * `load(after)` returns { rows, next, total }; `keyOf(row)` says which rows are the same; `sort(name, descending)` is called when the reader
 * chooses an order, and `failed(error)` when more rows cannot be had.
 */
export function longTable({ caption, load, keyOf, sort, failed }) {
  const state = { columns: [], rows: [], next: null, total: 0, isLoading: false, order: {}, generation: 0 };
  const title = h("caption", {}, caption);
  const [head, body] = [h("thead"), h("tbody")];
  const grid = h("table", { class: "long" }, title, head, body);
  const element = h("div", { class: "scroll wide", tabindex: 0, role: "region", "aria-label": caption, scroll: () => requestAnimationFrame(draw) }, grid);
  return { element, state, start, again, columns, change };

  /** Chooses the columns. */
  function columns(next) {
    state.columns = next;
    head.replaceChildren(h("tr", {}, next.map(column => h("th", {
      scope: "col", class: column.isNumber ? "number" : null,
      "aria-sort": state.order.name === column.sort && column.sort ? state.order.isDown ? "descending" : "ascending" : null,
    }, column.sort ? h("button", { type: "button", click: () => order(column) }, column.title) : column.title))));
    fill();
  }

  function order(column) {
    const isDown = state.order.name === column.sort && !state.order.isDown;
    state.order = { name: column.sort, isDown };
    const place = state.columns.indexOf(column);
    columns(state.columns);
    head.querySelectorAll("th")[place].querySelector("button").focus();
    sort(column.sort, isDown);
  }

  /** Begins with the first rows, after the order or the filter has changed. */
  async function start() {
    const generation = ++state.generation;
    element.scrollTop = 0;
    const page = await load(null);
    if (generation !== state.generation) { return; }
    Object.assign(state, { rows: page.rows, next: page.next, total: page.total ?? page.rows.length });
    fill();
  }

  /** Reads what is loaded again. A reader who has scrolled keeps the order of the rows; another one sees new rows and a new order. */
  async function again() {
    const generation = ++state.generation;
    let found = { rows: [], next: null };
    do {
      const page = await load(found.next);
      found = { ...page, rows: joined(found.rows, page.rows) };
    } while (found.next && found.rows.length < state.rows.length);
    if (generation !== state.generation) { return; }
    if (element.scrollTop > 0) { change(found.rows); return; }
    Object.assign(state, { ...found, total: found.total ?? found.rows.length });
    fill();
  }

  async function more() {
    if (state.isLoading || !state.next) { return; }
    state.isLoading = true;
    const { generation } = state;
    try {
      const page = await load(state.next);
      if (generation === state.generation) { Object.assign(state, { rows: joined(state.rows, page.rows), next: page.next }); }
    } catch (error) {
      failed(error);
      return;
    } finally {
      state.isLoading = false;
    }

    fill();
  }

  // The order may have moved between two pages, so a row may come twice.
  function joined(rows, others) {
    const known = new Set(rows.map(keyOf));
    return [...rows, ...others.filter(row => !known.has(keyOf(row)))];
  }

  /** Shows newer states of rows that are loaded. */
  function change(rows) {
    const newer = new Map(rows.map(row => [keyOf(row), row]));
    state.rows = state.rows.map(row => newer.get(keyOf(row)) ?? row);
    fill();
  }

  function fill() {
    whenFree(body, draw);
  }

  function draw() {
    title.textContent = `${state.total.toLocaleString("en")} ${caption}`;
    grid.setAttribute("aria-rowcount", state.total + 1);
    const first = Math.max(0, Math.floor(element.scrollTop / rowHeight) - spare);
    const last = Math.min(state.rows.length, Math.ceil((element.scrollTop + (element.clientHeight || 600)) / rowHeight) + spare);
    const space = count => {
      const row = h("tr", { class: "space", "aria-hidden": "true" }, h("td", { colspan: Math.max(1, state.columns.length) }));
      row.style.height = `${count * rowHeight}px`;
      return row;
    };
    const focused = body.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    body.replaceChildren(...first > 0 ? [space(first)] : [],
      ...state.rows.slice(first, last).map((row, i) => h("tr", { "aria-rowindex": first + i + 2 },
        state.columns.map(column => h("td", { class: column.isNumber ? "number" : null }, column.cell(row) ?? "–")))),
      ...last < state.rows.length ? [space(state.rows.length - last)] : []);
    if (focused) { body.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true }); }
    if (state.rows.length - last < 2 * spare) { more(); }
  }
}

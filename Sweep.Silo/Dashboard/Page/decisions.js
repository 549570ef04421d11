// What a search decided, and why.
import { get, sweepPath } from "./api.js";
import { h, button, refill, table } from "./dom.js";
import { repeated } from "./repeated.js";
import { moment } from "./words.js";

const pageSize = 200;
const mostOften = 2000;

export function decisions(sweep, { signal, say }) {
  const place = h("div", {});
  const more = button("Show more decisions", () => reads.now(), { hidden: true });
  const element = h("section", { class: "section" }, h("h2", {}, "Decisions, with their reasons"), place, more);
  let [rows, next] = [[], null];
  const reads = repeated({
    read, signal, pause: () => mostOften,
    failed(error) { if (rows.length === 0) { place.replaceChildren(h("p", { class: "note" }, error.message)); } else { say(error.message); } },
  });
  reads.now();

  // Only the end of the list changes, so a reader who has not come to it needs nothing new.
  return { element, refresh() { if (!next) { reads.later(); } } };

  async function read(own) {
    const page = await get(sweepPath(sweep.id, "decisions"), { after: next ?? rows.at(-1)?.number, limit: pageSize }, own);
    rows = [...rows, ...page.decisions];
    next = page.next;
    more.hidden = !next;
    if (page.decisions.length > 0 || rows.length === 0) { refill(place, rows.length > 0 ? list(sweep, rows) : h("p", { class: "note" }, "No decision yet.")); }
  }
}

/** A table of decisions. */
export function list(sweep, rows) {
  return table("Decisions in their order", [["number", true], "time", "kind", ["trial", true], "why"], rows.map(row => [
    String(row.number), moment(row.time), row.kind,
    row.trial ? h("a", { href: `#/sweeps/${sweep.id}/trials/${row.trial}` }, String(row.trial)) : "–",
    h("span", { class: "why" }, row.text ?? JSON.stringify(row.reason))]), { class: "scroll wide" });
}

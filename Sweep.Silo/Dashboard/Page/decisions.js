// What a search decided, and why, the newest first or in its order.
import { get, sweepPath } from "./api.js";
import { h, button, table } from "./dom.js";
import { moment } from "./words.js";

const pageSize = 200;

export function decisions(sweep, context) {
  const place = h("div", {});
  const more = button("Show more decisions", read, { hidden: true });
  const element = h("section", { class: "section" }, h("h2", {}, "Decisions, with their reasons"), place, more);
  let [rows, next, isReading, waiting] = [[], null, false, null];
  read();
  return { element, refresh: later };

  async function read() {
    if (isReading) { return; }
    isReading = true;
    try {
      const page = await get(sweepPath(sweep.id, "decisions"), { after: next ?? rows.at(-1)?.number, limit: pageSize }, context.signal);
      rows = [...rows, ...page.decisions];
      next = page.next;
      more.hidden = !next;
      place.replaceChildren(rows.length > 0 ? list(sweep, rows) : h("p", { class: "note" }, "No decision yet."));
    } catch (error) {
      if (!context.signal.aborted && rows.length === 0) { place.replaceChildren(h("p", { class: "note" }, error.message)); }
    } finally {
      isReading = false;
    }
  }

  // Only the end of the list changes, so a reader who has not come to it needs nothing new.
  function later() {
    waiting ??= setTimeout(() => { waiting = null; if (!context.signal.aborted && !next) { read(); } }, 2000);
  }
}

/** A table of decisions. */
export function list(sweep, rows) {
  return table("Decisions in their order", [["number", true], "time", "kind", ["trial", true], "why"], rows.map(row => [
    String(row.number), moment(row.time), row.kind,
    row.trial ? h("a", { href: `#/sweeps/${sweep.id}/trials/${row.trial}` }, String(row.trial)) : "–",
    h("span", { class: "why" }, row.text ?? JSON.stringify(row.reason))]), { class: "scroll wide" });
}

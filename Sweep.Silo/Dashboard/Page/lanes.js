// The time line of a sweep: which slot trained which attempt, and how each ended.
import { get, sweepPath } from "./api.js";
import { h, refill, table } from "./dom.js";
import { charted, figure } from "./charted.js";
import { repeated } from "./repeated.js";
import { duration, moment, secondsBetween } from "./words.js";

const mostOften = 2000;

export function timeline(sweep, { signal }) {
  const place = h("div", {}, h("p", { class: "quiet" }, "Loading…"));
  const happened = h("div", {});
  const element = h("section", { class: "section" }, h("h2", {}, "Time line of the slots"), place, happened);
  let shown = null;
  const reads = repeated({
    read, signal, pause: () => mostOften,
    failed(error) { if (!shown) { place.replaceChildren(h("p", { class: "note" }, error.message)); } },
  });
  reads.now();
  return { element, refresh: reads.later };

  async function read(own) {
    const json = await get(sweepPath(sweep.id, "timeline"), {}, own);
    await charted;
    if (own.aborted) { return; }
    if (json.attempts.length === 0) { place.replaceChildren(h("p", { class: "note" }, "No trial has started yet.")); } else { draw(json); }
    refill(happened, events(sweep, json.events));
  }

  function draw(data) {
    const chart = {
      chart: "timeline", data, caption: "One bar for each attempt, in the slot that trained it; its colour says how it ended",
      alternative: `${data.attempts.length} attempts. ${lostOf(data)} were lost with their silo. The table below has what happened.`,
    };
    if (shown) { shown.update(chart); return; }
    shown = figure(chart, null, signal);
    place.replaceChildren(shown.element);
  }
}

const lostOf = data => data.attempts.filter(attempt => attempt.outcome === "Lost").length;

function events(sweep, rows) {
  return table("What happened, the newest first", ["time", ["trial", true], "what", "by", "details"], rows.toReversed().map(row => [
    moment(row.time), row.trial ? h("a", { href: `#/sweeps/${sweep.id}/trials/${row.trial}` }, String(row.trial)) : "–", row.kind, row.by, row.text]),
  { class: "scroll wide" });
}

/** A table of attempts. */
export function attempts(rows) {
  return table("Attempts", [["attempt", true], "silo", "started", "took", "ended as", ["from step", true], "reason"], rows.map(row => [
    String(row.attempt), row.silo, moment(row.started_at), duration(secondsBetween(row.started_at, row.ended_at)), row.outcome ?? "running",
    (row.from_step ?? 0).toLocaleString("en"), row.reason]), { class: "scroll wide" });
}

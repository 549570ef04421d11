// What a trial's command wrote. A trial that writes no log does not show one.
import { get, sweepPath, text } from "./api.js";
import { h } from "./dom.js";
import { select } from "./select.js";

export function log(sweep, n, trial, context) {
  const kept = trial.logged_attempts ?? [];
  const body = h("code", {});
  const box = h("pre", { class: "log", tabindex: 0, role: "region", "aria-label": "Log" }, body);
  let attempt = kept.at(-1);
  const element = h("section", { class: "section", hidden: kept.length === 0 }, h("h2", {}, "Log"),
    h("div", { class: "controls" }, select("Attempt", kept, attempt, value => { attempt = value; read(); })), box);
  if (kept.length > 0) { read(); }
  return { element, refresh: () => kept.length > 0 && read() };

  async function read() {
    const isAtEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 4;
    try {
      body.textContent = await text(sweepPath(sweep.id, "trials", n, "log"), { attempt }, "text/plain", context.signal);
      if (isAtEnd) { box.scrollTop = box.scrollHeight; }
    } catch (error) {
      if (!context.signal.aborted) { body.textContent = error.message; }
    }
  }
}

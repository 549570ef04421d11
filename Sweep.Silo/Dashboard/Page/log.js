// What a trial's command wrote. A trial that writes no log does not show one.
import { sweepPath, text } from "./api.js";
import { h } from "./dom.js";
import { repeated } from "./repeated.js";
import { select } from "./select.js";

const mostOften = 3000;

export function log(sweep, n, trial, { signal }) {
  const body = h("code", {});
  const box = h("pre", { class: "log", tabindex: 0, role: "region", "aria-label": "Log" }, body);
  const choice = h("div", { class: "controls" });
  const element = h("section", { class: "section" }, h("h2", {}, "Log"), choice, box);
  let [kept, attempt] = [[], null];
  const reads = repeated({ read, signal, pause: () => mostOften, hasBegun: true, failed: error => { body.textContent = error.message; } });
  refresh(trial);
  return { element, refresh };

  function refresh({ logged_attempts: now = [] }) {
    element.hidden = now.length === 0;
    if (now.join() !== kept.join()) {
      [kept, attempt] = [now, now.at(-1)];
      choice.replaceChildren(select("Attempt", kept, attempt, value => { attempt = value; reads.now(); }));
    }

    if (kept.length > 0) { reads.later(); }
  }

  // Only what is new is added, so a text that the reader has marked stays marked.
  async function read(own) {
    const next = await text(sweepPath(sweep.id, "trials", n, "log"), { attempt }, "text/plain", own);
    const isAtEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 4;
    const shown = body.textContent;
    if (next === shown) { return; }
    if (shown && next.startsWith(shown)) { body.append(next.slice(shown.length)); } else { body.textContent = next; }
    if (isAtEnd) { box.scrollTop = box.scrollHeight; }
  }
}

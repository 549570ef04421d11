// What a trial's command wrote. A trial that writes no log does not show one.
import { sweepPath, text } from "./api.js";
import { h } from "./dom.js";
import { select } from "./select.js";

export function log(sweep, n, trial, context) {
  const body = h("code", {});
  const box = h("pre", { class: "log", tabindex: 0, role: "region", "aria-label": "Log" }, body);
  const choice = h("div", { class: "controls" });
  const element = h("section", { class: "section" }, h("h2", {}, "Log"), choice, box);
  let [kept, attempt] = [[], null];
  refresh(trial);
  return { element, refresh };

  function refresh({ logged_attempts: now = [] }) {
    element.hidden = now.length === 0;
    if (now.join() !== kept.join()) {
      [kept, attempt] = [now, now.at(-1)];
      choice.replaceChildren(select("Attempt", kept, attempt, value => { attempt = value; read(); }));
    }

    if (kept.length > 0) { read(); }
  }

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

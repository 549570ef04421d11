// The page of a sweep: its head, its tabs, and what happens in it while the reader looks on.
import { get, sweepPath } from "./api.js";
import { h } from "./dom.js";
import { follow } from "./live.js";
import { tabsOf } from "./tabs.js";
import { sweepButtons } from "./steering.js";
import { progress, status } from "./parts.js";
import { duration, number, whole } from "./words.js";

export async function show(page, context, id, place = "overview") {
  const sweep = await get(sweepPath(id), {}, context.signal);
  const tabs = tabsOf(sweep);
  const tab = tabs.find(one => one.place === place);
  if (!tab) { throw new Error(`Sweep ${sweep.name} has no part with the name ${place}.`); }
  document.title = `${sweep.folder ?? sweep.name}: ${tab.title} · Sherlock`;
  const head = headOf(sweep, context);
  const shown = tab.show(sweep, context);
  page.append(head.element,
    h("nav", { class: "tabs", "aria-label": `Parts of sweep ${sweep.name}` }, h("ul", {}, tabs.map(one => h("li", {},
      h("a", { href: `#/sweeps/${sweep.id}/${one.place}`, "aria-current": one === tab ? "page" : null }, one.title))))),
    ...shown.map(part => part.element));
  listen(sweep, head, shown, context);
}

/** Passes each event of the sweep to the parts that want it. Events that were missed are made up for by reading the parts again. */
function listen(sweep, head, shown, context) {
  const tell = (name, data) => shown.forEach(part => (part[name] ?? (name === "points" ? null : part.refresh))?.(data));
  follow(sweep.id, {
    state: context.say,
    sweep(row) { Object.assign(sweep, row); head.update(); tell("changed", row); },
    trials: ({ trials }) => tell("trials", trials),
    points: data => tell("points", data),
    event: data => tell("event", data),
    again: () => tell("refresh"),
  }, context.signal);
}

function headOf(sweep, context) {
  const line = h("p", { class: "facts" });
  const buttons = h("div", {});
  const element = h("header", {}, h("h1", {}, sweep.folder ?? sweep.name), line, buttons);
  let steered = "";
  update();
  return { element, update };

  function update() {
    line.replaceChildren(status(sweep.status), progress(sweep),
      h("span", {}, counts(sweep)),
      sweep.best ? h("span", {}, `best ${sweep.objective.metric} `, h("strong", {}, number(sweep.best.value)), " by ",
        h("a", { href: `#/sweeps/${sweep.id}/trials/${sweep.best.trial}` }, `trial ${sweep.best.trial}`)) : "",
      sweep.time_left_seconds ? h("span", {}, `${duration(sweep.time_left_seconds)} left`) : "",
      sweep.is_searching ? h("span", {}, "searching") : "");
    const state = JSON.stringify([sweep.status, sweep.counts?.Failed, sweep.can]);
    if (!sweep.can?.steer || state === steered) { return; }
    steered = state;
    buttons.replaceChildren(sweepButtons(sweep, row => { Object.assign(sweep, row); update(); context.say(`Sweep ${sweep.name} is ${sweep.status.toLowerCase()}.`); }));
  }
}

const counts = sweep => Object.entries(sweep.counts ?? {}).filter(([, count]) => count > 0)
  .map(([name, count]) => `${whole(count)} ${name.toLowerCase()}`).join(", ");

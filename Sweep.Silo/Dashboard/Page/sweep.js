// The page of a sweep: its head, its tabs, and what happens in it while the reader looks on.
import { get, sweepPath } from "./api.js";
import { h, refill } from "./dom.js";
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
  let line = null;
  const shown = tab.show(sweep, { ...context, want: metric => line?.want(metric) });
  page.append(head.element,
    h("nav", { class: "tabs", "aria-label": `Parts of sweep ${sweep.name}` }, h("ul", {}, tabs.map(one => h("li", {},
      h("a", { href: `#/sweeps/${sweep.id}/${one.place}`, "aria-current": one === tab ? "page" : null }, one.title))))),
    ...shown.map(part => part.element));
  line = listen(sweep, head, shown, context);
}

/** Tells the parts what happens. A part is read again only if a trial has another status or attempt, not at each step of training. */
function listen(sweep, head, parts, context) {
  const known = new Map();
  const isNews = ({ number, status: now, attempts }) => {
    const state = `${now} ${attempts}`;
    const isNew = known.get(number) !== state;
    known.set(number, state);
    return isNew;
  };
  const refresh = () => parts.forEach(part => part.refresh());
  return follow(sweep.id, {
    state: context.say,
    sweep(row) { Object.assign(sweep, row); head.update(); },
    trials({ trials }) {
      parts.forEach(part => part.trials?.(trials));
      if (trials.filter(isNews).length > 0) { refresh(); }
    },
    points: data => parts.forEach(part => part.points?.(data)),
    event: refresh,
    again: () => parts.forEach(part => (part.again ?? part.refresh)()),
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
    refill(line, status(sweep.status), progress(sweep),
      h("span", {}, counts(sweep)),
      sweep.best ? h("span", {}, `best ${sweep.objective.metric} `, h("strong", {}, number(sweep.best.value)), " by ",
        h("a", { href: `#/sweeps/${sweep.id}/trials/${sweep.best.trial}` }, `trial ${sweep.best.trial}`)) : "",
      sweep.time_left_seconds ? h("span", {}, `${duration(sweep.time_left_seconds)} left`) : "",
      sweep.is_searching ? h("span", {}, "searching") : "");
    const state = JSON.stringify([sweep.status, sweep.counts?.Failed, sweep.can]);
    if (!sweep.can?.steer || state === steered) { return; }
    steered = state;
    refill(buttons, sweepButtons(sweep, context, row => { Object.assign(sweep, row); update(); context.say(`Sweep ${sweep.name} is ${sweep.status.toLowerCase()}.`); }));
  }
}

const counts = sweep => Object.entries(sweep.counts ?? {}).filter(([, count]) => count > 0)
  .map(([name, count]) => `${whole(count)} ${name.toLowerCase()}`).join(", ");

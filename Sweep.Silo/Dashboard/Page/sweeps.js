// The list of all sweeps.
import { get, send } from "./api.js";
import { h, button, refill, table } from "./dom.js";
import { ask } from "./ask.js";
import { status, progress } from "./parts.js";
import { poll } from "./polling.js";
import { count, duration, moment, number, whole } from "./words.js";

const pageSize = 50;
const again = 2000;

export async function show(page, context) {
  document.title = "Sweeps · Sherlock";
  const chosen = new Set();
  const compare = button("Compare", () => { location.hash = `#/compare/${[...chosen].join(",")}`; }, { disabled: true });
  const list = h("div", {});
  const first = await get("sweeps", { limit: pageSize }, context.signal);
  let [rows, next] = [first.sweeps, first.next];
  const more = button("Show older sweeps", older);
  page.append(h("h1", {}, "Sweeps"),
    h("div", { class: "buttons" }, compare, canSubmit(context.me) && button("Submit a sweep", () => submit(context))), list, more);
  fill();
  poll(context, again, renew);

  async function older() {
    try {
      const page = await get("sweeps", { limit: pageSize, after: next }, context.signal);
      [rows, next] = [[...rows, ...without(page.sweeps, rows)], page.next];
      fill();
    } catch (error) {
      if (!context.signal.aborted) { context.say(error.message); }
    }
  }

  function fill() {
    more.hidden = !next;
    const columns = ["compare", "sweep", "status", "progress", ["best", true], ["trials", true], "time left", "search", "begun"];
    const sheet = table(`${count(rows.length, "sweep")}, the newest first`, columns, rows.map(cells), { class: "scroll wide" });
    refill(list, rows.length > 0 ? sheet : h("p", { class: "note" }, "There is no sweep yet. \"sherlock run grids/quickstart.yaml\" trains a first one."));
  }

  function cells(sweep) {
    const box = h("input", { type: "checkbox", "aria-label": `Compare ${sweep.name}`, checked: chosen.has(sweep.id), change: () => {
      if (box.checked) { chosen.add(sweep.id); } else { chosen.delete(sweep.id); }
      compare.disabled = chosen.size < 2;
    } });
    return [box, h("a", { href: `#/sweeps/${sweep.id}` }, sweep.folder ?? sweep.name), status(sweep.status), progress(sweep),
      best(sweep), whole(Object.values(sweep.counts ?? {}).reduce((sum, count) => sum + count, 0)),
      duration(sweep.time_left_seconds), searchOf(sweep), moment(sweep.created_at)];
  }

  // The newest sweeps change while the reader looks on; the older ones that are shown do not.
  async function renew() {
    const { sweeps } = await get("sweeps", { limit: pageSize }, context.signal);
    const changed = [...sweeps, ...without(rows, sweeps)];
    if (JSON.stringify(changed) === JSON.stringify(rows)) { return; }
    rows = changed;
    fill();
  }
}

/** The sweeps that are not among others. */
const without = (rows, others) => rows.filter(row => !others.some(one => one.id === row.id));

// A run ends with its own sweep, and a dashboard without a silo only reads.
const canSubmit = me => me && me.role !== "viewer" && (me.can?.submit ?? true);

const best = sweep => sweep.best ? `${sweep.objective.metric} ${number(sweep.best.value)}` : "–";

const searchOf = sweep => [sweep.search?.sampler, sweep.stop].filter(one => one).join(", ") || "grid";

function submit({ signal, say }) {
  ask({
    title: "Submit a sweep", verb: "Submit", text: "The sweep file in YAML. The cluster trains it as soon as it has free slots.", signal, say,
    fields: [h("label", { class: "field" }, "Sweep file", h("textarea", { name: "yaml", rows: 14, spellcheck: "false", required: true }))],
    act: ({ yaml }, key) => send("POST", "sweeps", yaml, key),
    done: ({ id }) => { location.hash = `#/sweeps/${id}`; },
  });
}

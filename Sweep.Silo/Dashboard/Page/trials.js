// The table of a sweep's trials: sorted, filtered and cut into pages by the host.
import { get, sweepPath, text as textOf } from "./api.js";
import { h, button } from "./dom.js";
import { longTable } from "./table.js";
import { repeated } from "./repeated.js";
import { select } from "./select.js";
import { hyperparameters, numberOf, status, text } from "./parts.js";
import { duration, moment, number, whole } from "./words.js";

const pageSize = 200;
const mostOften = 3000;
const statuses = ["Pending", "Running", "Paused", "Held", "Completed", "Pruned", "Diverged", "Failed", "Cancelled"];

export function trials(sweep, context) {
  const query = { sort: "best", descending: null, status: null, filter: null };
  const all = columnsOf(sweep);
  const chosen = new Set(all.filter(column => !column.isExtra).map(column => column.title));
  const wrong = h("p", { class: "note", role: "alert", hidden: true });
  const table = longTable({
    caption: "trials", load, failed, keyOf: row => row.number,
    sort(name, isDown) { Object.assign(query, { sort: name, descending: isDown || null }); start(); },
  });
  table.state.order = { name: "best", isDown: false };
  table.columns(all.filter(column => chosen.has(column.title)));
  const boxes = h("div", {}, all.map(box));
  const element = h("section", { class: "section" }, h("h2", {}, "Trials"), toolbar(), wrong, table.element);
  const reads = repeated({ read: table.again, pause: () => mostOften, hasBegun: true, signal: context.signal, failed });
  start();
  return { element, refresh: reads.later, again: reads.now, trials: table.change };

  function toolbar() {
    const filter = h("input", { type: "search", placeholder: "adam or rnn_size=64", size: 24, "aria-label": "Filter", change() { query.filter = filter.value.trim() || null; start(); } });
    return h("div", { class: "controls" },
      select("Status", [["", "any"], ...statuses], "", value => { query.status = value || null; start(); }),
      h("label", {}, "Filter ", filter), h("details", { class: "chooser" }, h("summary", {}, "Columns"), boxes), button("CSV", () => download().catch(failed)));
  }

  function box(column) {
    return h("label", {}, h("input", { type: "checkbox", checked: chosen.has(column.title), change(event) {
      if (event.target.checked) { chosen.add(column.title); } else { chosen.delete(column.title); }
      table.columns(all.filter(one => chosen.has(one.title)));
    } }), ` ${column.title}`);
  }

  async function load(after) {
    const page = await get(sweepPath(sweep.id, "trials"), { ...query, limit: pageSize, after }, context.signal);
    wrong.hidden = true;
    learn(page.trials);
    return { rows: page.trials, next: page.next, total: page.total };
  }

  async function start() {
    await table.start().catch(failed);
  }

  function failed(error) {
    if (context.signal.aborted) { return; }
    wrong.textContent = error.message;
    wrong.hidden = false;
  }

  /** Hyperparameters that do not vary are columns too, which are not shown at first. */
  function learn(rows) {
    const known = new Set(all.map(column => column.title));
    const names = [...new Set(rows.flatMap(row => Object.keys(row.hyperparameters ?? {})))].filter(name => !known.has(name));
    if (names.length === 0) { return; }
    all.push(...names.map(name => ({ ...hyperparameter(name), isExtra: true, sort: null })));
    boxes.append(...all.slice(-names.length).map(box));
  }

  async function download() {
    const csv = await textOf(sweepPath(sweep.id, "trials"), query, "text/csv", context.signal);
    const url = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
    h("a", { href: url, download: `${sweep.folder ?? sweep.name}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
}

function columnsOf(sweep) {
  const link = trial => h("a", { href: `#/sweeps/${sweep.id}/trials/${numberOf(trial)}` }, `${numberOf(trial)}`);
  return [
    { title: "trial", sort: "number", isNumber: true, cell: link },
    { title: "status", sort: "status", cell: trial => status(trial.status) },
    ...sweep.varied.map(hyperparameter),
    { title: sweep.objective.metric, sort: "best", isNumber: true, cell: trial => number(trial.best?.value) },
    { title: "at step", sort: null, isNumber: true, cell: trial => whole(trial.best?.step) },
    { title: "last", sort: "last", isNumber: true, isExtra: true, cell: trial => number(trial.last?.value) },
    { title: "step", sort: "step", isNumber: true, cell: trial => whole(trial.step) },
    { title: "of", sort: null, isNumber: true, isExtra: true, cell: trial => whole(trial.total_steps) },
    { title: "attempts", sort: "attempts", isNumber: true, cell: trial => whole(trial.attempts) },
    { title: "trained for", sort: "seconds", isNumber: true, cell: trial => duration(trial.seconds) },
    { title: "silo", sort: null, cell: trial => trial.silo },
    { title: "reason", sort: null, isExtra: true, cell: trial => trial.reason },
    { title: "started", sort: "started", isExtra: true, cell: trial => moment(trial.started_at) },
    { title: "finished", sort: "finished", isExtra: true, cell: trial => moment(trial.finished_at) },
  ];
}

const hyperparameter = name => ({ title: name, sort: name, isNumber: false, cell: trial => name === "seed" ? text(trial.seed) : own(trial, name) });

function own(trial, name) {
  const found = hyperparameters({}, trial).find(([key]) => key === name);
  return found ? text(found[1]) : "–";
}

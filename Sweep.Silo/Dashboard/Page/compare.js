// Compares sweeps: what they are, how soon each found what, and how their best trials differ. Sweeps that train change while the reader looks on.
import { get, sweepPath } from "./api.js";
import { h, refill, table } from "./dom.js";
import { charted, figure } from "./charted.js";
import { hyperparameters, text } from "./parts.js";
import { poll } from "./polling.js";
import { duration, moment, number, secondsBetween, whole } from "./words.js";

const again = 5000;
const final = ["Completed", "Cancelled"];

export async function show(page, context, list) {
  const ids = [...new Set(list.split(","))];
  document.title = "Compare sweeps · Sherlock";
  const [sweeps, courses, best] = [h("div", {}), h("div", {}), h("div", {})];
  const figures = new Map();
  let told = "";
  if (!await read()) { poll(context, again, read); }
  page.append(h("h1", {}, "Compare sweeps"), sweeps, h("h2", {}, "Best so far"), courses, h("h2", {}, "Best trials"), best);

  /** Returns whether all sweeps have ended. */
  async function read() {
    const all = await Promise.all(ids.map(id => one(id, context.signal)));
    const names = all.map(({ sweep }) => sweep.folder ?? sweep.name);
    await charted;
    refill(sweeps, rows("Sweeps", names, all.map(sweepFacts), all.map(({ sweep }) => `#/sweeps/${sweep.id}`)));
    refill(best, bestOf(all, names));
    const data = JSON.stringify(all.map(({ course }) => course));
    if (data !== told) { refill(courses, course(all, names, figures, context.signal)); charts.tidy(); }
    told = data;
    return all.every(({ sweep }) => final.includes(sweep.status));
  }
}

async function one(id, signal) {
  const sweep = await get(sweepPath(id), {}, signal);
  const [progress, best] = await Promise.all([
    sweep.sections.includes("progress") ? get(sweepPath(id, "sections", "progress"), {}, signal) : null,
    sweep.best ? get(sweepPath(id, "trials", sweep.best.trial), {}, signal) : null,
  ]);
  return { sweep, best, course: progress?.blocks.find(block => block.kind === "chart")?.data ?? null };
}

const sweepFacts = ({ sweep }) => [
  ["Status", sweep.status], ["Objective", `${sweep.objective.goal} ${sweep.objective.metric}`], ["Best", number(sweep.best?.value)],
  ["Trials", Object.entries(sweep.counts ?? {}).map(([name, count]) => `${whole(count)} ${name.toLowerCase()}`).join(", ")],
  ["Search", [sweep.search?.sampler ?? "grid", sweep.stop].filter(part => part).join(", ")], ["Varied", sweep.varied.join(", ")],
  ["Corpus", sweep.corpus || "–"], ["Begun", moment(sweep.created_at)],
  ["Took", sweep.finished_at ? duration(secondsBetween(sweep.created_at, sweep.finished_at)) : "not finished"],
];

/** A chart for each metric and goal, because only values of the same metric can be compared. A chart that is there gets the new data. */
function course(all, names, figures, signal) {
  const known = all.map(({ sweep, course: data }, i) => ({ name: names[i], data, metric: sweep.objective.metric, goal: sweep.objective.goal })).filter(({ data }) => data);
  const lacks = names.filter((_, i) => !all[i].course);
  const groups = Object.entries(Object.groupBy(known, ({ metric, goal }) => `${goal} ${metric}`));
  return [
    ...groups.map(([key, group]) => {
      const chart = {
        chart: "courses", caption: `The best value of ${group[0].metric} that each sweep had found`,
        data: { metric: group[0].metric, courses: group.map(({ name, data }) => ({ name, ...data })) },
        alternative: group.map(({ name, data }) => `${name}: ${number(data.best.findLast(value => value !== null))} after ${data.best.length} trials`).join("; "),
      };
      if (figures.has(key)) { figures.get(key).update(chart); } else { figures.set(key, figure(chart, null, signal)); }
      return figures.get(key).element;
    }),
    lacks.length > 0 ? h("p", { class: "note" }, `No trial of ${lacks.join(", ")} has ended with a value yet.`) : "",
  ];
}

function bestOf(all, names) {
  const shown = all.map(({ sweep, best }) => best ? [
    ["Trial", String(sweep.best.trial)], [sweep.objective.metric, number(best.best?.value)], ["At step", whole(best.best?.step)],
    ["Trained for", duration(best.seconds)], ...hyperparameters(sweep, best).map(([name, value]) => [name, text(value)])] : []);
  return rows("Best trials", names, shown, all.map(({ sweep }) => sweep.best ? `#/sweeps/${sweep.id}/trials/${sweep.best.trial}` : null));
}

/** A table with a column for each sweep. Rows in which the sweeps differ are marked. */
function rows(caption, names, columns, links) {
  const keys = [...new Set(columns.flatMap(column => column.map(([key]) => key)))];
  const sheet = table(`${caption}. A bold name marks a difference`, ["what", ...names], [
    ["page", ...links.map((link, i) => link ? h("a", { href: link, "aria-label": `Open ${names[i]}` }, "open") : "–")],
    ...keys.map(key => {
      const values = columns.map(column => column.find(([name]) => name === key)?.[1] ?? "–");
      return [new Set(values).size > 1 ? h("strong", {}, key) : key, ...values];
    }),
  ], { class: "scroll wide" });
  return sheet;
}

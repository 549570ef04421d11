// The page of a trial: what it is, its curves, and what happened to it.
import { get, sweepPath } from "./api.js";
import { h, button, facts, refill, table } from "./dom.js";
import { follow } from "./live.js";
import { attempts } from "./lanes.js";
import { list as decisions } from "./decisions.js";
import { log } from "./log.js";
import { repeated } from "./repeated.js";
import { summaries } from "./summaries.js";
import { trialCurves } from "./trial-curves.js";
import { trialButtons } from "./steering.js";
import { hyperparameters, status, text } from "./parts.js";
import { bytes, duration, moment, number, whole } from "./words.js";

// While the trial trains, what the stream does not tell is read again at most this often.
const mostOften = 3000;

export async function show(page, context, id, place) {
  const n = Number(place);
  const { signal } = context;
  const sweep = await get(sweepPath(id), {}, signal);
  const first = await get(sweepPath(sweep.id, "trials", n), {}, signal);
  document.title = `Trial ${n} of ${sweep.folder ?? sweep.name} · Sherlock`;
  const top = h("div", {});
  const history = h("div", {});
  let [line, known] = [null, first];
  const parts = [trialCurves(sweep, n, first, { ...context, want: metric => line?.want(metric) }), summaries(sweep, n, context), log(sweep, n, first, context)];
  const reads = repeated({ read, signal, pause: () => mostOften, hasBegun: true, failed() { /* The stream says when the host does not answer. */ } });
  fill();
  page.append(h("nav", { "aria-label": "Place" }, h("a", { href: `#/sweeps/${sweep.id}/trials` }, `Trials of ${sweep.folder ?? sweep.name}`)),
    h("h1", {}, `Trial ${n}`), top, ...parts.map(part => part.element), history);
  line = follow(sweep.id, {
    state: context.say,
    trials: ({ trials }) => trials.filter(one => one.trial === first.trial).forEach(hear),
    points: data => parts.forEach(part => part.points?.(data)),
    event: data => data.trial === n && reads.now(),
    again: reads.now,
  }, signal);

  // The stream tells how far the trial is; its attempts and checkpoints are read.
  function hear({ attempts: count, metrics, ...row }) {
    const isNews = row.status !== known.status || count !== known.attempts.length;
    known = { ...known, ...row };
    fill();
    if (isNews) { reads.now(); } else { reads.later(); }
  }

  async function read(own) {
    known = await get(sweepPath(sweep.id, "trials", n), {}, own);
    fill();
    parts.forEach(part => part.refresh(known));
  }

  function fill() {
    refill(top, ...headOf(sweep, known, n, context, reads.now));
    refill(history, ...historyOf(sweep, known));
  }
}

function headOf(sweep, trial, n, context, done) {
  const own = hyperparameters(sweep, trial);
  const point = one => one ? `${number(one.value)} at step ${whole(one.step)}` : null;
  return [
    h("p", { class: "facts" }, status(trial.status),
      trial.best ? h("span", {}, `best ${sweep.objective.metric} `, h("strong", {}, number(trial.best.value))) : "",
      h("span", {}, `step ${whole(trial.step)} of ${whole(trial.total_steps)}`), trial.silo ? h("span", {}, `on ${trial.silo}`) : ""),
    trial.reason ? h("p", { class: "note" }, trial.reason) : "",
    sweep.can?.steer ? trialButtons(sweep, trial, n, context, done) : "",
    h("h2", {}, "Hyperparameters"),
    facts([...own.map(([name, value]) => [name, text(value)]), ["seed", text(trial.seed)]]),
    button("Copy as a start point", event => copy(event.target, Object.fromEntries(own.filter(([name]) => sweep.varied.includes(name))))),
    h("h2", {}, "State"),
    facts([[`Best ${sweep.objective.metric}`, point(trial.best)], ["Last", point(trial.last)], ["Trained for", duration(trial.seconds)],
      ["Attempts", whole(trial.attempts.length)], ["Started", trial.started_at && moment(trial.started_at)],
      ["Finished", trial.finished_at && moment(trial.finished_at)], ["Processors", trial.processors?.join(", ")], ["Hash of the weights", trial.weights_hash]]),
  ];
}

/** Copies the hyperparameters that vary as a line of `start:` in a sweep file. */
async function copy(target, values) {
  const line = `- { ${Object.entries(values).map(([name, value]) => `${name}: ${typeof value === "string" ? JSON.stringify(value) : value}`).join(", ")} }`;
  await navigator.clipboard?.writeText(line).then(() => { target.textContent = "Copied"; }, () => { target.textContent = line; });
}

function historyOf(sweep, trial) {
  const checkpoints = trial.checkpoints ?? [];
  return [
    h("h2", {}, "Attempts"),
    trial.attempts.length > 0 ? attempts(trial.attempts) : h("p", { class: "note" }, "It has not started yet."),
    ...checkpoints.length > 0 ? [h("h2", {}, "Checkpoints"), table("Checkpoints", [["step", true], ["size", true], "SHA-256", "recorded"],
      checkpoints.map(one => [whole(one.step), bytes(one.bytes), h("code", {}, one.sha256), moment(one.recorded_at)]), { class: "scroll wide" })] : [],
    ...trial.decisions?.length > 0 ? [h("h2", {}, "Decisions about it"), decisions(sweep, trial.decisions)] : [],
  ];
}

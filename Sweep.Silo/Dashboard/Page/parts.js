// Small parts that several pages show.
import { h } from "./dom.js";
import { percent } from "./words.js";

/** The status of a sweep, a trial or an attempt. */
export const status = name => h("span", { class: `status ${name.toLowerCase()}` }, name);

/** How far a sweep is. */
export function progress(sweep) {
  const part = sweep.progress ?? 0;
  return h("span", { class: "share" }, h("progress", { max: 1, value: part, "aria-label": `Progress of ${sweep.name}` }), ` ${percent(part)}`);
}

/** What a hyperparameter of a trial is, in the order of the sweep's varied ones first. */
export const hyperparameters = (sweep, trial) => {
  const all = Object.entries(trial.hyperparameters ?? {});
  const varied = sweep.varied ?? [];
  return [...all.filter(([name]) => varied.includes(name)), ...all.filter(([name]) => !varied.includes(name))];
};

/** The value of a hyperparameter. A number that a search drew has six digits, as on the command line. */
export function text(value) {
  if (value === null || value === undefined) { return "none"; }
  if (typeof value === "number" && !Number.isInteger(value)) { return String(Number(value.toPrecision(6))); }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The number of a trial. */
export const numberOf = trial => trial.number ?? Number(String(trial.trial).split("/").at(-1));

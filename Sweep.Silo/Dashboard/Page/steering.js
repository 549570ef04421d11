// The buttons that steer a sweep or a trial. Each asks first.
import { send, sweepPath } from "./api.js";
import { h, button } from "./dom.js";
import { ask, field } from "./ask.js";

const verbs = {
  pause: { name: "Pause", text: "What trains keeps its last checkpoint, and waits until a person resumes it.", of: ["Running", "Pending", "Held"] },
  resume: { name: "Resume", text: "What is paused trains again from its last checkpoint.", of: ["Paused"] },
  retry: { name: "Retry failed trials", text: "What failed trains again from its last checkpoint.", of: ["Running", "Completed", "Paused"], trialName: "Retry", trialOf: ["Failed"] },
  cancel: { name: "Cancel", text: "What has not ended ends now. This cannot be undone; results so far stay.", of: ["Running", "Pending", "Paused", "Held"], isFinal: true },
};

/** What the dialogs of a page share. */
const own = ({ signal, say }) => ({ signal, say });

/** Buttons for what can be done with a sweep in its state. `done` is called with the sweep's new row. */
export function sweepButtons(sweep, context, done) {
  const steer = verb => button(verbs[verb].name, () => ask({
    ...own(context), title: `${verbs[verb].name}: sweep ${sweep.name}?`, ...verbs[verb], verb: verbs[verb].isFinal ? `${verbs[verb].name} the sweep` : verbs[verb].name,
    act: (_, key) => send("POST", sweepPath(sweep.id, verb), undefined, key), done,
  }));
  const hasFailed = (sweep.counts?.Failed ?? 0) > 0;
  return h("div", { class: "buttons" },
    Object.keys(verbs).filter(verb => verbs[verb].of.includes(sweep.status) && (verb !== "retry" || hasFailed)).map(steer),
    sweep.can?.extend && button("Extend", () => extend(sweep, context, done)),
    sweep.status !== "Running" && button("Delete", () => remove(sweep, context)),
    sweep.status !== "Completed" && sweep.status !== "Cancelled" && button("Priority", () => prioritize(sweep, context, done)));
}

/** Buttons for what can be done with a trial in its state. */
export function trialButtons(sweep, trial, number, context, done) {
  return h("div", { class: "buttons" }, Object.entries(verbs).filter(([, verb]) => (verb.trialOf ?? verb.of).includes(trial.status)).map(([key, verb]) => {
    const name = verb.trialName ?? verb.name;
    return button(name, () => ask({
      ...own(context), title: `${name}: trial ${number}?`, ...verb, verb: verb.isFinal ? `${name} the trial` : name,
      act: (_, once) => send("POST", sweepPath(sweep.id, "trials", number, key), undefined, once), done,
    }));
  }));
}

function remove(sweep, context) {
  ask({
    ...own(context), title: `Delete sweep ${sweep.name}?`, verb: "Delete the sweep", isFinal: true,
    text: "Its trials, results, checkpoints and TensorBoard files are removed. This cannot be undone.",
    act: (_, key) => send("DELETE", sweepPath(sweep.id), undefined, key), done: () => { location.hash = "#/"; },
  });
}

function extend(sweep, context, done) {
  const isSearch = Boolean(sweep.search);
  ask({
    ...own(context), title: `Extend sweep ${sweep.name}?`, verb: "Extend", done,
    fields: isSearch ? amounts(sweep)
      : [h("label", { class: "field" }, "The sweep file with more values or seeds", h("textarea", { name: "yaml", rows: 12, spellcheck: "false", required: true }))],
    text: isSearch ? "The search goes on until it has used what you add." : "Trials that the file adds are trained; those that exist stay as they are.",
    act: (values, key) => send("POST", sweepPath(sweep.id, "extend"), isSearch
      ? Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)])) : values.yaml, key),
  });
}

/** What a search can be given more of. Early stopping also has a most that a trial may use. */
const amounts = sweep => [
  field("More trials", "trials", { type: "number", min: 1 }),
  field("More hours of slot time", "hours", { type: "number", min: 0, step: "any" }),
  field("More steps", "steps", { type: "number", min: 1 }),
  sweep.stop && field(`The ${sweep.spec?.resource?.plural ?? "resource"} that a trial may now use in all`, "resource", { type: "number", min: 1 }),
];

function prioritize(sweep, context, done) {
  ask({
    ...own(context), title: `Priority of sweep ${sweep.name}`, verb: "Set the priority", done,
    text: "Slots take trials of the sweep with the highest number first.",
    fields: [field("Priority", "priority", { type: "number", step: 1, required: true, value: sweep.priority ?? 0 })],
    act: (values, key) => send("PATCH", sweepPath(sweep.id), { priority: Number(values.priority) }, key),
  });
}

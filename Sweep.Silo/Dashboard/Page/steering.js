// The buttons that steer a sweep or a trial. Each asks first.
import { send, sweepPath } from "./api.js";
import { h, button } from "./dom.js";
import { ask, field } from "./ask.js";

const verbs = {
  pause: { name: "Pause", text: "Its trials keep their checkpoints and wait until someone resumes it.", of: ["Running", "Pending", "Held"] },
  resume: { name: "Resume", text: "What is paused trains again from its last checkpoints.", of: ["Paused"] },
  retry: { name: "Retry failed trials", text: "Every trial that failed trains again from its last checkpoint.", of: ["Running", "Completed", "Paused"], trialOf: ["Failed"] },
  cancel: { name: "Cancel", text: "What has not ended ends now. This cannot be undone; results so far stay.", of: ["Running", "Pending", "Paused", "Held"] },
};

/** Buttons for what can be done with a sweep in its state. `done` is called with the sweep's new row. */
export function sweepButtons(sweep, done) {
  const steer = verb => button(verbs[verb].name, () => ask({
    title: `${verbs[verb].name}: sweep ${sweep.name}?`, text: verbs[verb].text, verb: verbs[verb].name,
    act: async () => done(await send("POST", sweepPath(sweep.id, verb))),
  }));
  const hasFailed = (sweep.counts?.Failed ?? 0) > 0;
  return h("div", { class: "buttons" },
    Object.keys(verbs).filter(verb => verbs[verb].of.includes(sweep.status) && (verb !== "retry" || hasFailed)).map(steer),
    sweep.can?.extend && button("Extend", () => extend(sweep, done)),
    sweep.status !== "Completed" && sweep.status !== "Cancelled" && button("Priority", () => prioritize(sweep, done)));
}

/** Buttons for what can be done with a trial in its state. */
export function trialButtons(sweep, trial, number, done) {
  return h("div", { class: "buttons" }, Object.entries(verbs).filter(([, verb]) => (verb.trialOf ?? verb.of).includes(trial.status)).map(([key, verb]) => {
    const name = key === "retry" ? "Retry" : verb.name;
    return button(name, () => ask({
      title: `${name}: trial ${number}?`, text: verb.text.replace("Its trials keep their checkpoints and wait", "The trial keeps its checkpoint and waits"), verb: name,
      act: async () => done(await send("POST", sweepPath(sweep.id, "trials", number, key))),
    }));
  }));
}

function extend(sweep, done) {
  const isSearch = Boolean(sweep.search);
  const fields = isSearch
    ? [field("More trials", "trials", { type: "number", min: 1 }), field("More hours of slot time", "hours", { type: "number", min: 0, step: "any" })]
    : [h("label", { class: "field" }, "The sweep file with more values or seeds", h("textarea", { name: "yaml", rows: 12, spellcheck: "false", required: true }))];
  ask({
    title: `Extend sweep ${sweep.name}?`, verb: "Extend", fields,
    text: isSearch ? "The search goes on until it has used what you add." : "Trials that the file adds are trained; those that exist stay as they are.",
    act: async values => done(await send("POST", sweepPath(sweep.id, "extend"), isSearch
      ? Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)])) : values.yaml)),
  });
}

function prioritize(sweep, done) {
  ask({
    title: `Priority of sweep ${sweep.name}`, verb: "Set the priority",
    text: "Slots take trials of the sweep with the highest number first.",
    fields: [field("Priority", "priority", { type: "number", step: 1, required: true, value: sweep.priority ?? 0 })],
    act: async values => done(await send("PATCH", sweepPath(sweep.id), { priority: Number(values.priority) })),
  });
}

// How a silo is, and the buttons that drain it, let it take trials again, or change its slots. Each asks first.
import { send } from "./api.js";
import { ask, field } from "./ask.js";
import { button, h } from "./dom.js";

/** Whether a silo takes trials, as people want, and when its certificates expire if that is soon. */
export function siloStatus(silo) {
  const status = silo.drained ? "drained" : silo.drain ? "draining" : "active";
  const ends = [silo.certificate_expires_at, silo.http_certificate_expires_at].filter(end => end && new Date(end) - Date.now() < soon);
  return ends.length === 0 ? status : `${status}; certificate expires on ${ends.sort()[0].slice(0, 10)}`;
}

const soon = 30 * 86_400_000;

/** Buttons for a silo that can be steered; one of an earlier version cannot. Lists show what has changed within seconds. */
export function siloButtons(silo, context) {
  if (!silo.version || !context.me?.can?.steer) { return ""; }
  const { signal, say } = context;
  const steer = (body, key) => send("PATCH", `cluster/silos/${encodeURIComponent(silo.name)}`, body, key);
  const drain = () => ask({
    signal, say, title: `Drain ${silo.name}?`, verb: "Drain", fields: [field("Hand over what it trains now", "hand_over", { type: "checkbox" })],
    text: "It takes no more trials. When it trains nothing, it can be stopped. Otherwise what it trains now goes on to its end.",
    act: (values, key) => steer({ drain: values.hand_over ? "hand_over" : "wait" }, key),
  });
  const take = () => ask({ signal, say, title: `Let ${silo.name} take trials again?`, verb: "Take trials", text: "It asks the queue again.", act: (_, key) => steer({ drain: null }, key) });
  const resize = () => ask({
    signal, say, title: `Slots of ${silo.name}`, verb: "Set the slots", text: "Slots that are too many end when their trials have ended.",
    fields: [field("Slots", "slots", { type: "number", min: 1, max: 1024, step: 1, required: true, value: silo.slots })],
    act: (values, key) => steer({ slots: Number(values.slots) }, key),
  });
  return h("div", { class: "buttons" }, silo.drain ? button("Take trials", take) : button("Drain", drain), silo.slots > 0 && button("Slots", resize));
}

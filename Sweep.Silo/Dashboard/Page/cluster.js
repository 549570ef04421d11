// The silos, their slots, what waits for one, and what can be trained.
import { get } from "./api.js";
import { h, facts, refill, table } from "./dom.js";
import { siloButtons, siloStatus } from "./silos.js";
import { poll } from "./polling.js";
import { duration, moment, secondsBetween, whole } from "./words.js";

const again = 2000;

export async function show(page, context) {
  document.title = "Cluster · Sherlock";
  const state = h("div", {});
  const [cluster, answer] = await Promise.all([get("cluster", {}, context.signal), get("trainables", {}, context.signal)]);
  state.replaceChildren(...stateOf(cluster, context));
  page.append(h("h1", {}, "Cluster"), state, h("h2", {}, "What can be trained"), trainablesOf(answer.trainables ?? answer));
  poll(context, again, async () => refill(state, ...stateOf(await get("cluster", {}, context.signal), context)));
}

const hosts = { serve: "a silo", run: "a run of its own", dashboard: "a reader without a silo" };

function stateOf({ silos, queue, read_only: isReadOnly, host }, context) {
  const busy = silos.reduce((sum, silo) => sum + (silo.training?.length ?? 0), 0);
  return [
    facts([["This page comes from", hosts[host] ?? host], ["Steering", isReadOnly ? "not possible here: this host only reads" : null],
      ["Slots", queue.slots === null ? `${busy} are training` : `${busy} of ${whole(queue.slots)} are training`], ["Trials that wait", whole(queue.waiting)]]),
    h("h2", {}, "Silos"),
    silos.length === 0 ? h("p", { class: "note" }, "No silo runs.") : table("Silos", ["silo", "version", "status", "machine", "address", "slots", "trains", "up for", "steer"], silos.map(silo => [
      silo.name, silo.version?.split("+")[0] ?? "–", siloStatus(silo), silo.machine, silo.address, silo.slots ?? "–", training(silo.training ?? []),
      silo.started_at ? duration(secondsBetween(silo.started_at)) : "–", isReadOnly ? "" : siloButtons(silo, context)]),
    { class: "scroll wide" }),
  ];
}

const training = rows => rows.length === 0 ? "nothing" : h("ul", { class: "plain" }, rows.map(row => h("li", {},
  h("a", { href: `#/sweeps/${row.sweep_id}/trials/${row.trial}` }, `${row.sweep}/${row.trial}`), row.since ? ` since ${moment(row.since)}` : "")));

function trainablesOf(rows) {
  return table("Trainables", ["name", "version", "hyperparameters", "metrics"], rows.map(one => [
    one.name, one.version, names(one.hyperparameters), names(one.metrics)]), { class: "scroll wide wrap" });
}

const names = list => (list ?? []).map(one => one.name ?? one).join(", ");

// What the dashboard does when answers are late, fail, or come in an unlucky order. Each check has a page of its own.
import { strict as assert } from "node:assert";
import { fails, held, id } from "./stub.js";

const own = `sweeps/${id}`;
const progress = `GET ${own}/sections/progress`;
const text = (page, what) => page.getByText(what).first().waitFor();
const points = page => page.evaluate(() => [...document.querySelectorAll(".curves .chart")]
  .flatMap(chart => echarts.getInstanceByDom(chart)?.getOption().series ?? []).reduce((sum, one) => sum + one.data.length, 0));
const followed = (page, host, until) => until(page, () => host.streams.length === 1, "the page follows");

export const checks = {
  async "a section that is asked for during a read is read again"({ page, host, open, until }) {
    await open(own);
    await text(page, "first");
    await followed(page, host, until);
    const late = held(() => host.section("second"));
    host.answers[progress] = late.answer;
    const before = host.count(progress);
    host.tell("event", { id: 8, kind: "Paused" }, 8);
    await until(page, () => host.count(progress) > before, "the second read");
    host.tell("event", { id: 9, kind: "Resumed" }, 9);
    await page.clock.runFor(1000);
    host.answers[progress] = () => host.section("third");
    late.release();
    await text(page, "second");
    await until(page, () => page.getByText("third").isVisible(), "the third state");
  },

  async "a first read that fails is tried again"({ page, host, open, until }) {
    host.answers[progress] = fails(503, "The database is away.");
    await open(own);
    await text(page, "The database is away.");
    host.answers[progress] = () => host.section("recovered");
    await until(page, () => page.getByText("recovered").isVisible(), "the section is there");
  },

  async "a metric that is chosen during a read is shown, and grows"({ page, host, open, until }) {
    const answer = host.answers[`GET ${own}/series`];
    const late = held(answer);
    host.answers[`GET ${own}/series`] = one => one.query.metric === "accuracy" ? answer(one) : late.answer(one);
    await open(`${own}/curves`);
    await text(page, "Loading…");
    await page.getByLabel("Metric").selectOption("accuracy");
    await text(page, "accuracy of 1 trial");
    late.release();
    await until(page, () => host.streams.some(stream => stream.query.metrics === "accuracy" && stream.headers["last-event-id"] === "7"), "a stream with the metric");
    await until(page, async () => await points(page) === 3, "the curve");
    host.tell("points", { metric: "accuracy", points: [[1, 4, 0.6], [1, 5, 0.5]] });
    await until(page, async () => await points(page) === 5, "the curve grows");
    assert.match(await page.locator("figcaption").innerText(), /^accuracy/);
  },

  async "a chart that gets more curves gets the controls of many"({ page, host, open, until }) {
    await open(`${own}/curves`);
    await text(page, "val/loss of 1 trial");
    await until(page, async () => await points(page) > 0, "the curve");
    assert.equal(await page.getByLabel("Median band").count(), 0);
    const one = host.answers[`GET ${own}/series`]({ query: { metric: "val/loss" } });
    one.band = [[1, 0.7, 0.8, 0.9], [3, 0.5, 0.6, 0.7]];
    one.series = [1, 2, 3].map(trial => ({ ...one.series[0], trial, label: `#${trial}` }));
    host.answers[`GET ${own}/series`] = () => one;
    host.tell("event", { id: 8, kind: "Started" }, 8);
    await until(page, () => page.getByLabel("Median band").isVisible(), "the control");
  },

  async "numbers are there before the charting library"({ page, host, open }) {
    const late = held(() => null);
    host.files["echarts.js"] = late.gate;
    await open("");
    await text(page, "val/loss 0.5");
    late.release();
  },

  async "a hidden tab gives its connection back, and goes on when it is shown"({ page, host, open, until }) {
    const hide = isHidden => page.evaluate(value => {
      Object.defineProperty(document, "hidden", { configurable: true, value });
      document.dispatchEvent(new Event("visibilitychange"));
    }, isHidden);
    await open(own);
    await followed(page, host, until);
    await hide(true);
    await until(page, () => host.streams.length === 0, "no stream");
    assert.equal(await page.locator("#state").innerText(), "");
    await hide(false);
    await followed(page, host, until);
    assert.equal(host.streams[0].headers["last-event-id"], "7");
  },

  async "a connection that is lost is found again, and what changed meanwhile is read"({ page, host, open, until }) {
    await open(`${own}/trials`);
    await page.locator(".long .status", { hasText: "Running" }).waitFor();
    await followed(page, host, until);
    host.answers[`GET ${own}/trials`] = () => ({ trials: [host.trial("Completed")], next: null, total: 1 });
    host.streams[0].response.destroy();
    await text(page, "Connection lost");
    await until(page, () => page.locator(".long .status", { hasText: "Completed" }).isVisible(), "the trial has ended");
    await until(page, async () => !(await page.locator("#state").innerText()).includes("lost"), "the connection is back");
  },

  async "an error of the page is not one of the connection"({ page, host, errors, open, until }) {
    await open(own);
    await followed(page, host, until);
    host.tell("sweep", "{ no JSON", 8);
    host.tell("trials", { trials: null });
    host.tell("sweep", { ...host.row, status: "Paused" }, 9);
    await page.locator("header .status", { hasText: "Paused" }).waitFor();
    assert.equal(await page.locator("#state").innerText(), "");
    assert.equal(host.count(`GET ${own}/events`), 1);
    assert.equal(errors.splice(0).length, 2);
  },

  async "a list says that it is there again, and changes under the focus"({ page, host, open, until }) {
    await open("");
    await text(page, "val/loss 0.5");
    await page.getByRole("link", { name: "stub" }).focus();
    const answer = host.answers["GET sweeps"];
    host.answers["GET sweeps"] = fails(503, "away");
    await until(page, () => page.getByText("Connection lost").isVisible(), "the list is lost");
    host.answers["GET sweeps"] = answer;
    await until(page, async () => await page.locator("#state").innerText() === "", "the list is back");
    host.row.status = "Paused";
    await until(page, () => page.locator(".status", { hasText: "Paused" }).isVisible(), "the newer row");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "stub");
  },

  async "sweeps that are compared change while they train, until they have ended"({ page, host, open, until }) {
    host.answers[`GET ${own}/trials/1`] = () => host.trial();
    await open(`compare/${id}`);
    await text(page, "Running");
    host.row = { ...host.row, status: "Completed", best: { trial: 1, value: 0.25 }, finished_at: "2026-01-01T01:00:00Z" };
    await until(page, () => page.getByText("Completed").isVisible(), "the sweep has ended");
    const asked = host.count(`GET sweeps/${id}`);
    for (let i = 0; i < 6; i++) {
      await page.clock.runFor(5000);
      await page.evaluate(() => fetch("api/v1/me"));
    }

    assert.equal(host.count(`GET sweeps/${id}`), asked);
  },

  async "a host that falls silent is left for one that answers"({ page, host, open, until }) {
    await open(own);
    await followed(page, host, until);
    const before = host.count(`GET ${own}/events`);
    host.isSilent = true;
    const begun = await page.evaluate(() => Date.now());
    await until(page, () => page.getByText("Connection lost").isVisible(), "the silence is noticed");
    assert.ok(await page.evaluate(() => Date.now()) - begun <= 7000);
    await until(page, () => host.count(`GET ${own}/events`) > before, "another stream");
  },

  async "a list that changes stays where the reader has scrolled"({ page, host, open, until }) {
    host.rows = Array.from({ length: 40 }, (_, i) => ({ ...host.row, id: `${i}`.padStart(32, "0"), name: `sweep-${i}`, folder: `sweep-${i}` }));
    host.answers["GET sweeps"] = () => ({ sweeps: host.rows, next: null });
    await page.setViewportSize({ width: 360, height: 700 });
    await open("");
    await text(page, "sweep-0");
    const place = () => page.evaluate(() => [document.querySelector(".scroll").scrollTop, document.querySelector(".scroll").scrollLeft]);
    await page.evaluate(() => document.querySelector(".scroll").scrollTo(120, 300));
    assert.deepEqual(await place(), [300, 120]);
    host.rows[39].status = "Paused";
    await until(page, () => page.locator(".status.paused").count(), "the newer row");
    assert.deepEqual(await place(), [300, 120]);
  },

  async "what is sent twice has one key, until its values change"({ page, host, open }) {
    const extend = `POST ${own}/extend`;
    host.answers[extend] = fails(500, "The answer was lost.");
    await open(own);
    await page.getByRole("button", { name: "Extend" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("More trials").fill("2");
    await dialog.getByRole("button", { name: "Extend" }).click();
    await text(page, "The answer was lost.");
    await dialog.getByRole("button", { name: "Extend" }).click();
    await page.waitForFunction(() => document.querySelector("dialog button.strong:enabled"));
    await dialog.getByLabel("epochs").fill("9");
    host.answers[extend] = () => host.row;
    await dialog.getByRole("button", { name: "Extend" }).click();
    await dialog.waitFor({ state: "detached" });
    const keys = host.asked.filter(one => one.what === extend).map(one => one.headers["idempotency-key"]);
    assert.deepEqual([keys.length, keys[0] === keys[1], keys[1] === keys[2]], [3, true, false]);
  },

  async "a dialog leaves with its page, and a held key does not confirm what is final"({ page, host, open }) {
    await open(own);
    await page.getByRole("button", { name: "Cancel" }).focus();
    await page.keyboard.down("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.down("Enter");
    await page.keyboard.up("Enter");
    assert.equal(host.count(`POST ${own}/cancel`), 0);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Pause" }).click();
    await page.evaluate(() => { location.hash = "#/cluster"; });
    await page.getByRole("heading", { name: "Cluster" }).waitFor();
    assert.equal(await page.getByRole("dialog").count(), 0);
  },

  async "a silo is drained after a question, and the list says so"({ page, host, open, until }) {
    const silo = { name: "ada-1", version: "2.0+ab", slots: 2, drain: null, drained: false, training: [] };
    host.answers["GET me"] = () => ({ name: "tester", role: "operator", can: { steer: true } });
    host.answers["GET cluster"] = () => ({ silos: [silo, { name: "old-1", training: [] }], queue: { slots: 2, waiting: 0 }, read_only: false, host: "serve" });
    host.answers["PATCH cluster/silos/ada-1"] = () => Object.assign(silo, { drain: "hand_over", drained: true });
    await open("cluster");
    await page.getByRole("button", { name: "Drain" }).first().waitFor();
    assert.equal(await page.getByRole("button", { name: "Drain" }).count(), 1);
    await page.getByRole("button", { name: "Drain" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Hand over what it trains now").check();
    await dialog.getByRole("button", { name: "Drain" }).click();
    await dialog.waitFor({ state: "detached" });
    assert.equal(host.count("PATCH cluster/silos/ada-1"), 1);
    await page.clock.runFor(5000);
    await until(page, () => page.getByRole("button", { name: "Take trials" }).isVisible(), "the list says that it is drained");
    await text(page, "drained");
  },

  async "a token in the address of an open page is used, and leaves the address"({ page, host, open }) {
    host.answers["POST session"] = () => ({});
    await open("cluster");
    await page.evaluate(() => { location.hash = "#token=secret"; });
    await text(page, "val/loss 0.5");
    assert.equal(await page.evaluate(() => location.hash), "#/");
    await page.evaluate(() => { location.hash = "#token=%"; });
    await page.waitForFunction(() => location.hash === "#/" || location.hash === "");
    assert.equal(host.count("POST session"), 1);
  },
};

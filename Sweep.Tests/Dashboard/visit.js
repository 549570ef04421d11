// Uses the dashboard as people do, and writes what it saw as one JSON document.
// Arguments: the browser, the address with its token, the scenario ("pages" or "killed"), and optionally a folder for pictures.
import { chromium } from "playwright-core";
import { readFileSync } from "node:fs";
import { leave, make, steer, visitAs } from "./steer.js";

const [browserPath, address, scenario, pictures] = process.argv.slice(2);
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const origin = new URL(address).origin;
const axe = readFileSync(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const seen = { requests: [], errors: [], violations: [], overflows: [], pages: {}, used: {} };
const parts = ["overview", "trials", "curves", "parallel", "effects", "decisions", "timeline", "findings", "distributions", "time", "words", "repeat"];
// A machine with other work is slow; the test that started this waits as long.
const patience = 240_000;

const browser = await chromium.launch({ executablePath: browserPath, args: flags });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(patience);
  page.on("request", request => { if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) { seen.requests.push(request.url()); } });
  page.on("console", message => { if (message.type() === "error" || message.type() === "warning") { seen.errors.push(message.text()); } });
  page.on("pageerror", error => seen.errors.push(error.stack));
  await page.goto(address);
  await page.locator("h1").waitFor();
  seen.used.placeAfterToken = new URL(page.url()).hash;
  await (scenario === "killed" ? killed(page) : pages(page));
} finally {
  await browser.close();
}

console.log(JSON.stringify(seen));

async function pages(page) {
  await visitAll(page);
  await look(page);
  await follow(page);
  const tools = { open, check, seen };
  await steer(page, tools);
  const token = await make(page, tools);
  await leave(page, tools);
  await visitAs(page, tools, token);
}

// Every page in light and dark colours: on a wide screen, on a phone, and at a zoom of 200 %, which halves the pixels of a page's width.
async function visitAll(page) {
  const places = { sweeps: "", ...Object.fromEntries(parts.map(part => [part, `sweeps/tiny/${part}`])), trial: "sweeps/tiny/trials/1", live: "sweeps/live",
    compare: "compare/tiny,live", cluster: "cluster", tokens: "tokens", nowhere: "nowhere" };
  for (const [name, place] of Object.entries(places)) {
    await page.emulateMedia({ colorScheme: "light" });
    await open(page, place);
    seen.pages[name] = await page.evaluate(measure);
    await check(page, `${name}, light`);
    await page.emulateMedia({ colorScheme: "dark" });
    await check(page, `${name}, dark`);
    if (pictures) { await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true }); }
    for (const width of [360, 640]) {
      await page.setViewportSize({ width, height: 740 });
      await page.waitForFunction(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth, null, { timeout: 60_000 })
        .catch(() => seen.overflows.push(`${name}, ${width} wide`));
      if (width === 360 || name === "overview") { await check(page, `${name}, dark, ${width} wide`); }
    }

    await page.setViewportSize({ width: 1280, height: 900 });
  }

  await page.emulateMedia({ colorScheme: "light" });
}

// Opens a page, and brings all of it into view, so that it loads everything. What loads may push what is below it out of view again.
async function open(page, place) {
  await page.evaluate(hash => { location.hash = hash; }, `#/${place}`);
  await page.waitForFunction(wanted => document.getElementById("main").dataset.place === wanted, place);
  await page.waitForFunction(() => {
    const loading = [...document.querySelectorAll("#main .quiet")].find(part => part.innerText.includes("Loading…"));
    const undrawn = [...document.querySelectorAll(".chart")].find(chart => !echarts.getInstanceByDom(chart));
    (loading ?? undrawn)?.scrollIntoView({ behavior: "instant", block: "center" });
    return !loading && !undrawn;
  });
}

async function check(page, name) {
  if (!await page.evaluate(() => "axe" in window)) { await page.evaluate(axe); }
  const found = await page.evaluate(() => axe.run(document).then(result => result.violations.map(one => `${one.id}: ${one.nodes[0].html}`)));
  seen.violations.push(...found.map(one => `${name}: ${one}`));
}

// This function runs in the page.
function measure() {
  return {
    title: document.title,
    text: document.getElementById("main").innerText,
    elements: document.querySelectorAll("main img, main script, main iframe").length,
    tabs: [...document.querySelectorAll(".tabs a")].map(tab => tab.textContent),
    charts: [...document.querySelectorAll(".chart")].map(chart => ({
      kind: chart.parentElement.className,
      label: chart.getAttribute("aria-label"),
      series: (echarts.getInstanceByDom(chart)?.getOption().series ?? []).reduce((sum, one) => sum + (one.data?.length ?? 0), 0),
    })),
  };
}

// The table of trials: sorts by a key, filters, chooses a column.
async function look(page) {
  await open(page, "sweeps/tiny/trials");
  const first = () => page.locator(".long tbody tr[aria-rowindex]").first().locator("td").first().innerText();
  const rows = () => page.locator(".long tbody tr[aria-rowindex]").count();
  const sorted = page.waitForResponse(response => response.url().includes("sort=number"));
  await page.getByRole("button", { name: "trial", exact: true }).focus();
  await page.keyboard.press("Enter");
  await sorted;
  await page.waitForFunction(() => document.querySelector(".long tbody tr[aria-rowindex] td")?.innerText === "1");
  seen.used.sorted = await first();
  await page.getByLabel("Filter", { exact: true }).last().fill("gru");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => {
    const shown = [...document.querySelectorAll(".long tbody tr[aria-rowindex]")];
    return shown.length > 0 && shown.every(row => row.innerText.includes("gru"));
  });
  seen.used.filtered = await rows();
  await page.getByText("Columns").click();
  await page.getByLabel("started").check();
  seen.used.columns = await page.locator(".long thead th").allInnerTexts();
  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV" }).click();
  seen.used.csv = readFileSync(await (await file).path(), "utf8").split("\n").length;
}

// The curves of a sweep that trains grow, without the page being loaded again.
async function follow(page) {
  await open(page, "sweeps/live/curves");
  const more = async least => (await page.waitForFunction(known => {
    const series = [...document.querySelectorAll(".curves .chart")].flatMap(chart => echarts.getInstanceByDom(chart)?.getOption().series ?? []);
    const count = series.reduce((sum, one) => sum + one.data.length, 0);
    return count > known ? count : 0;
  }, least)).jsonValue();
  const before = await more(0);
  seen.used.grew = await more(before) - before;
}

// The host goes away under the page, and another one comes. The test reads the lines: it kills at "ready", and starts the next host at "lost".
async function killed(page) {
  await open(page, "sweeps/killed/curves");
  await page.locator(".curves .chart").waitFor();
  console.log("ready");
  await page.getByText("Connection lost").waitFor();
  console.log("lost");
  await page.getByText("Connection back").waitFor();
  console.log("back");
  await open(page, "sweeps/killed/timeline");
  await page.locator("td", { hasText: "Lost" }).first().waitFor();
  seen.used.events = await page.locator("main").innerText();
  seen.errors = seen.errors.filter(text => !text.includes("ERR_"));
}

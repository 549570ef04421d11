// Opens the dashboard of a stub in a browser, for what a real host does too seldom or too slowly. Writes what failed as one JSON document.
// Arguments: the browser, and a folder with the page's files.
import { chromium } from "playwright-core";
import { strict as assert } from "node:assert";
import { Host } from "./stub.js";
import { checks } from "./checks.js";

const [browserPath, folder, only] = process.argv.slice(2);
const host = new Host(folder);
const failures = [];
await host.start();
const browser = await chromium.launch({ executablePath: browserPath, args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"] });
try {
  for (const [name, check] of Object.entries(checks).filter(([name]) => !only || name.includes(only))) {
    host.reset();
    const context = await browser.newContext({ viewport: { width: 1000, height: 1400 } });
    const page = await context.newPage();
    const errors = [];
    page.setDefaultTimeout(60_000);
    page.on("pageerror", error => errors.push(error.message));
    await page.clock.install();
    try {
      await check({ page, host, errors, open: place => page.goto(`${host.origin}/#/${place}`, { waitUntil: "commit" }), until });
      if (errors.length > 0) { failures.push(`${name}: ${errors.join("; ")}`); }
    } catch (error) {
      failures.push(`${name}: ${error.stack}`);
    } finally {
      await context.close();
    }
  }
} finally {
  await browser.close();
  host.server.closeAllConnections();
  host.server.close();
}

console.log(JSON.stringify({ count: Object.keys(checks).length, failures }));

/** Waits until something is so. The page's clock runs on, quicker than the clock on the wall. */
async function until(page, isSo, what) {
  const end = Date.now() + 60_000;
  while (!await isSo()) {
    assert.ok(Date.now() < end, `It never came to this: ${what}`);
    // The beat arrives before the page's clock runs on, because the page's own request comes behind it.
    host.beat();
    await page.evaluate(() => fetch("api/v1/me").then(answer => answer.text()));
    await page.clock.runFor(250);
  }
}

// Opens a report as people do: on a screen with light and dark colours, on a phone, and on paper. Writes what it saw as one JSON document.
// Arguments: the browser, the report, and optionally a folder for pictures.
import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";

const [browserPath, report, pictures] = process.argv.slice(2);
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const address = pathToFileURL(report).href;
const seen = { requests: [], errors: [], views: {} };

const browser = await chromium.launch({ executablePath: browserPath, args: flags });
try {
  await look("light", { viewport: { width: 1280, height: 900 }, colorScheme: "light" }, useIt);
  await look("dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }, switchLight);
  await look("phone", { viewport: { width: 360, height: 740 }, colorScheme: "light", isMobile: true, hasTouch: true });
  await look("paper", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }, print);
} finally {
  await browser.close();
}

console.log(JSON.stringify(seen));

async function look(name, options, use) {
  const page = await browser.newPage(options);
  page.on("request", request => { if (request.url() !== address && !request.url().startsWith("data:")) { seen.requests.push(request.url()); } });
  page.on("console", message => { if (message.type() === "error" || message.type() === "warning") { seen.errors.push(`${name}: ${message.text()}`); } });
  page.on("pageerror", error => seen.errors.push(`${name}: ${error.stack}`));
  await page.goto(address);
  if (name === "paper") { await page.emulateMedia({ media: "print" }); await page.waitForFunction(() => document.documentElement.classList.contains("printing")); }
  seen.views[name] = await page.evaluate(measure);
  if (pictures) { await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true }); }
  if (use) { Object.assign(seen.views[name], await use(page)); }
  await page.close();
}

// This function runs in the page.
function measure() {
  const charts = [...document.querySelectorAll("[data-chart]")].map(element => ({
    kind: element.parentElement.className,
    label: element.getAttribute("aria-label"),
    // Counts what is drawn of the data, without axes and texts.
    marks: [...element.querySelectorAll("svg path")].filter(path => path.getAttribute("fill") !== "none" || path.getAttribute("stroke") !== null).length,
    width: element.clientWidth,
    drawn: element.querySelector("svg")?.clientWidth ?? 0,
    text: element.querySelector("svg")?.textContent ?? "",
  }));
  const style = getComputedStyle(document.body);
  return {
    charts,
    background: style.backgroundColor,
    ink: style.color,
    chartInk: [...document.querySelectorAll("[data-chart] svg text")].map(text => getComputedStyle(text).fill)[0] ?? "",
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    hasContents: getComputedStyle(document.querySelector("nav")).display !== "none",
    title: document.title,
    headings: [...document.querySelectorAll("h1, h2")].map(heading => heading.textContent),
    captions: [...document.querySelectorAll("caption")].map(caption => caption.textContent),
    elements: [...document.querySelectorAll("main script, main img, main iframe")].length,
    text: document.querySelector("main").innerText,
  };
}

// Points at the area of every curve until one answers, sorts by a key, and changes what the curves show.
async function useIt(page) {
  const used = {};
  const curves = page.locator("figure.curves .chart");
  if (await curves.count() > 0) {
    await curves.scrollIntoViewIfNeeded();
    const box = await curves.boundingBox();
    for (let part = 0.15; part < 0.95 && !used.tip; part += 0.02) {
      await page.mouse.move(box.x + box.width / 2, box.y + box.height * part);
      used.tip = await page.evaluate(() => document.querySelector(".tip:not([hidden])")?.textContent);
    }
    const before = await curves.innerHTML();
    const around = page.locator("figure.curves");
    await around.getByLabel("Across").selectOption("s");
    used.secondsChangeIt = before !== await curves.innerHTML();
    await around.getByLabel("Across").selectOption("x");
    await around.getByLabel("Colour").selectOption("rank");
    await around.getByLabel("Logarithmic", { exact: true }).click();
    await around.getByLabel("Logarithmic steps").click();
    await around.getByLabel("Smoothing").fill("0.5");
    const plain = await curves.innerHTML();
    await around.getByLabel("Median band").click();
    used.bandChangesIt = plain !== await curves.innerHTML();
  }

  const head = page.locator("table.sortable th button").first();
  if (await head.count() > 0) {
    const first = () => page.locator("table.sortable").first().locator("tbody tr").first().locator("td").first().innerText();
    await head.focus();
    await page.keyboard.press("Enter");
    used.sortedUp = await first();
    await page.keyboard.press("Enter");
    used.sortedDown = await first();
  }

  return used;
}

async function switchLight(page) {
  await page.emulateMedia({ colorScheme: "light" });
  await page.waitForFunction(() => matchMedia("(prefers-color-scheme: light)").matches);
  return { switched: await page.evaluate(measure) };
}

async function print(page) {
  await page.emulateMedia({ media: null });
  const pdf = await page.pdf({ format: "A4", ...(pictures ? { path: `${pictures}/paper.pdf` } : {}) });
  return { pdfBytes: pdf.length };
}

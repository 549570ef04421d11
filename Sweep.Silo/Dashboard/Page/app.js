// Shows the page that the address names, and says who reads it.
import { get, send } from "./api.js";
import { h, button } from "./dom.js";
import { charted } from "./charted.js";
import { show as sweeps } from "./sweeps.js";
import { show as sweep } from "./sweep.js";
import { show as trial } from "./trial.js";
import { show as compare } from "./compare.js";
import { show as cluster } from "./cluster.js";
import { show as tokens } from "./tokens.js";
import { show as login } from "./login.js";

const routes = [
  [/^$/, sweeps],
  [/^sweeps\/([^/]+)\/trials\/(\d+)$/, trial],
  [/^sweeps\/([^/]+)(?:\/([a-z]+))?$/, sweep],
  [/^compare\/(.+)$/, compare],
  [/^cluster$/, cluster],
  [/^tokens$/, tokens],
  [/^login$/, login],
];

const main = document.getElementById("main");
const state = document.getElementById("state");
let leaving = new AbortController();
let me = null;

/** Says something at the top of the page; readers of screens hear it. */
function say(text) {
  state.textContent = text;
}

async function showPage() {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const place = location.hash.replace(/^#\/?/, "");
  const route = routes.find(([pattern]) => pattern.test(place));
  say("");
  mark(place);
  try {
    if (!route) { throw new Error("There is no such page."); }
    const page = h("div", { class: "page" });
    await route[1](page, { signal, me, say, again: showPage, enter }, ...route[0].exec(place).slice(1).map(part => part && decodeURIComponent(part)));
    if (signal.aborted) { return; }
    const isSame = main.dataset.place === place;
    main.dataset.place = place;
    main.replaceChildren(page);
    if (!isSame) { main.focus({ preventScroll: true }); scrollTo(0, 0); }
  } catch (error) {
    if (signal.aborted || error.status === 401) { return; }
    main.replaceChildren(h("h1", {}, "This page cannot be shown"), h("p", { class: "note" }, error.message), button("Try again", showPage));
  } finally {
    await charted;
    charts.tidy();
  }
}

function mark(place) {
  for (const link of document.querySelectorAll(".bar nav a")) {
    const target = link.getAttribute("href").slice(2);
    const isHere = target === "" ? place === "" || /^(sweeps|compare)\//.test(place) : place === target;
    if (isHere) { link.setAttribute("aria-current", "page"); } else { link.removeAttribute("aria-current"); }
  }
}

/** Asks who the reader is. */
async function enter() {
  me = await get("me");
  document.getElementById("tokens-link").hidden = me.role !== "admin";
  document.getElementById("me").replaceChildren(h("span", {}, `${me.name} (${me.role})`), button("Log out", leave));
}

async function leave() {
  await send("DELETE", "session");
  location.hash = "#/login";
}

/** The address that a run prints has a token that is good once. It must not stay in the address bar or in the history. */
async function start() {
  const token = location.hash.match(/^#token=(.+)$/)?.[1];
  if (token) {
    history.replaceState(null, "", "#/");
    await send("POST", "session", { token: decodeURIComponent(token) }).catch(error => say(error.message));
  }

  await enter().catch(() => {});
  await showPage();
}

addEventListener("hashchange", showPage);
addEventListener("unknown-reader", () => {
  if (location.hash !== "#/login") { sessionStorage.setItem("wanted", location.hash); location.hash = "#/login"; }
});
document.querySelector(".skip").addEventListener("click", event => { event.preventDefault(); main.focus(); });
start();

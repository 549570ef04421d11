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
const goodNews = 5000;
let leaving = new AbortController();
let me = null;
let refusal = null;

/** Says something at the top of the page; readers of screens hear it. */
function say(text) {
  state.textContent = text;
  if (text.endsWith("back.")) { setTimeout(() => { if (state.textContent === text) { say(""); } }, goodNews); }
}

async function showPage() {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  say("");
  await useToken();
  if (!me && !isLogin()) { await enter().catch(() => { /* The page itself says what is wrong. */ }); }
  if (signal.aborted) { return; }
  const place = location.hash.replace(/^#\/?/, "");
  const route = routes.find(([pattern]) => pattern.test(place));
  mark(place);
  try {
    if (!route) { throw new Error("There is no such page."); }
    const page = h("div", { class: "page" });
    const context = { signal, me, say, again: showPage, enter, refusal };
    await route[1](page, context, ...route[0].exec(place).slice(1).map(part => part && decodeURIComponent(part)));
    if (!signal.aborted) { put(place, page); }
  } catch (error) {
    if (signal.aborted || error.status === 401) { return; }
    document.title = "Not shown · Sherlock";
    put(place, h("h1", {}, "This page cannot be shown"), h("p", { class: "note" }, error.message), button("Try again", showPage));
  } finally {
    await charted;
    charts.tidy();
  }
}

/** Shows the page of a place. The focus goes to it if it is another one than before. */
function put(place, ...content) {
  const isSame = main.dataset.place === place;
  main.dataset.place = place;
  main.replaceChildren(...content);
  if (!isSame || document.activeElement === document.body) { main.focus({ preventScroll: true }); }
  if (!isSame) { scrollTo(0, 0); }
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
  refusal = null;
  document.getElementById("tokens-link").hidden = me.role !== "admin" || me.can?.tokens === false;
  document.getElementById("me").replaceChildren(h("span", {}, `${me.name} (${me.role})`), button("Log out", leave));
}

/** Forgets the reader. */
function forget() {
  me = null;
  document.getElementById("tokens-link").hidden = true;
  document.getElementById("me").replaceChildren();
}

async function leave() {
  try {
    await send("DELETE", "session");
    forget();
    location.hash = "#/login";
  } catch (error) {
    say(`You are still logged in: ${error.message}`);
  }
}

const isLogin = () => location.hash === "#/login";

/**
 * The address that a run prints has a token that is good once. It must not stay in the address bar or in the history. If the host does not
 * take it, the page that asks for a token says why.
 */
async function useToken() {
  const token = location.hash.match(/^#token=(.+)$/)?.[1];
  if (!token) { return; }
  history.replaceState(null, "", "#/");
  try {
    await send("POST", "session", { token: decodeURIComponent(token) });
    await enter();
  } catch (error) {
    refusal = error.status === 401 ? "The token in the address is not known, has been used, or has expired." : error.message;
  }
}

addEventListener("hashchange", showPage);
addEventListener("unknown-reader", () => {
  forget();
  if (!isLogin()) { sessionStorage.setItem("wanted", location.hash); location.hash = "#/login"; }
});
document.querySelector(".skip").addEventListener("click", event => { event.preventDefault(); main.focus(); });
showPage();

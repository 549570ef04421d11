// Lets the reader in by a token.
import { send } from "./api.js";
import { h } from "./dom.js";

export async function show(page, context) {
  document.title = "Log in · Sherlock";
  const token = h("input", { name: "token", type: "password", required: true, autocomplete: "current-password", id: "token", spellcheck: "false" });
  const wrong = h("p", { class: "note", role: "alert", hidden: !context.refusal }, context.refusal);
  page.append(h("h1", {}, "Log in"),
    h("p", {}, "This page needs a token. \"sherlock tokens create\" makes one; a run with --open prints an address that has one."),
    h("form", { class: "login", submit: enter }, h("label", { for: "token" }, "Token"), token, h("button", { type: "submit", class: "strong" }, "Log in")), wrong);

  async function enter(event) {
    event.preventDefault();
    try {
      await send("POST", "session", { token: token.value.trim() });
      await context.enter();
      location.hash = sessionStorage.getItem("wanted") ?? "#/";
      sessionStorage.removeItem("wanted");
    } catch (error) {
      wrong.textContent = error.status === 401 ? "This token is not known, or it has expired." : error.message;
      wrong.hidden = false;
      token.select();
    }
  }
}

// The tokens by which people and programs get in. A token itself is shown once, when it is made.
import { get, send } from "./api.js";
import { h, button, refill, table } from "./dom.js";
import { ask, field } from "./ask.js";
import { count, moment } from "./words.js";

export async function show(page, context) {
  document.title = "Tokens · Sherlock";
  const made = h("p", { class: "made", role: "status", hidden: true });
  const list = h("div", {});
  const own = { signal: context.signal, say: context.say };
  await read();
  page.append(h("h1", {}, "Tokens"), h("p", {}, "A viewer sees everything, an operator also submits and steers sweeps, and an admin also makes and revokes tokens."),
    h("div", { class: "buttons" }, button("Make a token", make)), made, list);

  async function read() {
    const answer = await get("tokens", {}, context.signal);
    const rows = answer.tokens ?? answer;
    refill(list, rows.length === 0 ? h("p", { class: "note" }, "There is no token yet.") : table(count(rows.length, "token"), ["name", "role", "begins with", "made", "expires", "last used", "end it"], rows.map(token => [
      token.name, token.role, h("code", {}, token.prefix ?? "–"), moment(token.created_at), token.expires_at ? moment(token.expires_at) : "never",
      token.last_used_at ? moment(token.last_used_at) : "never",
      token.revoked_at ? `revoked ${moment(token.revoked_at)}` : button("Revoke", () => revoke(token), { "aria-label": `Revoke ${token.name}` })]), { class: "scroll wide" }));
  }

  function make() {
    const role = h("label", { class: "field" }, "Role", h("select", { name: "role" }, ["viewer", "operator", "admin"].map(name => h("option", { value: name }, name))));
    ask({
      title: "Make a token", verb: "Make it", ...own, text: "You will see the token once. Only its hash is stored.",
      fields: [field("Name", "name", { required: true, maxlength: 64 }), role, field("Days until it expires (empty: never)", "days", { type: "number", min: 1, value: 90 })],
      act: async ({ name, role: chosen, days }, key) => ({
        name, ...await send("POST", "tokens", { name, role: chosen, expires_in_seconds: days ? 86_400 * Number(days) : null }, key),
      }),
      done: async ({ name, token }) => {
        made.replaceChildren(`The token of ${name}; it is not shown again: `, h("code", {}, token), " ",
          button("Copy", event => navigator.clipboard?.writeText(token).then(() => { event.target.textContent = "Copied"; })));
        made.hidden = false;
        await read();
      },
    });
  }

  function revoke(token) {
    ask({
      title: `Revoke ${token.name}?`, text: "What uses this token is refused from now on. This cannot be undone.", verb: "Revoke the token", isFinal: true, ...own,
      act: (_, key) => send("DELETE", `tokens/${encodeURIComponent(token.id)}`, undefined, key), done: read,
    });
  }
}

// Asks the reader before something is done.
import { newId } from "./api.js";
import { h, button } from "./dom.js";

/**
 * Opens a dialog and calls `act(values, key)` with the values of its fields when the reader agrees; then the dialog closes and `done` gets the
 * result. The dialog says what went wrong and stays open if that fails; what is tried again has the same key, so it is done once. It leaves with
 * its page, which `signal` ends. If the reader agrees to what `isFinal`, that takes more than a key that is held down.
 */
export function ask({ title, text, verb, fields = [], isFinal = false, signal, say, act, done = () => {} }) {
  const wrong = h("p", { class: "note", role: "alert", hidden: true });
  const agree = h("button", { type: "submit", class: "strong" }, verb);
  const leave = button(fields.length > 0 ? "Close" : "Keep it as it is", () => dialog.close(), { autofocus: isFinal });
  const form = h("form", { method: "dialog", submit: event => { event.preventDefault(); agreed(); } },
    h("h2", { id: "ask-title" }, title), h("p", {}, text), fields, wrong, h("div", { class: "buttons" }, agree, leave));
  const stay = event => { if (agree.disabled && (event.type === "cancel" || event.key === "Escape")) { event.preventDefault(); } };
  const dialog = h("dialog", { "aria-labelledby": "ask-title", close: () => dialog.remove(), cancel: stay, keydown: stay }, form);
  const keys = new Map();
  signal.addEventListener("abort", () => dialog.close());
  document.body.append(dialog);
  dialog.showModal();

  function keyOf(values) {
    const text = JSON.stringify(values);
    if (!keys.has(text)) { keys.set(text, newId()); }
    return keys.get(text);
  }

  async function agreed() {
    if (agree.disabled) { return; }
    agree.disabled = leave.disabled = true;
    try {
      const values = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
      const result = await act(values, keyOf(values));
      if (signal.aborted) { return; }
      dialog.close();
      await done(result);
    } catch (error) {
      if (signal.aborted) { return; }
      if (!dialog.open) { say(error.message); }
      wrong.textContent = [error.message, ...(error.errors ?? []).map(one => `line ${one.line}, column ${one.column}: ${one.message}`)].join("\n");
      wrong.hidden = false;
      agree.disabled = leave.disabled = false;
    }
  }
}

/** A field of a form with its label. */
export function field(label, name, attributes = {}) {
  return h("label", { class: "field" }, label, h("input", { name, ...attributes }));
}

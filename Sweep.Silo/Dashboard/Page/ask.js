// Asks the reader before something is done.
import { h, button } from "./dom.js";

/**
 * Opens a dialog and calls `act` with the values of its fields when the reader agrees. The dialog says what went wrong and stays open if that fails.
 * `fields` are elements that have a name.
 */
export function ask({ title, text, verb, fields = [], act }) {
  const wrong = h("p", { class: "note", role: "alert", hidden: true });
  const agree = h("button", { type: "submit", class: "strong" }, verb);
  const form = h("form", { method: "dialog", submit: event => { event.preventDefault(); agreed(); } },
    h("h2", { id: "ask-title" }, title), h("p", {}, text), fields, wrong,
    h("div", { class: "buttons" }, agree, button("Keep it as it is", () => dialog.close())));
  const dialog = h("dialog", { "aria-labelledby": "ask-title", close: () => dialog.remove() }, form);
  document.body.append(dialog);
  dialog.showModal();

  async function agreed() {
    agree.disabled = true;
    try {
      await act(Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== "")));
      dialog.close();
    } catch (error) {
      wrong.textContent = [error.message, ...(error.errors ?? []).map(one => `line ${one.line}, column ${one.column}: ${one.message}`)].join("\n");
      wrong.hidden = false;
      agree.disabled = false;
    }
  }
}

/** A field of a form with its label. */
export function field(label, name, attributes = {}) {
  return h("label", { class: "field" }, label, h("input", { name, ...attributes }));
}

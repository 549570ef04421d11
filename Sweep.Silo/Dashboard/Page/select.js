// A choice with its label.
import { h } from "./dom.js";

/** `options` are values, or pairs of a value and its text. */
export function select(label, options, value, change) {
  const list = h("select", { change: () => change(list.value) }, options.map(option => Array.isArray(option) ? option : [option, option])
    .map(([key, text]) => h("option", { value: key, selected: String(key) === String(value) }, text)));
  return h("label", {}, `${label} `, list);
}

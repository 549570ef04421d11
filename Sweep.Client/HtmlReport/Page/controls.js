"use strict";
// The controls above a chart, by which a reader chooses what it shows.
const controls = {
  // Puts a row of controls above a chart, which is drawn again when the reader changes one. `add` puts them in as `state` has them. A chart calls
  // this each time it is drawn; the row stays while newer data offer the same choices.
  above(figure, state, add) {
    const row = document.createElement("div");
    row.className = "controls";
    add(row);
    row.addEventListener("change", () => state.redraw());
    if (row.textContent === (state.controls?.textContent ?? "")) { return; }
    const focused = state.controls?.contains(document.activeElement) ? document.activeElement.parentElement.firstChild.data : null;
    if (state.controls) { state.controls.replaceWith(row); } else { figure.before(row); }
    state.controls = row;
    [...row.children].find(label => label.firstChild.data === focused)?.lastElementChild.focus();
  },

  // `options` are pairs of a value and its text.
  choice(parent, label, options, value, change) {
    const select = document.createElement("select");
    for (const [key, text] of options) { select.add(new Option(text, key, false, String(key) === String(value))); }
    select.addEventListener("change", () => change(select.value));
    controls.labelled(parent, label, select);
  },

  check(parent, label, value, change) {
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: value });
    box.addEventListener("change", () => change(box.checked));
    controls.labelled(parent, label, box);
    return box;
  },

  range(parent, label, [min, max, step], value, change) {
    const range = Object.assign(document.createElement("input"), { type: "range", min, max, step, value });
    range.addEventListener("change", () => change(range.valueAsNumber));
    controls.labelled(parent, label, range);
  },

  labelled(parent, text, control) {
    const label = document.createElement("label");
    label.append(`${text} `, control);
    parent.append(label);
  },
};

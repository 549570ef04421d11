// Draws charts in the page. The scripts of the charts are ordinary ones that the browser runs after the page's own modules have begun.
import { h } from "./dom.js";

/** When the scripts of the charts have run. A canvas is quicker than SVG for a chart that changes, or that has a thousand lines. */
export const charted = (document.readyState === "complete" ? Promise.resolve()
  : new Promise(resolve => { addEventListener("DOMContentLoaded", resolve); })).then(() => { charts.renderer = "canvas"; });

const whenSeen = new WeakMap();
const watch = new IntersectionObserver(entries => entries.filter(entry => entry.isIntersecting).forEach(({ target }) => {
  watch.unobserve(target);
  whenSeen.get(target)?.();
  whenSeen.delete(target);
}), { rootMargin: "200px" });

/** Does something once when an element comes into view, or near it; never after `signal` is aborted. */
export function seen(element, act, signal) {
  if (signal?.aborted) { return; }
  whenSeen.set(element, act);
  watch.observe(element);
  signal?.addEventListener("abort", () => watch.unobserve(element));
}

/** A figure with a chart, which is drawn when it comes into view. `all` has the charts beside it. */
export function figure({ chart, caption, alternative, data }, all, signal) {
  const place = h("div", { class: "chart", role: "img", "aria-label": alternative });
  const title = h("figcaption", {}, caption);
  const self = { element: h("figure", { class: chart }, title, place), one: null, data, update };
  seen(place, async () => {
    await charted;
    if (place.isConnected) { self.one = charts.add(place, chart, self.data, all ?? [{ kind: chart, data: self.data }]); }
  }, signal);
  return self;

  /** Shows new data in the same chart. */
  function update(next) {
    self.data = next.data;
    title.textContent = next.caption;
    place.setAttribute("aria-label", next.alternative);
    if (self.one && place.isConnected) { charts.update(self.one, next.data); }
  }
}

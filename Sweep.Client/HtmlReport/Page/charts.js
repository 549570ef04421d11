"use strict";
// Keeps the charts of a page drawn: each is drawn again when the colour scheme or its width changes.
const charts = {
  drawn: new Set(),
  renderer: "svg",

  // Draws a chart into an element. `all` has the kinds and data of the charts beside it.
  add(element, kind, data, all) {
    const one = { element, kind, data, all, state: {}, chart: null, width: 0 };
    one.state.redraw = () => charts.draw(one);
    charts.drawn.add(one);
    charts.draw(one);
    charts.watch.observe(element);
    return one;
  },

  draw(one) {
    one.chart?.dispose();
    one.chart = echarts.init(one.element, null, { renderer: charts.renderer });
    one.chart.setOption(charts.option(one));
    one.state.after?.(one.chart);
    one.width = one.element.clientWidth;
  },

  // Shows new data in a chart. What the reader chose stays.
  update(one, data) {
    one.data = data;
    one.chart.setOption(charts.option(one), { replaceMerge: ["series"] });
  },

  option: one => ({ textStyle: { fontFamily: look.font() }, ...kinds[one.kind](one.data, one.element, one.state, one.all) }),

  redraw() { charts.drawn.forEach(charts.draw); },

  // Forgets the charts whose elements have left the page.
  tidy() {
    for (const one of charts.drawn) {
      if (one.element.isConnected) { continue; }
      charts.watch.unobserve(one.element);
      one.chart.dispose();
      charts.drawn.delete(one);
    }
  },

  watch: new ResizeObserver(entries => entries.forEach(({ target }) => {
    const one = [...charts.drawn].find(candidate => candidate.element === target);
    if (one && target.clientWidth > 0 && Math.abs(target.clientWidth - one.width) > 1) { charts.draw(one); }
  })),
};
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", charts.redraw);

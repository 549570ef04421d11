// The parts of a sweep's page. What a sweep or its trainable does not have does not appear.
import { section } from "./sections.js";
import { liveCurves } from "./live-curves.js";
import { trials } from "./trials.js";
import { timeline } from "./lanes.js";
import { decisions } from "./decisions.js";

const sections = (...names) => (sweep, context) => names.filter(name => sweep.sections.includes(name)).map(name => section(sweep.id, name, context));

const all = [
  { place: "overview", title: "Overview", show: (sweep, context) => [
    ...sections("progress")(sweep, context), liveCurves(sweep, context, { top: 10 }), ...sections("overview")(sweep, context)] },
  { place: "trials", title: "Trials", show: (sweep, context) => [trials(sweep, context)] },
  { place: "curves", title: "Curves", show: (sweep, context) => [liveCurves(sweep, context, { top: 20 })] },
  { place: "parallel", title: "Parallel coordinates" },
  { place: "effects", title: "Effects" },
  { place: "decisions", title: "Decisions", needs: sweep => Boolean(sweep.search || sweep.stop),
    show: (sweep, context) => [...sections("rungs")(sweep, context), decisions(sweep, context)] },
  { place: "timeline", title: "Time line", show: (sweep, context) => [timeline(sweep, context)] },
  { place: "findings", title: "Claims" },
  { place: "distributions", title: "Distributions" },
  { place: "time", title: "Time" },
  { place: "words", title: "Words" },
  { place: "repeat", title: "Sweep file" },
];

/** The parts that this sweep has, in order. */
export const tabsOf = sweep => all
  .filter(tab => tab.show ? !tab.needs || tab.needs(sweep) : sweep.sections.includes(tab.place))
  .map(tab => ({ show: sections(tab.place), ...tab }));

// Words numbers, times and durations as people read them.

/** A number with five digits. What is not finite comes as a text and stays one. */
export function number(value) {
  if (value === null || value === undefined) { return "–"; }
  return typeof value === "number" ? look.number(value) : String(value);
}

/** A number of things, such as "3 trials". */
export const count = (n, thing) => `${n.toLocaleString("en")} ${thing}${n === 1 ? "" : "s"}`;

export const whole = value => value === null || value === undefined ? "–" : value.toLocaleString("en");

export const percent = part => part === null || part === undefined ? "–" : `${Math.round(100 * part)} %`;

/** A duration in the two largest units that matter. */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) { return "–"; }
  const units = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];
  const first = units.findIndex(([, size]) => seconds >= size);
  if (first < 0) { return `${seconds.toFixed(1)} s`; }
  const [name, size] = units[first];
  const [nextName, nextSize] = units[first + 1] ?? [];
  const rest = nextName ? Math.floor((seconds % size) / nextSize) : 0;
  return `${Math.floor(seconds / size)} ${name}${rest > 0 ? ` ${rest} ${nextName}` : ""}`;
}

const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

/** A moment in the reader's time zone. */
export const moment = text => text ? format.format(new Date(text)) : "–";

export const secondsBetween = (from, to) => from ? (new Date(to ?? Date.now()) - new Date(from)) / 1000 : null;

export function bytes(count) {
  if (count === null || count === undefined) { return "–"; }
  const units = ["B", "kB", "MB", "GB"];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3));
  return `${Number((count / 1000 ** step).toPrecision(3))} ${units[step]}`;
}

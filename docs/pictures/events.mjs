// Reads TensorBoard's event files: scalars, histograms and hyperparameters of every trial in a sweep's folder.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads all trials of a sweep: number, hyperparameters, scalars (tag -> [{ step, value }]) and histograms (tag -> [{ step, bins }]). */
export function readSweep(folder) {
  return readdirSync(folder).filter(name => /^trial-\d+$/.test(name)).sort().map(name => readTrial(join(folder, name), Number(name.slice(6))));
}

/** Reads the words of a trial's projector with their vectors, the most common first. Before the first checkpoint the list is empty. */
export function readWords(trialFolder, table = 'input') {
  const folder = join(trialFolder, 'projector');
  if (!existsSync(folder)) { return []; }
  const lines = file => readFileSync(join(folder, file), 'utf8').trimEnd().split('\n').map(line => line.split('\t'));
  const vectors = lines(`${table}.tsv`);
  return lines('words.tsv').slice(1).map(([word, rank], index) => ({ word, rank: Number(rank), vector: vectors[index].map(Number) }));
}

function readTrial(folder, number) {
  const trial = { number, folder, hyperparameters: {}, scalars: {}, histograms: {} };
  for (const name of readdirSync(folder).filter(file => file.includes('tfevents')).sort()) {
    for (const record of records(readFileSync(join(folder, name)))) { addEvent(trial, fields(record)); }
  }

  return trial;
}

// A record: length (8 bytes), its checksum (4), the record, its checksum (4). A record that a crash cut off at the end is skipped.
function* records(file) {
  for (let at = 0, next; at + 16 <= file.length; at = next) {
    next = at + 16 + Number(file.readBigUInt64LE(at));
    if (next > file.length) { return; }
    yield file.subarray(at + 12, next - 4);
  }
}

// Event: step 2, summary 5, session log 7. When a file begins at a step, later steps of the file before it do not count.
function addEvent(trial, event) {
  const step = Number(event[2]?.[0] ?? 0);
  if (event[7]) { forget(trial, step); }
  for (const summary of event[5] ?? []) {
    for (const value of fields(summary)[1] ?? []) { addValue(trial, step, fields(value)); }
  }
}

function forget(trial, fromStep) {
  for (const series of [...Object.values(trial.scalars), ...Object.values(trial.histograms)]) {
    while (series.length > 0 && series.at(-1).step >= fromStep) { series.pop(); }
  }
}

// Value: tag 1, scalar 2, tensor 8, metadata 9 (plugin 1: name 1, content 2).
function addValue(trial, step, value) {
  const tag = value[1][0].toString();
  const plugin = value[9] && fields(fields(value[9][0])[1][0]);
  if (value[2]) {
    (trial.scalars[tag] ??= []).push({ step, value: value[2][0].readFloatLE() });
  } else if (plugin?.[1][0].toString() === 'histograms') {
    (trial.histograms[tag] ??= []).push({ step, bins: bins(fields(value[8][0])[4]?.[0] ?? Buffer.alloc(0)) });
  } else if (tag === '_hparams_/session_start_info') {
    trial.hyperparameters = hyperparameters(fields(fields(plugin[2][0])[3][0])[1] ?? []);
  }
}

function bins(content) {
  const rows = [];
  for (let at = 0; at < content.length; at += 24) {
    rows.push({ left: content.readDoubleLE(at), right: content.readDoubleLE(at + 8), count: content.readDoubleLE(at + 16) });
  }

  return rows;
}

// google.protobuf.Value: number 2, string 3.
function hyperparameters(entries) {
  return Object.fromEntries(entries.map(fields).map(entry => {
    const value = fields(entry[2][0]);
    return [entry[1][0].toString(), value[3]?.[0].toString() ?? value[2]?.[0].readDoubleLE()];
  }));
}

/** Reads a message of Protocol Buffers: field number -> values, as integers or bytes. */
function fields(message) {
  const all = {};
  for (let at = 0; at < message.length;) {
    const [key, valueAt] = varint(message, at);
    const [value, next] = field(message, valueAt, Number(key & 7n));
    (all[Number(key >> 3n)] ??= []).push(value);
    at = next;
  }

  return all;
}

function field(message, at, kind) {
  if (kind === 0) { return varint(message, at); }
  if (kind === 1) { return [message.subarray(at, at + 8), at + 8]; }
  if (kind === 5) { return [message.subarray(at, at + 4), at + 4]; }
  const [length, start] = varint(message, at);
  return [message.subarray(start, start + Number(length)), start + Number(length)];
}

function varint(message, at) {
  let value = 0n;
  for (let shift = 0n; ; shift += 7n) {
    const byte = message[at++];
    value |= BigInt(byte & 127) << shift;
    if (byte < 128) { return [value, at]; }
  }
}

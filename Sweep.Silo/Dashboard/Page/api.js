// Asks the API of the host that the page came from. The browser keeps answers and asks with their ETag whether they still hold.
const root = new URL("api/v1/", document.baseURI);

/** An answer of the API that says what is wrong. */
export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail ?? body?.title ?? `The host answered with status ${status}.`);
    Object.assign(this, { status, title: body?.title ?? "", errors: body?.errors ?? [] });
  }
}

export function address(path, query = {}) {
  const url = new URL(path, root);
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") { url.searchParams.set(key, value); }
  }

  return url;
}

/** The path of a sweep, or of what is below it. */
export const sweepPath = (id, ...rest) => ["sweeps", encodeURIComponent(id), ...rest].join("/");

export async function get(path, query, signal) {
  const response = await ask(address(path, query), { signal, cache: "no-cache", headers: { Accept: "application/json" } });
  return response.json();
}

/** The text of an answer, such as a log or CSV. */
export async function text(path, query, type, signal) {
  return (await ask(address(path, query), { signal, cache: "no-cache", headers: { Accept: type } })).text();
}

/** Changes something. An object goes as JSON, a text as YAML. What is sent twice with the same key is done once. */
export async function send(method, path, body, key = newId()) {
  const headers = { Accept: "application/json", "X-Sherlock": "1", "Idempotency-Key": key };
  if (body !== undefined) { headers["Content-Type"] = typeof body === "string" ? "application/yaml" : "application/json"; }
  const response = await ask(address(path), { method, headers, body: typeof body === "object" ? JSON.stringify(body) : body });
  return response.status === 204 ? null : response.json().catch(() => null);
}

/** Opens a stream of events. */
export const stream = (path, query, lastId, signal) =>
  ask(address(path, query), { signal, cache: "no-store", headers: { Accept: "text/event-stream", ...(lastId ? { "Last-Event-ID": lastId } : {}) } });

async function ask(url, options) {
  const response = await fetch(url, { credentials: "same-origin", ...options });
  if (response.ok) { return response; }
  const body = await response.json().catch(() => null);
  if (response.status === 401) { dispatchEvent(new Event("unknown-reader")); }
  throw new Problem(response.status, body);
}

/** A new key. The browser's own function for this exists only on https and loopback. */
export function newId() {
  const digits = [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

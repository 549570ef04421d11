// Reads something again and again: one read at a time, and not too often.

// After a failure of the host or of the network it tries again by itself.
const afterFailure = 5000;

/**
 * `read(signal)` reads and shows. `now` begins it at once, and ends a read that is under way. `later` begins it when `pause()` milliseconds
 * have passed since the last read, but not before the first `now`, unless it `hasBegun` elsewhere. `failed(error)` hears what went wrong.
 */
export function repeated({ read, pause, signal, failed, hasBegun = false }) {
  let [running, isAsked, last, timer] = [null, false, -Infinity, null];
  signal.addEventListener("abort", () => clearTimeout(timer));
  return { now, later };

  function later() {
    if (!hasBegun || signal.aborted) { return; }
    if (running) { isAsked = true; return; }
    clearTimeout(timer);
    timer = setTimeout(now, Math.max(0, pause() - (performance.now() - last)));
  }

  async function now() {
    clearTimeout(timer);
    if (signal.aborted) { return; }
    running?.abort();
    const own = new AbortController();
    const either = AbortSignal.any([signal, own.signal]);
    [running, isAsked, timer] = [own, false, null];
    hasBegun = true;
    try {
      await read(either);
    } catch (error) {
      if (either.aborted) { return; }
      failed(error);
      if (!(error.status < 500)) { timer = setTimeout(now, Math.max(afterFailure, pause())); }
    } finally {
      if (running === own) { [running, last] = [null, performance.now()]; }
    }

    if (!running && isAsked) { later(); }
  }
}

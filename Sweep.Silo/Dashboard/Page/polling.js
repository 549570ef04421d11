// Looks again and again at something that tells nothing by itself, while the reader can see it.

/** Calls `look` every `pause` milliseconds until the page is left or `look` says true. The page says when the connection is lost, and when it is back. */
export async function poll(context, pause, look) {
  while (!context.signal.aborted) {
    await new Promise(resolve => { setTimeout(resolve, pause); });
    if (context.signal.aborted || document.hidden) { continue; }
    try {
      const isOver = await look();
      context.say("");
      if (isOver) { return; }
    } catch (error) {
      if (!context.signal.aborted && error.status !== 401) { context.say("Connection lost. Trying again…"); }
    }
  }
}

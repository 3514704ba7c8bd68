/**
 * A session that was begun on an earlier day and never ended is not taken up again, but what was done of it was done: it is sent
 * as one that was stopped, with nothing claimed about what was not asked.
 */

import { all, drop } from "./database.js";
import { localDay } from "./day.js";
import { add } from "./queue.js";

/** A session may cross midnight; milliseconds without a sign of it. */
const OVER_MS = 3 * 3600 * 1000;

export async function rescue(now = Date.now()) {
  const old = (await all("runs")).filter((run) => run.session.day < localDay(now) && now - run.anchor.wall_ms > OVER_MS);
  if (old.length === 0) return;
  const { moved, resultOf } = await import("../player/result.js");
  for (const run of old) {
    const body = resultOf({ ...run, ended: run.ended ?? "stopped", finished_ms: run.finished_ms ?? run.anchor.wall_ms });
    if (moved(run) || run.ended) {
      await add({ client_id: run.client_id, person: run.person, url: run.url, day: run.session.day, body });
    }
    await drop("runs", run.key);
  }
}

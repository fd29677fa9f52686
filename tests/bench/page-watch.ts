import type { CDPSession, Page } from '@playwright/test';

/** What the page's main thread did, in milliseconds of its own processor time: another program that is busy does not count. */
export interface ThreadWork {
  /** JavaScript: handlers, React, effects. Style and layout that it forces are counted there, not here. */
  script: number;
  /** Style and layout. */
  layout: number;
  /** Everything: the two above, painting, input, collecting garbage. */
  task: number;
}

/** Reads the counters of Chromium's Performance domain. */
export async function watchThread(cdp: CDPSession): Promise<() => Promise<ThreadWork>> {
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    const valueOf = (name: string): number =>
      1000 * (metrics.find((each) => each.name === name)?.value ?? 0);
    return {
      script: valueOf('ScriptDuration'),
      layout: valueOf('LayoutDuration') + valueOf('RecalcStyleDuration'),
      task: valueOf('TaskDuration'),
    };
  };
}

/** Until the next picture is on the screen, with all that it took. */
export const drawn = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 0)));
      }),
  );

/** What one deed costs, until its picture is on the screen. */
export async function costOf(
  page: Page,
  read: () => Promise<ThreadWork>,
  deed: () => Promise<void>,
): Promise<ThreadWork> {
  const before = await read();
  await deed();
  await drawn(page);
  const after = await read();
  return {
    script: after.script - before.script,
    layout: after.layout - before.layout,
    task: after.task - before.task,
  };
}

/** The value that so many of a hundred do not exceed. */
export function percentile(values: readonly number[], of: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((of / 100) * sorted.length) - 1)] ?? 0;
}

/** Numbers from 0 to 1 that are the same in each run of the bench (mulberry32, public domain, by Tommy Ettinger). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

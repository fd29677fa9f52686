import type { CDPSession, Page } from '@playwright/test';

/** As a drag of the scrubber or its keys do: a new value, and the event that tells of it. `at`: 0 to 1. */
export const slideTo = (page: Page, at: number): Promise<void> =>
  page.evaluate((share) => {
    const slider = document.querySelector<HTMLInputElement>('input.slider');
    if (!slider) throw new Error('There is no scrubber.');
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
    Reflect.set(window, 'soughtAt', performance.now());
    // React keeps a setter of its own on the element, and hears of nothing that goes through it.
    value?.set?.call(slider, String(Math.round(share * Number(slider.max))));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  }, at);

/** Playing at 8 times the usual speed; where the run waits for a word or has come to its end, Play is pressed again. */
export async function keepPlaying(page: Page): Promise<void> {
  await page.getByLabel('Speed').selectOption('8');
  await page.evaluate(() => {
    const press = (): void => {
      if (window.replayscope?.state()?.isPlaying === true) return;
      const play = [...document.querySelectorAll<HTMLButtonElement>('.transport button')].find(
        ({ ariaLabel, textContent }) => (ariaLabel ?? textContent) === 'Play',
      );
      play?.click();
    };
    Reflect.set(window, 'playing', setInterval(press, 100));
  });
}

export async function stopPlaying(page: Page): Promise<void> {
  await page.evaluate(() => clearInterval(Number(Reflect.get(window, 'playing'))));
  const pause = page.getByRole('button', { name: 'Pause', exact: true });
  if (await pause.isVisible()) await pause.click();
}

/** A task of the page's main thread, in milliseconds: on the clock, and of the processor's time. */
export interface Task {
  clock: number;
  own: number;
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  dur?: number;
  tdur?: number;
}

/** All tasks of the page's main thread while something goes on. */
export async function tasksDuring(cdp: CDPSession, going: () => Promise<void>): Promise<Task[]> {
  const events: TraceEvent[] = [];
  const hear = ({ value }: { value: object[] }): void =>
    void events.push(...(value as TraceEvent[]));
  cdp.on('Tracing.dataCollected', hear);
  const includedCategories = ['toplevel', 'devtools.timeline'];
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories },
  });
  await going();
  const complete = new Promise<void>((resolve) => {
    cdp.once('Tracing.tracingComplete', () => resolve());
  });
  await cdp.send('Tracing.end');
  await complete;
  cdp.off('Tracing.dataCollected', hear);
  const main = events.find(({ name }) => name === 'FireAnimationFrame');
  if (!main) throw new Error('Nothing was drawn.');
  return events
    .filter(({ pid, tid, ph }) => pid === main.pid && tid === main.tid && ph === 'X')
    .filter(({ name }) => name.endsWith('RunTask'))
    .map(({ dur = 0, tdur = 0 }) => ({ clock: dur / 1000, own: tdur / 1000 }));
}

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
        requestAnimationFrame(() => setTimeout(resolve, 0));
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

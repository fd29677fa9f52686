import { withoutMain } from '../trace/place.ts';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createActor } from 'xstate';
import { samples as catalogue } from '../samples/catalogue.ts';
import { prepare } from '../source/prepare.ts';
import { cursorOf, playerMachine } from '../player/player-machine.ts';
import { programIn } from '../sandbox/machines.ts';
import { MAIN_INSTANCE, type SimulateOptions } from '../sim/simulate.ts';
import { formatPlace } from '../trace/place-text.ts';
import { placeOf } from '../trace/positions.ts';
import type { PictureColours } from '../view/staircase-svg-legend.ts';
import { frameAt } from '../view/frame-at.ts';
import type { AddressBar } from './address.ts';
import { explorer } from './explorer.ts';
import { engineClient, type Alarm, type WorkerLine } from './engine-client.ts';
// Loaded here, so that a page in a test has it at once.
import './details.ts';
import './busy-words.ts';
import './not-yet.ts';
import './stopped-runs.ts';
import { JobRunner, type Wanted } from './frame/job.ts';
import { lookAtMany } from './frame/looking.ts';
import type { ToWorker } from './frame/protocol.ts';
import { joinedTabs, memoryLibrary } from './library/memory-library.test-support.ts';
import { readProgram } from './own-code/reading.ts';
import { DEFAULT_PREFERENCES } from './preferences.ts';
import { openingMoment } from './programs.ts';
import { drawing } from './drawing/drawing.ts';
import { haveAllAtHand } from './samples/all-at-hand.ts';
import { createRunStore } from './run.ts';
import { openSession } from './session.ts';
import { createAppStore } from './store.ts';
import type { Surroundings } from './visit.ts';

haveAllAtHand();

/** The browser's bar and history, as far as the session uses them. */
export class MemoryBar implements AddressBar {
  entries: { state: unknown; href: string }[];
  at = 0;
  isForbidden = false;
  onAddress: () => void = () => undefined;

  constructor(hash = '') {
    this.entries = [{ state: null, href: `https://replayscope.example/app/${hash}` }];
  }

  get href(): string {
    return this.entries[this.at]?.href ?? '';
  }

  get hash(): string {
    const cut = this.href.indexOf('#');
    return cut < 0 ? '' : this.href.slice(cut);
  }

  get state(): unknown {
    return this.entries[this.at]?.state;
  }

  push(state: unknown, href: string): void {
    if (this.isForbidden) throw new Error('SecurityError');
    this.entries = [...this.entries.slice(0, this.at + 1), { state, href }];
    this.at += 1;
  }

  replace(state: unknown, href: string): void {
    if (this.isForbidden) throw new Error('SecurityError');
    this.entries[this.at] = { state, href };
  }

  back(): void {
    if (this.at === 0) return;
    this.at -= 1;
    this.onAddress();
  }

  forward(): void {
    if (this.at >= this.entries.length - 1) return;
    this.at += 1;
    this.onAddress();
  }

  /** A person opens another address in this page. */
  visit(hash: string): void {
    const href = `${this.href.split('#', 1)[0] ?? ''}${hash}`;
    this.push(null, href);
    this.onAddress();
  }
}

/** A clock that stands still until it is moved. */
export class StillClock implements Alarm {
  private alarms: { ring: () => void; atMs: number }[] = [];
  private nowMs = 0;

  set(ring: () => void, delayMs: number): () => void {
    const alarm = { ring, atMs: this.nowMs + delayMs };
    this.alarms.push(alarm);
    return () => {
      this.alarms = this.alarms.filter((each) => each !== alarm);
    };
  }

  move(byMs: number): void {
    this.nowMs += byMs;
    const due = this.alarms.filter((each) => each.atMs <= this.nowMs);
    this.alarms = this.alarms.filter((each) => each.atMs > this.nowMs);
    for (const { ring } of due) ring();
  }
}

export const wasm = await WebAssembly.compile(
  await readFile(createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm')),
);

/** The real engine and machine, without a frame around them. */
export function nativeLine(options?: SimulateOptions): WorkerLine & { whenIdle(): Promise<void> } {
  let hear: (data: unknown) => void = () => undefined;
  let running: Promise<void> = Promise.resolve();
  const runner = new JobRunner(
    {
      load: async (versions, options) => programIn(wasm, versions, options),
      read: prepare,
      look: lookAtMany,
    },
    (answer) => hear(structuredClone(answer)),
    async () => wanted,
    options,
  );
  let wanted: Wanted = 'on';
  return {
    post: (message: ToWorker) => {
      wanted = message.kind === 'stop' ? 'drop' : message.kind === 'end' ? 'end' : 'on';
      if (message.kind === 'run') running = running.then(() => runner.run(message.job));
    },
    listen: (onMessage) => {
      hear = onMessage;
    },
    respawn: async () => undefined,
    whenIdle: async () => {
      // The job is posted after the line is ready: one turn of the queue later.
      await new Promise((resume) => setTimeout(resume, 0));
      await running;
    },
  };
}

/** What a page finds when it opens: other bounds of a run, what was kept before, the bar of the tab. */
export interface Found extends Partial<Pick<Surroundings, 'library' | 'tabs' | 'isGuest'>> {
  options?: SimulateOptions;
  bar?: MemoryBar;
  /** Ids of this page begin so. */
  name?: string;
}

/** A page without a screen: everything else is real. */
export function openPage(hash = '', found: Found = {}) {
  const { bar = new MemoryBar(hash), options, name = 'id', library = memoryLibrary() } = found;
  const [tabs = joinedTabs(1)[0] as Surroundings['tabs']] = found.tabs
    ? [found.tabs]
    : joinedTabs(1);
  const clock = new StillClock();
  const line = nativeLine(options);
  const store = createAppStore({
    scenario: openingMoment().scenario,
    preferences: DEFAULT_PREFERENCES,
  });
  const run = createRunStore();
  const player = createActor(playerMachine, { input: { speed: 1, isReduced: false } });
  player.start();
  const copied: string[] = [];
  const saved: { name: string; content: Blob }[] = [];
  let ids = 0;
  const pool = explorer(() => engineClient(nativeLine(), clock), 2);
  const around: Surroundings = {
    engine: engineClient(line, clock),
    bringExplorer: async () => pool,
    player,
    store,
    run,
    bar,
    alarm: clock,
    copy: async (text) => void copied.push(text),
    save: (name, content) => void saved.push({ name, content }),
    colours: async () => PAPER,
    paint: async (svg) => new Blob([svg], { type: 'image/png' }),
    drawing: () => drawing,
    loadSample: async () => undefined,
    loadPython: async (id) => catalogue.find((each) => each.id === id)?.python,
    loadDescriber: async () => undefined,
    library,
    tabs,
    isGuest: found.isGuest,
    readProgram: async (text) => readProgram(text),
    nowMs: () => 0,
    newId: () => `${name}-${(ids += 1)}`,
  };
  const session = openSession(around);
  bar.onAddress = session.onAddress;
  const shown = () => {
    const now = run.getState().shown;
    if (!now) throw new Error('Nothing is shown yet.');
    return now;
  };
  const cursor = () => cursorOf(player.getSnapshot().context);
  return {
    around,
    session,
    bar,
    clock,
    store,
    player,
    run,
    copied,
    saved,
    shown,
    cursor,
    settled: () => line.whenIdle(),
    frame: () => frameAt(shown().trace, cursor(), shown().program),
    place: () => {
      const { step: index, beat } = cursor();
      const step = shown().trace.steps[index];
      return step ? formatPlace(withoutMain(placeOf(step, beat), MAIN_INSTANCE)) : '';
    },
    /** Lets the player play until it rests. */
    playOut: () => {
      for (let tick = 0; player.getSnapshot().value !== 'paused' && tick < 10_000; tick += 1)
        player.send({ type: 'TICK', elapsedMs: 60 });
    },
  };
}

/** Opens a page and waits until its first run is there. */
/** Any colours will do: they are written into the picture as they are. */
export const PAPER: PictureColours = {
  panel: '#fff',
  ink: '#000',
  soft: '#444',
  hairline: '#ddd',
  edge: '#888',
  live: '#080',
  again: '#60c',
  againTint: '#eef',
  crash: '#c00',
  apart: '#903',
  silent: '#000083',
  kept: '#048',
  waiting: '#860',
};

export async function openedPage(hash = '', found: Found = {}) {
  const page = openPage(hash, found);
  await page.session.start();
  await page.settled();
  return page;
}

export type Page = ReturnType<typeof openPage>;

import { cursorOf, type PlayerContext, type PlayerEvent } from '../player/player-machine.ts';
import type { Moment, Scenario } from '../sim/scenario.ts';
import { placeOf } from '../trace/positions.ts';
import type { Cursor } from '../trace/trace.ts';
import { actsBehind, arrivalOf, writeAddress, type AddressBar } from './address.ts';
import { computing, type Compute, type Landing, type Player } from './compute.ts';
import type { Alarm, Engine } from './engine-client.ts';
import { questionOf } from './programs.ts';
import type { RunStore } from './run.ts';
import type { SharingHands } from './share/hands.ts';
import type { AppState, AppStore } from './store.ts';

/** Everything outside of the page that a visit touches. */
export interface Surroundings extends SharingHands {
  engine: Engine;
  player: Player;
  store: AppStore;
  run: RunStore;
  bar: AddressBar & { back(): void; forward(): void };
  alarm: Alarm;
}

/** The address is written when nothing has moved for so long. */
const REST_MS = 300;
const TOAST_MS = 4000;

/**
 * Where a person is and how they came there. A press either moves the cursor, or is an act: it edits the scenario, and
 * becomes an entry of the browser's history, so that Back undoes it and Forward does it again.
 */
export class Visit {
  private readonly compute: Compute;
  /** Nobody has moved or done anything: the address stays as it was opened. */
  private isUntouched = true;
  /** Where the visit is going while its trace is not there yet. */
  private awaited: Moment | undefined;
  private cancelWriting: () => void = () => undefined;
  private cancelToast: () => void = () => undefined;

  constructor(readonly around: Surroundings) {
    this.compute = computing({
      ...around,
      tell: (notice) => this.set({ notice }),
      // At once: who goes back in the next moment must find this act where it happened.
      onLanded: () => this.writeAddress(),
    });
    this.watchPlayer();
  }

  set(change: Partial<AppState>): void {
    this.around.store.setState(change);
  }

  get state(): AppState {
    return this.around.store.getState();
  }

  get player(): PlayerContext {
    return this.around.player.getSnapshot().context;
  }

  get cursor(): Cursor {
    return cursorOf(this.player);
  }

  /** The scenario and the place on the screen. */
  get moment(): Moment {
    const { scenario } = this.state;
    const { shown } = this.around.run.getState();
    if (shown?.scenario !== scenario) return this.awaited ?? { scenario };
    const { step: index, beat } = this.cursor;
    const step = shown.trace.steps[index];
    return { scenario, ...(step && { position: placeOf(step, beat) }) };
  }

  /** Moves the cursor. Whatever a person does here ends the opening scene; the ticking clock does not come this way. */
  move(event: PlayerEvent): void {
    this.isUntouched = false;
    this.set({ isFirstMinute: false });
    this.around.player.send(event);
  }

  /** Edits the scenario. The entry that is left keeps the moment of the act; the new one is what Back undoes. */
  act(scenario: Scenario, landing: Landing, change: Partial<AppState> = {}): void {
    this.writeAddress();
    this.isUntouched = false;
    const { to } = landing;
    const position = to !== 'start' && 'place' in to ? to.place : this.moment.position;
    const moment: Moment = { scenario, ...(position && { position }) };
    const done = this.state.acts.done + 1;
    const isKept = writeAddress(this.around.bar, 'push', moment, done);
    const acts = { done: isKept ? done : 0, undone: 0 };
    this.land(moment, landing, { acts, notice: undefined, ...change });
  }

  /** Opens another moment, as an act. */
  open(moment: Moment, change: Partial<AppState> = {}): void {
    const to = moment.position ? { place: moment.position } : ('start' as const);
    const opened = {
      isFirstMinute: false,
      question: questionOf(moment),
      focus: moment.position?.instance,
      ...change,
    };
    this.act(moment.scenario, { to, next: 'pause' }, opened);
  }

  /** Reads the address: when the page opens, after Back and Forward, and when a person opens a link in this page. */
  arrive(isOpening: boolean): void {
    this.cancelWriting();
    const { bar } = this.around;
    const { moment, isFromLink, notice } = arrivalOf(bar.hash);
    const { done, undone } = this.state.acts;
    const behind = actsBehind(bar.state);
    this.isUntouched = !isFromLink;
    this.land(
      moment,
      {
        to: moment.position ? { place: moment.position } : 'start',
        next: 'pause',
        isFromLink: isFromLink && behind === undefined,
      },
      {
        acts: { done: behind ?? 0, undone: Math.max(0, done + undone - (behind ?? done + undone)) },
        isFirstMinute: isOpening && !isFromLink && notice === undefined,
        question: questionOf(moment),
        // A link that names a moment of another instance shows that instance.
        focus: moment.position?.instance,
        notice,
      },
    );
    if (behind === undefined) this.markEntry();
  }

  toast(text: string): void {
    this.cancelToast();
    this.set({ toast: text });
    this.cancelToast = this.around.alarm.set(() => this.set({ toast: undefined }), TOAST_MS);
  }

  private land(moment: Moment, landing: Landing, change: Partial<AppState>): void {
    this.awaited = moment;
    this.around.player.send({ type: 'PAUSE' });
    this.set({ scenario: moment.scenario, ...change });
    this.compute(moment.scenario, landing);
  }

  /** So that Back and Forward can tell an entry of this visit from an address that a person typed. */
  private markEntry(): void {
    const { bar } = this.around;
    try {
      bar.replace({ acts: 0 }, bar.href);
    } catch {
      // Without a history there is no undo; the page works all the same.
    }
  }

  private writeAddress(): void {
    this.cancelWriting();
    if (this.isUntouched) return;
    writeAddress(this.around.bar, 'replace', this.moment, this.state.acts.done);
  }

  private watchPlayer(): void {
    const { player, alarm } = this.around;
    let lastMode = player.getSnapshot().value;
    player.subscribe(({ value }) => {
      // The first replay has been seen to its end, or was interrupted: from now on everything is offered.
      if (lastMode === 'sweeping' && value !== 'sweeping') this.set({ isFirstMinute: false });
      lastMode = value;
      this.cancelWriting();
      if (value === 'paused' && !this.isUntouched)
        this.cancelWriting = alarm.set(() => this.writeAddress(), REST_MS);
    });
  }
}

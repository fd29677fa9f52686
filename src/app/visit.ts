import { cursorOf, type PlayerContext, type PlayerEvent } from '../player/player-machine.ts';
import type { SampleInPython } from '../samples/sample.ts';
import type { Moment, Scenario } from '../sim/scenario.ts';
import type { Cursor } from '../trace/trace.ts';
import {
  actsBehind,
  arrivalOf,
  keptBehind,
  questionBehind,
  type AddressBar,
  type Arrival,
} from './address.ts';
import { AddressWriter } from './address-writer.ts';
import { computing, type Compute, type Landing, type Player } from './compute.ts';
import type { Alarm, Engine } from './engine-client.ts';
import type { Library } from './library/entry.ts';
import type { Tabs } from './library/tabs.ts';
import { Work } from './library/work.ts';
import type { Belonging } from './library/workplace.ts';
import type { Reading } from './own-code/reading.ts';
import { textsIn } from './own-code/scenario-of-text.ts';
import { followPlayer } from './following.ts';
import { endOf, lastingNotice, momentAt, placeIn, stateOfView } from './moment-view.ts';
import { hasTexts, needsParts, whenReadable } from './parts-needed.ts';
import { codeOf, questionOf } from './programs.ts';
import { detailWhenNeeded } from './late-details.ts';
import type { Drawing } from './drawing/drawing.ts';
import { focusNow } from './lesson/followed.ts';
import type { RunStore } from './run.ts';
import type { Explorer } from './explorer.ts';
import type { SharingHands } from './share/hands.ts';
import type { AppState, AppStore } from './store.ts';

/** Everything outside of the page that a visit touches. */
export interface Surroundings extends SharingHands {
  /** Runs scenarios many times, in workers of its own. */
  bringExplorer: () => Promise<Explorer>;
  engine: Engine;
  player: Player;
  store: AppStore;
  run: RunStore;
  bar: AddressBar & { back(): void; forward(): void };
  alarm: Alarm;
  /** One's own scenarios, and which code has been wanted here before. */
  library: Library;
  /** The other tabs of this browser. */
  tabs: Tabs;
  /** In somebody else's page, which has chosen this run: no other question follows. */
  isGuest?: boolean | undefined;
  /** What turns a run into a picture, as soon as it is loaded. */
  drawing: () => Drawing | undefined;
  /** Brings the texts of a sample (samples/loading.ts). */
  loadSample: (id: string) => Promise<void>;
  loadPython: (id: string) => Promise<SampleInPython | undefined>;
  /** Brings the reader of texts, without which an address with own code can't be read (own-code/describer.ts). */
  loadDescriber: () => Promise<void>;
  /** Looks at a program without running it. Loaded when first needed. */
  readProgram: (text: string) => Promise<Reading>;
  nowMs: () => number;
  newId: () => string;
}

const TOAST_MS = 4000;

/**
 * Where a person is and how they came there. A press either moves the cursor, or is an act: it edits the scenario, and
 * becomes an entry of the browser's history, so that Back undoes it and Forward does it again.
 */
export class Visit {
  readonly compute: Compute;
  /** The person has only opened this: where they are in it is not kept. */
  private isIdle = true;
  /** Where the visit is going while its trace is not there yet. */
  private awaited: Moment | undefined;
  private cancelToast: () => void = () => undefined;
  /** Own code that may run without asking, as JSON of its texts. */
  private readonly trusted = new Set<string>();
  /** Where the visit goes when the person wants the code of a link to run. */
  private askedFor: Landing | undefined;
  /** Which of the acts, counted from 1, a presenter's remote has made: its other key takes back only those. */
  readonly byRemote = new Set<number>();
  /** What a person does, as it is kept. */
  readonly work: Work;
  private readonly address: AddressWriter;

  constructor(readonly around: Surroundings) {
    this.compute = computing({
      ...around,
      say: (text) => this.toast(text),
      tell: (notice) => this.set({ notice }),
      // At once: who goes back now must find this act where it happened.
      onLanded: () => this.writeAddress(),
    });
    this.work = new Work(this);
    this.address = new AddressWriter(this);
    followPlayer(around.player, this.address, {
      onMoved: () => this.isIdle || this.work.moved(),
      // From now on everything is offered.
      onSwept: () => this.set({ isFirstMinute: false }),
    });
    detailWhenNeeded(around);
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

  /** What is on the screen: the scenario, the place, what is open; and how the run ends, once that is known. */
  get moment(): Moment {
    const { scenario } = this.state;
    const { shown } = this.around.run.getState();
    if (shown?.scenario !== scenario) return this.awaited ?? { scenario };
    const seen = { ...this.state, focus: focusNow(this) };
    return momentAt(seen, placeIn(shown, this.cursor), this.end);
  }

  /** How the run of the scenario ends. Until its end is there: what the link said of it. */
  get end(): Pick<Moment, 'engine' | 'ending'> {
    return endOf(this.state.scenario, this.around.run.getState().shown, this.awaited);
  }

  /** Opens or closes a part of the screen. Nothing moves and nothing is edited. */
  show(change: Partial<Pick<AppState, 'pane' | 'side' | 'focus' | 'lentNames'>>): void {
    this.set(change);
    // In the opening scene, looking around is no reason for an address that ends it.
    if (this.state.isFirstMinute) return;
    this.address.isUntouched = false;
    this.address.writeAtRest();
  }

  /** Moves the cursor. Whatever a person does here ends the opening scene; the ticking clock does not come this way. */
  move(event: PlayerEvent): void {
    this.address.isUntouched = false;
    this.isIdle = false;
    this.set({ isFirstMinute: false });
    this.around.player.send(event);
  }

  /** Edits the scenario. The entry that is left keeps the moment of the act; the new one is what Back undoes. */
  act(
    scenario: Scenario,
    landing: Landing,
    change: Partial<AppState> = {},
    how: Belonging = 'act',
  ): void {
    this.writeAddress();
    this.address.isUntouched = false;
    this.isIdle = false;
    this.address.kept = this.work.belong(scenario, how);
    const { to } = landing;
    const position = to !== 'start' && 'place' in to ? to.place : this.moment.position;
    const moment: Moment = { scenario, ...(position && { position }) };
    const done = this.state.acts.done + 1;
    this.byRemote.delete(done);
    const isKept = this.address.push(moment, done, change.question ?? this.state.question);
    const acts = { done: isKept ? done : 0, undone: 0 };
    this.land(moment, landing, { acts, notice: lastingNotice(this.state, scenario), ...change });
    if (typeof how === 'object') this.work.moved();
    else this.work.touch();
  }

  /**
   * Puts another program, or other circumstances, under what was done. Many changes in a row are one act: `isContinued` says
   * that the last act was one of them.
   */
  edit(scenario: Scenario, isContinued: boolean): void {
    const { position } = this.moment;
    const to = position ? { place: position } : ('start' as const);
    const landing: Landing = { to, next: 'pause' };
    this.trust(scenario);
    if (!isContinued) {
      this.act(scenario, landing, { isFirstMinute: false }, 'typed');
      return;
    }
    const moment: Moment = { scenario, ...(position && { position }) };
    this.address.kept = this.work.belong(scenario, 'typed');
    this.address.replace(moment);
    this.land(moment, landing, { notice: undefined });
    this.work.touch();
  }

  /** The scenario of one's own that a reload of this entry leads back to. */
  remember(kept: string | undefined): void {
    this.address.remember(kept);
  }

  writeAddress(): void {
    this.address.write();
  }

  /** This code was written, pasted or wanted here: it need not ask. */
  trust({ program }: Scenario): void {
    if (!('source' in program)) return;
    this.trusted.add(JSON.stringify(textsIn(program)));
    void this.around.library.trust(textsIn(program));
  }

  /** The answer to the question whether a stranger's code shall run. */
  answer(isWanted: boolean): void {
    const { scenario } = this.state;
    const { standing } = this.around.run.getState();
    if (standing.kind !== 'asking') return;
    if (!isWanted) {
      this.around.run.setState({ standing: { ...standing, isOnlyRead: true } });
      return;
    }
    this.trust(scenario);
    if (this.askedFor) this.compute(scenario, this.askedFor);
  }

  /** Opens another moment, as an act. What was worked on before stays as it was kept. */
  open(moment: Moment, change: Partial<AppState> = {}, how: Belonging = 'none'): void {
    const to = moment.position ? { place: moment.position } : ('start' as const);
    const opened = {
      isFirstMinute: false,
      question: questionOf(moment),
      focus: moment.position?.instance,
      hasChosenInstance: undefined,
      ...change,
    };
    this.act(moment.scenario, { to, next: 'pause' }, opened, how);
  }

  /** Reads the address: when the page opens, after Back and Forward, and when a person opens a link in this page. */
  arrive(isOpening: boolean): void {
    this.address.cancel();
    if (needsParts(this.around.bar.hash)) {
      void whenReadable(this, () => this.arrive(isOpening));
      return;
    }
    const arrival = arrivalOf(this.around.bar.hash);
    const { isFromLink, notice } = arrival;
    const isFirstMinute = isOpening && !isFromLink && notice === undefined;
    this.enter(arrival, { isFirstMinute }, { isOpening });
    void this.work.follow(keptBehind(this.around.bar.state));
  }

  /** Shows what the browser's entry leads to; or `arrival`, which is newer than its address. */
  enter(
    { moment, isFromLink, notice }: Arrival,
    change: Partial<AppState>,
    { isOpening, kept }: { isOpening: boolean; kept?: string },
  ): void {
    this.address.cancel();
    const { done, undone } = this.state.acts;
    const behind = actsBehind(this.around.bar.state);
    this.address.kept = kept ?? keptBehind(this.around.bar.state)?.entry;
    this.address.isUntouched = !isFromLink;
    const isNew = isOpening || behind === undefined;
    if (behind === undefined) this.isIdle = true;
    this.land(
      moment,
      {
        to: moment.position ? { place: moment.position } : 'start',
        next: 'pause',
        isFromLink: isFromLink && behind === undefined,
        ...(isFromLink && moment.ending !== undefined && { ending: moment.ending }),
      },
      {
        acts: { done: behind ?? 0, undone: Math.max(0, done + undone - (behind ?? done + undone)) },
        question: questionBehind(this.around.bar.state) ?? questionOf(moment),
        // A link that names a moment of another instance shows that instance.
        focus: moment.view?.instance ?? moment.position?.instance,
        hasChosenInstance: moment.view?.instance !== undefined,
        // Back and Forward change what was done, not what is open.
        ...(isNew && stateOfView(moment.view)),
        notice,
        ...change,
      },
    );
    if (behind === undefined) this.remember(this.address.kept);
  }

  toast(text: string): void {
    this.cancelToast();
    this.set({ toast: text, told: this.state.told + 1 });
    this.cancelToast = this.around.alarm.set(() => this.set({ toast: undefined }), TOAST_MS);
  }

  private land(moment: Moment, landing: Landing, change: Partial<AppState>): void {
    this.awaited = moment;
    this.around.player.send({ type: 'PAUSE' });
    this.set({ scenario: moment.scenario, ...change });
    void this.computeIfTrusted(moment.scenario, landing);
  }

  /** Code of a stranger waits for the person's word. */
  private async computeIfTrusted(scenario: Scenario, landing: Landing): Promise<void> {
    const { program } = scenario;
    const { run, library } = this.around;
    if ('source' in program && !this.trusted.has(JSON.stringify(textsIn(program)))) {
      run.setState({ standing: { kind: 'loading', text: 'Looking at the code…' } });
      const isKnown = await library.trusts(textsIn(program));
      if (this.state.scenario !== scenario) return;
      if (!isKnown) {
        this.askedFor = landing;
        const { next } = program;
        const more = next === undefined ? {} : { next };
        run.setState({ standing: { kind: 'asking', isOnlyRead: false, ...more } });
        return;
      }
      this.trust(scenario);
    }
    const again = () => void this.computeIfTrusted(scenario, landing);
    if (codeOf(scenario) || (await hasTexts(this, scenario, again)))
      this.compute(scenario, landing);
  }
}

import { documentOfMoment } from '../../link/document.ts';
import type { Moment, Scenario } from '../../sim/scenario.ts';
import { placeToJson } from '../../trace/place-text.ts';
import type { Notice } from '../../ui/screen-state.ts';
import { isSameProgram } from '../own-code/scenario-of-text.ts';
import { sampleIndex, sampleOf } from '../programs.ts';
import type { KeptMark } from '../address.ts';
import { ENTRY_VERSION, type Entry, type Reason, type Seat } from './entry.ts';
import type { lookOf } from './look.ts';
import { bothNotice, elsewhereNotice, unableNotice, UNABLE_TO_TYPE } from './notices.ts';

import type { Belonging, Hands, Slot, Snapshot, Workplace, Writing } from './workplace.ts';

/** A change waits so long for the ones that follow it. */
const PAUSE_MS = 250;

/**
 * Keeps what a person does, without being asked: one entry of the library for each scenario that is worked on, and where the
 * person is in it. An entry never loses what another tab has written: then this tab goes on with a copy.
 */
export class Work {
  /** Of this load of the page. */
  readonly writer: string;
  writing: Writing | undefined;
  /** What the messages offer. Set by the session, which can do more than this. */
  hands: Hands = { saveFile: () => undefined, open: () => undefined };
  private slot: Slot | undefined;
  private readonly wanted = new Map<Slot, Snapshot>();
  private lookOf: typeof lookOf | undefined;
  private isSeatWanted = false;
  private isArmed = false;
  /** Nothing was written for a while. */
  private isResting = true;
  private stopResting: () => void = () => undefined;
  private disarm: () => void = () => undefined;
  private running: Promise<void> | undefined;
  /** The message that nothing is kept. */
  private warning: Notice | undefined;
  /** The person has closed it. */
  private isSilenced = false;

  constructor(private readonly visit: Workplace) {
    const { newId, tabs, run } = visit.around;
    this.writer = newId();
    tabs.listen((told) => {
      const { slot } = this;
      const isNewer =
        told.kind === 'kept' &&
        slot?.kept &&
        told.id === slot.id &&
        told.revision > slot.kept.revision;
      if (isNewer)
        visit.set({ notice: elsewhereNotice(this, visit, () => this.hands.open(told.id)) });
    });
    run.subscribe(({ shown }) => {
      const { slot } = this;
      if (!slot?.last || !shown?.isComplete || shown.scenario !== slot.last.scenario) return;
      if (slot.looked !== shown.scenario) void this.lookAt(slot);
    });
  }

  /** The entry that this tab works on. */
  get entry(): string | undefined {
    return this.slot?.id;
  }

  get name(): string | undefined {
    return this.slot?.kept?.name;
  }

  /** Decides what the scenario that is about to come belongs to, and gives the id of the entry. */
  belong(scenario: Scenario, how: Belonging): string | undefined {
    if (how !== 'act' && how !== 'typed') {
      this.leave();
      this.writing?.leave();
    }
    if (typeof how === 'object') this.attach(how.entry, scenario);
    // Other code that nobody typed, such as a mend, does not take the place of what was there.
    if (how === 'act' && this.slot && !isSameProgram(this.slot.scenario, scenario)) this.leave();
    if (how !== 'none') this.slot ??= { id: this.visit.around.newId(), scenario };
    return this.entry;
  }

  /** Something was done to what is on the screen: it is kept, soon. */
  touch(): void {
    const { slot } = this;
    if (slot) {
      slot.last = this.snapshot();
      slot.scenario = slot.last.scenario;
      this.wanted.set(slot, slot.last);
    }
    this.moved();
  }

  /** Something was typed, whether or not it can run. */
  typed(): void {
    if (!this.slot) this.visit.remember(this.belong(this.visit.state.scenario, 'typed'));
    this.touch();
  }

  /** The person is somewhere else in the run. */
  moved(): void {
    this.isSeatWanted = true;
    this.arm();
  }

  /** The browser went to another entry of its history, which belongs to this entry of the library, or to none. */
  async follow(mark: KeptMark | undefined): Promise<void> {
    const { slot } = this;
    const id = mark?.entry;
    const { scenario } = this.visit.state;
    if (slot && id === slot.id && isSameProgram(slot.scenario, scenario)) {
      this.touch();
      return;
    }
    this.leave();
    if (id === undefined) return;
    await this.flush();
    const entry = await this.visit.around.library.find(id);
    const { momentIn } = await import('./look.ts');
    const moment = entry && (await momentIn(this.visit.around, entry));
    const isStill = this.visit.state.scenario === scenario && this.slot === undefined;
    if (!moment || !isStill || !isSameProgram(moment.scenario, scenario)) return;
    // Another tab has gone on with it: what is done here from now on becomes an entry of its own.
    if (entry.writer !== this.writer && entry.writer !== mark?.writer) return;
    this.attach(entry, scenario);
    this.touch();
  }

  /** Goes on with an entry of the library. */
  attach(entry: Entry, scenario: Scenario): void {
    this.leave();
    this.slot = { id: entry.id, kept: entry, scenario };
    this.writing?.tell({ kind: 'kept' });
  }

  /** The next act begins another entry. */
  leave(): void {
    this.slot = undefined;
    this.writing?.tell({ kind: 'nothing' });
  }

  /** A person has deleted these: what is under way does not bring them back. */
  forget(ids: readonly string[]): void {
    for (const slot of this.wanted.keys()) if (ids.includes(slot.id)) this.wanted.delete(slot);
    if (this.slot && ids.includes(this.slot.id)) {
      this.leave();
      this.visit.remember(undefined);
    }
  }

  /** A person gave the entry another name. */
  renamed(entry: Entry): void {
    if (this.slot?.id === entry.id) this.slot.kept = entry;
  }

  /** Goes on with a copy, so that both tabs keep theirs. */
  copy(note?: string): void {
    const { slot } = this;
    if (!slot) return;
    this.slot = {
      id: this.visit.around.newId(),
      scenario: slot.scenario,
      copyName: `${slot.kept?.name ?? slot.copyName ?? 'Scenario'} (copy)`,
      ...(note !== undefined && { note }),
    };
    this.visit.remember(this.slot.id);
    this.touch();
  }

  /** A person has closed a message. That nothing is kept is said once only. */
  silence(notice: Notice | undefined): void {
    this.isSilenced ||= notice !== undefined && notice === this.warning;
  }

  /** Writes what waits, now. */
  flush(): Promise<void> {
    this.disarm();
    this.isArmed = false;
    this.isResting = false;
    this.stopResting();
    this.stopResting = this.visit.around.alarm.set(() => {
      this.isResting = true;
    }, PAUSE_MS);
    this.running ??= this.write().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** The first of many changes is written at once. */
  private arm(): void {
    if (this.isArmed) return;
    this.isArmed = true;
    const { alarm } = this.visit.around;
    const ring = () => void this.flush();
    this.disarm = alarm.set(ring, this.isResting ? 0 : PAUSE_MS);
  }

  private snapshot(): Snapshot {
    const { visit } = this;
    return { ...visit.moment, code: this.writing?.code(), atMs: visit.around.nowMs() };
  }

  /** Until nothing waits: what comes while something is being written would wait for the next change. */
  private async write(): Promise<void> {
    for (;;) {
      const [next] = this.wanted;
      if (next) {
        const [slot, snapshot] = next;
        this.wanted.delete(slot);
        if (slot === this.slot) this.isSeatWanted = false;
        await this.keep(slot, snapshot);
      } else if (this.isSeatWanted) {
        this.isSeatWanted = false;
        await this.visit.around.library.sit(this.seat(this.slot, this.snapshot()));
      } else return;
    }
  }

  private seat(slot: Slot | undefined, moment: Moment): Seat {
    const { position, scenario } = slot === this.slot ? this.visit.moment : moment;
    const isEditing = slot === this.slot && this.writing?.isOpen() === true;
    return {
      atMs: this.visit.around.nowMs(),
      ...(slot ? { entry: slot.id } : { document: documentOfMoment({ scenario }, sampleIndex) }),
      ...(position && { place: placeToJson(position) }),
      ...(isEditing && { isEditing }),
    };
  }

  /** The whole run is there: it gives the name and the picture. What makes them is loaded for the first one. */
  private async lookAt(slot: Slot): Promise<void> {
    try {
      this.lookOf ??= (await import('./look.ts')).lookOf;
    } catch {
      // Then the entry is called as its program is, and has no picture.
      return;
    }
    if (!slot.last) return;
    this.wanted.set(slot, slot.last);
    this.arm();
  }

  private async keep(slot: Slot, snapshot: Snapshot): Promise<void> {
    const { library, tabs, run, drawing } = this.visit.around;
    const { scenario, code, atMs } = snapshot;
    const { shown } = run.getState();
    const isWhole = shown?.isComplete === true && shown.scenario === scenario;
    const look = isWhole ? this.lookOf?.(scenario, code, shown, drawing()) : undefined;
    const { kept: before, copyName } = slot;
    const picture = look?.picture ?? before?.picture;
    const name = look?.name ?? before?.name ?? code?.name ?? sampleOf(scenario)?.name;
    const kept = await library.keep(
      {
        version: ENTRY_VERSION,
        id: slot.id,
        name: before?.isNamed ? before.name : (copyName ?? name ?? 'Your program'),
        isNamed: before?.isNamed ?? false,
        // A stranger's code that has run here was allowed to.
        ...(before?.isImported && !isWhole && { isImported: true }),
        changedAtMs: atMs,
        document: documentOfMoment(momentOf(snapshot), sampleIndex),
        ...(code && { code }),
        ...(picture && { picture }),
        revision: before?.revision ?? 0,
        writer: this.writer,
      },
      this.seat(slot, snapshot),
    );
    if (!kept.ok) {
      this.failed(slot, snapshot, kept.reason);
      return;
    }
    slot.kept = kept.entry;
    if (look) slot.looked = scenario;
    tabs.tell({ kind: 'kept', id: slot.id, revision: kept.entry.revision });
    if (slot === this.slot)
      this.writing?.tell({ kind: 'kept', ...(slot.note !== undefined && { note: slot.note }) });
  }

  private failed(slot: Slot, snapshot: Snapshot, reason: Reason): void {
    const isHere = slot === this.slot;
    if (reason !== 'elsewhere') {
      if (isHere) this.writing?.tell({ kind: 'unable', text: UNABLE_TO_TYPE[reason] });
      if (this.isSilenced) return;
      this.warning = unableNotice(reason, () => this.hands.saveFile());
      this.visit.set({ notice: this.warning });
      return;
    }
    const name = `${slot.kept?.name ?? 'Scenario'} (copy)`;
    if (isHere) {
      this.copy('Another tab has changed this program. Both are kept: yours is a copy now.');
      this.visit.set({ notice: bothNotice(name, this.visit) });
      return;
    }
    // The tab has left it meanwhile: what it did there is kept all the same.
    const id = this.visit.around.newId();
    this.wanted.set({ id, copyName: name, scenario: snapshot.scenario }, snapshot);
  }
}

/** What is on the screen, without what the run came to: that is computed again. */
const momentOf = ({ scenario, position, view }: Moment): Moment => ({
  scenario,
  ...(position && { position }),
  ...(view && { view }),
});

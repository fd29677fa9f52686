import type { Beat } from '../trace/beat.ts';
import { isOfStep, type Place } from '../trace/place.ts';
import { isSamePlace } from '../trace/positions.ts';
import type { Step } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import type { Cluster, Cut } from './cluster.ts';
import type { AppProcess } from './app-process.ts';
import { crashParty, doesHit, isAnyAlive } from './parties.ts';
import { perform, type Prompt } from './perform.ts';
import { restart, whyNoRestart } from './restart.ts';
import type { Intervention, Party } from './scenario.ts';

export interface Surroundings {
  cluster(): Cluster;
  /** How many steps the run has by now. */
  stepCount(): number;
  mainInstance(): string;
}

export const NEVER_CAME = 'This run never came to that place.';

/**
 * What a person did, performed at its places. One happens after the other: an act whose place never comes, or that is refused
 * there, holds up those that were made after it.
 */
export class Interventions {
  /** For each act: the step at which it was performed. */
  readonly performedAt: (number | undefined)[];
  /** Index of the act that comes next. */
  private next = 0;
  /** Why the next act is impossible: it never happens. */
  private refusal: string | undefined;
  /** Why the next act has not happened, should that be its end. */
  private hint: string | undefined;
  /** The next save is the one that a person meant. */
  private isArmed = false;
  /** The place has come at which the clock is to be moved. */
  private isSkipping = false;

  constructor(
    private readonly list: readonly Intervention[],
    private readonly around: Surroundings,
  ) {
    this.performedAt = list.map(() => undefined);
  }

  /** What happens because of a step that has just been made. Deaths that cut a pass are `cutAt`'s. */
  onStep(step: Step): void {
    if (step.kind !== 'pass') {
      this.performAt(step.place);
      return;
    }
    const { beats = [], from = 0 } = step.pass;
    for (const beat of beats.slice(from)) this.performAt({ ...step.place, moment: beat.key });
    if (!step.pass.isTorn && step.pass.isLast) this.performAt(step.place);
  }

  private performAt(place: Place): void {
    for (;;) {
      const act = this.awaited();
      if (!act || act.do === 'restart' || !this.isAt(act.at, place)) return;
      switch (act.do) {
        case 'crash':
          if (!this.crash(act.target)) return;
          break;
        case 'lose':
        case 'repeat':
          // What is on its way there has asked for its fate already, or will do so at once.
          this.hint = 'No message was on its way there.';
          return;
        case 'refuse':
        case 'tear':
          this.isArmed = true;
          this.hint = 'Nothing was saved after that moment.';
          return;
        case 'skip':
          this.isSkipping = true;
          return;
        case 'fail':
        case 'slow':
          // It has happened with the step at which it stands.
          if (!this.tryTo(act, -1)) return;
          break;
        case 'raise':
        case 'suspend':
        case 'resume':
        case 'terminate':
        case 'rewind':
        case 'join':
          if (!this.tryTo(act, 0)) return;
          break;
      }
    }
  }

  /** The act that comes next; undefined when there is none, or it was refused. */
  private awaited(): Intervention | undefined {
    return this.refusal === undefined ? this.list[this.next] : undefined;
  }

  private crash(target: Party): boolean {
    const cluster = this.around.cluster();
    if (!isAnyAlive(cluster, target)) {
      this.refusal = 'What was to crash there was not running.';
      return false;
    }
    this.done();
    crashParty(cluster, target);
    return true;
  }

  private tryTo(act: Prompt, ahead: number): boolean {
    const index = this.next;
    this.done(ahead);
    const reason = perform(this.around.cluster(), act, this.around.mainInstance());
    if (reason === undefined) return true;
    this.performedAt[index] = undefined;
    this.next = index;
    this.refusal = reason;
    return false;
  }

  /** What becomes of the message that is under way at this place. */
  deliveryAt(place: Place): 'lose' | 'repeat' | undefined {
    const act = this.awaited();
    if (!act || (act.do !== 'lose' && act.do !== 'repeat')) return undefined;
    if (!this.isAt(act.at, place)) return undefined;
    // A lost message is the next step; a repeated one comes first, and is dropped in the step after that.
    this.done(act.do === 'lose' ? 0 : 1);
    return act.do;
  }

  /** What becomes of the save that the store is asked for now. */
  nextSave(): 'refuse' | 'tear' | undefined {
    const act = this.awaited();
    if (!this.isArmed || !act || (act.do !== 'refuse' && act.do !== 'tear')) return undefined;
    this.isArmed = false;
    this.done();
    return act.do;
  }

  /** The skip of the clock that waits for its moment; undefined: none. `done` has to be said of it, or `refuse`. */
  skip(): Extract<Intervention, { do: 'skip' }> | undefined {
    const act = this.awaited();
    return this.isSkipping && act?.do === 'skip' ? act : undefined;
  }

  refuseSkip(reason: string): void {
    this.refusal = reason;
  }

  skipped(): void {
    this.done();
  }

  /** Where the app dies inside a pass, or the sidecar while the app runs a turn for it. Whoever else dies there cuts nothing. */
  cutAt(
    beats: readonly Beat[],
    place: Place,
    isLastStretch: boolean,
    app: AppProcess,
  ): Cut | undefined {
    const act = this.awaited();
    if (act?.do !== 'crash' && act?.do !== 'fail') return undefined;
    const found = beats.findIndex((one) => this.isAt(act.at, { ...place, moment: one.key }));
    // An activity that is made to throw goes no further than that beat.
    if (act.do === 'fail')
      return found >= 0 && place.subject === 'task' ? { beat: found } : undefined;
    const isOfSidecar = act.target === 'sidecar' && place.subject === 'turn';
    if (!isOfSidecar && !doesHit(act.target, app.slot)) return undefined;
    if (found < 0 && !(isLastStretch && this.isAt(act.at, place))) return undefined;
    // The crash itself is the step after the pass.
    this.done(1);
    return { beat: found >= 0 ? found : Math.max(0, beats.length - 1), kills: act.target };
  }

  /** Restarts what is dead, if that is what comes next. Answers whether it happened. */
  restart(): boolean {
    const act = this.awaited();
    if (act?.do !== 'restart') return false;
    const cluster = this.around.cluster();
    const reason = whyNoRestart(cluster, act);
    if (reason !== undefined) {
      // Something may still die before this restart.
      this.hint = reason;
      return false;
    }
    this.done();
    restart(cluster, act);
    return true;
  }

  /** A pass has to be recorded when an act stands inside it; `isBetween`: when it stands between two steps. */
  needsBeats(place: Place, isBetween: boolean): boolean {
    return this.list.some(
      (each, index) =>
        index >= this.next &&
        each.do !== 'restart' &&
        !(isBetween && isOfStep(each.at)) &&
        this.isAt({ ...each.at, moment: '' }, { ...place, moment: '' }),
    );
  }

  unused(): Trace['unused'] {
    return this.list.flatMap((_, index) => {
      if (this.performedAt[index] !== undefined) return [];
      if (index === this.next) return [{ index, reason: this.refusal ?? this.hint ?? NEVER_CAME }];
      return [{ index, reason: 'What was done before it did not happen, so it did not either.' }];
    });
  }

  private done(ahead = 0): void {
    this.performedAt[this.next] = this.around.stepCount() + ahead;
    this.next += 1;
    this.hint = undefined;
    this.isSkipping = false;
  }

  private isAt(at: Place, place: Place): boolean {
    return isSamePlace(at, place, this.around.mainInstance());
  }
}

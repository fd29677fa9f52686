import type { Beat } from '../trace/beat.ts';
import { isOfStep, type Place } from '../trace/place.ts';
import { isSamePlace } from '../trace/positions.ts';
import type { Step } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import type { Cluster, Cut } from './cluster.ts';
import type { AppProcess } from './app-process.ts';
import { crashParty, doesHit, isAnyAlive } from './parties.ts';
import { perform } from './perform.ts';
import { restart, whyNoRestart } from './restart.ts';
import type { Intervention } from './scenario.ts';

export interface Surroundings {
  cluster(): Cluster;
  /** How many steps the run has by now. */
  stepCount(): number;
  mainInstance: string;
}

const NEVER_CAME = 'This run never came to that place.';

/**
 * What a person did, performed at its places. One happens after the other: an act whose place never comes, or that is refused
 * there, holds up those that were made after it.
 */
export class Interventions {
  /** For each act: the step at which it was performed. */
  readonly performedAt: (number | undefined)[];
  /** Index of the act that comes next. */
  private next = 0;
  private refusal: string | undefined;

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
    for (const beat of step.pass.beats ?? []) this.performAt({ ...step.place, moment: beat.key });
    if (!step.pass.isTorn && step.pass.isLast) this.performAt(step.place);
  }

  private performAt(place: Place): void {
    for (;;) {
      const act = this.list[this.next];
      if (!act || act.do === 'restart' || this.refusal !== undefined) return;
      if (!this.isAt(act.at, place)) return;
      const cluster = this.around.cluster();
      if (act.do === 'crash') {
        if (!isAnyAlive(cluster, act.target)) {
          this.refusal = 'What was to crash there was not running.';
          return;
        }
        this.done();
        crashParty(cluster, act.target);
        continue;
      }
      const index = this.next;
      this.done();
      const reason = perform(cluster, act, this.around.mainInstance);
      if (reason === undefined) continue;
      this.undone(index, reason);
      return;
    }
  }

  /** Where the app dies inside a pass, or the sidecar while the app runs a turn for it. Whoever else dies there cuts nothing. */
  cutAt(
    beats: readonly Beat[],
    place: Place,
    isLastStretch: boolean,
    app: AppProcess,
  ): Cut | undefined {
    const act = this.list[this.next];
    if (act?.do !== 'crash' || this.refusal !== undefined) return undefined;
    const isOfSidecar = act.target === 'sidecar' && place.subject === 'turn';
    if (!isOfSidecar && !doesHit(act.target, app.slot)) return undefined;
    const found = beats.findIndex((one) => this.isAt(act.at, { ...place, moment: one.key }));
    if (found < 0 && !(isLastStretch && this.isAt(act.at, place))) return undefined;
    // The crash itself is the step after the pass.
    this.done(1);
    return { beat: found >= 0 ? found : Math.max(0, beats.length - 1), kills: act.target };
  }

  /** Restarts what is dead, if that is what comes next. Answers whether it happened. */
  restart(): boolean {
    const act = this.list[this.next];
    if (act?.do !== 'restart' || this.refusal !== undefined) return false;
    const cluster = this.around.cluster();
    this.refusal = whyNoRestart(cluster, act);
    if (this.refusal !== undefined) return false;
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
      const isFirst = index === this.next;
      return [{ index, reason: (isFirst ? this.refusal : undefined) ?? this.reasonOf(index) }];
    });
  }

  private reasonOf(index: number): string {
    return this.list[index]?.do === 'restart' ? 'There was nothing dead to restart.' : NEVER_CAME;
  }

  private done(ahead = 0): void {
    this.performedAt[this.next] = this.around.stepCount() + ahead;
    this.next += 1;
  }

  private undone(index: number, reason: string): void {
    this.performedAt[index] = undefined;
    this.next = index;
    this.refusal = reason;
  }

  private isAt(at: Place, place: Place): boolean {
    return isSamePlace(at, place, this.around.mainInstance);
  }
}

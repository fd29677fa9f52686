import type { Beat } from '../trace/beat.ts';
import type { Place } from '../trace/place.ts';
import { isSamePlace } from '../trace/positions.ts';
import type { Step } from '../trace/step.ts';
import type { Cluster, Cut } from './cluster.ts';
import { crashParty, isAnyAlive } from './parties.ts';

/** Kills the app process or the sidecar once, at a place; with `process`, only in that life of the app. */
export interface Fault {
  target: 'app' | 'sidecar';
  at: Place;
  process?: number;
}

/** Performs faults as their places come by. Each happens once, in whatever order they come. */
export class Faults {
  readonly #left: Set<Fault>;
  readonly #all: readonly Fault[];
  readonly #mainInstance: string;

  constructor(faults: readonly Fault[], mainInstance: string) {
    this.#all = faults;
    this.#left = new Set(faults);
    this.#mainInstance = mainInstance;
  }

  /** Positions of the faults whose place never came. */
  get unused(): number[] {
    return this.#all.flatMap((fault, index) => (this.#left.has(fault) ? [index] : []));
  }

  /** The moment is part of a turn or a task, so both the app and the sidecar take part in it. */
  static canKillSidecarAt(place: Place): boolean {
    return place.subject === 'turn' || place.subject === 'task';
  }

  /** A turn or a call that somebody crashes inside has to be recorded. */
  needsBeats(place: Place): boolean {
    return [...this.#left].some((fault) =>
      this.#isAt(fault, { ...place, moment: fault.at.moment }),
    );
  }

  /** What happens at a step that has just been made. Deaths inside of a pass are `cutAt`'s. */
  perform(step: Step, cluster: Cluster): void {
    for (const fault of this.#left) {
      if (!this.#isDue(fault, step.place, cluster)) continue;
      const isAppInPass = step.kind === 'pass' && fault.target === 'app';
      if (isAppInPass || !isAnyAlive(cluster, fault.target)) continue;
      this.#left.delete(fault);
      crashParty(cluster, fault.target);
    }
  }

  /** Where the app dies inside a pass, or the sidecar while the app runs a turn for it. */
  cutAt(
    beats: readonly Beat[],
    place: Place,
    isLastStretch: boolean,
    cluster: Cluster,
  ): Cut | undefined {
    for (const fault of this.#left) {
      if (fault.target !== 'app' && place.subject !== 'turn') continue;
      const beat = beats.findIndex(({ key }) =>
        this.#isDue(fault, { ...place, moment: key }, cluster),
      );
      const isAtEnd = isLastStretch && this.#isDue(fault, place, cluster);
      if (beat < 0 && !isAtEnd) continue;
      this.#left.delete(fault);
      const last = Math.max(0, beats.length - 1);
      return { beat: beat >= 0 ? beat : last, kills: fault.target };
    }
    return undefined;
  }

  #isDue(fault: Fault, place: Place, cluster: Cluster): boolean {
    const isThisLife = fault.process === undefined || fault.process === cluster.process;
    return isThisLife && this.#isAt(fault, place);
  }

  #isAt(fault: Fault, place: Place): boolean {
    return isSamePlace(fault.at, place, this.#mainInstance);
  }
}

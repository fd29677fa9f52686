import type { HistoryEvent } from '../engine/history.ts';
import type { TurnResult, WorkItem } from '../engine/turn.ts';
import type { Beat, Read } from '../trace/beat.ts';
import type { Tried, TriedCause } from '../trace/tried.ts';
import type { AppProcess } from './app-process.ts';
import type { Cluster } from './cluster.ts';
import type { Instance, SeenRead, WakeUp } from './instance.ts';
import type { WhatIf } from './machine.ts';

/** Trials of one run replay so many events at most; a disagreement is looked into all the same. */
const MOST_EVENTS = 20_000;
/** Reads that are tried one by one. */
const MOST_SINGLE = 24;

/** A wake-up that has run to its end. */
interface Ran {
  item: WorkItem;
  wakeUp: Omit<WakeUp, 'historyEnd'>;
  beats?: Beat[];
  result: TurnResult;
}

/** Remembers a wake-up that was saved. A new generation has a new history: nothing is compared with what was before. */
export function noteWakeUp(instance: Instance, wakeUp: WakeUp): void {
  if (wakeUp.historyEnd === 0) {
    instance.wakeUps = [];
    instance.seenReads.clear();
    return;
  }
  instance.wakeUps.push(wakeUp);
  for (const read of wakeUp.reads) {
    const seen = instance.seenReads.get(keyOf(read)) ?? [];
    const isKnown = seen.some((each) => each.read.value === read.value);
    if (seen.length < 2 && !isKnown)
      instance.seenReads.set(keyOf(read), [...seen, { read, of: wakeUp }]);
  }
}

const keyOf = ({ api, occurrence }: Read): string => `${api} ${occurrence}`;

/** A read that another wake-up answered with another value. */
interface Other {
  now: Read;
  before: Read;
  of: WakeUp;
}

/**
 * Why a wake-up differs from those before it, by trial: it runs again with one read, the memory of its process or the code as the
 * earlier wake-up had it, and if it is not different then, that was the cause. Nothing of it is seen by anybody.
 */
export function tryOtherWays(
  cluster: Cluster,
  app: AppProcess,
  instance: Instance,
  ran: Ran,
): Tried[] {
  if (instance.wakeUps.length === 0 || !app.machine.whatIf) return [];
  const trial = new Trial(cluster, app, ran);
  const { divergence, quietDifferences } = ran.result;
  if (divergence)
    return trial.ofEvent(
      instance,
      divergence.eventNumber,
      (other) => !other.divergence || other.divergence.eventNumber > divergence.eventNumber,
    );
  if (cluster.triedEvents > MOST_EVENTS) return [];
  const [first] = quietDifferences ?? [];
  const quiet = (other: TurnResult): boolean =>
    !other.divergence &&
    !other.quietDifferences?.some((each) => each.eventNumber === first?.eventNumber);
  return [
    ...(first ? trial.ofEvent(instance, first.eventNumber, quiet) : []),
    ...trial.ofEnd(instance),
  ];
}

class Trial {
  constructor(
    private readonly cluster: Cluster,
    private readonly app: AppProcess,
    private readonly ran: Ran,
  ) {}

  /** The request that stands in the history as this event was another one. */
  ofEvent(instance: Instance, eventNumber: number, fits: (result: TurnResult) => boolean): Tried[] {
    const then = instance.wakeUps.find(({ historyEnd }) => historyEnd >= eventNumber);
    if (!then) return [];
    const before = new Map(then.reads.map((read) => [keyOf(read), [{ read, of: then }]]));
    return [this.why(eventNumber, othersIn(this.ran.wakeUp.reads, before), then, fits)];
  }

  /** What the workflow returned, its custom status, and the way that it took. */
  ofEnd(instance: Instance): Tried[] {
    const { result } = this.ran;
    const { reads } = this.ran.wakeUp;
    const abouts = this.abouts();
    if (abouts.length === 0) return [];
    const others = othersIn(reads, instance.seenReads);
    const [first] = instance.wakeUps;
    const last = instance.wakeUps[instance.wakeUps.length - 1];
    if (!first || !last) return [];
    const hasMemory = this.mayDifferInMemory(first);
    if (others.length === 0 && !hasMemory) return [];
    const thens = hasMemory && last !== first ? [last, first] : [first];
    const found: Tried[] = [];
    for (const then of thens) {
      const before = this.run(others, hasMemory ? then : undefined);
      if (!before || before.divergence) continue;
      for (const about of abouts) {
        const otherwise = textOf(before, about);
        if (found.some((each) => each.about === about)) continue;
        if (otherwise === textOf(result, about) || otherwise === undefined) continue;
        const differs = (each: TurnResult): boolean =>
          !each.divergence && textOf(each, about) !== textOf(result, about);
        const why = this.why(about, others, then, differs);
        if (why.causes.length > 0) found.push({ ...why, otherwise });
      }
    }
    return found;
  }

  /** What there is to be explained. A way is one where new work is asked for, or the end comes, before the end of the history. */
  private abouts(): ('result' | 'status' | 'way')[] {
    const { result, beats } = this.ran;
    const { oldEvents } = this.ran.item;
    const asked = beats && new Set(oldEvents.filter(isRequest).map(({ id }) => id));
    const isOld = (event: number): boolean => event > 0 && event <= oldEvents.length;
    const isOtherWay = beats?.some(
      (beat) =>
        (beat.kind === 'finish' && isOld(beat.event)) ||
        (beat.kind === 'listen' && isOld(beat.event)) ||
        (beat.kind === 'ask' && isOld(beat.event) && asked?.has(beat.id) === false),
    );
    return [
      ...(textOf(result, 'result') === undefined ? [] : ['result' as const]),
      ...(result.customStatus === undefined ? [] : ['status' as const]),
      ...(isOtherWay ? ['way' as const] : []),
    ];
  }

  private mayDifferInMemory(then: WakeUp): boolean {
    const { machine, number, code } = this.app;
    const isOther = then.identity.process !== number;
    return then.code === code && (isOther || machine.isStateless !== true);
  }

  private why(
    about: Tried['about'],
    others: readonly Other[],
    then: WakeUp,
    fits: (result: TurnResult) => boolean,
  ): Tried {
    const isFit = (some: readonly Other[], memory?: WakeUp): boolean => {
      const result = this.run(some, memory);
      return result !== undefined && fits(result);
    };
    const of = { number: then.identity.number, attempt: then.identity.attempt };
    const causes: TriedCause[] = [];
    if (then.code !== this.app.code) {
      const result = this.runCode(then);
      if (result && fits(result)) causes.push({ what: 'code' });
    }
    const hasMemory = this.mayDifferInMemory(then);
    if (causes.length === 0 && hasMemory && isFit([], then))
      causes.push(...this.variables(then, fits));
    const single =
      others.length > 0 && isFit(others) ? smallest(others, (some) => isFit(some)) : [];
    causes.push(...single.map(causeOf));
    if (causes.length > 0)
      return {
        about,
        causes,
        isTogether: single.length > 1 && !single.some((each) => isFit([each])),
      };
    if (!hasMemory || others.length === 0 || !isFit(others, then))
      return { about, causes, isTogether: false };
    const reads = smallest(others, (some) => isFit(some, then));
    return { about, causes: [{ what: 'memory', of }, ...reads.map(causeOf)], isTogether: true };
  }

  /** Which variables of the module are enough by themselves. */
  private variables(then: WakeUp, fits: (result: TurnResult) => boolean): TriedCause[] {
    const of = { number: then.identity.number, attempt: then.identity.attempt };
    const names = (this.app.machine.memoryNames ?? []).slice(0, MOST_SINGLE);
    const enough = names.filter((name) => {
      const result = this.withVariable(name, names, then);
      return result !== undefined && fits(result);
    });
    return enough.length > 0
      ? enough.map((name) => ({ what: 'memory', of, name }))
      : [{ what: 'memory', of }];
  }

  /** One variable as that wake-up found it, and all else as it is. A `const` keeps its value, so then all others are exchanged. */
  private withVariable(name: string, names: readonly string[], then: WakeUp) {
    const given = this.ran.wakeUp.reads.filter(isWhole);
    const result = this.ask({
      memory: { before: this.ran.wakeUp.identity },
      variables: { names: [name], before: then.identity },
      given,
    });
    if (result) return result;
    return this.ask({
      memory: { before: then.identity },
      variables: { names: names.filter((each) => each !== name), before: this.ran.wakeUp.identity },
      given,
    });
  }

  /** This wake-up with other values, and with the memory that another one found. */
  private run(others: readonly Other[], memory: WakeUp | undefined): TurnResult | undefined {
    const given = others.map(({ now, before }) => ({ ...now, value: before.value }));
    const answers = this.ran.wakeUp.answers.map((own) => {
      const other = others.find(
        ({ now }) => now.api === own.api && now.occurrence === own.occurrence,
      );
      const answer = other?.of.answers.find(
        (each) => each.api === own.api && each.occurrence === own.occurrence,
      );
      return answer ?? own;
    });
    if (!memory) return this.ask({ memory: { before: this.ran.wakeUp.identity }, given, answers });
    // Another process has other variables: what was read of them is no memory.
    const isGiven = (read: Read): boolean =>
      given.some((each) => each.api === read.api && each.occurrence === read.occurrence);
    const own = this.ran.wakeUp.reads.filter((read) => isWhole(read) && !isGiven(read));
    return this.ask({ memory: { before: memory.identity }, given: [...given, ...own], answers });
  }

  private runCode({ code }: WakeUp): TurnResult | undefined {
    const { app, cluster } = this;
    const { number, slot, variables, startedMs } = app;
    const { seed } = cluster.options;
    const of = { seed, process: number, nowMs: startedMs, variables };
    return this.ask({ memory: { of }, given: [] }, cluster.options.machines(code, slot));
  }

  private ask(
    question: Pick<WhatIf, 'memory' | 'given' | 'variables'> & Partial<Pick<WhatIf, 'answers'>>,
    machine = this.app.machine,
  ): TurnResult | undefined {
    const { cluster } = this;
    const { item, wakeUp } = this.ran;
    const { identity } = wakeUp;
    cluster.triedEvents += item.oldEvents.length + item.newEvents.length;
    const outcome = machine.whatIf?.({ item, identity, answers: wakeUp.answers, ...question });
    return outcome?.kind === 'done' ? outcome.result : undefined;
  }
}

/** The few that are enough: each of them alone, where there are such, or else as few as can be. */
function smallest(
  others: readonly Other[],
  isEnough: (some: readonly Other[]) => boolean,
): readonly Other[] {
  let some = others;
  for (let size = Math.ceil(some.length / 2); some.length > MOST_SINGLE && size > 1;) {
    const parts = Array.from({ length: Math.ceil(some.length / size) }, (_, index) =>
      some.slice(index * size, (index + 1) * size),
    );
    const part = parts.find(isEnough);
    if (part) some = part;
    size = Math.ceil(size / 2);
  }
  if (some.length === 1 || some.length > MOST_SINGLE) return some;
  const alone = some.filter((each) => isEnough([each]));
  if (alone.length > 0) return alone;
  return some.reduce((left, each) => {
    const rest = left.filter((other) => other !== each);
    return isEnough(rest) ? rest : left;
  }, some);
}

const causeOf = ({ now, of }: Other): TriedCause => ({
  what: 'read',
  api: now.api,
  occurrence: now.occurrence,
  of: { number: of.identity.number, attempt: of.identity.attempt },
});

/** A long value is not recorded whole, so that it can not be given. What the world answered is kept apart. */
const isWhole = ({ api, value }: Read): boolean => api.startsWith('fetch ') || !value.includes('…');

/** Reads that an earlier wake-up answered with another value: the earliest such one. */
function othersIn(reads: readonly Read[], seen: ReadonlyMap<string, readonly SeenRead[]>): Other[] {
  return reads.flatMap((now): Other[] => {
    const then = seen
      .get(keyOf(now))
      ?.find(({ read }) => read.value !== now.value && isWhole(read));
    return then ? [{ now, before: then.read, of: then.of }] : [];
  });
}

const isRequest = ({ type }: HistoryEvent): boolean =>
  type === 'TaskScheduled' ||
  type === 'TimerCreated' ||
  type === 'SubOrchestrationInstanceCreated' ||
  type === 'EventSent';

function textOf(result: TurnResult, about: 'result' | 'status' | 'way'): string | undefined {
  const end = result.actions.find((action) => action.type === 'CompleteOrchestration');
  switch (about) {
    case 'result':
      return end?.status === 'COMPLETED' ? end.result : undefined;
    case 'status':
      return result.customStatus;
    case 'way':
      return JSON.stringify([
        result.actions.map((action) => [action.type, 'name' in action ? action.name : '']),
        result.waitsFor ?? [],
      ]);
  }
}

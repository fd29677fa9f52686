import type { Beat } from '../trace/beat.ts';
import {
  answerDetail,
  askText,
  isAnswerTo,
  isRequest,
  nameOfRequest,
  taskOf,
} from './event-words.ts';
import type { Chip } from './frame.ts';
import { digestOf } from './pass-digest.ts';
import { otherDraw } from './read-draws.ts';
import type { PassAt, RunState } from './run-state.ts';
import { readValue, readValues, requestOf } from './read-words.ts';
import { listing } from './short-text.ts';

/** A request that the code has made in this pass. */
interface Asked {
  line: number;
  /** Sequence id; absent for an external event that is listened for. */
  id?: number;
  name?: string;
  what: string;
  isAgain: boolean;
  /** Number of the event that answered it in this pass. */
  answeredBy?: number;
}

/** The notes behind the lines of a workflow, as far as one beat of a pass. */
export function chipsAt(state: RunState, at: PassAt, upTo: number, isOver: boolean): Chip[] {
  const walk = new ChipWalk(state, at, isOver);
  const { beats, again } = digestOf(at.pass);
  const end = Math.min(upTo, beats.length - 1);
  for (let index = 0; index <= end; index += 1) {
    const beat = beats[index];
    if (beat) walk.take(beat, again[index] ?? false);
  }
  return walk.chips();
}

/** The answer to a request takes the place of the request. */
const chipKey = (api: string): string => (requestOf(api) === undefined ? api : 'fetch');

class ChipWalk {
  private readonly asked: Asked[] = [];
  private readonly answers = new Map<number, Chip>();
  private readonly reads = new Map<string, Chip>();
  /** All requests before this one are answered: a long run has hundreds. */
  private firstOpen = 0;
  /** The line whose wait can never end. */
  private hang: Chip | undefined;

  constructor(
    private readonly state: RunState,
    private readonly at: PassAt,
    private readonly isOver: boolean,
  ) {}

  take(beat: Beat, isAgain: boolean): void {
    switch (beat.kind) {
      case 'ask':
        this.answers.delete(beat.line);
        this.asked.push({
          line: beat.line,
          id: beat.id,
          ...(beat.name !== undefined && { name: beat.name }),
          what: askText(beat.method, beat.name),
          isAgain,
        });
        return;
      case 'listen':
        this.answers.delete(beat.line);
        this.asked.push({ line: beat.line, what: beat.name, isAgain });
        return;
      case 'event':
        if (beat.outcome === 'completed') this.answer(beat);
        return;
      case 'answer':
        this.answers.set(beat.line, {
          ...this.named(this.answerChip(beat, isAgain)),
          ...(beat.value !== 'undefined' && { value: beat.value }),
          ...(beat.isError && { isError: true }),
        });
        return;
      case 'read':
        this.reads.set(`${beat.line} ${chipKey(beat.api)}`, this.readChip(beat));
        return;
      case 'patch':
        this.reads.set(`${beat.line} ${beat.name}`, {
          line: beat.line,
          text: beat.isPatched ? 'patched' : 'not patched',
          tone: 'read',
        });
        return;
      case 'wait':
        if (beat.hang) this.hang = { line: beat.line, text: 'waits for ever', tone: 'waiting' };
        return;
      case 'line':
      case 'log':
      case 'finish':
      case 'diverge':
        return;
    }
  }

  chips(): Chip[] {
    const lines = new Map<number, Asked[]>();
    for (const each of this.asked) {
      if (this.answers.has(each.line)) continue;
      const same = lines.get(each.line);
      if (same) same.push(each);
      else lines.set(each.line, [each]);
    }
    const waiting = [...lines].map(([line, asked]) => this.askChip(line, asked));
    const { hang } = this;
    const others = waiting.filter((each) => each.line !== hang?.line);
    const chips = [
      ...this.reads.values(),
      ...this.answers.values(),
      ...others,
      ...(hang ? [hang] : []),
    ];
    return chips.sort((a, b) => a.line - b.line);
  }

  /** An event that completes a task says so behind the line that asked, also when another line waits for it. */
  private answer(beat: Extract<Beat, { kind: 'event' }>): void {
    while (this.asked[this.firstOpen]?.answeredBy !== undefined) this.firstOpen += 1;
    for (let index = this.firstOpen; index < this.asked.length; index += 1) {
      const each = this.asked[index];
      if (!each || each.answeredBy !== undefined || !this.isFor(each, beat)) continue;
      each.answeredBy = beat.event;
      return;
    }
  }

  private isFor(asked: Asked, beat: Extract<Beat, { kind: 'event' }>): boolean {
    if (asked.id !== undefined) return asked.id === beat.id;
    const event = this.eventAt(beat.event);
    return event?.type === 'EventRaised' && sameName(event.name, asked.what);
  }

  private eventAt(number: number) {
    const { kept, inbox } = this.state;
    return kept[number - 1]?.event ?? inbox[number - kept.length - 2]?.event;
  }

  /** What it answers is in the line, which a screen reader does not read with it. */
  private named(chip: Chip): Chip {
    const of = this.asked.find((each) => each.answeredBy === chip.event)?.what;
    return of === undefined || chip.event === undefined ? chip : { ...chip, of };
  }

  private answerChip(beat: Extract<Beat, { kind: 'answer' }>, isAgain: boolean): Chip {
    const event = beat.events[beat.events.length - 1];
    if (isAgain || event === undefined) return eventChip(beat.line, beat.events, isAgain);
    const value = beat.events.length === 1 ? answerDetail(this.eventAt(event), 16) : '';
    const isShort = value !== '' && !value.endsWith('…');
    const text = beat.isError ? 'failed' : isShort ? value : 'done';
    return { line: beat.line, text, tone: beat.isError ? 'failed' : 'live', event };
  }

  private readChip(beat: Extract<Beat, { kind: 'read' }>): Chip {
    const other = otherDraw(this.state.passes, this.at, beat);
    if (beat.api === 'fetch') return { line: beat.line, text: 'request sent', tone: 'read' };
    if (!other) return { line: beat.line, text: readValue(beat), tone: 'read' };
    const [before, now] = readValues(beat.api, other.value, beat.value);
    return { line: beat.line, text: `${before} at ${other.wakeUp}, ${now} now`, tone: 'read' };
  }

  private askChip(line: number, asked: readonly Asked[]): Chip {
    const open = asked.filter((each) => each.answeredBy === undefined);
    const last = open[open.length - 1];
    if (!last) {
      const events = asked.flatMap((each) => each.answeredBy ?? []);
      return eventChip(
        line,
        events,
        events.every((each) => each <= this.at.pass.knownCount),
      );
    }
    if (asked.length > 1) {
      const done = asked.length - open.length;
      return { line, text: `${done} of ${asked.length} answered`, tone: 'waiting' };
    }
    return this.openChip(line, last);
  }

  /** One request without an answer in this pass so far. */
  private openChip(line: number, asked: Asked): Chip {
    const { id } = asked;
    if (id === undefined) return { line, text: `waiting for ${asked.what}`, tone: 'waiting' };
    if (asked.isAgain && !this.isOver) {
      const held = this.heldChip(line, id, asked.name);
      if (held) return held;
    }
    // The history has the answer, but the code does not get it.
    const isPaused = this.isOver && this.state.status === 'SUSPENDED';
    const held = isPaused ? this.heldChip(line, id, asked.name) : undefined;
    const event = held?.event === undefined ? undefined : this.eventAt(held.event);
    if (held && event && !isRequest(event))
      return { ...held, text: 'answer kept, paused', tone: 'waiting' };
    const { task, inbox } = this.state;
    const flight = this.state.flight?.turn === this.at.pass.number;
    const recorded = inbox.some((each) => isAnswerTo(each.event, id));
    if (this.isOver && recorded && !flight) return { line, text: 'answered', tone: 'waiting' };
    if (this.isOver && task?.id === id && task.instance === this.state.instance)
      return { line, text: task.hasAnswered ? 'answered' : 'running', tone: 'live' };
    if (this.isOver && this.state.isUnsaved && !asked.isAgain)
      return { line, text: 'asked for, not saved', tone: 'waiting' };
    if (this.isOver && (!flight || asked.isAgain))
      return { line, text: `waiting for ${asked.what}`, tone: 'waiting' };
    return { line, text: 'next', tone: 'live' };
  }

  /** During a replay: what the history holds for a request that is made again. */
  private heldChip(line: number, id: number, name: string | undefined): Chip | undefined {
    const sent = this.at.pass.oldCount + this.at.pass.newCount;
    let request: number | undefined;
    for (let number = 1; number <= sent; number += 1) {
      const event = this.eventAt(number);
      if (!event || taskOf(event) !== id) continue;
      if (!isRequest(event))
        return { line, text: `event ${number} holds it`, tone: 'again', event: number };
      // The history says something else under this id: no answer of it belongs to this line.
      if (nameOfRequest(event) !== name) return undefined;
      request = number;
    }
    if (request === undefined) return undefined;
    return { line, text: `event ${request} holds the request`, tone: 'again', event: request };
  }
}

/** External events are told apart without regard to case (SEMANTICS section 7). */
const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function eventChip(line: number, events: readonly number[], isAgain: boolean): Chip {
  const event = events[events.length - 1];
  const tone = isAgain ? 'again' : 'live';
  const word = events.length > 1 ? 'answers from events' : 'answer from event';
  const text = isAgain ? `${word} ${listing(events.map(String))}` : 'done';
  return { line, text, tone, ...(event !== undefined && { event }) };
}

import { assign, setup } from 'xstate';
import type { StepUnit } from '../trace/step-units.ts';
import type { Cursor } from '../trace/trace.ts';
import { advance, fractionOf, type Spot } from './advance.ts';
import { cursorAt, EMPTY_TIMELINE, indexOf, type Timeline } from './positions.ts';
import { clampSpeed } from './timing.ts';
import { isStopOf, stopAfter } from './units.ts';

/** What the player knows. It knows stops and durations, and nothing of workflows. */
export interface PlayerContext extends Spot {
  timeline: Timeline;
  /** 0.25 to 8. */
  speed: number;
  /** How far one step goes. */
  unit: StepUnit;
  /** The reader asked for less motion: the cursor sits on whole stops only. */
  isWhole: boolean;
  /** A step of the trace before which playing and stepping rest, until it is taken away. A seek goes past it. */
  gate: number | undefined;
  /** What the gate keeps waiting: playing, or a move to this stop. */
  held: 'play' | number | undefined;
  /** The end was asked for while the run was still being computed: the cursor stays at the last stop that is there. */
  isFollowing: boolean;
}

export type PlayerEvent =
  /** A new trace. `next`: stay there, play on, or replay first (after a restart). */
  | { type: 'LOAD'; timeline: Timeline; index: number; next: 'pause' | 'play' | 'sweep' }
  /** The same trace, now longer. */
  | { type: 'EXTEND'; timeline: Timeline }
  /** Time went by on the wall. The only way in which playing moves. */
  | { type: 'TICK'; elapsedMs: number }
  | { type: 'PLAY' }
  | { type: 'PAUSE' }
  | { type: 'STEP' }
  | { type: 'STEP_BACK' }
  /** To wherever the person pointed. */
  | { type: 'SEEK'; index: number; fraction?: number }
  /** By a button or a key. Forward no further than to the gate. `toEnd`: also to what is still to come of the run. */
  | { type: 'GO'; index: number; toEnd?: true }
  /** Puts up a gate. Taken away, what it kept waiting goes on. */
  | { type: 'GATE'; before: number | undefined }
  | { type: 'SPEED'; speed: number }
  | { type: 'UNIT'; unit: StepUnit }
  | { type: 'MOTION'; isReduced: boolean };

export type PlayerMode = 'paused' | 'playing' | 'sweeping';

export interface PlayerInput {
  speed: number;
  /** Absent: every stop. */
  unit?: StepUnit;
  isReduced: boolean;
}

const lastIndex = (context: PlayerContext): number =>
  Math.max(0, context.timeline.stops.length - 1);

const isAtEnd = (context: PlayerContext): boolean => context.index >= lastIndex(context);

/** Steps go to a whole stop of the unit: from between two of them forward to the next, back to the one just left. */
function stepped(context: PlayerContext, direction: 1 | -1): Spot {
  const { timeline, index, spentMs, unit } = context;
  const isJustLeft = direction === -1 && spentMs > 0 && isStopOf(timeline, index, unit);
  return { index: isJustLeft ? index : stopAfter(timeline, index, direction, unit), spentMs: 0 };
}

/** The stop at which the gate is; behind the end when there is none. */
export const gateIndexOf = ({
  timeline,
  gate,
}: Pick<PlayerContext, 'timeline' | 'gate'>): number =>
  gate === undefined ? Infinity : indexOf(timeline, gate, 0) - 1;

/** Goes to a stop, or to the gate on the way to it: the rest of the way waits. */
function gone(context: PlayerContext, to: Spot): Spot & Pick<PlayerContext, 'held'> {
  const gateAt = gateIndexOf(context);
  if (context.index > gateAt || to.index <= gateAt) return { ...to, held: undefined };
  return { index: gateAt, spentMs: 0, held: to.index };
}

function sought(context: PlayerContext, index: number, fraction: number): Spot {
  const whole = Number.isFinite(index) ? Math.round(index) : 0;
  const at = Math.min(lastIndex(context), Math.max(0, whole));
  const within = Math.min(1 - Number.EPSILON, Math.max(0, fraction));
  const durationMs = context.timeline.stops[at]?.durationMs ?? 0;
  return { index: at, spentMs: context.isWhole ? 0 : durationMs * within };
}

const playerSetup = setup({
  types: {
    context: {} as PlayerContext,
    events: {} as PlayerEvent,
    input: {} as PlayerInput,
  },
  guards: {
    isPlayable: ({ context }) => context.timeline.stops.length > 1,
    isAtGate: ({ context }) => context.index === gateIndexOf(context),
    landsAtGate: ({ context, event }) => {
      if (event.type !== 'LOAD' || event.next === 'pause') return false;
      return event.index === gateIndexOf({ ...context, timeline: event.timeline });
    },
    isPlayHeld: ({ context, event }, params: { isSwept: boolean }) => {
      if (event.type !== 'GATE' || event.before !== undefined) return false;
      const { timeline, index, held } = context;
      return held === 'play' && timeline.stops[index]?.isSwept === params.isSwept;
    },
    goesOn: ({ event }, params: { how: 'play' | 'sweep' }) =>
      event.type === 'LOAD' && event.next === params.how,
    restsAfterTick: ({ context, event }) =>
      event.type === 'TICK' && afterTick(context, event.elapsedMs).isAtRest,
    isSweptAfterTick: ({ context, event }) => {
      if (event.type !== 'TICK') return false;
      const { index } = afterTick(context, event.elapsedMs);
      return context.timeline.stops[index]?.isSwept === true;
    },
  },
  actions: {
    load: assign(({ context, event }) => {
      if (event.type !== 'LOAD') return {};
      const spot = sought({ ...context, timeline: event.timeline }, event.index, 0);
      return { timeline: event.timeline, ...spot, held: undefined, isFollowing: false };
    }),
    move: assign(({ context, event }) => {
      if (event.type !== 'TICK') return {};
      const { index, spentMs } = afterTick(context, event.elapsedMs);
      return { index, spentMs, ...(index === gateIndexOf(context) && { held: 'play' as const }) };
    }),
    wait: assign({ held: 'play' }),
    letGo: assign({ held: undefined, isFollowing: false }),
    leave: assign({ isFollowing: false }),
    setGate: assign(({ context, event }) => {
      if (event.type !== 'GATE') return {};
      const { held } = context;
      if (event.before !== undefined) return { gate: event.before };
      const onwards = typeof held === 'number' ? { index: held, spentMs: 0 } : {};
      return { gate: undefined, held: undefined, ...onwards };
    }),
    toStartIfAtEnd: assign(({ context }) =>
      isAtEnd(context) && context.timeline.isComplete ? { index: 0, spentMs: 0 } : {},
    ),
  },
});

function afterTick(context: PlayerContext, elapsedMs: number) {
  const { timeline, speed, isWhole } = context;
  return advance(timeline, context, elapsedMs * speed, { isWhole, gateAt: gateIndexOf(context) });
}

/**
 * Playback: what moves the cursor, and when it rests. It has no clock of its own (TICK brings the time) and hosts only
 * mode, speed and place; whether a workflow runs or has failed is a projection of the history, not a state here.
 */
export const playerMachine = playerSetup.createMachine({
  id: 'player',
  initial: 'paused',
  context: ({ input }) => ({
    timeline: EMPTY_TIMELINE,
    index: 0,
    spentMs: 0,
    speed: clampSpeed(input.speed),
    unit: input.unit ?? 'line',
    isWhole: input.isReduced,
    gate: undefined,
    held: undefined,
    isFollowing: false,
  }),
  on: {
    LOAD: [
      { guard: 'landsAtGate', target: '.paused', actions: ['load', 'wait'] },
      { guard: { type: 'goesOn', params: { how: 'sweep' } }, target: '.sweeping', actions: 'load' },
      { guard: { type: 'goesOn', params: { how: 'play' } }, target: '.playing', actions: 'load' },
      { target: '.paused', actions: 'load' },
    ],
    EXTEND: {
      actions: assign(({ context, event: { timeline } }) => {
        const last = Math.max(0, timeline.stops.length - 1);
        const { isFollowing } = context;
        return {
          timeline,
          index: isFollowing ? last : Math.min(context.index, last),
          isFollowing: isFollowing && !timeline.isComplete,
        };
      }),
    },
    SPEED: { actions: assign(({ event }) => ({ speed: clampSpeed(event.speed) })) },
    UNIT: { actions: assign(({ event }) => ({ unit: event.unit })) },
    MOTION: { actions: assign(({ event }) => ({ isWhole: event.isReduced, spentMs: 0 })) },
    SEEK: {
      target: '.paused',
      actions: [
        'letGo',
        assign(({ context, event }) => sought(context, event.index, event.fraction ?? 0)),
      ],
    },
    GO: {
      target: '.paused',
      actions: assign(({ context, event }) => {
        const spot = gone(context, sought(context, event.index, 0));
        const isHeld = spot.held !== undefined;
        const isFollowing = event.toEnd === true && !isHeld && !context.timeline.isComplete;
        return { ...spot, isFollowing };
      }),
    },
    STEP: {
      target: '.paused',
      actions: ['leave', assign(({ context }) => gone(context, stepped(context, 1)))],
    },
    STEP_BACK: {
      target: '.paused',
      actions: ['letGo', assign(({ context }) => stepped(context, -1))],
    },
    PAUSE: { target: '.paused', actions: 'letGo' },
    GATE: [
      {
        guard: { type: 'isPlayHeld', params: { isSwept: true } },
        target: '.sweeping',
        actions: 'setGate',
      },
      {
        guard: { type: 'isPlayHeld', params: { isSwept: false } },
        target: '.playing',
        actions: 'setGate',
      },
      { actions: 'setGate' },
    ],
  },
  states: {
    paused: {
      on: {
        PLAY: [
          { guard: 'isAtGate', actions: 'wait' },
          { guard: 'isPlayable', target: 'playing', actions: ['leave', 'toStartIfAtEnd'] },
        ],
      },
    },
    /** The replay after a restart. It becomes ordinary playing when the new work starts. */
    sweeping: {
      on: {
        TICK: [
          { guard: 'restsAfterTick', target: 'paused', actions: 'move' },
          { guard: 'isSweptAfterTick', actions: 'move' },
          { target: 'playing', actions: 'move' },
        ],
      },
    },
    playing: {
      on: {
        TICK: [{ guard: 'restsAfterTick', target: 'paused', actions: 'move' }, { actions: 'move' }],
      },
    },
  },
});

/** The cursor of a player's snapshot. */
export function cursorOf(context: PlayerContext): Cursor {
  const fraction = context.isWhole ? 0 : fractionOf(context.timeline, context);
  return cursorAt(context.timeline, context.index, fraction);
}

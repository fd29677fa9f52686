/**
 * Messages between an embed and its host page (docs/EMBED.md). Each is a plain object with the protocol's version in
 * `replayscope`. Fields may be added within a version; what is not known is left alone.
 */
export const PROTOCOL = 1;

/** What a host page asks for. `id` comes back with the answer. */
export type Command = { id?: string | number } &
  /** A stop's number from 0, or `start`, `end`, or a place such as `t4:a4`. */
  (
    | { type: 'seek'; to: number | string }
    | { type: 'step'; by: 1 | -1 }
    | { type: 'play' | 'pause' | 'crash' | 'restart' }
    | { type: 'state' }
    /** A host page that came late asks for what was said before: ready, size and state. */
    | { type: 'hello' }
    | { type: 'theme'; theme: 'light' | 'dark' | 'auto' }
  );

export type ErrorCode =
  'version' | 'malformed' | 'origin' | 'not-allowed' | 'not-ready' | 'no-such-place' | 'impossible';

/** What an embed says. `state` is the page's public state (docs/STATE.md), for some hosts a part of it. */
export type Report =
  | { type: 'ready'; canCrash: boolean }
  | { type: 'state'; state: Readonly<Record<string, unknown>>; id?: string | number }
  | { type: 'size'; width: number; height: number }
  | { type: 'error'; code: ErrorCode; text: string; id?: string | number };

type Reading<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export interface Problem {
  code: ErrorCode;
  /** One or two sentences for the person who writes the host page. */
  text: string;
  id?: string | number;
}

/** Longer texts are not looked at: the longest place that a run can name is far shorter. */
const LONGEST_PLACE = 500;
const LONGEST_ID = 100;

const isRecord = (data: unknown): data is Record<string, unknown> =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

/** Something that means to speak this protocol, in whatever version. Other programs post messages, too. */
export const isOurs = (data: unknown): data is Record<string, unknown> =>
  isRecord(data) && 'replayscope' in data;

function idOf(data: Record<string, unknown>): { id?: string | number } {
  const { id } = data;
  if (typeof id === 'number' && Number.isFinite(id)) return { id };
  return typeof id === 'string' && id.length <= LONGEST_ID ? { id } : {};
}

const bad = (text: string) =>
  ({ ok: false, problem: { code: 'malformed' as const, text } }) as const;

function commandOf(data: Record<string, unknown>): Reading<Command> {
  const { type, to, by, theme } = data;
  const id = idOf(data);
  switch (type) {
    case 'seek': {
      const isPlace = typeof to === 'string' && to !== '' && to.length <= LONGEST_PLACE;
      const isIndex = typeof to === 'number' && Number.isInteger(to) && to >= 0;
      if (isPlace || isIndex) return { ok: true, value: { type, to, ...id } };
      return bad('"seek" needs "to": "start", "end", a place such as "t4:a4", or a number from 0.');
    }
    case 'step':
      if (by === undefined || by === 1 || by === -1)
        return { ok: true, value: { type, by: by ?? 1, ...id } };
      return bad('"by" of "step" is 1 or -1.');
    case 'theme':
      if (theme === 'light' || theme === 'dark' || theme === 'auto')
        return { ok: true, value: { type, theme, ...id } };
      return bad('"theme" is "light", "dark" or "auto".');
    case 'play':
    case 'pause':
    case 'crash':
    case 'restart':
      return { ok: true, value: { type, ...id } };
    case 'state':
    case 'hello':
      return { ok: true, value: { type, ...id } };
  }
  return bad('"type" is one of seek, step, play, pause, crash, restart, theme, state, hello.');
}

/** Reads what a host page posted. Never throws, whatever it is. */
export function readCommand(data: Record<string, unknown>): Reading<Command> {
  const id = idOf(data);
  if (data['replayscope'] !== PROTOCOL) {
    const text = `This embed speaks version ${PROTOCOL} of its messages: {"replayscope": ${PROTOCOL}, …}.`;
    return { ok: false, problem: { code: 'version', text, ...id } };
  }
  const read = commandOf(data);
  return read.ok ? read : { ok: false, problem: { ...read.problem, ...id } };
}

/** Reads what an embed posted; undefined for everything else, also for a newer version of the protocol. */
export function readReport(data: unknown): Report | undefined {
  if (!isOurs(data) || data['replayscope'] !== PROTOCOL) return undefined;
  const { type, state, width, height, code, text, canCrash } = data;
  const id = idOf(data);
  if (type === 'ready') return { type, canCrash: canCrash === true };
  if (type === 'state' && isRecord(state)) return { type, state, ...id };
  if (type === 'size' && isLength(width) && isLength(height)) return { type, width, height };
  if (type === 'error' && typeof code === 'string' && typeof text === 'string')
    return { type, code: code as ErrorCode, text, ...id };
  return undefined;
}

const isLength = (value: unknown): value is number =>
  typeof value === 'number' && value > 0 && value < 100_000;

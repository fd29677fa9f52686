import type { EmbedOptions } from '../../embed/options.ts';
import {
  isOurs,
  PROTOCOL,
  readCommand,
  type Command,
  type Problem,
  type Report,
} from '../../embed/protocol.ts';
import type { PublicState } from '../public-state.ts';
import { performer } from './perform.ts';
import type { Session } from '../session.ts';
import type { Surroundings } from '../visit.ts';

/** The parts of a window that the line needs; a test has its own. */
export interface HostWindow {
  readonly parent: { postMessage(data: unknown, targetOrigin: string): void };
  /** Where this page comes from. */
  readonly origin: string;
  /** Where the page around it comes from; undefined where the browser does not say. */
  readonly parentOrigin: string | undefined;
  listen(hear: (event: Pick<MessageEvent<unknown>, 'source' | 'origin' | 'data'>) => void): void;
}

interface Parts {
  window: HostWindow;
  options: EmbedOptions;
  session: Session;
  around: Pick<Surroundings, 'store' | 'run' | 'player'>;
  setTheme: (theme: 'light' | 'dark' | 'auto') => void;
  /** The host page moves the embed. */
  onCommand?: () => void;
}

/** What waits for its turn. */
type Asked = Exclude<Command, { type: 'hello' }>;

/** So many commands wait for a run that is not there yet; a host page that sends more is told so. */
const MOST_WAITING = 50;

/**
 * What any page may know that shows an embed without being named in its address: where the run stands, and nothing that
 * came out of the code or the link.
 */
const OPEN_FIELDS = [
  'position',
  'index',
  'count',
  'isComputing',
  'appRun',
  'appStatus',
  'isPlaying',
  'isReplaying',
  'mode',
  'status',
  'verdict',
] as const satisfies readonly (keyof PublicState)[];

/** Who hears the embed, and whether everything. */
interface Audience {
  origins: readonly string[];
  isWhole: boolean;
}

/** Everything goes only to pages that the address names, or to our own: the browser delivers it nowhere else. */
function audienceOf({ origin, parentOrigin }: HostWindow, hosts: readonly string[]): Audience {
  if (hosts.length > 0) {
    const isKnown = parentOrigin !== undefined;
    return {
      origins: isKnown ? hosts.filter((host) => host === parentOrigin) : hosts,
      isWhole: true,
    };
  }
  return parentOrigin === origin
    ? { origins: [origin], isWhole: true }
    : { origins: ['*'], isWhole: false };
}

const openPart = (state: PublicState): Record<string, unknown> =>
  Object.fromEntries(OPEN_FIELDS.map((field) => [field, state[field]]));

/** The line between an embed and the page around it. It hears its parent alone, and says who may know what. */
export class HostLine {
  #state: PublicState | undefined = undefined;
  #size: Extract<Report, { type: 'size' }> | undefined = undefined;
  readonly #waiting: Asked[] = [];
  readonly #parts: Parts;
  readonly #audience: Audience;
  readonly #perform: ReturnType<typeof performer>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#perform = performer(parts);
    const { window, around } = parts;
    this.#audience = audienceOf(window, parts.options.hosts);
    window.listen((event) => this.#hear(event));
    // In a task of its own: the new run is told of before the cursor is in it.
    around.run.subscribe(() => queueMicrotask(() => this.#work()));
  }

  /** The state on the screen, after each change. */
  tell(state: PublicState): void {
    const isFirst = this.#state === undefined;
    this.#state = state;
    if (isFirst) this.#greet();
    else this.#sayState();
    this.#work();
  }

  /** The room that the embed would fill, in CSS pixels. */
  tellSize(width: number, height: number): void {
    this.#size = { type: 'size', width, height };
    this.#say(this.#size);
  }

  #greet(): void {
    this.#say({ type: 'ready', canCrash: this.#parts.options.canCrash });
    if (this.#size) this.#say(this.#size);
    this.#sayState();
  }

  #hear(event: Parameters<Parameters<HostWindow['listen']>[0]>[0]): void {
    // The sandbox of the code posts messages here, too, and so may any page that holds this window.
    if (event.source !== this.#parts.window.parent || !isOurs(event.data)) return;
    if (!this.#mayCommand(event.origin)) {
      const text = 'This embed names other pages in its address (host=…).';
      const { id } = event.data;
      const asked = typeof id === 'string' || typeof id === 'number' ? { id } : {};
      this.#post({ type: 'error', code: 'origin', text, ...asked }, event.origin);
      return;
    }
    const read = readCommand(event.data);
    if (!read.ok) this.#refuse(read.problem);
    else if (read.value.type === 'hello') {
      // Before the first picture there is nothing to repeat: it will be said then.
      if (this.#state) this.#greet();
    } else if (this.#waiting.length >= MOST_WAITING) this.#refuse(tooMany(read.value));
    else {
      this.#waiting.push(read.value);
      this.#work();
    }
  }

  /** One command at a time: after a crash the next one waits until the new run is there. */
  #work(): void {
    for (;;) {
      const [next] = this.#waiting;
      if (!next) return;
      const { standing, isComputing } = this.#parts.around.run.getState();
      const isStopped = standing.kind === 'asking' || standing.kind === 'problem';
      const isNow = next.type === 'theme' || next.type === 'state';
      if (!isStopped && !isNow) {
        if (standing.kind !== 'ready' || isComputing || !this.#state) return;
      }
      this.#waiting.shift();
      this.#do(next);
    }
  }

  #do(command: Asked): void {
    const { id } = command;
    const asked = id === undefined ? {} : { id };
    if (command.type === 'state') {
      if (this.#state) this.#sayState(asked);
      else this.#refuse({ code: 'not-ready', text: 'No run is on the screen yet.', ...asked });
      return;
    }
    if (command.type !== 'theme') this.#parts.onCommand?.();
    const problem = this.#perform(command);
    if (problem) this.#refuse({ ...problem, ...asked });
  }

  #refuse(problem: Problem): void {
    this.#say({ type: 'error', ...problem });
  }

  #mayCommand(origin: string): boolean {
    const { hosts } = this.#parts.options;
    return hosts.length === 0 || hosts.includes(origin);
  }

  #sayState(asked: { id?: string | number } = {}): void {
    const state = this.#state;
    if (!state) return;
    const told = this.#audience.isWhole ? { ...state } : openPart(state);
    this.#say({ type: 'state', state: told, ...asked });
  }

  #say(report: Report): void {
    for (const origin of this.#audience.origins) this.#post(report, origin);
  }

  #post(report: Report, origin: string): void {
    try {
      this.#parts.window.parent.postMessage({ replayscope: PROTOCOL, ...report }, origin);
    } catch {
      // "null", the origin of a page without one, cannot be named as a target.
    }
  }
}

const tooMany = (command: Asked): Problem => ({
  code: 'not-ready',
  text: `${MOST_WAITING} commands are waiting for a run already.`,
  ...(command.id !== undefined && { id: command.id }),
});

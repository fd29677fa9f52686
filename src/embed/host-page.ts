import { originOf } from './options.ts';
import { PROTOCOL, readReport, type Report } from './protocol.ts';

/** An embed, as its host page holds it. Commands may be given at once: they wait until the embed is ready. */
export interface EmbedHandle {
  readonly frame: HTMLIFrameElement;
  /** To a place (`t4:a4`), `start`, `end`, or the number of a stop. */
  seek(to: string | number): void;
  step(by?: 1 | -1): void;
  play(): void;
  pause(): void;
  crash(): void;
  restart(): void;
  theme(theme: 'light' | 'dark' | 'auto'): void;
  /** Where the run stands (docs/STATE.md). Rejects when the embed answers with an error. */
  state(): Promise<Readonly<Record<string, unknown>>>;
  /** Hears reports of one kind. The answer ends it. */
  on<T extends Report['type']>(
    type: T,
    hear: (report: Extract<Report, { type: T }>) => void,
  ): () => void;
  /** Stops listening. The frame stays. */
  release(): void;
}

interface Question {
  resolve: (state: Readonly<Record<string, unknown>>) => void;
  reject: (error: Error) => void;
}

type Listener = { type: Report['type']; hear: (report: never) => void };

/** Tells each listener by itself: one that throws must not silence the others. */
function tellAll(listeners: Iterable<Listener>, report: Report): void {
  for (const { type, hear } of listeners) {
    if (type !== report.type) continue;
    try {
      (hear as (report: Report) => void)(report);
    } catch (error) {
      reportError(error);
    }
  }
}

/** A frame that is still to load shows an empty page of ours; one that shows somebody else's page cannot be looked into. */
const hasArrived = ({ contentDocument }: HTMLIFrameElement): boolean =>
  contentDocument === null || contentDocument.URL !== 'about:blank';

/**
 * Opens the line to an embed. `src` is the frame's address: only messages of its own window and from that origin are heard,
 * and commands go to no other origin.
 */
export function attach(frame: HTMLIFrameElement, src = frame.src): EmbedHandle {
  const page = frame.ownerDocument.defaultView;
  const origin = originOf(new URL(src, frame.ownerDocument.baseURI).href);
  if (!page || origin === undefined) throw new Error(`No embed can be at ${src}.`);
  const listeners = new Set<Listener>();
  const questions = new Map<number, Question>();
  const waiting: object[] = [];
  let isReady = false;
  let lastId = 0;

  const post = (command: object) => {
    frame.contentWindow?.postMessage({ replayscope: PROTOCOL, ...command }, origin);
  };
  const send = (command: object) => {
    if (isReady) post(command);
    else waiting.push(command);
  };
  const settle = (report: Report) => {
    if (!('id' in report) || typeof report.id !== 'number') return;
    const question = questions.get(report.id);
    questions.delete(report.id);
    if (report.type === 'state') question?.resolve(report.state);
    if (report.type === 'error') question?.reject(new Error(report.text));
  };
  const hear = (event: MessageEvent<unknown>) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    const report = readReport(event.data);
    if (!report) return;
    if (report.type === 'ready') {
      // It is said again to whoever says hello.
      if (isReady) return;
      isReady = true;
      for (const command of waiting.splice(0)) post(command);
    }
    settle(report);
    tellAll(listeners, report);
  };
  const greet = () => {
    isReady = false;
    post({ type: 'hello' });
  };
  page.addEventListener('message', hear);
  frame.addEventListener('load', greet);
  // What was there before this script has said all that it says by itself.
  if (hasArrived(frame)) greet();

  return {
    frame,
    seek: (to) => send({ type: 'seek', to }),
    step: (by = 1) => send({ type: 'step', by }),
    play: () => send({ type: 'play' }),
    pause: () => send({ type: 'pause' }),
    crash: () => send({ type: 'crash' }),
    restart: () => send({ type: 'restart' }),
    theme: (theme) => send({ type: 'theme', theme }),
    state: () =>
      new Promise((resolve, reject) => {
        lastId += 1;
        questions.set(lastId, { resolve, reject });
        send({ type: 'state', id: lastId });
      }),
    on: (type, heard) => {
      const listener: Listener = { type, hear: heard };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    release: () => {
      page.removeEventListener('message', hear);
      frame.removeEventListener('load', greet);
      for (const { reject } of questions.values()) reject(new Error('The embed was released.'));
      questions.clear();
    },
  };
}

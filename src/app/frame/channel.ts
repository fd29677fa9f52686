import wasmAddress from 'quickjs-wasi/quickjs.wasm?url';
import { framePage } from './frame-page.ts';
import { unpacked } from './packed.ts';
import type { ToWorker } from './protocol.ts';

/** A line to the worker inside of the sandboxed frame. It can be cut and laid again. */
export interface Channel {
  post(message: ToWorker): void;
  /** One listener: what the worker says, and that it failed, in a sentence for the screen. */
  listen(onMessage: (data: unknown) => void, onFailure: (reason: string) => void): void;
  /**
   * Ends the worker, however busy it is, and starts a new one that is ready for a job. `canRead`: for texts that were not read
   * before, which need the parsers.
   */
  respawn(canRead: boolean): Promise<void>;
}

/** How long the frame may take to answer before it is taken for dead. */
const FRAME_PATIENCE_MS = 8_000;
const NO_START = 'The sandbox did not start. Reload the page to try again.';
const NO_FILES =
  'A part of the app could not be loaded. Look at the connection and reload the page.';

interface Parts {
  code: string;
  wasm: ArrayBuffer;
}

/** What a worker can do beside single runs. */
export type WorkerKind = 'runs' | 'explorer';

/** Lays the line, without a worker yet: the first `respawn` starts one. Nothing is loaded before that. */
export function openChannel(kind: WorkerKind = 'runs'): Channel {
  return new FrameChannel(kind);
}

class FrameChannel implements Channel {
  #frame: HTMLIFrameElement | undefined = undefined;
  #parts: Promise<Parts> | undefined = undefined;
  /** Counts the workers: what an ended one still says is not heard. */
  #life = 0;
  #onMessage: (data: unknown) => void = () => undefined;
  #onFailure: (reason: string) => void = () => undefined;
  #onFrame: (from: string) => void = () => undefined;

  constructor(private readonly kind: WorkerKind) {
    addEventListener('message', (event) => this.#hear(event));
  }

  post(message: ToWorker): void {
    this.#toFrame({ to: 'worker', message });
  }

  listen(onMessage: (data: unknown) => void, onFailure: (reason: string) => void): void {
    this.#onMessage = onMessage;
    this.#onFailure = onFailure;
  }

  async respawn(canRead: boolean): Promise<void> {
    const life = (this.#life += 1);
    // What failed to load may load the next time.
    this.#parts ??= loadParts(this.kind).catch((error: unknown) => {
      this.#parts = undefined;
      throw error;
    });
    // One script: the policy that the worker inherits lets it load no second one.
    const [{ code: own, wasm }, reader] = await Promise.all([this.#parts, readerFor(canRead)]);
    const code = `${reader}${own}`;
    if (!(await this.#start(code, life))) {
      // Another respawn has taken over meanwhile.
      if (life !== this.#life) return;
      // The frame's own process may be gone: a new frame, once.
      this.#frame?.remove();
      this.#frame = undefined;
      if (!(await this.#start(code, life))) throw new Error(NO_START);
    }
    if (life === this.#life) this.post({ kind: 'machine', wasm });
  }

  async #start(code: string, life: number): Promise<boolean> {
    if (!this.#frame && !(await this.#awaiting('ready', () => this.#openFrame()))) return false;
    return this.#awaiting('started', () => this.#toFrame({ to: 'start', code, life }));
  }

  #openFrame(): void {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.setAttribute('aria-hidden', 'true');
    frame.title = 'Sandbox';
    frame.tabIndex = -1;
    frame.hidden = true;
    frame.srcdoc = framePage(__FRAME_SCRIPT_HASH__);
    this.#frame = frame;
    document.body.append(frame);
  }

  /** True when the frame says `word` in time. */
  #awaiting(word: string, begin: () => void): Promise<boolean> {
    return new Promise((resolve) => {
      const alarm = setTimeout(() => resolve(false), FRAME_PATIENCE_MS);
      this.#onFrame = (from) => {
        if (from !== word) return;
        clearTimeout(alarm);
        resolve(true);
      };
      begin();
    });
  }

  #toFrame(data: unknown): void {
    // The frame has no origin that could be named.
    this.#frame?.contentWindow?.postMessage(data, '*');
  }

  #hear(event: MessageEvent<unknown>): void {
    if (!this.#frame || event.source !== this.#frame.contentWindow) return;
    const { data } = event;
    if (typeof data !== 'object' || data === null || !('from' in data)) return;
    const { from, life, message } = data as { from: unknown; life?: unknown; message?: unknown };
    if (from === 'ready') return this.#onFrame('ready');
    if (life !== this.#life) return;
    if (from === 'started') this.#onFrame('started');
    if (from === 'worker') this.#onMessage(message);
    if (from === 'error') this.#onFailure(`The engine broke down: ${String(message)}`);
  }
}

const readerFor = async (canRead: boolean): Promise<string> =>
  canRead ? `${(await loaded(() => import('./reader.ts?iife'))).default}\n;` : '';

const workerOf = (kind: WorkerKind): Promise<{ default: string }> =>
  kind === 'explorer' ? import('./explorer-worker.ts?iife') : import('./worker.ts?iife');

/** The worker's code and the virtual machine. Both come from the app's own address. */
async function loadParts(kind: WorkerKind): Promise<Parts> {
  const [worker, wasm] = await loaded(() => Promise.all([workerOf(kind), loadMachine()]));
  return { code: worker.default, wasm };
}

async function loadMachine(): Promise<ArrayBuffer> {
  const response = await fetch(wasmAddress);
  if (!response.ok) throw new Error(`${response.status}`);
  return unpacked(await response.arrayBuffer());
}

/** Says in a sentence for the screen that a part of the app did not come. */
async function loaded<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (error) {
    throw new Error(NO_FILES, { cause: error });
  }
}

/**
 * The worker in the sandboxed frame: simulation and machine together. It is a classic script, started from its text
 * (vite/bundle-text.ts), and talks to the page in JSON only (protocol.ts).
 */
import { programIn } from '../../sandbox/machines.ts';
import { JobRunner } from './job.ts';
import type { FromWorker, Job, ToWorker } from './protocol.ts';

interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
}

const scope = globalThis as unknown as WorkerScope;
const send = scope.postMessage.bind(scope);

let wasm: Promise<WebAssembly.Module> | undefined;
/** The job that is wanted. A job that was overtaken while it ran or waited is of no use. */
let wanted: Job | undefined;
let isBusy = false;

const runner = new JobRunner(
  async (versions, options) => {
    if (!wasm) throw new Error('The machine was not sent to the worker.');
    return programIn(await wasm, versions, options);
  },
  send,
  async () => {
    const job = wanted;
    await new Promise((resume) => setTimeout(resume, 0));
    return wanted !== job;
  },
);

async function work(): Promise<void> {
  if (isBusy) return;
  isBusy = true;
  let done: Job | undefined;
  while (wanted && wanted !== done) {
    done = wanted;
    await runner.run(done);
  }
  isBusy = false;
}

scope.onmessage = ({ data }) => {
  switch (data.kind) {
    case 'machine':
      wasm = WebAssembly.compile(data.wasm);
      // Told by the first job that needs it.
      wasm.catch(() => undefined);
      break;
    case 'stop':
      wanted = undefined;
      break;
    case 'run':
      wanted = data.job;
      void work();
      break;
  }
};

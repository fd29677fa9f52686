import { programIn } from '../../sandbox/machines.ts';
import type { Prepared } from '../../source/prepare.ts';
import { JobRunner, type Tools } from './job.ts';
import type { FromWorker, Job, ToWorker } from './protocol.ts';

/** Where the script of the reader (reader.ts) puts it. */
export interface ReaderScope {
  replayscopeReader?: (source: string) => Prepared;
}

interface WorkerScope extends ReaderScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
}

const scope = globalThis as unknown as WorkerScope;

function read(source: string): Prepared {
  if (!scope.replayscopeReader) throw new Error('This worker has no reader.');
  return scope.replayscopeReader(source);
}

const gap = new MessageChannel();

/** Lets what has come in be heard. A timer of 0 would take 4 ms each time once a few have followed one another, and a run pauses often. */
const paused = (): Promise<void> =>
  new Promise((resume) => {
    gap.port1.onmessage = () => resume();
    gap.port2.postMessage(undefined);
  });

/** Takes jobs from the page, one at a time. */
export function serve(look?: Tools['look']): void {
  let wasm: Promise<WebAssembly.Module> | undefined;
  /** The job that is wanted. A job that was overtaken while it ran or waited is of no use. */
  let wanted: Job | undefined;
  /** The job that ends where it is. */
  let ending: Job | undefined;
  let isBusy = false;

  const load: Tools['load'] = async (versions, options) => {
    if (!wasm) throw new Error('The machine was not sent to the worker.');
    return programIn(await wasm, versions, options);
  };
  const runner = new JobRunner(
    { load, read, ...(look && { look }) },
    scope.postMessage.bind(scope),
    async () => {
      const job = wanted;
      await paused();
      return wanted !== job ? 'drop' : ending === job ? 'end' : 'on';
    },
  );

  const work = async (): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    let done: Job | undefined;
    while (wanted && wanted !== done) {
      done = wanted;
      await runner.run(done);
    }
    isBusy = false;
  };

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
      case 'end':
        ending = wanted;
        break;
      case 'run':
        wanted = data.job;
        void work();
        break;
    }
  };
}

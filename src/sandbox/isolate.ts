import { Rejections } from './rejections.ts';
import { systemCalls } from './system-calls.ts';

/**
 * One QuickJS virtual machine whose memory can be put back. Speaks to the binary of quickjs-wasi 3.6 itself: the package's own
 * class makes instances only by promise, and `reset` has to be synchronous.
 */

/** A value inside the machine: the address of a box that holds it. */
export type Handle = number;

/** The functions of quickjs-wasi's binary that are used here. */
interface Exports {
  memory: WebAssembly.Memory;
  __stack_pointer: WebAssembly.Global<'i32'>;
  _initialize(): void;
  wasm_malloc(size: number): number;
  wasm_free(address: number): void;
  qjs_init(): number;
  qjs_set_memory_limit(bytes: number): void;
  qjs_set_max_stack_size(bytes: number): void;
  qjs_set_interrupt_handler(isOn: number): void;
  qjs_set_gc_threshold(bytes: number): void;
  qjs_run_gc(): void;
  qjs_eval(code: number, length: number, file: number, flags: number): Handle;
  qjs_call(fn: Handle, self: Handle, count: number, given: number): Handle;
  qjs_new_string(text: number, length: number): Handle;
  qjs_get_undefined(): Handle;
  qjs_get_string_len(value: Handle, length: number): number;
  qjs_free_cstring(text: number): void;
  qjs_free_value(value: Handle): void;
  qjs_is_exception(value: Handle): number;
  qjs_get_exception(): Handle;
  qjs_set_promise_rejection_handler(isOn: number): void;
  qjs_is_job_pending(): number;
  qjs_execute_pending_job(): number;
  qjs_get_runtime_ptr(): number;
  qjs_get_context_ptr(): number;
  qjs_set_runtime_and_context(runtime: number, context: number): void;
}

export interface Limits {
  memoryBytes: number;
  stackBytes: number;
  /** Promise jobs. */
  jobs: number;
}

/** The code can't go on. The machine needs a reset. */
export class Stopped extends Error {
  readonly reason: 'steps' | 'memory' | 'stack' | 'trap';

  constructor(reason: 'steps' | 'memory' | 'stack' | 'trap', message: string) {
    super(message);
    this.name = 'Stopped';
    this.reason = reason;
  }
}

/** So much is put in store before the snapshot that an ordinary run does not make the memory grow. */
const STORE_BYTES = 3 * 1024 * 1024;
/** Memory is thrown away at the next reset, so collecting early would only cost time. */
const COLLECT_AFTER_BYTES = 2 * 1024 * 1024;

/** Interrupts while our own code is loaded. */
const LOADING = 10_000;

/** A state of a machine. Machines of the same binary can begin with it. */
export interface Snapshot {
  /** The memory up to its last byte that is not zero. */
  head: Uint8Array;
  /** Size of the whole memory in bytes. */
  size: number;
  stackPointer: number;
  runtime: number;
  context: number;
}

export class Isolate {
  readonly #module: WebAssembly.Module;
  readonly #limits: Limits;
  #exports: Exports;
  #snapshot: Snapshot | undefined = undefined;
  #interrupts = 0;
  #mostInterrupts = 0;
  #hasRunTooLong = false;
  readonly rejections = new Rejections();

  /** A new machine, or one in the state that another one of the same binary and limits was in. */
  constructor(module: WebAssembly.Module, limits: Limits, from?: Snapshot) {
    this.#module = module;
    this.#limits = limits;
    this.#exports = this.#instantiate();
    if (from) {
      this.#snapshot = from;
      this.reset();
      this.allow(LOADING);
      return;
    }
    const { memoryBytes, stackBytes } = limits;
    const exports = this.#exports;
    exports._initialize();
    if (exports.qjs_init() !== 0) throw new Error('The virtual machine did not start.');
    exports.qjs_set_memory_limit(memoryBytes);
    exports.qjs_set_max_stack_size(stackBytes);
    exports.qjs_set_interrupt_handler(1);
    exports.qjs_set_promise_rejection_handler(1);
    exports.qjs_set_gc_threshold(COLLECT_AFTER_BYTES);
    this.allow(LOADING);
  }

  #instantiate(): Exports {
    const isTooLong = (): number => {
      this.#interrupts += 1;
      if (this.#interrupts <= this.#mostInterrupts) return 0;
      this.#hasRunTooLong = true;
      return 1;
    };
    const memory = (): DataView => new DataView(this.#exports.memory.buffer);
    const instance = new WebAssembly.Instance(this.#module, {
      env: {
        host_call: () => 0,
        host_interrupt: isTooLong,
        host_promise_rejection: (promise: Handle, reason: Handle, isHandled: number) => {
          this.rejections.note(() => this.#textOf(reason), isHandled !== 0);
          for (const each of [promise, reason]) this.#exports.qjs_free_value(each);
        },
        host_module_normalize: () => 0,
        host_module_load: () => 0,
        // Programs run in UTC everywhere.
        host_get_timezone_offset: () => 0,
      },
      wasi_snapshot_preview1: systemCalls(memory),
    });
    return instance.exports as unknown as Exports;
  }

  /**
   * Begins a piece of work. QuickJS asks after about every 10,000 jumps and calls whether it should stop; `interrupts` is how
   * often it may ask. A count, not a time: the same code is stopped at the same place on every computer.
   */
  allow(interrupts: number): void {
    this.#interrupts = 0;
    this.#mostInterrupts = interrupts;
    this.#hasRunTooLong = false;
  }

  /** Runs a script and gives its value. The handle is good for every state of this machine from now on. */
  evaluate(code: string, file: string): Handle {
    return this.#guarded((exports) => {
      const text = this.#write(code);
      const name = this.#write(file);
      const value = exports.qjs_eval(text.at, text.length, name.at, 0);
      exports.wasm_free(text.at);
      exports.wasm_free(name.at);
      return this.#checked(value);
    });
  }

  /** Calls a function of the machine with texts and handles, and gives its result as text. */
  call(fn: Handle, given: readonly (string | { handle: Handle })[]): string {
    return this.#guarded((exports) => {
      const made: Handle[] = [];
      const list = exports.wasm_malloc(given.length * 4);
      given.forEach((each, index) => {
        const handle = typeof each === 'string' ? this.#newString(each) : each.handle;
        if (typeof each === 'string') made.push(handle);
        new DataView(exports.memory.buffer).setUint32(list + index * 4, handle, true);
      });
      const self = exports.qjs_get_undefined();
      const value = this.#checked(exports.qjs_call(fn, self, given.length, list));
      const text = this.#read(value);
      for (const each of [...made, self, value]) exports.qjs_free_value(each);
      exports.wasm_free(list);
      return text;
    });
  }

  /** Lets promises settle until none is left to. */
  settle(): void {
    this.#guarded((exports) => {
      for (let jobs = 0; exports.qjs_is_job_pending() !== 0; jobs += 1) {
        if (jobs >= this.#limits.jobs) throw tooLong();
        const result = exports.qjs_execute_pending_job();
        if (this.#hasRunTooLong) throw tooLong();
        if (result < 0) throw this.#thrown();
      }
    });
  }

  /** Remembers the present state for `reset`, and gives it. */
  snapshot(): Snapshot {
    const exports = this.#exports;
    exports.qjs_free_value(this.evaluate(`new ArrayBuffer(${STORE_BYTES}); 0`, 'store'));
    exports.qjs_run_gc();
    const memory = new Uint8Array(exports.memory.buffer);
    let end = memory.length;
    while (end > 0 && memory[end - 1] === 0) end -= 1;
    this.#snapshot = {
      head: memory.slice(0, end),
      size: memory.length,
      stackPointer: exports.__stack_pointer.value,
      runtime: exports.qjs_get_runtime_ptr(),
      context: exports.qjs_get_context_ptr(),
    };
    return this.#snapshot;
  }

  /** Puts the memory back to the snapshot, whatever has happened to it. */
  reset(): void {
    const snapshot = this.#snapshot;
    if (!snapshot) throw new Error('There is no snapshot to go back to.');
    // The allocator takes memory from the end only: what grew once would be lost for ever, so it is thrown away whole.
    if (this.#exports.memory.buffer.byteLength !== snapshot.size) {
      this.#exports = this.#instantiate();
      const { memory } = this.#exports;
      const missing = snapshot.size - memory.buffer.byteLength;
      if (missing > 0) memory.grow(missing / 65_536);
      new Uint8Array(memory.buffer).fill(0, snapshot.head.length);
    }
    new Uint8Array(this.#exports.memory.buffer).set(snapshot.head);
    this.#exports.qjs_set_runtime_and_context(snapshot.runtime, snapshot.context);
    this.#exports.__stack_pointer.value = snapshot.stackPointer;
    this.rejections.clear();
  }

  /** Runs something in the machine, and turns every way in which it can break down into `Stopped`. */
  #guarded<T>(run: (exports: Exports) => T): T {
    try {
      const result = run(this.#exports);
      if (this.#hasRunTooLong) throw tooLong();
      return result;
    } catch (error) {
      if (this.#hasRunTooLong) throw tooLong();
      if (error instanceof WebAssembly.RuntimeError)
        throw new Stopped('trap', 'The app process broke down inside the virtual machine.');
      if (error instanceof RangeError)
        throw new Stopped('stack', 'The code called itself too deeply.');
      throw error;
    }
  }

  #checked(value: Handle): Handle {
    if (value === 0) throw outOfMemory();
    if (this.#exports.qjs_is_exception(value) !== 0) throw this.#thrown();
    return value;
  }

  #thrown(): Error {
    if (this.#hasRunTooLong) return tooLong();
    const exception = this.#exports.qjs_get_exception();
    const text = this.#read(exception);
    this.#exports.qjs_free_value(exception);
    return /out of memory/.test(text) ? outOfMemory() : new Stopped('trap', text);
  }

  #newString(text: string): Handle {
    const written = this.#write(text);
    const handle = this.#exports.qjs_new_string(written.at, written.length);
    this.#exports.wasm_free(written.at);
    return this.#checked(handle);
  }

  #write(text: string): { at: number; length: number } {
    const bytes = new TextEncoder().encode(text);
    const at = this.#exports.wasm_malloc(bytes.length + 1);
    if (at === 0) throw outOfMemory();
    const memory = new Uint8Array(this.#exports.memory.buffer);
    memory.set(bytes, at);
    memory[at + bytes.length] = 0;
    return { at, length: bytes.length };
  }

  /** Of a value that may refuse to become text. */
  #textOf(value: Handle): string {
    try {
      return this.#read(value);
    } catch {
      this.#exports.qjs_free_value(this.#exports.qjs_get_exception());
    }
    return 'A promise failed.';
  }

  #read(value: Handle): string {
    const exports = this.#exports;
    const lengthAt = exports.wasm_malloc(4);
    const at = lengthAt === 0 ? 0 : exports.qjs_get_string_len(value, lengthAt);
    if (at === 0) throw outOfMemory();
    const length = new DataView(exports.memory.buffer).getUint32(lengthAt, true);
    const text = new TextDecoder().decode(new Uint8Array(exports.memory.buffer, at, length));
    exports.qjs_free_cstring(at);
    exports.wasm_free(lengthAt);
    return text;
  }
}

function tooLong(): Stopped {
  return new Stopped(
    'steps',
    'The code ran for too long without coming to an end, so it was stopped. Look for a loop that never ends.',
  );
}

function outOfMemory(): Stopped {
  return new Stopped('memory', 'The code needs more memory than the app process has (32 MB).');
}

import { instantiate, type Exports, type Handle } from './quickjs.ts';
import { Rejections } from './rejections.ts';
import { outOfMemory, Stopped, tooLong } from './stopped.ts';

export interface Limits {
  memoryBytes: number;
  stackBytes: number;
  /** Promise jobs. */
  jobs: number;
}

/** So much is put in store before the snapshot that an ordinary run does not make the memory grow. */
const STORE_BYTES = 3 * 1024 * 1024;
/** Where QuickJS's runtime holds the number of bytes in use (JSMallocState.malloc_size, after five functions and a count). */
const USED_BYTES_AT = 24;
/** Memory is thrown away at the next reset, so collecting early would only cost time. */
const COLLECT_AFTER_BYTES = 2 * 1024 * 1024;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

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
  tellsUsedBytes: boolean;
}

/** Code that was told to stop may ignore it so often. */
const MOST_IGNORED = 20;

/**
 * One QuickJS virtual machine whose memory can be put back. Speaks to the binary of quickjs-wasi 3.6 itself: the package's own
 * class makes instances only by promise, and `reset` has to be synchronous.
 */
export class Isolate {
  readonly #module: WebAssembly.Module;
  readonly #limits: Limits;
  #exports: Exports;
  #snapshot: Snapshot | undefined = undefined;
  #interrupts = 0;
  #mostInterrupts = 0;
  #hasRunTooLong = false;
  readonly rejections = new Rejections();
  #tellsUsedBytes = false;

  /** A new machine, or one in the state that another one of the same binary and limits was in. */
  constructor(module: WebAssembly.Module, limits: Limits, from?: Snapshot) {
    this.#module = module;
    this.#limits = limits;
    this.#exports = this.#instantiate();
    if (from) {
      this.#snapshot = from;
      this.#tellsUsedBytes = from.tellsUsedBytes;
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
    return instantiate(this.#module, {
      onInterrupt: () => {
        this.#interrupts += 1;
        if (this.#interrupts <= this.#mostInterrupts) return 0;
        this.#hasRunTooLong = true;
        // `new Promise(run)` takes what stops `run` for a failure of it, and goes on: then everything is left at once.
        if (this.#interrupts > this.#mostInterrupts + MOST_IGNORED) throw tooLong();
        return 1;
      },
      onRejection: (promise, reason, isHandled) => {
        this.rejections.note(() => this.#textOf(reason), isHandled !== 0);
        for (const each of [promise, reason]) this.#exports.qjs_free_value(each);
      },
    });
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

  /** Lets promises settle until none is left to. Answers how many jobs that took; `spent` of those allowed are gone already. */
  settle(spent = 0): number {
    return this.#guarded((exports) => {
      let jobs = 0;
      for (; exports.qjs_is_job_pending() !== 0; jobs += 1) {
        if (spent + jobs >= this.#limits.jobs) throw tooLong();
        const result = exports.qjs_execute_pending_job();
        if (this.#hasRunTooLong) throw tooLong();
        if (result < 0) throw this.#thrown();
      }
      return jobs;
    });
  }

  /** How often QuickJS has asked since `allow`. */
  get interrupts(): number {
    return this.#interrupts;
  }

  /** Memory in use, garbage in circles included. Undefined where this binary does not tell. */
  get usedBytes(): number | undefined {
    return this.#tellsUsedBytes ? this.#readUsedBytes() : undefined;
  }

  #readUsedBytes(): number {
    const at = this.#exports.qjs_get_runtime_ptr() + USED_BYTES_AT;
    return new DataView(this.#exports.memory.buffer).getUint32(at, true);
  }

  /** Another build of QuickJS may keep the number somewhere else: it has to follow what is taken and given back. */
  #findOutWhetherItTells(): boolean {
    const before = this.#readUsedBytes();
    const probe = this.evaluate(`new ArrayBuffer(${STORE_BYTES})`, 'store');
    const grown = this.#readUsedBytes() - before;
    this.#exports.qjs_free_value(probe);
    const left = this.#readUsedBytes() - before;
    return grown >= STORE_BYTES && grown < 1.1 * STORE_BYTES && left < 0.1 * STORE_BYTES;
  }

  /** Frees what only refers to itself. */
  collectGarbage(): void {
    this.#guarded((exports) => exports.qjs_run_gc());
  }

  /** Remembers the present state for `reset`, and gives it. */
  snapshot(): Snapshot {
    const exports = this.#exports;
    this.#tellsUsedBytes = this.#findOutWhetherItTells();
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
      tellsUsedBytes: this.#tellsUsedBytes,
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
    const bytes = encoder.encode(text);
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
    const text = decoder.decode(new Uint8Array(exports.memory.buffer, at, length));
    exports.qjs_free_cstring(at);
    exports.wasm_free(lengthAt);
    return text;
  }
}

import { systemCalls } from './system-calls.ts';

/** quickjs-wasi 3.6's binary, as much of it as is used here. */

/** A value inside the machine: the address of a box that holds it. */
export type Handle = number;

/** The functions of quickjs-wasi's binary that are used here. */
export interface Exports {
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

/** What the binary tells while it runs. */
export interface Listener {
  /** Asked again and again; not 0 stops the code. */
  onInterrupt(): number;
  /** Both handles are the listener's to free. */
  onRejection(promise: Handle, reason: Handle, isHandled: number): void;
}

/** A new instance without a runtime in it. */
export function instantiate(module: WebAssembly.Module, listener: Listener): Exports {
  const instance = new WebAssembly.Instance(module, {
    env: {
      host_call: () => 0,
      host_interrupt: () => listener.onInterrupt(),
      host_promise_rejection: (promise: Handle, reason: Handle, isHandled: number) =>
        listener.onRejection(promise, reason, isHandled),
      host_module_normalize: () => 0,
      host_module_load: () => 0,
      // Programs run in UTC everywhere.
      host_get_timezone_offset: () => 0,
    },
    wasi_snapshot_preview1: systemCalls(() => new DataView(exports.memory.buffer)),
  });
  const exports = instance.exports as unknown as Exports;
  return exports;
}

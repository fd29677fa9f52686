/** A made-up workflow, as a tree that is rendered to one JavaScript source for both engines. Code is JavaScript text. */
export interface Program {
  shape: 'async function*' | 'async function' | 'function*';
  steps: Step[];
}

export type Step =
  /** Waits for a task, and writes down what came back. */
  | { do: 'yield'; task: TaskCode }
  /** Asks without waiting. */
  | { do: 'start'; task: TaskCode }
  /** One statement. */
  | { do: 'run'; code: string }
  | { do: 'try'; body: Step[]; caught: Step[] | undefined; last: Step[] | undefined }
  | { do: 'if'; test: string; body: Step[]; other: Step[] }
  | { do: 'loop'; times: number; body: Step[] }
  | { do: 'leave'; how: 'break' | 'continue' }
  /** A generator inside the generator. */
  | { do: 'inner'; body: Step[] };

export type TaskCode =
  | { task: 'activity'; name: string; input: string; options: string }
  | { task: 'child'; name: string; input: string; instanceId: string; options: string }
  | { task: 'timer'; due: string }
  | { task: 'wait'; name: string }
  | { task: 'all' | 'any'; of: TaskCode[] }
  /** A task that was made before. */
  | { task: 'again'; pick: number }
  /** Something that is no task. */
  | { task: 'none'; code: string };

/** How the context is spelled. `inner` is the executor's own context inside the Dapr SDK. */
export type Spelling = 'durabletask' | 'dapr' | 'inner';

const HELPERS = `
  const out = [], tasks = [];
  let last = input;
  function act1(_ctx, x) { return x; }
  const keep = (task) => { tasks.push(task); return task; };
  const pick = (n) => (tasks.length > 0 ? tasks[n % tasks.length] : keep(ctx.callActivity('spare')));
  const bare = (n) => { const plain = tasks.filter((task) => !/Retr/.test(task.constructor.name)); return plain[n % plain.length]; };
  const say = (e) => !(e instanceof Error) ? { thrown: e } : {
    name: e.name, message: e instanceof TypeError ? 'in its own words' : e.message, cause: e.cause === undefined ? undefined : say(e.cause),
    details: e.details && [e.details.message, e.details.errorType, e.details.stackTrace],
    errors: e.errors && e.errors.map(say),
  };
  const see = (x, depth = 0) => {
    if (depth > 4) return 'deep';
    if (Array.isArray(x)) return x.map((y) => see(y, depth + 1));
    if (!(x instanceof Task)) return x === undefined ? 'nothing' : x;
    return {
      task: tasks.indexOf(x), done: x.isComplete, failed: x.isFailed, also: [x.isCompleted, x.isFaulted],
      result: see(x.result, depth + 1), error: x.isFailed ? say(x.getException()) : undefined,
    };
  };`;

/** The whole source. Free variables: whenAll, whenAny, RetryPolicy, Task. */
export function render(program: Program, spelling: Spelling): string {
  const writer = new Writer(spelling, program.shape);
  const lines = program.steps.flatMap((step) => writer.step(step, '  ', false));
  return `${program.shape} (ctx, input) {${HELPERS}\n${lines.join('\n')}\n  return out;\n}`;
}

/** Dapr hands on what it was given, so that only its transport fails of it. That is not looked at. */
const ODD_STATUS = /^ctx\.setCustomStatus.*(=>|Symbol|1n|Map|toJSON|Error)/;

class Writer {
  readonly #spelling: Spelling;
  readonly #isGenerator: boolean;
  readonly #isAsync: boolean;
  #names = 0;

  constructor(spelling: Spelling, shape: Program['shape']) {
    this.#spelling = spelling;
    this.#isGenerator = shape !== 'async function';
    this.#isAsync = shape !== 'function*';
  }

  step(step: Step, indent: string, isInLoop: boolean): string[] {
    const deeper = (steps: Step[], inLoop = isInLoop): string[] =>
      steps.flatMap((each) => this.step(each, `${indent}  `, inLoop));
    switch (step.do) {
      case 'yield': {
        const wait = this.#isGenerator ? 'yield ' : '';
        return [`${indent}last = see(${wait}${this.task(step.task)}); out.push(last);`];
      }
      case 'start':
        return [`${indent}${this.task(step.task)};`];
      case 'run':
        if (!this.#isAsync && step.code.includes('await ')) return [];
        if (this.#spelling !== 'durabletask' && ODD_STATUS.test(step.code)) return [];
        return [`${indent}${this.#spelled(step.code)}`];
      case 'leave':
        return isInLoop ? [`${indent}${step.how};`] : [];
      case 'if':
        return [
          `${indent}if (${this.#spelled(step.test)}) {`,
          ...deeper(step.body),
          `${indent}} else {`,
          ...deeper(step.other),
          `${indent}}`,
        ];
      case 'loop': {
        const count = `i${this.#names++}`;
        return [
          `${indent}for (let ${count} = 0; ${count} < ${step.times}; ${count}++) {`,
          ...deeper(step.body, true),
          `${indent}}`,
        ];
      }
      case 'try': {
        const { caught, last } = step;
        const isBare = caught === undefined && last === undefined;
        return [
          `${indent}try {`,
          ...deeper(step.body),
          ...(caught || isBare
            ? [`${indent}} catch (error) {`, `${indent}  out.push(say(error));`]
            : []),
          ...(caught ? deeper(caught) : []),
          ...(last ? [`${indent}} finally {`, ...deeper(last)] : []),
          `${indent}}`,
        ];
      }
      case 'inner':
        if (!this.#isGenerator) return deeper(step.body);
        return [
          `${indent}last = yield* (async function* () {`,
          ...deeper(step.body, false),
          `${indent}})();`,
        ];
    }
  }

  task(code: TaskCode): string {
    switch (code.task) {
      case 'activity':
        return this.#kept(`callActivity(${code.name}, ${code.input}${this.#options(code)})`);
      case 'child':
        return this.#kept(this.#child(code));
      case 'timer':
        return this.#kept(`createTimer(${this.#spelled(code.due)})`);
      case 'wait':
        return this.#kept(`waitForExternalEvent(${code.name})`);
      case 'all':
      case 'any': {
        const call = code.task === 'all' ? 'whenAll' : 'whenAny';
        const on = this.#spelling === 'dapr' ? 'ctx.' : '';
        return `keep(${on}${call}([${code.of.map((task) => this.task(task)).join(', ')}]))`;
      }
      case 'again':
        return `pick(${code.pick})`;
      case 'none':
        return code.code;
    }
  }

  #kept(call: string): string {
    return `keep(ctx.${call})`;
  }

  #options({ options }: { options: string }): string {
    return options && this.#spelling === 'durabletask' ? `, ${options}` : '';
  }

  #child(code: Extract<TaskCode, { task: 'child' }>): string {
    const { name, input, instanceId, options } = code;
    switch (this.#spelling) {
      case 'durabletask': {
        const id = instanceId && `instanceId: ${instanceId}`;
        const rest = options && `...${options}`;
        const all = [id, rest].filter(Boolean).join(', ');
        return `callSubOrchestrator(${name}, ${input}${all && `, { ${all} }`})`;
      }
      case 'dapr':
        return `callChildWorkflow(${name}, ${input}${instanceId && `, ${instanceId}`})`;
      case 'inner':
        return `callSubOrchestrator(${name}, ${input}${instanceId && `, ${instanceId}`})`;
    }
  }

  /** Statements are written with durabletask's properties. */
  #spelled(code: string): string {
    if (this.#spelling !== 'dapr') return code;
    return code
      .replaceAll('ctx.isReplaying', 'ctx.isReplaying()')
      .replaceAll('ctx.currentUtcDateTime', 'ctx.getCurrentUtcDateTime()')
      .replaceAll('ctx.instanceId', 'ctx.getWorkflowInstanceId()');
  }
}

import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';

function looseIn(source: string): string[] {
  const compiled = compile(source);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return (compiled.loose ?? []).map(({ name, line, endLine }) => `${name} ${line}-${endLine}`);
}

const SAGA = `class Saga {
  constructor(id) {
    this.id = id;
  }
  *step(run) {
    yield run;
    [1].forEach(() => {
      run();
    });
  }
  get size() { return 1; }
}`;

describe('functions without a name of their own', () => {
  it.each([
    ['none', 'export async function* flow(ctx) {\n  yield ctx;\n}', []],
    [
      'methods, without what stands inside of them',
      SAGA,
      ['Saga.constructor 2-4', 'Saga.step 5-10'],
    ],
    [
      'methods of objects',
      'const tools = {\n  check(order) {\n    return order;\n  },\n  pay: async () => {\n    return 1;\n  },\n};',
      ['check 2-4', 'pay 5-7'],
    ],
    [
      'a class without a name',
      'export const Saga = class {\n  run() {\n  return 1;\n  }\n};',
      ['run 2-4'],
    ],
    [
      'types',
      'abstract class A {\n  abstract run(): void;\n}\ninterface B {\n  run(): void;\n}',
      [],
    ],
  ])('%s', (_name, source, expected) => {
    expect(looseIn(source)).toEqual(expected);
  });

  it('lists those inside of others where host code has its workflow inside of one', () => {
    const source = `import { WorkflowRuntime } from '@dapr/dapr';
async function start() {
  class Saga {
    run() {
      return 1;
    }
  }
  const flow = async function* (ctx) {
    yield ctx;
  };
  const runtime = new WorkflowRuntime();
  runtime.registerWorkflow(flow);
  await runtime.start();
}
start();`;
    expect(looseIn(source)).toEqual([]);
    expect(
      looseIn(
        source.replace(
          '  const flow',
          '  [1].map((each) => {\n    return each;\n  });\n  const flow',
        ),
      ),
    ).toEqual(['a function 8-10']);
  });
});

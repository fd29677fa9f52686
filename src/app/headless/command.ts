import { answerDeployCheck } from './deploy-line.ts';
import { TurnExecutor } from './execute-line.ts';
import { answerExplore } from './explore-line.ts';
import { fieldsOf, type Fields } from './fields.ts';
import { LineError } from './line-error.ts';
import { answerRun } from './run-line.ts';
import { answerScenario } from './scenario-line.ts';

export { lintLines, unreadable } from './lint-lines.ts';

export type Verb = 'execute' | 'run';

/** The answer to one line, as one line of JSON without its end. */
export interface LineAnswer {
  text: string;
  isError: boolean;
  /** For the person at the terminal. */
  remarks: string[];
}

export const isVerb = (word: string | undefined): word is Verb =>
  word === 'execute' || word === 'run';

/** Makes the function that answers the lines of one verb, one after the other. `wasm` is quickjs-wasi's binary. */
export async function lineAnswerer(
  verb: Verb,
  wasm: BufferSource,
): Promise<(line: string) => LineAnswer> {
  const module = await WebAssembly.compile(wasm);
  const executor = new TurnExecutor(module);
  const answer = (line: Fields): { answer: object; remarks: string[] } =>
    verb === 'run' ? answerRun(line, module) : { answer: executor.answer(line), remarks: [] };
  return (line) => {
    try {
      const answered = answer(fieldsOf(readJson(line), ''));
      return answerOf(answered.answer, answered.remarks);
    } catch (error) {
      return refusalOf(error);
    }
  };
}

/** Makes the function that answers scenario documents (docs/SCENARIO.md), one after the other. */
export async function scenarioAnswerer(
  wasm: BufferSource,
): Promise<(line: string) => Promise<LineAnswer>> {
  const module = await WebAssembly.compile(wasm);
  return async (line) => {
    try {
      return answerOf(await answerScenario(readJson(line), module), []);
    } catch (error) {
      return refusalOf(error);
    }
  };
}

/** One of the answers to a line that is answered by several. */
export interface PartAnswer extends LineAnswer {
  /** What was looked for was found: an invariant does not hold, or a deployment is not safe. */
  isBroken: boolean;
}

/**
 * Makes the function that answers the lines of `explore` or `deploy-check`: with many lines each, as they come. `wasm` is
 * quickjs-wasi's binary.
 */
export async function partsAnswerer(
  verb: 'explore' | 'deploy-check',
  wasm: BufferSource,
): Promise<(line: string) => Generator<PartAnswer>> {
  const module = await WebAssembly.compile(wasm);
  return function* (line) {
    try {
      const fields = fieldsOf(readJson(line), '');
      const parts =
        verb === 'explore' ? answerExplore(fields, module) : answerDeployCheck(fields, module);
      for (const { answer, isBroken } of parts) yield { ...answerOf(answer, []), isBroken };
    } catch (error) {
      yield { ...refusalOf(error), isBroken: false };
    }
  };
}

const answerOf = (answer: object, remarks: string[]): LineAnswer => ({
  text: JSON.stringify(answer),
  isError: false,
  remarks,
});

function refusalOf(error: unknown): LineAnswer {
  const { code, message } = error instanceof LineError ? error : ownFault(error);
  return { text: JSON.stringify({ error: { code, message } }), isError: true, remarks: [] };
}

function readJson(line: string): unknown {
  try {
    // Some shells put a byte order mark in front of what they pipe.
    return JSON.parse(line.startsWith('\uFEFF') ? line.slice(1) : line);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LineError('bad-json', `The line is not JSON: ${reason}`);
  }
}

/** A fault of this command must not end it: the other lines still want their answers. */
function ownFault(error: unknown): LineError {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new LineError('internal', `The command itself failed on this line. ${reason}`);
}

import { TurnExecutor } from './execute-line.ts';
import { fieldsOf, type Fields } from './fields.ts';
import { LineError } from './line-error.ts';
import { answerRun } from './run-line.ts';

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
      const answered = answer(readLine(line));
      return { text: JSON.stringify(answered.answer), isError: false, remarks: answered.remarks };
    } catch (error) {
      const { code, message } = error instanceof LineError ? error : ownFault(error);
      return { text: JSON.stringify({ error: { code, message } }), isError: true, remarks: [] };
    }
  };
}

function readLine(line: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LineError('bad-json', `The line is not JSON: ${reason}`);
  }
  return fieldsOf(value, '');
}

/** A fault of this command must not end it: the other lines still want their answers. */
function ownFault(error: unknown): LineError {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new LineError('internal', `The command itself failed on this line. ${reason}`);
}

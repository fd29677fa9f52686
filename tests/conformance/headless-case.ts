import { readFile } from 'node:fs/promises';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as v from 'valibot';
import { lineAnswerer, type Verb } from '../../src/app/headless/command.ts';
import type { Dialect } from '../../src/engine/turn.ts';
import type { WireEvent } from '../../src/engine/wire.ts';
import type { WireFailure } from '../../src/engine/wire-parts.ts';
import type { RecordedCase } from './case.ts';
import { error, executeAnswer, runAnswer } from './headless-answers.ts';

/** What a recorded case holds beside its turns. */
export interface RecordedLife extends RecordedCase {
  activities?: Record<string, string>;
  input?: unknown;
  finalStatus?: string;
  output?: string | null;
  failureDetails?: WireFailure | null;
  customStatus?: unknown;
  previousGenerations?: WireEvent[][];
  activityInvocations?: { name: string; input?: unknown; run: number }[];
  log?: { turn?: number; activity?: string; run: number; outcome: string }[];
}

const CORPUS = join(import.meta.dirname, '..', 'corpus');

export function readLives(dialect: Dialect): RecordedLife[] {
  const folder = join(CORPUS, dialect);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as RecordedLife);
}

const wasm = await readFile(createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm'));

/** Asks the command, in this process. An answer of another shape than the documented one fails the test. */
export async function asker(verb: Verb): Promise<(line: object) => Record<string, unknown>> {
  const answer = await lineAnswerer(verb, wasm);
  const shape = verb === 'run' ? runAnswer : executeAnswer;
  return (line) => {
    const { text, isError } = answer(JSON.stringify(line));
    return v.parse(isError ? error : shape, JSON.parse(text));
  };
}

import { builtins } from './builtins.ts';
import { currentHost } from './host.ts';
import { currentPass } from './pass.ts';

/**
 * Nobody sits at this keyboard. Questions are answered from the variable `ANSWERS`, one after the other, separated by commas;
 * after the last of them, and without it, every answer is the same.
 */
const ANSWER = '1000';

function answerTo(prompt: unknown, otherwise: string): string {
  const host = currentHost();
  const all = host.variables['ANSWERS'];
  const given = all === undefined ? undefined : all.split(',')[host.questionCount]?.trim();
  host.questionCount += 1;
  const answer = given ?? otherwise;
  const question = prompt === undefined ? '' : `${builtins.String(prompt)} `;
  const { recorder, print } = currentPass();
  recorder?.log('question', `${question}${answer}`);
  print?.('question', `${question}${answer}`);
  return answer;
}

const isYes = (prompt: unknown): boolean => !/^\s*n/i.test(answerTo(prompt, 'y'));

/** Of `readline-sync`. */
export const readlineSync = {
  question: (prompt?: unknown): string => answerTo(prompt, ANSWER),
  prompt: (): string => answerTo(undefined, ANSWER),
  questionInt: (prompt?: unknown): number => Math.trunc(Number(answerTo(prompt, ANSWER))) || 0,
  questionFloat: (prompt?: unknown): number => Number(answerTo(prompt, ANSWER)) || 0,
  keyInYN: isYes,
  keyInYNStrict: isYes,
};

/** Of `node:readline` and `node:readline/promises`. */
export function createInterface(): object {
  const lines = {
    question(prompt: unknown, ...rest: unknown[]): Promise<string> | undefined {
      const answer = answerTo(prompt, ANSWER);
      const callback = rest.at(-1);
      if (typeof callback !== 'function') return builtins.Promise.resolve(answer);
      queueMicrotask(() => {
        Reflect.apply(callback, undefined, [answer]);
      });
      return undefined;
    },
    on: () => lines,
    once: () => lines,
    close: () => undefined,
    setPrompt: () => undefined,
    prompt: () => undefined,
  };
  return lines;
}

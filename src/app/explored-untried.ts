import type { Trace } from '../trace/trace.ts';
import { requestOf } from '../view/read-words.ts';

/** So much is named. */
const MOST_NAMED = 3;

/**
 * What a crash may bring along, and these runs did not: another answer of a service that the workflow's own code asks, and other
 * variables of the app. Undefined: the code reads nothing of the kind, or what it read was another value in this very run.
 */
export function untriedText({ steps }: Trace): string | undefined {
  const found = new Map<string, Set<string>>();
  for (const step of steps) {
    if (step.kind !== 'pass' || step.pass.of !== 'turn') continue;
    for (const { api, line, value } of step.pass.reads) {
      const what = otherOf(api);
      if (what === undefined) continue;
      const text = `${what} (line ${line})`;
      found.set(text, (found.get(text) ?? new Set()).add(value));
    }
  }
  const same = [...found].flatMap(([text, values]) => (values.size === 1 ? [text] : []));
  if (same.length === 0) return undefined;
  const more = same.length > MOST_NAMED ? ', and more' : '';
  return `Not tried: ${same.slice(0, MOST_NAMED).join(', ')}${more}.`;
}

function otherOf(api: string): string | undefined {
  const request = requestOf(api);
  if (request !== undefined) return `another answer of ${request}`;
  const variable = /^process\.env\.(\w+)$/.exec(api)?.[1];
  return variable === undefined ? undefined : `another ${variable}`;
}

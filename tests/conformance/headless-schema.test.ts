import { readFile } from 'node:fs/promises';
import { toJsonSchema } from '@valibot/to-json-schema';
import { format } from 'prettier';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../src/app/headless/line-error.ts';
import { asker } from './headless-case.ts';
import {
  deployAnswer,
  error,
  executeAnswer,
  exploreAnswer,
  runAnswer,
  scenarioAnswer,
  shapes,
} from './headless-answers.ts';

/** A line of a document that is a JSON object with a dialect, and what stands in the next fenced block. */
const EXAMPLE = /^(\{"dialect".*\})\n```\n\n```\n(.*)\n```/gm;

const read = (path: string): Promise<string> =>
  readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

type DocumentedCode = v.InferOutput<typeof error>['error']['code'];

describe('what the command answers', () => {
  test('has the JSON Schema of these tests (vitest --update writes it again)', async () => {
    const schema = toJsonSchema(
      v.union([executeAnswer, runAnswer, scenarioAnswer, exploreAnswer, deployAnswer, error]),
      {
        target: 'draft-2020-12',
        typeMode: 'input',
        definitions: {
          ...shapes,
          execute: executeAnswer,
          run: runAnswer,
          scenario: scenarioAnswer,
          explore: exploreAnswer,
          'deploy-check': deployAnswer,
          error,
        },
      },
    );
    const title = 'Replayscope headless command: one line of output';
    const text = await format(JSON.stringify({ title, ...schema }), {
      parser: 'json',
      printWidth: 100,
    });
    await expect(text).toMatchFileSnapshot('../../docs/headless.schema.json');
  });

  test('every code of an error is documented', async () => {
    const page = await read('docs/HEADLESS.md');
    // Both ways: a code that only one of the two lists know does not compile.
    const codes: readonly ErrorCode[] = error.entries.error.entries.code.options;
    const same: readonly DocumentedCode[] = codes;
    for (const code of same) expect(page).toContain(`\`${code}\``);
  });

  test('is what docs/HEADLESS.md says', async () => {
    const examples = [...(await read('docs/HEADLESS.md')).matchAll(EXAMPLE)];
    const [execute, run] = [await asker('execute'), await asker('run')];
    const answers = examples.map(([, line = '']) => {
      const asked = JSON.parse(line) as object;
      return 'newEvents' in asked ? execute(asked) : run(asked);
    });
    expect(answers).toEqual(examples.map(([, , answer = '']) => JSON.parse(answer) as object));
    expect(examples).toHaveLength(2);
  });

  test('is what README.md says', async () => {
    const page = await read('README.md');
    const asked = [...page.matchAll(/echo '(.*)' \| node bin\/replayscope.mjs (\w+)\n(.*)/g)];
    expect(asked.map(([, , verb]) => verb)).toEqual(['execute', 'run']);
    for (const [, line = '', verb, said = ''] of asked) {
      const ask = await asker(verb === 'run' ? 'run' : 'execute');
      const answer = JSON.stringify(ask(JSON.parse(line) as object));
      const [before = '', after = ''] = said.split('…');
      expect([answer.startsWith(before), answer.endsWith(after)]).toEqual([true, true]);
    }
  });
});

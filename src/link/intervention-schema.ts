import * as v from 'valibot';
import { BOUNDS } from './bounds.ts';
import { choice, json, strict, text, variables, whole } from './fields.ts';
import { placeField } from './place-schema.ts';

const target = choice(['app', 'sidecar', 'both', 'app2']);
const at = placeField;
const instance = v.optional(text(BOUNDS.name));
const delay = whole(1, BOUNDS.delayMs);
const MOST_TIMES = 1000;
const times = v.union(
  [v.literal('always'), whole(1, MOST_TIMES)],
  `must be a whole number from 1 to ${MOST_TIMES}, or "always"`,
);

const WORDS = [
  'crash',
  'restart',
  'fail',
  'slow',
  'lose',
  'repeat',
  'refuse',
  'tear',
  'raise',
  'suspend',
  'resume',
  'terminate',
  'rewind',
  'skip',
  'join',
];

/** One act of a person, as a document holds it. */
export const intervention = v.variant(
  'do',
  [
    strict({ do: v.literal('crash'), target: v.optional(target, 'app'), at }),
    strict({
      do: v.literal('restart'),
      target: v.optional(target),
      code: v.optional(choice(['v1', 'v2'])),
      variables: v.optional(variables),
    }),
    strict({
      do: v.literal('fail'),
      times: v.optional(times, 1),
      message: v.optional(text(BOUNDS.variable)),
      at,
    }),
    strict({ do: v.literal('slow'), byMs: delay, at }),
    strict({ do: v.literal('lose'), at }),
    strict({ do: v.literal('repeat'), at }),
    strict({ do: v.literal('refuse'), at }),
    strict({ do: v.literal('tear'), at }),
    strict({
      do: v.literal('raise'),
      name: text(BOUNDS.name),
      data: v.optional(json),
      instance,
      at,
    }),
    strict({ do: v.literal('suspend'), instance, at }),
    strict({ do: v.literal('resume'), instance, at }),
    strict({ do: v.literal('rewind'), instance, at }),
    strict({ do: v.literal('terminate'), output: v.optional(json), instance, at }),
    strict({ do: v.literal('skip'), byMs: v.optional(delay), at }),
    strict({ do: v.literal('join'), at }),
  ],
  (issue) =>
    issue.expected === 'Object'
      ? 'must be an object'
      : `must be ${WORDS.map((word) => `"${word}"`)
          .join(', ')
          .replace(/, (?="join")/, ' or ')}`,
);

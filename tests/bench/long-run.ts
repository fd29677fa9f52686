import { encodeLink } from '../../src/link/codec.ts';
import type { SampleIndex } from '../../src/link/sample-index.ts';

/** Rounds one after the other, then a fan-out: 3 history events a round, and 3 for each part of the fan-out at most. */
export const ROUNDS = 500;
export const PARTS = 220;

const SOURCE = `export async function* longRun(ctx) {
  let total = 0;
  for (let round = 1; round <= ${ROUNDS}; round += 1) {
    const seen = yield ctx.callActivity(charge, round);
    total += seen;
  }
  const parts = [];
  for (let part = 1; part <= ${PARTS}; part += 1) parts.push(ctx.callActivity(charge, part));
  const all = yield ctx.whenAll(parts);
  return { total, parts: all.length };
}

async function charge(ctx, amount) {
  const response = await fetch('https://payments.example/charges', {
    method: 'POST',
    body: JSON.stringify({ amount }),
  });
  const charge = await response.json();
  return charge.amount;
}
`;

/** No sample is known: the code stands in the link as it is. */
const NO_SAMPLES: SampleIndex = { defaults: () => undefined, mainInstance: 'order-1' };

/** The fragment of a link to a run of more than 2,000 history events, with a crash in the middle and a replay after it. */
export const longRunLink = (): string =>
  encodeLink(
    {
      scenario: {
        program: { source: SOURCE, workflow: 'longRun' },
        mode: 'workflow',
        dialect: 'dapr',
        facade: 'dapr',
        input: null,
        seed: 1,
        environment: { variables: {}, events: [], services: [] },
        interventions: [
          {
            do: 'crash',
            target: 'app',
            at: { subject: 'turn', number: 300, attempt: 1, moment: 'sent' },
          },
          { do: 'restart' },
        ],
      },
    },
    NO_SAMPLES,
  );

import { encodeLink } from '../../src/link/codec.ts';
import type { SampleIndex } from '../../src/link/sample-index.ts';

/** Rounds one after the other, then a fan-out: 3 history events a round, and 3 for each part of the fan-out. */
interface Length {
  rounds: number;
  parts: number;
  /** The wake-up at which the app crashes; it is restarted, and replays. */
  crashedTurn: number;
}

/** More than 2,000 history events. */
export const LONG: Length = { rounds: 500, parts: 220, crashedTurn: 300 };
export const SHORT: Length = { rounds: 3, parts: 3, crashedTurn: 4 };

const sourceOf = ({ rounds, parts }: Length): string => `export async function* longRun(ctx) {
  let total = 0;
  for (let round = 1; round <= ${rounds}; round += 1) {
    const seen = yield ctx.callActivity(charge, round);
    total += seen;
  }
  const parts = [];
  for (let part = 1; part <= ${parts}; part += 1) parts.push(ctx.callActivity(charge, part));
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

/** The fragment of a link to a run with a crash in the middle and a replay after it. */
export const linkOf = (length: Length): string =>
  encodeLink(
    {
      scenario: {
        program: { source: sourceOf(length), workflow: 'longRun' },
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
            at: { subject: 'turn', number: length.crashedTurn, attempt: 1, moment: 'sent' },
          },
          { do: 'restart' },
        ],
      },
    },
    NO_SAMPLES,
  );

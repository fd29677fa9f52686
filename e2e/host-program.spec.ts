import { readFileSync } from 'node:fs';
import { encodeLink } from '../src/link/codec.ts';
import type { Scenario } from '../src/sim/scenario.ts';
import { button, open, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

const text = (name: string): string =>
  readFileSync(new URL(`../tests/support/host-programs/${name}.txt`, import.meta.url), 'utf8');

/** A document as a person writes it: nothing but the file's text. */
const documentWith = (source: string): string =>
  JSON.stringify({ replayscope: 0, program: { source } });

test('a file with its own host code is dropped, and runs unchanged', async ({ page }) => {
  await open(page, './');
  const transfer = await page.evaluateHandle(
    (content) => {
      const data = new DataTransfer();
      data.items.add(new File([content], 'trip.json', { type: 'application/json' }));
      return data;
    },
    documentWith(text('dapr-trip.ts')),
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await button(page, 'Run it').click();
  await until(page, { index: 0, appRun: 1 });
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed' });
  const client = page.getByRole('region', { name: /^Client/ });
  await expect(client.getByText('the runtime has started')).toBeVisible();
  await expect(client.getByText('result: "told ch_1 from Ulm to Jena"')).toBeVisible();
});

test('a link to a host file opens with its own engine, and a crash leaves the client alone', async ({
  page,
}) => {
  const scenario: Scenario = {
    program: { source: text('durable-task-count.js') },
    mode: 'workflow',
    dialect: 'durabletask',
    facade: 'durabletask',
    input: undefined,
    seed: 1,
    environment: { variables: {}, events: [], services: [] },
    interventions: [
      {
        do: 'crash',
        target: 'app',
        at: { instance: 'first', subject: 'task', number: 1, attempt: 1, moment: 'sent' },
      },
      { do: 'restart' },
    ],
  };
  await open(page, `./#${encodeLink({ scenario }, { defaults: () => undefined })}`);
  await page.keyboard.press('End');
  await until(page, { appRun: 2 });
  const client = page.getByRole('region', { name: /^Client/ });
  await expect(client.getByText('first {"id":"first","sum":5}')).toBeVisible();
});

test('what cannot run says so by name and line, before anything runs', async ({ page }) => {
  const source = text('dapr-trip.ts').replace(
    'async function main',
    'import { pay } from "./pay";\npay();\nasync function main',
  );
  const scenario: Scenario = {
    program: { source },
    mode: 'workflow',
    dialect: 'dapr',
    facade: 'dapr',
    input: undefined,
    seed: 1,
    environment: { variables: {}, events: [], services: [] },
    interventions: [],
  };
  await page.goto(`./#${encodeLink({ scenario }, { defaults: () => undefined })}`);
  await button(page, 'Run it').click();
  await expect(page.getByText("'./pay' can’t be loaded").first()).toBeVisible();
});

import type { Page } from '@playwright/test';
import { button, crash, open, restart, stateOf, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

/** The text of the editor: what the person types into. */
const code = (page: Page) => page.getByRole('textbox', { name: /^Code/ });
const status = (page: Page) => page.locator('.editor-status');

async function edit(page: Page): Promise<void> {
  await page.keyboard.press('ArrowRight');
  await button(page, 'Edit the code').click();
  await expect(code(page)).toBeVisible();
}

/** Puts a text into the editor, as a paste does. */
async function write(page: Page, text: string): Promise<void> {
  await code(page).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

const GREETING = `import { WorkflowContext } from '@dapr/dapr';

const hello = async (_ctx: unknown, name: string) => 'Hello ' + name;

export async function* greet(ctx: WorkflowContext, name: string): any {
  const first: string = yield ctx.callActivity(hello, 'Ada');
  const second: string = yield ctx.callActivity(hello, 'Grace');
  return first + ', ' + second;
}
`;

async function paste(page: Page, text: string): Promise<void> {
  await button(page, /^Sample:/).click();
  await button(page, /^Your own code/).click();
  await page.getByRole('textbox', { name: /^Paste a file/ }).fill(text);
  await button(page, 'Run this code').click();
}

test('a sample is edited, and the change runs by itself', async ({ page }) => {
  await open(page);
  await edit(page);
  await code(page).click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.insertText("  console.log('changed');\n");
  await expect(status(page)).toHaveText('This is the code that runs.');
  await page.getByRole('slider', { name: 'Position in the run' }).focus();
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed' });
  expect((await stateOf(page)).sample).toBeUndefined();
  await expect(page.getByText('Kept on this device')).toBeVisible();
  await button(page, 'Undo').click();
  await until(page, { sample: 'order' });
  await expect(code(page)).not.toContainText('changed');
  await button(page, 'Redo').click();
  await expect(code(page)).toContainText('changed');
});

test('broken code keeps the last good run, says where it is broken, and is repaired', async ({
  page,
}) => {
  await open(page);
  await edit(page);
  const before = await stateOf(page);
  await code(page).click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.insertText('const = 1;\n');
  await expect(status(page)).toContainText('Line 1');
  await expect(status(page)).toContainText('stays on the screen');
  expect(await stateOf(page)).toMatchObject({ position: before.position, sample: 'order' });
  await button(page, /^Line 1/).click();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(code(page)).not.toContainText('const = 1');
  await expect(status(page)).toHaveText('This is the code that runs.');
});

test('a pasted file of an SDK runs, crashes and reads its history again', async ({ page }) => {
  await open(page);
  await paste(page, GREETING);
  await until(page, { index: 0, appRun: 0 });
  await expect(code(page)).toContainText('greet');
  await page.getByRole('slider', { name: 'Position in the run' }).fill('20');
  await crash(page);
  await restart(page);
  await page.getByRole('slider', { name: 'Position in the run' }).focus();
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed', appRun: 2 });
});

test('after a reload the work is there, also when it could not run', async ({ page }) => {
  await open(page);
  await edit(page);
  await write(page, `${GREETING}\nconst = 2;`);
  await expect(status(page)).toContainText('Line 11');
  await expect(page.getByText('Kept on this device')).toBeVisible();
  await page.reload();
  await expect(code(page)).toContainText('const = 2');
  await expect(status(page)).toContainText('Line 11');
  expect((await stateOf(page)).sample).toBe('order');
});

test("a stranger's code waits for a word, and one's own does not ask again", async ({ page }) => {
  await open(page);
  await paste(page, GREETING);
  const { address } = await until(page, { index: 0, appRun: 0 });
  await page.goto('about:blank');
  await page.goto(address);
  await until(page, { appRun: 0 });
  await expect(button(page, 'Run it')).toHaveCount(0);

  const stranger = await page.context().browser()?.newContext();
  const other = await stranger?.newPage();
  if (!other) throw new Error('There is no second browser.');
  await other.goto(address);
  await expect(other.getByText('closed machine')).toBeVisible();
  await expect(other.getByLabel('Code of the program')).toContainText('greet');
  await button(other, 'Only read').click();
  await expect(other.getByText('This code has not run')).toBeVisible();
  expect(await other.evaluate(() => window.replayscope.state())).toBeUndefined();
  await button(other, 'Run it').click();
  await until(other, { appRun: 0 });
  await other.reload();
  await until(other, { appRun: 0 });
  await stranger?.close();
});

import type { Page } from '@playwright/test';
import {
  button,
  crash,
  open,
  paste,
  restart,
  slideTo,
  stateOf,
  toLast,
  until,
} from './fixtures/scope.ts';
import { withPatience } from './fixtures/library.ts';
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
  await code(page).focus();
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

test('a sample is edited, and the change runs by itself', async ({ page }) => {
  await open(page);
  await edit(page);
  await code(page).focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.insertText("  console.log('changed');\n");
  await expect.poll(async () => (await stateOf(page)).sample).toBeUndefined();
  await expect(status(page)).toHaveText('This is the code that runs.');
  await toLast(page);
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
  await code(page).focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.insertText('const = 1;\n');
  await expect(status(page)).toContainText('Line 1');
  await expect(status(page)).toContainText('stays on the screen');
  await expect
    .poll(() => stateOf(page))
    .toMatchObject({ position: before.position, sample: 'order' });
  // Done does not lose it, and says so.
  await button(page, 'Done').click();
  await button(page, 'Your change can’t run yet (line 1)').click();
  await expect(code(page)).toContainText('const = 1');
  await button(page, /^Line 1/).click();
  await expect(code(page)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.press('Delete');
  await expect(code(page)).not.toContainText('const = 1');
  await expect(status(page)).toHaveText('This is the code that runs.');
});

test('a pasted file of an SDK runs, crashes and reads its history again', async ({ page }) => {
  await open(page);
  await paste(page, GREETING);
  await until(page, { index: 0, appRun: 0 });
  await expect(code(page)).toContainText('greet');
  await slideTo(page, 20);
  await crash(page);
  await restart(page);
  await toLast(page);
  await until(page, { verdict: 'completed', appRun: 2 });
});

test('after a reload the work is there, also when it could not run', async ({ page }) => {
  await withPatience(page.context());
  await open(page);
  await edit(page);
  await write(page, `${GREETING}\nconst = 2;`);
  await expect(status(page)).toContainText('Line 11');
  await expect(page.getByText('Kept on this device')).toBeVisible();
  await page.reload();
  await expect(code(page)).toContainText('const = 2');
  await expect(status(page)).toContainText('Line 11');
  await until(page, { sample: 'order' });
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
  await expect.poll(() => other.evaluate(() => window.replayscope.state())).toBeUndefined();
  await expect(other.getByText('this browser does not ask again about this code')).toBeVisible();
  await button(other, 'Run it').click();
  await until(other, { appRun: 0 });
  await other.reload();
  await until(other, { appRun: 0 });
  await stranger?.close();
});

test('version 2 is deployed at a restart, and code and history disagree', async ({ page }) => {
  await open(page);
  await edit(page);
  await button(page, 'Version 2').click();
  const next = page.getByRole('textbox', { name: 'Code, version 2' });
  await next.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(
    'export async function* processOrder(ctx) {\n  return yield ctx.callActivity(other);\n}\nasync function other() {}\n',
  );
  await expect(status(page)).toHaveText('Not deployed yet. Version 1 runs.');
  await crash(page);
  await button(page, 'Restart with version 2').click();
  await until(page, { appRun: 2, verdict: 'disagrees' });
  await button(page, 'Remove version 2').click();
  const tab = page.getByRole('tab', { name: 'Version 2' });
  await expect(tab).toHaveCount(0);
  await button(page, 'Undo').click();
  await expect(tab).toBeVisible();
});

test('input and seed are changed beside the code, and a wrong one says why', async ({ page }) => {
  await open(page);
  await edit(page);
  await page.getByRole('tab', { name: 'Settings' }).click();
  const input = page.getByRole('textbox', { name: 'Input' });
  await input.fill('{ id: 1 }');
  await input.blur();
  await expect(page.getByText('This is not JSON')).toBeVisible();
  await input.fill('{ "id": "B-7", "items": ["tea"], "total": 5 }');
  await page.getByRole('textbox', { name: 'Seed' }).fill('12');
  await page.getByRole('textbox', { name: 'Seed' }).press('Enter');
  await until(page, { seed: 12 });
  await expect(page.getByText('B-7').first()).toBeVisible();
  await button(page, 'Undo').click();
  await until(page, { seed: 1 });
});

test('the keyboard alone opens the editor, changes a line, takes a word, and leaves', async ({
  page,
}) => {
  await open(page);
  await page.keyboard.press('ArrowRight');
  await button(page, 'Edit the code').focus();
  await page.keyboard.press('Enter');
  await expect(code(page)).toBeVisible();
  await page.getByRole('tab', { name: 'Code' }).focus();
  const isInEditor = () =>
    code(page).evaluate(
      (element) => element === (element.getRootNode() as ShadowRoot).activeElement,
    );
  for (let presses = 0; presses < 6 && !(await isInEditor()); presses += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('ctx.setC');
  await expect(page.getByRole('option', { name: /setCustomStatus/ })).toBeVisible();
  // A list that has just come takes no Enter that was meant for the line.
  await page.waitForTimeout(200);
  await page.keyboard.press('Enter');
  await page.keyboard.type("('begun');");
  // Letters that are shortcuts elsewhere are letters here, and Z undoes nothing of the page.
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(async () => (await stateOf(page)).sample).toBeUndefined();
  await expect(status(page)).toHaveText('This is the code that runs.');
  await expect(code(page)).toContainText("ctx.setCustomStatus('begun');");
  const { position } = await stateOf(page);
  await page.keyboard.type('xz');
  await expect(code(page)).toContainText('xz');
  expect(await stateOf(page)).toMatchObject({ position, appStatus: 'running' });
  await page.keyboard.press('Tab');
  await expect.poll(() => isInEditor()).toBe(false);
});

test('a browser that keeps nothing says so, and offers the file', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { value: undefined });
  });
  await open(page);
  await edit(page);
  await code(page).focus();
  await page.keyboard.insertText('// mine\n');
  await expect(page.getByText('This browser keeps nothing here')).toBeVisible();
  const download = page.waitForEvent('download');
  await button(page, 'Save as a file').click();
  expect((await download).suggestedFilename()).toBe('Order processing, changed.ts');
});

test('a file in another language, or none at all, is refused in words', async ({ page }) => {
  await open(page);
  await paste(page, 'import dapr\n\ndef main():\n    pass\n');
  await expect(page.getByRole('alert').filter({ hasText: 'Python' })).toBeVisible();
  await page.locator('input[type=file]').setInputFiles({
    name: 'logo.ts',
    mimeType: 'text/plain',
    buffer: Buffer.from([0, 1, 2, 255, 254]),
  });
  await expect(page.getByRole('status').filter({ hasText: 'is not a text' })).toBeVisible();
  expect((await stateOf(page)).sample).toBe('order');
});

test('an editor that does not load says so, and loads at the second try', async ({
  page,
  pageProblems,
}) => {
  await open(page);
  await page.keyboard.press('ArrowRight');
  let isCut = true;
  await page.route(/editor-pane.*\.js/, (route) => (isCut ? route.abort() : route.continue()));
  await button(page, 'Edit the code').click();
  await expect(page.getByText('The editor could not be loaded')).toBeVisible();
  // Whatever was written before is not lost with it.
  const saved = page.waitForEvent('download');
  await button(page, 'Save my work as a file').click();
  expect((await saved).suggestedFilename()).toBe('replayscope-my-work.json');
  pageProblems.length = 0;
  isCut = false;
  await button(page, 'Try again').click();
  await expect(code(page)).toBeVisible();
});

test('on the phone the editor has the page to itself @phone-only', async ({ page }) => {
  await open(page);
  await page.getByRole('tab', { name: 'History' }).tap();
  await page.getByRole('tab', { name: 'Code' }).tap();
  await button(page, 'Step back').tap();
  await button(page, 'Edit the code').tap();
  await expect(code(page)).toBeVisible();
  await expect(page.getByRole('slider')).toHaveCount(0);
  const buttons = page.getByRole('region', { name: 'Your code' }).getByRole('button');
  await expect(buttons).not.toHaveCount(0);
  const smallest = () =>
    buttons.evaluateAll((all) =>
      Math.min(...all.map((each) => each.getBoundingClientRect().height)),
    );
  await expect.poll(smallest).toBeGreaterThanOrEqual(44);
  const overflow = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  await expect.poll(overflow).toBe(0);
  await button(page, 'Done').tap();
  await expect(page.getByRole('slider', { name: 'Position in the run' })).toBeVisible();
});

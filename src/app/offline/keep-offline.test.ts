import { describe, expect, test } from 'vitest';
import type { Notice } from '../../ui/screen-state.ts';
import { keepOffline, type WorkerLine } from './keep-offline.ts';

async function opened(register: () => Promise<unknown> = async () => undefined) {
  const did: string[] = [];
  const told: (Notice | undefined)[] = [];
  const hears: Record<'waiting' | 'takeover', () => void> = {
    waiting: () => undefined,
    takeover: () => undefined,
  };
  const line: WorkerLine = {
    onWaiting: (hear) => (hears.waiting = hear),
    onTakeover: (hear) => (hears.takeover = hear),
    register,
    takeNew: () => did.push('take'),
    look: async () => undefined,
  };
  await keepOffline({
    line,
    tell: (notice) => told.push(notice),
    flush: () => did.push('flush'),
    reload: () => did.push('reload'),
  });
  return { did, told, hears, press: () => told[told.length - 1]?.action?.onPress() };
}

describe('a new version', () => {
  test('is announced, and nothing happens before the person agrees', async () => {
    const page = await opened();
    expect(page.told).toEqual([]);
    page.hears.waiting();
    expect(page.told[0]?.text).toBe('A new version is ready.');
    expect(page.did).toEqual([]);
  });

  test('is taken on agreement: first where the person is, then the take-over, then the new page', async () => {
    const page = await opened();
    page.hears.waiting();
    page.press();
    expect(page.did).toEqual(['flush', 'take']);
    expect(page.told[page.told.length - 1]).toBeUndefined();
    page.hears.takeover();
    expect(page.did).toEqual(['flush', 'take', 'flush', 'reload']);
  });

  test('that another tab has taken reloads nothing here by itself', async () => {
    const page = await opened();
    page.hears.takeover();
    expect(page.did).toEqual([]);
    expect(page.told[0]?.text).toContain('another tab');
    page.press();
    expect(page.did).toEqual(['flush', 'reload']);
  });
});

test('a browser that refuses leaves the page as it is', async () => {
  const { told, did } = await opened(() => Promise.reject(new Error('SecurityError')));
  expect([told, did]).toEqual([[], []]);
});

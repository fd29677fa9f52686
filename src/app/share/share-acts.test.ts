import { describe, expect, it } from 'vitest';
import { openedPage } from '../visit.test-support.ts';

describe('sharing', () => {
  it('copies a link to the moment, and one to the start', async () => {
    const page = await openedPage();
    await page.session.share();
    await page.session.shareStart();
    expect(page.copied[0]).toContain('at=t4:a4');
    expect(page.copied[1]).not.toContain('at=');
    expect(page.session.linkLength()).toBe(page.copied[0]?.length);
  });

  it('saves the scenario as a file that opens the same moment', async () => {
    const page = await openedPage();
    await page.session.shareFile();
    const [file] = page.saved;
    expect(file?.name).toBe('replayscope-order-t4-a4.json');
    expect(JSON.parse((await file?.content.text()) ?? '')).toMatchObject({
      program: { sample: 'order' },
      position: { turn: 4, window: 'before-save', beat: 'a4' },
    });
  });

  it('saves the picture, and says so when it cannot be painted', async () => {
    const page = await openedPage();
    await page.session.shareSvg();
    await page.session.sharePng();
    expect(page.saved.map(({ name }) => name)).toEqual([
      'replayscope-order-t4-a4.svg',
      'replayscope-order-t4-a4.png',
    ]);
    page.around.paint = () => Promise.reject(new Error('no canvas'));
    await page.session.sharePng();
    expect(page.store.getState().toast).toContain('Take the SVG');
    expect(page.saved).toHaveLength(2);
  });

  it('copies the run as text and as a diagram; without a clipboard it shows them', async () => {
    const page = await openedPage();
    await page.session.shareMarkdown();
    await page.session.shareMermaid();
    expect(page.copied[0]).toMatch(/^# Order processing\n/);
    expect(page.copied[1]).toMatch(/^sequenceDiagram\n/);
    page.around.copy = () => Promise.reject(new Error('NotAllowedError'));
    await page.session.shareMermaid();
    expect(page.store.getState().toCopy?.text).toMatch(/^sequenceDiagram\n/);
  });

  it('copies the program in Python, the text that is shown', async () => {
    const page = await openedPage();
    const python = await page.around.loadPython('deploy');
    await page.session.copyPython(python?.next?.text ?? '');
    expect(page.copied).toHaveLength(1);
    expect(page.copied[0]).toContain('yield ctx.call_activity(reserve_stock');
  });
});

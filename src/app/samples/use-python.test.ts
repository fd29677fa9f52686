import { describe, expect, it } from 'vitest';
import { sampleById } from '../../samples/catalogue.ts';
import type { ProgramView } from '../../view/program-view.ts';
import { readingOf } from './use-python.ts';

const deploy = sampleById('deploy');
const texts = { leads: [], source: deploy?.source ?? '', next: deploy?.next ?? '' };

function shown(source: string, name = 'shipOrder') {
  const workflow = { name, line: 1, endLine: 6 };
  const program: ProgramView = {
    source,
    workflow,
    functions: [workflow],
    counters: [],
    dialect: 'dapr',
  };
  return deploy?.python && readingOf(deploy.python, deploy.entry, texts, program)?.text;
}

describe('the reading in Python that is shown', () => {
  it('is that of the version which the app run has', () => {
    expect(shown(texts.source)).toBe(deploy?.python?.text);
    expect(shown(texts.next)).toBe(deploy?.python?.next?.text);
    expect(shown(texts.next)).toContain('call_activity(reserve_stock');
    expect(shown(texts.source)).not.toContain('reserve_stock');
  });

  it('is not there for another text, nor for another workflow of the file', () => {
    expect(shown(`${texts.source}\n`)).toBeUndefined();
    expect(shown(texts.source, 'prepareGift')).toBeUndefined();
  });
});

import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import type { Trace } from '../trace/trace.ts';
import { messageOf } from './message.ts';
import { applyStep } from './run-fold.ts';
import { emptyState } from './run-state.ts';
import { markdownText, markdownTranscript, mermaidSequence, mermaidText } from './share-text.ts';
import { runOf } from './view-run.test-support.ts';

const crashed = await runOf('order', ['k3:effect1', 'restart']);
const about = { title: 'Order processing', address: 'https://x.example/#0/order' };

/** What Markdown makes of an escaped text: the backslashes go, the marks stay. */
const read = (text: string): string => text.replaceAll(/\\([\\`*_{}[\]()<>#+!|~$&-])/g, '$1');

describe('the transcript as Markdown', () => {
  it('is one numbered sentence a step', () => {
    const lines = markdownTranscript(crashed.trace, crashed.program, about).split('\n');
    expect(lines[0]).toBe('# Order processing');
    expect(lines[2]).toBe('[Open this run](<https://x.example/#0/order>)');
    const said = lines.slice(4).filter((line) => line !== '');
    expect(said.map((line, index) => line.startsWith(`${index + 1}. `))).not.toContain(false);
    expect(read(said.join('\n'))).toContain('Twice. Card charged a second time: $42.');
  });

  it('keeps every text a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const escaped = markdownText(text);
        expect(escaped).not.toMatch(/[\r\n]/);
        expect(escaped.replaceAll(/\\[^]/g, '')).not.toMatch(/[\\`*_{}[\]()<>#!|~]/);
      }),
    );
  });

  it('escapes a hyphen only where it could be a mark', () => {
    expect(markdownText('Wake-up 5. - a-b -c d- --')).toBe('Wake-up 5. \\- a-b \\-c d\\- \\-\\-');
    const shape = (text: string) =>
      marked.lexer(text).map((token) => `${token.type} ${String(Reflect.get(token, 'depth'))}`);
    const words = fc.string({ unit: fc.constantFrom('a', '1', 'é', '-', ' ', '=', '.') });
    fc.assert(
      fc.property(words, (text) => {
        expect(shape(`x ${markdownText(text)}`)).toEqual(shape('x'));
        expect(shape(`# x ${markdownText(text)}`)).toEqual(shape('# x'));
      }),
    );
  });

  it('lets an address not leave its brackets', () => {
    const text = markdownTranscript(crashed.trace, crashed.program, {
      title: '<img src=x>',
      address: 'https://x.example/#a> [b](c) ',
    });
    expect(text).toContain('# \\<img src=x\\>');
    expect(text).toContain('(<https://x.example/#a%3E%20[b](c)%20>)');
  });
});

describe('the sequence diagram', () => {
  it('tells who sends what to whom, crash and replay included', () => {
    const text = mermaidSequence(crashed.trace, crashed.program);
    expect(text).toMatch(/^sequenceDiagram\n/);
    expect(text).toContain('    engine->>app: run chargeCard (A-1042)');
    expect(text).toContain('    app->>world: POST payments.example: Card charged');
    expect(text).toContain('    app-->>engine: reports that it is done');
    expect(text).toContain('    Note over app: App run 1 crashes. Its memory is gone');
    expect(text.match(/Card charged/g)).toHaveLength(2);
  });

  it('keeps every text a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(mermaidText(text)).toMatch(/^(?:[\p{L}\p{N} .,:/()'?=+×-]|#\d+;)*$/u);
      }),
    );
  });

  it('stays drawable however long the run is', () => {
    const many: Trace = {
      ...crashed.trace,
      steps: Array.from({ length: 40 }, () => crashed.trace.steps).flat(),
    };
    const lines = mermaidSequence(many, crashed.program).split('\n');
    expect(lines.length).toBeLessThan(310);
    expect(lines.at(-2)).toMatch(/Note over engine: \d+ more messages/);
  });
});

describe('the message of a step', () => {
  it('is there for everything that passes between two parties', () => {
    const state = emptyState();
    const silent = crashed.trace.steps.filter((step, index) => {
      applyStep(state, step, index);
      return messageOf(step, state) === undefined;
    });
    // An activity's own lines, what is told by its neighbour, and moments at which nothing happens.
    expect(new Set(silent.map(({ kind }) => kind))).toEqual(
      new Set(['pass', 'dispatched', 'over']),
    );
  });
});

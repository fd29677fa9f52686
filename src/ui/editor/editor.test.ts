import { CompletionContext } from '@codemirror/autocomplete';
import { javascript } from '@codemirror/lang-javascript';
import { EditorState } from '@codemirror/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeContext } from './context-completion.ts';
import { sameLine } from './editor-marks.ts';
import { readEvents, readJson, readSeed, readVariables } from './run-settings.tsx';

/** What is offered where `|` stands. */
function offered(text: string, facade: 'durabletask' | 'dapr'): string[] {
  const at = text.indexOf('|');
  const state = EditorState.create({
    doc: text.replace('|', ''),
    extensions: javascript({ typescript: true }),
  });
  const found = completeContext(() => facade)(new CompletionContext(state, at, false));
  return found?.options.map(({ label, detail }) => `${label}${detail}`) ?? [];
}

const workflow = (body: string) => `export async function* work(c, input) {\n  ${body}\n}`;

describe('completion', () => {
  it('knows the context of a workflow by its first parameter, in both SDKs', () => {
    expect(offered(workflow('yield c.|'), 'dapr')).toContain('isReplaying(): boolean');
    expect(offered(workflow('yield c.|'), 'durabletask')).toContain('isReplaying: boolean');
    expect(offered(workflow('const x = { y: c.cal| }'), 'durabletask')).toContain(
      'callSubOrchestrator(orchestrator, input?, options?): Task',
    );
  });

  it('knows the context of an activity', () => {
    const activity = 'async function pay(ctx, order) {\n  return ctx.|\n}';
    expect(offered(activity, 'dapr')).toEqual([
      'getWorkflowInstanceId(): string',
      'getWorkflowActivityId(): number',
    ]);
    expect(offered(activity, 'durabletask')).toEqual(['orchestrationId: string', 'taskId: number']);
  });

  it('offers nothing for other objects', () => {
    expect(offered(workflow('input.|'), 'dapr')).toEqual([]);
  });

  it('offers whenAll and whenAny where they are functions', () => {
    expect(offered(workflow('yield when|'), 'durabletask')).toHaveLength(2);
    expect(offered(workflow('yield when|'), 'dapr')).toEqual([]);
  });
});

describe('the line of a text that has been changed since', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 8 });

  it('is found again only where its text is the same', () => {
    fc.assert(
      fc.property(lines, lines, fc.nat(7), (from, to, index) => {
        const line = (index % from.length) + 1;
        const here = sameLine(from.join('\n'), to.join('\n'), line);
        if (here !== undefined) expect(to[here - 1]).toBe(from[line - 1]);
      }),
    );
  });

  it('is found again behind lines that were put in, and before them', () => {
    expect(sameLine('a\nb\nc', 'a\nx\ny\nb\nc', 1)).toBe(1);
    expect(sameLine('a\nb\nc', 'a\nx\ny\nb\nc', 3)).toBe(5);
    expect(sameLine('a\nb\nc', 'a\nx\nc', 2)).toBeUndefined();
  });
});

describe('the settings of a run', () => {
  it('read what a person writes', () => {
    expect(readJson('{"a": 1}')).toEqual({ ok: true, value: { a: 1 } });
    expect(readJson(' ')).toEqual({ ok: true, value: undefined });
    expect(readVariables('REGION=west\n\nEMPTY=')).toEqual({
      ok: true,
      value: { REGION: 'west', EMPTY: '' },
    });
    expect(readEvents('approval 30 {"approved":true}\nping 0.5')).toEqual({
      ok: true,
      value: [
        { name: 'approval', afterMs: 30_000, data: { approved: true } },
        { name: 'ping', afterMs: 500 },
      ],
    });
    expect(readSeed('42')).toEqual({ ok: true, value: 42 });
  });

  it.each([
    [readJson("{a: 'b'}"), 'double quotes'],
    [readVariables('REGION'), 'NAME=value'],
    [readEvents('approval soon'), 'seconds'],
    [readEvents('approval 3 {oops'), 'not JSON'],
    [readSeed('-1'), 'whole number'],
    [readSeed(''), 'whole number'],
  ])('%j says what is wrong', (reading, words) => {
    expect(reading).toMatchObject({ ok: false, text: expect.stringContaining(words) });
  });
});

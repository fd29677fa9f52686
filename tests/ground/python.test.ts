import { describe, expect, test } from 'vitest';
import { samples } from '../../src/samples/catalogue.ts';
import { compile } from '../../src/source/compile.ts';

const read = samples.flatMap((sample) =>
  sample.python ? [{ ...sample, python: sample.python }] : [],
);
const snake = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The workflow's own lines, the first and the last of them included. */
function workflowLines(source: string, name: string): string[] {
  const compiled = compile(source);
  const found = compiled.ok && compiled.functions.find((each) => each.name === name);
  if (!found) throw new Error(`There is no workflow ${name}.`);
  return source.split('\n').slice(found.line - 1, found.endLine);
}

describe('the readings in Python', () => {
  test('are there for the orders, for what waits for many, for the logged clock, and for each pair about random, clock, environment, id and calls', () => {
    const others = ['saga', 'gift', 'clock-logged', 'three-bases'];
    const wrong = ['coin', 'clock', 'environment', 'uuid', 'http', 'http-charge'];
    const pairs = wrong.flatMap((id) => [id, `${id}-mended`]);
    expect(new Set(read.map(({ id }) => id))).toEqual(
      new Set(['order', 'order-key', ...others, ...pairs]),
    );
  });

  test.each(read)('$id: every line of the workflow has its line', (sample) => {
    const { python, source, entry } = sample;
    const text = python.text.split('\n');
    const own = workflowLines(source, entry.workflow ?? '');
    expect(python.lines).toHaveLength(own.length);
    own.forEach((line, index) => {
      const there = text[(python.lines[index] ?? 0) - 1] ?? '';
      // What a line asks for, it asks for in both.
      for (const [, name = ''] of line.matchAll(/callActivity\((\w+)\b(?!\.)/g))
        expect(there).toContain(`call_activity(${snake(name)}`);
      expect(there.includes('yield ')).toBe(
        line.includes('yield ') || (line.trim() === '}' && there.includes('yield ')),
      );
      expect(/^ *(if|else)\b/.test(there.trimStart())).toBe(/^\W*(if|else)\b/.test(line));
    });
    expect([...python.lines].sort((a, b) => a - b)).toEqual(python.lines);
    expect(text[(python.lines[0] ?? 0) - 2]).toBe('@wfr.workflow');
    // After the workflow's last line there is nothing more of it.
    expect(text[python.lines.at(-1) ?? 0]).toBe('');
  });

  test.each(read)('$id: both have the same activities', ({ python, source }) => {
    const asked = [...source.matchAll(/callActivity\((\w+)\b(?!\.)/g)].map(([, name = '']) =>
      snake(name),
    );
    for (const name of asked) expect(python.text).toContain(`@wfr.activity\ndef ${name}(ctx`);
  });
});

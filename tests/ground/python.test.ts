import { describe, expect, test } from 'vitest';
import { samples } from '../../src/samples/catalogue.ts';
import type { PythonReading, Sample } from '../../src/samples/sample.ts';
import { compile } from '../../src/source/compile.ts';

interface Read {
  id: string;
  source: string;
  workflow: string;
  python: PythonReading;
}

const rowsOf = ({ id, source, next, python, entry: { workflow = '' } }: Sample): Read[] => [
  ...(python ? [{ id, source, workflow, python }] : []),
  ...(next !== undefined && python?.next
    ? [{ id: `${id}, version 2`, source: next, workflow, python: python.next }]
    : []),
];

const read = samples.flatMap(rowsOf);
const snake = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The workflow's own lines, the first and the last of them included. */
function workflowLines(source: string, name: string): string[] {
  const compiled = compile(source);
  const found = compiled.ok && compiled.functions.find((each) => each.name === name);
  if (!found) throw new Error(`There is no workflow ${name}.`);
  return source.split('\n').slice(found.line - 1, found.endLine);
}

/** The activities of this program that a text asks for by their names, as Python writes them. */
const askedIn = (text: string, source: string): string[] =>
  [...text.matchAll(/callActivity\((\w+)\b(?!\.)/g)]
    .filter(([, name = '']) => source.includes(`function ${name}(`))
    .map(([, name = '']) => snake(name));

describe('the readings in Python', () => {
  test('are there for every sample, and for each version of it', () => {
    const lacking = samples.filter(
      ({ next, python }) => !python || (next === undefined) !== (python.next === undefined),
    );
    expect(lacking.map(({ id }) => id)).toEqual([]);
  });

  test.each(read)('$id: every line of the workflow has its line', (sample) => {
    const { python, source, workflow } = sample;
    const text = python.text.split('\n');
    const own = workflowLines(source, workflow);
    expect(python.lines).toHaveLength(own.length);
    own.forEach((line, index) => {
      const there = text[(python.lines[index] ?? 0) - 1] ?? '';
      // What a line asks for, it asks for in both.
      for (const name of askedIn(line, source)) expect(there).toContain(`call_activity(${name}`);
      expect(there.includes('call_activity(')).toBe(
        line.includes('callActivity(') || (line.trim() === '}' && there.includes('call_activity(')),
      );
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
    for (const name of askedIn(source, source))
      expect(python.text).toContain(`@wfr.activity\ndef ${name}(ctx`);
  });
});

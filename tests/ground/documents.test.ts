import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { samples } from '../../src/samples/catalogue.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const DOCUMENTS = ['README.md', 'CHANGELOG.md', 'docs/ARCHITECTURE.md'];

describe('the documents', () => {
  test.each(DOCUMENTS)('%s links only to files that are there', (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((hit) => hit[1] ?? '');
    const broken = links.filter((link) => !existsSync(join(root, dirname(path), link)));
    expect(broken).toEqual([]);
  });

  test.each(DOCUMENTS)('%s names only files that are there', (path) => {
    const names = [...read(path).matchAll(/`((?:docs|e2e|scripts|src|tests|vite)\/[^`*]*)`/g)];
    expect(
      names.map((hit) => hit[1] ?? '').filter((name) => !existsSync(join(root, name))),
    ).toEqual([]);
  });

  test('README.md names only commands that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read('README.md').matchAll(/npm (?:run )?([a-z][a-z0-9:]*)/g)];
    expect(named.map((hit) => hit[1] ?? '').filter((name) => !(name in scripts))).toEqual([]);
  });

  test('README.md has every sample with its question', () => {
    const rows = read('README.md').replace(/ +/g, ' ');
    const missing = samples.filter(
      ({ name, questions }) => !rows.includes(`| ${name} | ${questions[0].text} |`),
    );
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});

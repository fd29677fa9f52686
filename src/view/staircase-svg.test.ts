import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { staircaseSvg, svgText } from './staircase-svg.ts';
import { runOf } from './view-run.test-support.ts';

const colours = {
  panel: 'p',
  ink: 'i',
  soft: 's',
  hairline: 'h',
  edge: 'e',
  live: 'l',
  again: 'a',
  againTint: 't',
  crash: 'c',
  apart: 'r',
  silent: 'silent-colour',
  kept: 'k',
  waiting: 'w',
};
const words = { title: 'Order', sentence: 'Crash.' };

describe('the staircase as a picture', () => {
  it('has hatched replay, solid work, the crash, the duplicate and the playhead', async () => {
    const run = await runOf('order', ['k3:effect1', 'restart']);
    const { svg, width, height } = staircaseSvg(run.stairs('r1:over', true), colours, words);
    expect(svg).toContain(`viewBox="0 0 ${width} ${height}"`);
    expect(svg).toContain('fill="url(#again)"');
    expect(svg).toContain('app run 1 crashed');
    expect(svg.match(/<title>Card charged<\/title>/g)).toHaveLength(2);
    expect(svg).toContain('fill="c"/></g>');
    expect(svg).toContain('>ran again: no answer was kept</text>');
    // In its row, and in the list of what the marks mean.
    expect(svg.match(/rx="4" fill="l" stroke="p"/g)).toHaveLength(2);
    // Nothing is fetched from anywhere.
    expect(svg).not.toMatch(/href|https?:(?!\/\/www\.w3\.org)|<script|<style|foreignObject/);
  });

  /** The words of its last row. */
  const legendOf = (svg: string): (string | undefined)[] =>
    [...svg.matchAll(/<text x="20"[^>]*>([^<]*)<\/text><\/g>/g)].map(([, word]) => word);

  it.each([
    ['order', 'k3:effect1', ['still to come', 'new', 'effect in the world', 'wake-up']],
    [
      'order',
      'r1:over',
      [
        'happened again',
        'ran again: no answer was kept',
        'crash',
        'read again',
        'new',
        'effect in the world',
        'wake-up',
      ],
    ],
    [
      'coin',
      'r1:over',
      ['code and history disagree', 'crash', 'read again', 'new', 'effect in the world', 'wake-up'],
    ],
  ])(
    'says what the marks mean that %s has at %s, and no others',
    async (sample, moment, wanted) => {
      const cause = sample === 'coin' ? 't2:a2' : 'k3:effect1';
      const run = await runOf(sample, [cause, 'restart']);
      const { svg } = staircaseSvg(run.stairs(moment, true), colours, words);
      expect(legendOf(svg)).toEqual(wanted);
    },
  );

  it('marks a crash that is still to come', async () => {
    const run = await runOf('order', ['k3:effect1', 'restart']);
    const { svg } = staircaseSvg(run.stairs('k3:effect1', true), colours, words);
    expect(svg).toMatch(/l10 10m0-10l-10 10" fill="none" stroke="e"/);
  });

  it('shows where code and history part', async () => {
    const run = await runOf('coin', ['t2:a2', 'restart']);
    const { svg } = staircaseSvg(run.stairs('r1:over', true), colours, words);
    expect(svg).toContain('history says');
    expect(svg).toContain('this replay asked for');
  });

  it('keeps every text a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = svgText(text);
        expect(escaped).not.toMatch(/[<>"]|\p{Cc}|&(?!(?:amp|lt|gt|quot);)/u);
        expect(() => encodeURIComponent(escaped)).not.toThrow();
      }),
    );
  });
});

import fc from 'fast-check';
import { transform } from 'rolldown/utils';
import { describe, expect, test } from 'vitest';
import { DEFAULT_EMBED } from '../../embed/options.ts';
import { folderOf, frameSnippet, reactSnippet, type EmbedChoice } from './snippets.ts';

const choice: EmbedChoice = {
  link: 'https://scope.example/app/#0/order?do=crash@t4:a4&at=t4:a4&c=3j74zqa',
  title: 'Before the parcel',
  sentence: 'Line 5 asks for sendParcel.',
  height: 480,
  options: DEFAULT_EMBED,
};

test('the frame has a title, loads late, and brings its script', () => {
  const html = frameSnippet({ ...choice, options: { ...DEFAULT_EMBED, theme: 'host' } });
  expect(html).toContain(
    'src="https://scope.example/app/?embed&amp;theme=host#0/order?do=crash@t4:a4&amp;at=t4:a4&amp;c=3j74zqa"',
  );
  expect(html).toContain('title="Before the parcel"');
  expect(html).toContain('loading="lazy"');
  // A browser draws a frame round a frame unless it is told.
  expect(html).toContain('frameborder="0"');
  expect(html).toContain('src="https://scope.example/app/embed/embed.js"');
});

test('no text breaks out of the HTML', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (title) => {
      const html = frameSnippet({ ...choice, title });
      const [before, after] = frameSnippet({ ...choice, title: 'MARK' }).split('MARK');
      const inside = html.slice(before!.length, html.length - after!.length);
      expect(html.startsWith(before!) && html.endsWith(after!)).toBe(true);
      expect(inside).not.toMatch(/["<>]/);
    }),
  );
  expect(frameSnippet({ ...choice, title: '"><script>' })).toContain('&quot;&gt;&lt;script&gt;');
});

describe('the React component', () => {
  test('leaves out what is usual', () => {
    const options = { ...DEFAULT_EMBED, theme: 'host' as const };
    expect(reactSnippet({ ...choice, options }))
      .toBe(`import { Replayscope } from '@site/src/components/react.js';

<Replayscope
  src={"https://scope.example/app/#0/order?do=crash@t4:a4&at=t4:a4&c=3j74zqa"}
  title="Before the parcel"
  sentence="Line 5 asks for sendParcel."
  height={480}
/>
`);
  });

  test('says what was chosen', () => {
    const options = {
      ...DEFAULT_EMBED,
      panes: ['code', 'world'] as const,
      controls: 'full' as const,
      theme: 'dark' as const,
      start: 'start' as const,
      canCrash: false,
    };
    const text = reactSnippet({ ...choice, options });
    for (const part of ['panes={["code","world"]}', 'controls="full"', 'theme="dark"'])
      expect(text).toContain(part);
    expect(text).toContain('start="start"');
    expect(text).toContain('canCrash={false}');
  });

  test('is one element of JSX, whatever text is in it', async () => {
    const said = [
      '"} onClick={alert}',
      '</Replayscope>',
      "it's {1}",
      '\u2028 \\',
      'a\nb',
      '&quot;',
    ];
    for (const sentence of said) {
      const { code, errors } = await transform(
        'x.jsx',
        reactSnippet({ ...choice, sentence }).split('\n\n')[1]!,
        { jsx: { runtime: 'classic' } },
      );
      expect(errors).toEqual([]);
      const seen: unknown[] = [];
      const React = {
        createElement: (_: unknown, props: { sentence: string }) => seen.push(props),
      };
      await import(
        `data:text/javascript,${encodeURIComponent(`export default (React, Replayscope) => { ${code} }`)}`
      ).then((module: { default: (...args: unknown[]) => void }) => module.default(React, 'x'));
      expect(seen).toEqual([expect.objectContaining({ sentence })]);
    }
  });
});

test.each([
  ['https://s.example/app/index.html?x#y', 'https://s.example/app/'],
  ['https://s.example/#0/a/b', 'https://s.example/'],
])('the folder of %s', (link, folder) => {
  expect(folderOf(link)).toBe(folder);
});

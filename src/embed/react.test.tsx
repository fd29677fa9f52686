import { renderToStaticMarkup, renderToString } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type * as Published from '../../public/embed/react.d.ts';
import { Replayscope, versionedAddress, type ReplayscopeProps } from './react.tsx';

const link = 'https://scope.example/app/#0/order?at=t4:a4&c=0000000';

describe('on a server', () => {
  const markup = renderToString(
    <Replayscope
      src={link}
      title="Before the parcel"
      picture="/pictures/order.svg"
      sentence="Line 5 asks for <sendParcel>."
    />,
  );

  test('there is a picture with its sentence and a link, and no frame', () => {
    expect(markup).toContain('<img src="/pictures/order.svg"');
    expect(markup).toContain('Line 5 asks for &lt;sendParcel&gt;.');
    expect(markup).toContain('href="https://scope.example/app/#0/order?at=t4:a4&amp;c=0000000"');
    expect(markup).not.toContain('<iframe');
  });

  test('the picture is hidden only where the frame is alive, and never in print', () => {
    expect(markup).toContain('data-live="false"');
    expect(markup).toMatch(/@media print\{[^]*iframe\{display:none\}/);
  });

  test('a title alone is enough', () => {
    expect(renderToStaticMarkup(<Replayscope src={link} title="x" />)).toContain('<figure');
  });
});

test.each([
  ['https://s.example/app/#0/order', 'https://s.example/app/v1.2.0/#0/order'],
  ['https://s.example/app/index.html?embed#0/a/b', 'https://s.example/app/v1.2.0/?embed#0/a/b'],
  ['/scope/', '/scope/v1.2.0/'],
])('the pinned version of %s', (src, pinned) => {
  expect(versionedAddress(src, 'v1.2.0')).toBe(pinned);
  expect(versionedAddress(src, undefined)).toBe(src);
});

test('the published types are those of the source', () => {
  type Both = [
    (props: Published.ReplayscopeProps) => ReplayscopeProps,
    (props: ReplayscopeProps) => Published.ReplayscopeProps,
  ];
  // Checked by the compiler: each must fit where the other is wanted.
  const fits: Both = [(props) => props, (props) => props];
  const props = { src: link, title: 'x', canCrash: false };
  expect(fits.map((fit) => fit(props))).toEqual([props, props]);
});

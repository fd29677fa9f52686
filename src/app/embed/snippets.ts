import {
  DEFAULT_EMBED,
  EMBED_PANES,
  embedAddress,
  type EmbedOptions,
} from '../../embed/options.ts';
import { TURNING } from '../../view/unseen.ts';
import { escapedJson } from '../share/escaped-json.ts';

/** What somebody has chosen for an embed. */
export interface EmbedChoice {
  /** A link to the moment. */
  link: string;
  /** What the frame is called for people who hear the page. */
  title: string;
  /** What the moment says, for a picture in its place. */
  sentence: string;
  /** Height in CSS pixels until the embed says how much it wants. */
  height: number;
  options: EmbedOptions;
}

/** The frame needs its own origin for its workers; what runs there is in a stricter frame inside of it. */
export const FRAME_SANDBOX =
  'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox';
export const FRAME_ALLOW = 'fullscreen; clipboard-write';

/** Control characters and halves of pairs are no text in HTML: they would come out as something else. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(TURNING, (character) => `&#${character.charCodeAt(0)};`);

/** The folder of the app, with its slash at the end. */
export function folderOf(link: string): string {
  const page = link.split(/[?#]/, 1)[0] ?? '';
  return page.slice(0, page.lastIndexOf('/') + 1);
}

/** The HTML of a frame, with the script that lets it grow and follow the page. */
export function frameSnippet({ link, title, height, options }: EmbedChoice): string {
  return `<iframe
  data-replayscope
  src="${escaped(embedAddress(link, options))}"
  title="${escaped(title)}"
  width="100%"
  height="${height}"
  loading="lazy"
  frameborder="0"
  allow="${FRAME_ALLOW}"
  sandbox="${FRAME_SANDBOX}"
></iframe>
<script src="${escaped(`${folderOf(link)}embed/embed.js`)}" defer></script>
`;
}

/** A JSX attribute. In braces the text is JavaScript, so no character of it is taken for markup. */
const attribute = (name: string, text: string): string =>
  /^[^"'&<>{}\\\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]*$/u.test(text)
    ? `  ${name}="${text}"`
    : `  ${name}={${escapedJson(JSON.stringify(text))}}`;

/** The React component for MDX pages. What is at its usual value is left out. */
export function reactSnippet({ link, title, sentence, height, options }: EmbedChoice): string {
  const { panes, controls, theme, start, canCrash } = options;
  const isSome = panes.length < EMBED_PANES.length;
  // `page` is the component's usual: the theme of the page around it.
  const isOwnTheme = theme === 'light' || theme === 'dark' || theme === 'auto';
  const lines = [
    attribute('src', link),
    attribute('title', title),
    attribute('sentence', sentence),
    ...(isSome ? [`  panes={${JSON.stringify(panes)}}`] : []),
    ...(controls === DEFAULT_EMBED.controls ? [] : [`  controls="${controls}"`]),
    ...(isOwnTheme ? [`  theme="${theme}"`] : []),
    ...(start === DEFAULT_EMBED.start ? [] : [`  start="${start}"`]),
    ...(canCrash ? [] : ['  canCrash={false}']),
    `  height={${height}}`,
  ];
  return `import { Replayscope } from '@site/src/components/react.js';

<Replayscope
${lines.join('\n')}
/>
`;
}

/** What of the screen an embed shows. The sentence is always there. */
export type EmbedPane = 'code' | 'history' | 'world' | 'stairs';

/** `full`: all of the transport. `minimal`: step and play, Crash where it is allowed. `none`: the host page drives. */
export type EmbedControls = 'full' | 'minimal' | 'none';

/** `auto`: as the reader's system. `host`: as the host page says by message, and as the system until it does. */
export type EmbedTheme = 'light' | 'dark' | 'auto' | 'host';

/** All that the address of an embed can ask for, beside the moment itself. */
export interface EmbedOptions {
  /** At least one, in the order of the screen. */
  panes: readonly EmbedPane[];
  controls: EmbedControls;
  theme: EmbedTheme;
  /** `link`: at the moment that the link names. `start`: at the beginning of its run. Never playing. */
  start: 'link' | 'start';
  /** Crash and restart are offered, and taken from the host page. */
  canCrash: boolean;
  /** Origins of the pages that are told everything (docs/EMBED.md). */
  hosts: readonly string[];
}

export const EMBED_PANES: readonly EmbedPane[] = ['code', 'history', 'world', 'stairs'];
const CONTROLS: readonly EmbedControls[] = ['full', 'minimal', 'none'];
const THEMES: readonly EmbedTheme[] = ['light', 'dark', 'auto', 'host'];

export const DEFAULT_EMBED: EmbedOptions = {
  panes: EMBED_PANES,
  controls: 'minimal',
  theme: 'auto',
  start: 'link',
  canCrash: true,
  hosts: [],
};

/** Bounds what a hostile address makes us keep. */
const MOST_HOSTS = 8;

const oneOf = <T extends string>(known: readonly T[], text: string | null, otherwise: T): T =>
  known.find((each) => each === text) ?? otherwise;

/** `https://course.example` and nothing after it; undefined for what is no origin. */
export function originOf(text: string): string | undefined {
  try {
    const { origin, protocol } = new URL(text);
    return protocol === 'https:' || protocol === 'http:' ? origin : undefined;
  } catch {
    return undefined;
  }
}

function panesOf(text: string | null): readonly EmbedPane[] {
  const named = (text ?? '').split(/[,.\s]+/);
  const panes = EMBED_PANES.filter((pane) => named.includes(pane));
  return panes.length > 0 ? panes : EMBED_PANES;
}

/** Reads the part of an address from `?` on. Undefined: it is no embed. What it does not know is left at its usual value. */
export function readEmbedOptions(search: string): EmbedOptions | undefined {
  const asked = new URLSearchParams(search);
  if (!asked.has('embed')) return undefined;
  const hosts = (asked.get('host') ?? '')
    .split(',')
    .flatMap((text) => originOf(text.trim()) ?? [])
    .slice(0, MOST_HOSTS);
  return {
    panes: panesOf(asked.get('panes')),
    controls: oneOf(CONTROLS, asked.get('controls'), DEFAULT_EMBED.controls),
    theme: oneOf(THEMES, asked.get('theme'), DEFAULT_EMBED.theme),
    start: asked.get('start') === 'start' ? 'start' : 'link',
    canCrash: asked.get('crash') !== 'no',
    hosts: [...new Set(hosts)],
  };
}

/** `?embed` and what differs from the usual, so that the shortest address is the usual one. */
export function embedQuery(wanted: Partial<EmbedOptions>): string {
  const options = { ...DEFAULT_EMBED, ...wanted };
  const panes = EMBED_PANES.filter((pane) => options.panes.includes(pane));
  const isSome = panes.length > 0 && panes.length < EMBED_PANES.length;
  const parts = [
    'embed',
    ...(isSome ? [`panes=${panes.join(',')}`] : []),
    ...(options.controls === DEFAULT_EMBED.controls ? [] : [`controls=${options.controls}`]),
    ...(options.theme === DEFAULT_EMBED.theme ? [] : [`theme=${options.theme}`]),
    ...(options.start === DEFAULT_EMBED.start ? [] : [`start=${options.start}`]),
    ...(options.canCrash ? [] : ['crash=no']),
    ...(options.hosts.length > 0 ? [`host=${options.hosts.join(',')}`] : []),
  ];
  return `?${parts.join('&')}`;
}

/** The address of an embed: `src` is that of the app or of a link, with any query and `#` part. */
export function embedAddress(src: string, options: Partial<EmbedOptions>): string {
  const cut = src.indexOf('#');
  const page = (cut < 0 ? src : src.slice(0, cut)).split('?', 1)[0] ?? '';
  return `${page}${embedQuery(options)}${cut < 0 ? '' : src.slice(cut)}`;
}

import { useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { attach, type EmbedHandle } from './host-page.ts';
import {
  EMBED_PANES,
  embedAddress,
  originOf,
  type EmbedControls,
  type EmbedPane,
} from './options.ts';
import { pageTheme, watchPageTheme } from './page-theme.ts';

export interface ReplayscopeProps {
  /** A link to the moment, from Replayscope's share menu. */
  src: string;
  /** What the embed is called for people who hear the page: "A crash before the parcel is sent". */
  title: string;
  /** Address of a picture of the moment (share menu, picture). Shown without JavaScript, in print and in PDF. */
  picture?: string;
  /** The sentence under the picture, and its text for people who cannot see it. */
  sentence?: string;
  /** Folder of one version beside others: `v1.2.0`. It stands behind the folder of `src`. */
  version?: string;
  panes?: readonly EmbedPane[];
  controls?: EmbedControls;
  /** `page`: as the page around, also when that changes. */
  theme?: 'page' | 'light' | 'dark' | 'auto';
  start?: 'link' | 'start';
  /** False: no crash and no restart. */
  canCrash?: boolean;
  /** Height in CSS pixels until the embed says how much it wants. */
  height?: number;
  /** The line to the embed, once it is there. */
  onReady?: (embed: EmbedHandle) => void;
  /** For pages whose content policy wants one on `<style>`. */
  nonce?: string;
}

const STYLE = `.replayscope{margin:1.5rem 0}
.replayscope iframe{display:block;width:100%;border:1px solid #8886;border-radius:10px;color-scheme:normal}
.replayscope img{display:block;max-width:100%;height:auto}
.replayscope figcaption{margin-top:.5rem;font-size:.875em}
.replayscope[data-live=true] .replayscope-still{display:none}
@media print{.replayscope{break-inside:avoid}.replayscope iframe{display:none}
.replayscope[data-live=true] .replayscope-still{display:block}}`;

/** `…/scope/#0/order` in version `v1.2.0` is `…/scope/v1.2.0/#0/order`. */
export function versionedAddress(src: string, version: string | undefined): string {
  if (version === undefined) return src;
  const cut = src.search(/[?#]/);
  const page = cut < 0 ? src : src.slice(0, cut);
  const folder = page.slice(0, page.lastIndexOf('/') + 1);
  return `${folder}${encodeURIComponent(version)}/${cut < 0 ? '' : src.slice(cut)}`;
}

/** Only a page on the web can be framed or linked to: of any other address nothing is made. */
function isWebPage(src: string, base: string): boolean {
  try {
    return originOf(new URL(src, base).href) !== undefined;
  } catch {
    return false;
  }
}

/** Stands for the page's own address where that does not matter. */
const SOME_PAGE = 'https://page.invalid/';

function Still({ picture, sentence, src }: Pick<ReplayscopeProps, 'picture' | 'sentence' | 'src'>) {
  return (
    <div className="replayscope-still">
      {picture !== undefined && <img src={picture} alt={sentence ?? ''} />}
      {isWebPage(src, SOME_PAGE) && (
        <p>
          <a href={src}>Open in Replayscope</a>
        </p>
      )}
    </div>
  );
}

const neverChanges = () => () => undefined;
const always = () => true;
const never = () => false;

/**
 * One moment of Replayscope in a page of React. On the server, and where there is no JavaScript, it is a picture with its sentence;
 * the frame comes when the page is alive. In print the picture stands there again.
 */
export function Replayscope(props: ReplayscopeProps): ReactNode {
  const { title, sentence, theme = 'page', height = 480, onReady } = props;
  const ref = useRef<HTMLIFrameElement>(null);
  const [wanted, setWanted] = useState(height);
  const { src, version, controls, start, canCrash } = props;
  // As text: a list that is written in the page is another one at every drawing.
  const panes = props.panes?.join(',');
  const told = useRef(onReady);
  useEffect(() => {
    told.current = onReady;
  });

  const isAlive = useSyncExternalStore(neverChanges, always, never);
  const address = useMemo(() => {
    // The first drawing must be the server's, and the address depends on the page.
    if (!isAlive || !isWebPage(src, document.baseURI)) return undefined;
    return embedAddress(versionedAddress(src, version), {
      ...(panes !== undefined && { panes: EMBED_PANES.filter((each) => panes.includes(each)) }),
      ...(controls && { controls }),
      ...(start && { start }),
      ...(canCrash !== undefined && { canCrash }),
      theme: theme === 'page' ? pageTheme(document) : theme,
      // Named, so that this page hears everything.
      hosts: [window.location.origin],
    });
  }, [isAlive, src, version, panes, controls, start, canCrash, theme]);

  useEffect(() => {
    const frame = ref.current;
    if (!frame || address === undefined) return undefined;
    const handle = attach(frame, address);
    handle.on('size', (size) => setWanted(size.height));
    handle.on('ready', () => told.current?.(handle));
    const stop =
      theme === 'page' ? watchPageTheme(document, (now) => handle.theme(now)) : undefined;
    return () => {
      stop?.();
      handle.release();
    };
  }, [address, theme]);

  return (
    <figure className="replayscope" data-live={address !== undefined}>
      {/* Site builders shorten styles in the server's HTML, and browsers hide the nonce: neither is a difference. */}
      <style nonce={props.nonce} suppressHydrationWarning>
        {STYLE}
      </style>
      {address !== undefined && (
        <iframe
          ref={ref}
          src={address}
          title={title}
          height={wanted}
          loading="lazy"
          allow="fullscreen; clipboard-write"
          sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        />
      )}
      <Still {...props} />
      {sentence !== undefined && <figcaption>{sentence}</figcaption>}
    </figure>
  );
}

// Types of react.js (docs/EMBED.md). src/embed/react.test.tsx holds them against the source.
import type { ReactNode } from 'react';

export type Report =
  | { type: 'ready'; canCrash: boolean }
  | { type: 'state'; state: Readonly<Record<string, unknown>>; id?: string | number }
  | { type: 'size'; width: number; height: number }
  | { type: 'error'; code: ErrorCode; text: string; id?: string | number };

export type ErrorCode =
  'version' | 'malformed' | 'origin' | 'not-allowed' | 'not-ready' | 'no-such-place' | 'impossible';

export interface EmbedHandle {
  readonly frame: HTMLIFrameElement;
  seek(to: string | number): void;
  step(by?: 1 | -1): void;
  play(): void;
  pause(): void;
  crash(): void;
  restart(): void;
  theme(theme: 'light' | 'dark' | 'auto'): void;
  state(): Promise<Readonly<Record<string, unknown>>>;
  on<T extends Report['type']>(
    type: T,
    hear: (report: Extract<Report, { type: T }>) => void,
  ): () => void;
  release(): void;
}

export interface ReplayscopeProps {
  /** A link to the moment, from Replayscope's share menu. */
  src: string;
  title: string;
  picture?: string;
  sentence?: string;
  version?: string;
  panes?: readonly ('code' | 'history' | 'world' | 'stairs')[];
  controls?: 'full' | 'minimal' | 'none';
  theme?: 'page' | 'light' | 'dark' | 'auto';
  start?: 'link' | 'start';
  canCrash?: boolean;
  height?: number;
  onReady?: (embed: EmbedHandle) => void;
  nonce?: string;
}

export function Replayscope(props: ReplayscopeProps): ReactNode;

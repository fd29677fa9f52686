import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { FRAME_SCRIPT } from '../src/app/frame/frame-page.ts';

/** As a content policy names an inline script. */
export const FRAME_SCRIPT_HASH = `sha256-${createHash('sha256').update(FRAME_SCRIPT).digest('base64')}`;

/** The policy of the built page. The frame of the sandbox inherits it and adds a stricter one of its own. */
export const BUILT_POLICY = [
  "default-src 'self'",
  `script-src 'self' '${FRAME_SCRIPT_HASH}' 'wasm-unsafe-eval'`,
  "worker-src 'self' blob:",
  "style-src 'self'",
  "img-src 'self' data:",
  // The preview of an embed is the page itself.
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Vite's development server puts scripts and styles into the page; the sandbox is as closed as in the built page. */
const WATCHED_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self' ws:",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Puts the content policy into the page, before anything that it should hold for. */
export function contentPolicy(): Plugin {
  return {
    name: 'content-policy',
    config: () => ({ define: { __FRAME_SCRIPT_HASH__: JSON.stringify(FRAME_SCRIPT_HASH) } }),
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { server }) => [
        {
          tag: 'meta',
          attrs: {
            'http-equiv': 'Content-Security-Policy',
            content: server ? WATCHED_POLICY : BUILT_POLICY,
          },
          injectTo: 'head-prepend',
        },
      ],
    },
  };
}

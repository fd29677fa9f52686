import type { PluginOption } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** Larger than the machine and the sandbox's worker; what is larger than that is not meant to be kept. */
const LARGEST_FILE_BYTES = 4 * 1024 * 1024;

/**
 * The service worker and the manifest of the built app. The worker keeps to its own folder, keeps every built file from the first
 * visit on, and a newer one waits until the person agrees (src/app/offline/). Only in a build: the development server has none.
 */
export function offline(): PluginOption {
  return VitePWA({
    strategies: 'generateSW',
    registerType: 'prompt',
    // Our own file registers it, and not in an embed. The policy of the page allows no inline script.
    injectRegister: false,
    filename: 'sw.js',
    scope: './',
    includeAssets: [],
    includeManifestIcons: false,
    manifest: {
      name: 'Replayscope',
      short_name: 'Replayscope',
      description: 'Crash a workflow, restart it, and watch the replay.',
      start_url: './',
      scope: './',
      display: 'standalone',
      background_color: '#f4f5f8',
      theme_color: '#f4f5f8',
      icons: [
        { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
        { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        { src: 'favicon.svg', sizes: 'any', type: 'image/svg+xml' },
      ],
    },
    workbox: {
      globPatterns: ['**/*.{css,html,js,png,svg,wasm,webmanifest}'],
      maximumFileSizeToCacheInBytes: LARGEST_FILE_BYTES,
      // Built names hold a hash of what is inside.
      dontCacheBustURLsMatching: /(^|\/)assets\//,
      // `?embed&…` asks for the same page. What is none of our files is left to the network: another version may lie in a folder below.
      ignoreURLParametersMatching: [/./],
      navigateFallback: null,
      cleanupOutdatedCaches: true,
      clientsClaim: true,
      skipWaiting: false,
      inlineWorkboxRuntime: true,
      sourcemap: false,
    },
  });
}

import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { PlainError } from './project.mjs';

const MIME_TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** The file inside `folder` that a request asks for, or undefined. Never a file outside of it. */
export async function fileFor(folder, url) {
  let path;
  try {
    path = decodeURIComponent(url.replace(/[?#].*$/, ''));
  } catch {
    return undefined;
  }
  if (path.includes('\0')) return undefined;
  const wanted = join(folder, normalize(path.endsWith('/') ? `${path}index.html` : path));
  try {
    const root = await realpath(folder);
    const file = await realpath(wanted);
    const found = await stat(file);
    return found.isFile() && file.startsWith(root + sep)
      ? { path: file, size: found.size }
      : undefined;
  } catch {
    return undefined;
  }
}

async function answer(folder, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const file = await fileFor(folder, request.url ?? '/');
  if (file === undefined) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found.\n');
    return;
  }
  response.writeHead(200, {
    'Content-Type': MIME_TYPES[extname(file.path).toLowerCase()] ?? 'application/octet-stream',
    'Content-Length': file.size,
    // A new build must show at the next load, without a hard reload.
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
  });
  if (request.method === 'HEAD') response.end();
  else pipeline(createReadStream(file.path), response, () => {});
}

/** A web server for the files of one folder, and nothing else. Not listening yet. */
export function createStaticServer(folder) {
  return createServer((request, response) => {
    answer(folder, request, response).catch(() => response.destroy());
  });
}

function listenOnce(server, host, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server.address().port);
    });
  });
}

/** So many ports after the first are tried before giving up. */
const TRIED_PORTS = 50;

/**
 * Listens on the first free port from `port` on, or on `port` only when `isExplicit`.
 * Gives the port, or undefined when none was free.
 */
export async function listenOnFreePort(server, { host, port, isExplicit }) {
  const last = isExplicit ? port : Math.min(port + TRIED_PORTS, 65_535);
  for (let candidate = port; candidate <= last; candidate += 1) {
    try {
      return await listenOnce(server, host, candidate);
    } catch (error) {
      // EACCES: Windows reserves ranges of ports and refuses them in this way.
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') continue;
      throw new PlainError(`Can't serve at ${host}:${candidate}. ${error.message}`);
    }
  }
  return undefined;
}

import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensurePackages } from './packages.mjs';
import { PlainError, projectFolder } from './project.mjs';
import { createStaticServer, listenOnFreePort } from './static-server.mjs';

const USUAL_PORT = 4173;
/** An address, not the name localhost: a name may lead to another program that listens on IPv6. */
const USUAL_HOST = '127.0.0.1';

/** The port that the environment asks for, or undefined. */
export function wantedPort(text) {
  if (text === undefined || text === '') return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new PlainError(`PORT must be a number from 1 to 65535. It is "${text}".`);
}

async function serve() {
  const explicitPort = wantedPort(process.env.PORT);
  const host = process.env.HOST || USUAL_HOST;
  await ensurePackages();
  await ensureBuilt();
  const server = createStaticServer(join(projectFolder, 'dist'));
  const firstPort = explicitPort ?? USUAL_PORT;
  const port = await listenOnFreePort(server, {
    host,
    port: firstPort,
    isExplicit: explicitPort !== undefined,
  });
  if (port === undefined) {
    throw new PlainError(
      explicitPort === undefined
        ? `No port from ${firstPort} on is free. Close some programs, or choose a port: PORT=8080 npm start`
        : `Port ${explicitPort} is in use. Stop the program that uses it, or choose another port: PORT=${explicitPort + 1} npm start`,
    );
  }
  if (port !== firstPort) console.log(`Port ${firstPort} is in use, so this is port ${port}.`);
  console.log(`\n  Replayscope: http://${host}:${port}/\n\n  Press Ctrl-C to stop.\n`);
  return server;
}

/** `npm start`: installs what is missing, builds what changed, serves it, and prints one address. */
export async function startApp() {
  let server;
  const stop = () => {
    if (server === undefined) process.exit(130);
    console.log('Stopped.');
    server.close(() => process.exit(0));
    server.closeAllConnections();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    server = await serve();
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}

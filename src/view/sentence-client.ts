import type { ClientDid, Step } from '../trace/step.ts';
import { nameOfInstance, say, type Sentence, type Telling } from './sentence-input.ts';
import { shortPayload, shortTime, shorten } from './short-text.ts';

type Got = Extract<ClientDid, { what: 'got' }>;

/** What the client half of a host program has done. */
export function clientSentence(
  telling: Telling,
  { did }: Extract<Step, { kind: 'client' }>,
): Sentence {
  switch (did.what) {
    case 'started':
      return say(
        'Client.',
        'Your file runs as two programs: the app, which you can crash, and the client, which starts the workflow and waits. The client starts now.',
      );
    case 'printed':
      return say('Client.', `The client prints: ${shorten(oneLine(did.text), 120)}`);
    case 'waits': {
      const end = did.until === 'started' ? 'has started' : 'has ended';
      const name = nameOfInstance(telling, did.instance);
      const limit = did.timeoutMs > 0 ? `, at most ${shortTime(did.timeoutMs)}` : '';
      return say('Client.', `The client waits until ${name} ${end}${limit}.`);
    }
    case 'got':
      return say('Client.', gotText(telling, did));
    case 'called':
      return say('Client.', `The client calls ${did.request.method} ${did.request.url}.`);
    case 'ended':
      return say('Client.', endText(did));
  }
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function gotText(telling: Telling, did: Got): string {
  if ('states' in did) return `The client gets a list of ${did.states} workflows.`;
  if ('purged' in did) {
    const what = did.purged === 1 ? 'One workflow is' : `${did.purged} workflows are`;
    return `${what} purged: the history is gone from the store.`;
  }
  const name = did.instance === undefined ? 'it' : nameOfInstance(telling, did.instance);
  if ('refused' in did) return refusedText(did.refused, name);
  if (did.status === undefined) return `The client hears that there is no ${name}.`;
  const result = shortPayload(did.output);
  const about = did.failure
    ? `: ${shorten(did.failure.message, 100)}`
    : result === ''
      ? ''
      : `, with ${result}`;
  return `The client hears that ${name} is ${did.status.toLowerCase()}${about}.`;
}

/** The engine's word, or the client's own clock. */
function refusedText(why: string, name: string): string {
  switch (why) {
    case 'timed-out':
      return `${name} took too long for the client. Its wait ends with an error, and the workflow goes on.`;
    case 'no-such-instance':
      return `There is no such workflow, so the client gets an error.`;
    case 'already-exists':
      return `There is such a workflow already, so the client gets an error.`;
    case 'unavailable':
      return 'The engine is down, so the client gets an error.';
    default:
      return `The engine refuses that for ${name}, so the client gets an error.`;
  }
}

function endText({ code, failure }: Extract<ClientDid, { what: 'ended' }>): string {
  if (failure !== undefined)
    return `The client ends with an error: ${shorten(failure, 120)}. The workflows go on.`;
  const how = code === undefined ? '' : ` (process.exit(${code}))`;
  return `The client is done${how}. In reality its app would end with it; here the app goes on.`;
}

/** The same in short, for a diagram. */
export function clientHears(did: Got): string {
  if ('states' in did) return `${did.states} workflows`;
  if ('purged' in did) return `${did.purged} purged`;
  if ('refused' in did) return did.refused === 'timed-out' ? 'takes too long' : 'an error';
  const result = shortPayload(did.output);
  return `${did.status?.toLowerCase() ?? 'not there'}${result === '' ? '' : ` (${result})`}`;
}

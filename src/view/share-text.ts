import type { Trace } from '../trace/trace.ts';
import { messageOf, type Message, type PartyName } from './message.ts';
import type { ProgramView } from './program-view.ts';
import { applyStep } from './run-fold.ts';
import { emptyState } from './run-state.ts';
import { transcript } from './sentence.ts';
import { withTurning } from './unseen.ts';

/** A text that a person wrote is text in every format: it can not become a heading, a list, a link, an arrow or a tag. */
export const markdownText = (text: string): string =>
  oneLine(text)
    // A hyphen inside of a word is no list, no line and no heading.
    .replaceAll(
      /(?!(?<=[\p{L}\p{N}])-[\p{L}\p{N}])[\\`*_{}[\]()<>#+!|~$&@-]/gu,
      (mark) => `\\${mark}`,
    )
    // An address becomes a link by itself, and a number with a point begins a list.
    .replaceAll(/:(?=\/\/)|\.(?<=\bwww\.|^\d+\.)/gi, (mark) => `\\${mark}`);

/**
 * Mermaid reads `#59;` as the character of that number. It knows no other mark in a text, but for these words: before a colon they are
 * orders to it (mermaid's `encodeEntities` and `parseMessage`), and the text loses a part.
 */
export const mermaidText = (text: string): string => {
  const line = oneLine(text);
  const kept = /style|classDef|wrap/i.test(line)
    ? /[^\p{L}\p{N} .,/()'?=+×-]/gu
    : /[^\p{L}\p{N} .,:/()'?=+×-]/gu;
  return line.replaceAll(kept, (mark) => `#${mark.codePointAt(0)};`);
};

/** Line breaks and other control characters are spaces, and what turns the order of letters is a number. */
const oneLine = (text: string): string =>
  withTurning(text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim());

/** The whole run as Markdown: one numbered sentence for each stop; the same sentence twice in a row stands once. */
export function markdownTranscript(
  trace: Trace,
  program: ProgramView,
  about: { title: string; address: string },
): string {
  const sentences = transcript(trace, program).filter(
    (each, index, all) => each !== all[index - 1],
  );
  return [
    `# ${markdownText(about.title)}`,
    '',
    `[Open this run](<${about.address.replaceAll(/[<>\s]/g, encodeURIComponent)}>)`,
    '',
    ...sentences.map((each, index) => `${index + 1}. ${markdownText(each)}`),
    '',
  ].join('\n');
}

const NAMES: Record<PartyName, string> = {
  client: 'Client',
  engine: 'Engine',
  store: 'History',
  app: 'App',
  world: 'World',
};

/** Longer runs make diagrams that no program draws. */
const MOST_MESSAGES = 300;

/** The run as a Mermaid sequence diagram. */
export function mermaidSequence(trace: Trace, program: ProgramView): string {
  const state = emptyState(program.focus);
  const messages: Message[] = [];
  for (const [index, step] of trace.steps.entries()) {
    applyStep(state, step, index);
    const each = messageOf(step, state);
    if (each) messages.push(each);
  }
  const shown = messages.slice(0, MOST_MESSAGES);
  const left = messages.length - shown.length;
  return [
    'sequenceDiagram',
    ...Object.entries(NAMES).map(([id, name]) => `    participant ${id} as ${name}`),
    ...shown.map((each) => `    ${mermaidLine(each)}`),
    ...(left > 0 ? [`    Note over engine: ${left} more messages`] : []),
    '',
  ].join('\n');
}

function mermaidLine(each: Message): string {
  if (each.kind === 'note') return `Note over ${each.at}: ${mermaidText(each.text)}`;
  return `${each.from}${each.isReply ? '-->>' : '->>'}${each.to}: ${mermaidText(each.text)}`;
}

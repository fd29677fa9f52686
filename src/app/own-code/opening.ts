import { samples } from '../samples/outlines.ts';
import type { Visit } from '../visit.ts';
import type { CodeEditor } from './editing.ts';
import { languageOf } from './language.ts';
import { scenarioOfTexts } from './scenario-of-text.ts';

/** Characters that stand in no text: what has them is a picture, an archive, a program. */
const hasBinary = (text: string): boolean => /[\0\uFFFD]/.test(text.slice(0, 20_000));

/**
 * Brings a program of one's own into the page: a file that was chosen or dropped, or a text that was pasted. `name` is the file's, if
 * there is one. Answers with a sentence when it can't.
 */
export async function openText(
  visit: Visit,
  editor: CodeEditor,
  text: string,
  name?: string,
): Promise<string | undefined> {
  const called = name === undefined ? 'This' : `“${name}”`;
  if (hasBinary(text)) return `${called} is not a text. Open a TypeScript or JavaScript file.`;
  const other = languageOf(text, name);
  if (other !== undefined)
    return `${called} looks like ${other}. Only TypeScript and JavaScript run here.`;
  const clean = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const reading = await visit.around.readProgram(clean);
  if (reading.isUnusable !== undefined) return `${called} can’t be opened. ${reading.isUnusable}`;
  editor.begin({ v1: clean }, name ?? 'Your program');
  const scenario = scenarioOfTexts({ v1: clean }, reading);
  visit.trust(scenario);
  visit.open({ scenario }, {}, 'begin');
  return undefined;
}

/** Begins with the code of a sample. */
export function openSample(visit: Visit, editor: CodeEditor, id: string): void {
  const sample = samples.find((each) => each.id === id);
  if (!sample) return;
  visit.open({ scenario: sample.scenario, position: sample.questions[0].opening });
  editor.open();
}

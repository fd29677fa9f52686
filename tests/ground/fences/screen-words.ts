import { isCode, isTest } from './project-files.ts';
import type { Offence, ProjectFile } from './project-files.ts';
import { lineAt, parseFile, stringOf, walk } from './syntax.ts';
import type { Node } from './syntax.ts';

/** Rooms whose texts a person reads on the screen. */
const ROOMS = /^src\/(app|explore|link|lint|player|samples|sim|source|ui|view)\//;
/** The words of real engines, programs, and lines that programs read. */
const OTHERS_WORDS = /^src\/(view\/other-engines|samples\/(programs|python)\/|app\/headless\/)/;

const BANNED: readonly { pattern: RegExp; message: string }[] = [
  {
    pattern: /\bcan ?not\b|\b(can|do|does|is|are|has|have|did|was|wo)n?'t\b/,
    message: 'the screen says can’t',
  },
  { pattern: /\b[Pp]lease\b|[a-z]{3,}!(\s|$)/, message: 'the screen neither begs nor shouts' },
];

/** What a node writes as text; undefined for other nodes. */
function textOf(node: Node): string | undefined {
  const literal = stringOf(node);
  if (literal !== undefined) return literal;
  if (node.type === 'JSXText') return String(node['value']);
  if (node.type === 'TemplateElement') return (node['value'] as { raw: string }).raw;
  return undefined;
}

/** One word for one thing, in all that a person may read. A text of one word is a key, not a sentence. */
export function screenWordOffences(files: readonly ProjectFile[]): Offence[] {
  const offences: Offence[] = [];
  for (const file of files) {
    if (!ROOMS.test(file.path) || OTHERS_WORDS.test(file.path)) continue;
    if (!isCode(file.path) || isTest(file.path)) continue;
    walk(parseFile(file), (node) => {
      const text = textOf(node);
      if (!text?.trim().includes(' ')) return;
      for (const { pattern, message } of BANNED) {
        const hit = pattern.exec(text)?.[0];
        if (hit === undefined) continue;
        const line = lineAt(file.text, node.start);
        offences.push({ path: file.path, line, message: `${message}: ${hit}` });
      }
    });
  }
  return offences;
}

import { parser } from '@lezer/javascript';
import { highlightTree, tagHighlighter, tags } from '@lezer/highlight';
import type { Stretch } from './stretch.ts';

const typescript = parser.configure({ dialect: 'ts' });

const tones = tagHighlighter([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], class: 'keyword' },
  { tag: [tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword], class: 'keyword' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], class: 'name' },
  { tag: tags.function(tags.definition(tags.variableName)), class: 'name' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], class: 'string' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], class: 'number' },
  { tag: [tags.typeName, tags.className], class: 'type' },
  { tag: tags.comment, class: 'comment' },
]);

/** The lines of a program as coloured stretches: index 0 is line 1. */
export function highlightLines(source: string): Stretch[][] {
  const lines: Stretch[][] = [[]];
  const push = (text: string, tone?: string) => {
    text.split('\n').forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part !== '') lines[lines.length - 1]?.push(tone ? { text: part, tone } : { text: part });
    });
  };
  let done = 0;
  highlightTree(typescript.parse(source), tones, (from, to, tone) => {
    if (from > done) push(source.slice(done, from));
    push(source.slice(from, to), tone);
    done = to;
  });
  push(source.slice(done));
  return lines;
}

import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { contextWords, FREE_WORDS, type ContextWord } from './context-words.ts';

const FUNCTIONS = [
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunction',
  'MethodDeclaration',
];

/** A person who types waits so long for a list at most. */
const PATIENCE_MS = 500;

/** The function around a position, and whether its first parameter has this name. */
function ownerOf(
  state: EditorState,
  position: number,
  name: string,
): { isGenerator: boolean } | undefined {
  // The editor reads a text in small portions of time: as far as this place it has to be read now.
  const tree = ensureSyntaxTree(state, position, PATIENCE_MS) ?? syntaxTree(state);
  let node: SyntaxNode | null = tree.resolveInner(position, -1);
  for (; node; node = node.parent) {
    if (!FUNCTIONS.includes(node.name)) continue;
    const parameter = node.getChild('ParamList')?.getChild('VariableDefinition');
    const single = parameter ?? node.getChild('VariableDefinition');
    if (!single || state.sliceDoc(single.from, single.to) !== name) continue;
    return { isGenerator: node.getChild('Star') !== null };
  }
  return undefined;
}

const asCompletion = ({ name, signature, says }: ContextWord): Completion => ({
  label: name,
  detail: signature,
  info: says,
  type: signature.startsWith('(') ? 'method' : 'property',
  ...(signature.startsWith('(') && { apply: name }),
});

/** Completes the members of a context, and the two free functions. */
export function completeContext(facadeOf: (state: EditorState) => 'durabletask' | 'dapr') {
  return (context: CompletionContext): CompletionResult | null => {
    const facade = facadeOf(context.state);
    const member = context.matchBefore(/[\w$]+\s*\??\.\s*[\w$]*$/);
    if (member) {
      const [name = ''] = /^[\w$]+/.exec(member.text) ?? [];
      const owner = ownerOf(context.state, context.pos, name);
      const isContext = owner !== undefined || name === 'ctx';
      if (!isContext) return null;
      const typed = /[\w$]*$/.exec(member.text)?.[0] ?? '';
      return {
        from: context.pos - typed.length,
        options: contextWords(facade, owner?.isGenerator ?? true).map(asCompletion),
        validFor: /^[\w$]*$/,
      };
    }
    const word = context.matchBefore(/\bw[\w$]*$/);
    if (!word || facade === 'dapr') return null;
    return { from: word.from, options: FREE_WORDS.map(asCompletion), validFor: /^[\w$]*$/ };
  };
}

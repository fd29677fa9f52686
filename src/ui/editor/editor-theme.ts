import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Colours come from tokens.css alone: custom properties reach into the editor's shadow tree. */
const look = EditorView.theme({
  '&': {
    height: '100%',
    backgroundColor: 'var(--panel)',
    color: 'var(--ink)',
    fontSize: 'var(--t-s)',
  },
  // The ring is drawn around the whole editor (editor.css).
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55', overflow: 'auto' },
  '.cm-content': { padding: '0.5rem 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 0.75rem 0 0.5rem' },
  '.cm-gutters': { border: '0', backgroundColor: 'var(--panel)', color: 'var(--ink-faint)' },
  '.cm-lineNumbers .cm-gutterElement': {
    minWidth: '2.25rem',
    padding: '0 0.5rem 0 0',
    fontSize: 'var(--t-xs)',
    fontVariantNumeric: 'tabular-nums',
  },
  '.cm-gutter-lint': { width: '1.1rem' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0.25rem 0 0 0.25rem' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    outline: '1px solid var(--edge)',
    backgroundColor: 'var(--raised)',
  },
  '.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': {
    outline: '1px solid var(--crash)',
    backgroundColor: 'transparent',
  },
});

/** Where the code stands, and what is changed in version 2: said by shape (a bar at the left) and by a tint. */
const bar = (paint: string) => `inset 6px 0 0 ${paint}`;
const marks = EditorView.theme({
  '.cm-mark-live': { backgroundColor: 'var(--live-tint)', boxShadow: bar('var(--live)') },
  '.cm-mark-again': {
    backgroundColor: 'var(--again-tint)',
    backgroundImage:
      'repeating-linear-gradient(135deg, var(--again) 0 3px, transparent 3px 5px), none',
    backgroundSize: '6px 100%',
    backgroundRepeat: 'no-repeat',
  },
  '.cm-mark-apart': { backgroundColor: 'var(--apart-tint)', boxShadow: bar('var(--apart)') },
  '.cm-mark-silent': { backgroundColor: 'var(--silent-tint)', boxShadow: bar('var(--silent)') },
  '.cm-mark-changed': {
    backgroundColor: 'var(--waiting-tint)',
    boxShadow: `inset 3px 0 0 var(--waiting)`,
  },
  '.cm-chip': {
    display: 'inline-block',
    marginLeft: '1.25ch',
    padding: '0 0.5em',
    border: '1px solid var(--edge)',
    borderRadius: '5px',
    backgroundColor: 'var(--panel)',
    color: 'var(--ink-soft)',
    fontFamily: 'var(--sans)',
    fontSize: 'var(--t-xs)',
    fontWeight: '550',
    lineHeight: '1.45',
  },
  '.cm-chip[data-tone="again"]': {
    borderColor: 'var(--again)',
    backgroundColor: 'var(--again-tint)',
    color: 'var(--again)',
  },
  '.cm-chip[data-tone="live"]': {
    borderColor: 'var(--live)',
    backgroundColor: 'var(--live-tint)',
    color: 'var(--live-ink)',
  },
  '.cm-chip[data-tone="failed"]': { borderColor: 'var(--crash)', color: 'var(--crash)' },
  '.cm-chip[data-tone="stops"], .cm-chip[data-tone="silently-different"], .cm-chip[data-tone="safe"]':
    { borderColor: 'currentcolor', borderRadius: '1em', fontWeight: '650', cursor: 'help' },
  '.cm-chip[data-tone="stops"]': { backgroundColor: 'var(--apart-tint)', color: 'var(--apart)' },
  '.cm-chip[data-tone="silently-different"]': {
    borderStyle: 'dashed',
    backgroundColor: 'var(--silent-tint)',
    color: 'var(--silent)',
  },
  '.cm-chip[data-tone="safe"]': { backgroundColor: 'var(--live-tint)', color: 'var(--live-ink)' },
});

const findings = EditorView.theme({
  '.cm-lintRange': { paddingBottom: '1px', backgroundImage: 'none' },
  '.cm-lintRange-error': { borderBottom: '2px solid var(--crash)', backgroundImage: 'none' },
  '.cm-lintRange-warning': { borderBottom: '2px dotted var(--waiting)', backgroundImage: 'none' },
  '.cm-lintRange-info': { borderBottom: '1px dotted var(--edge)', backgroundImage: 'none' },
  '.cm-lint-marker': { width: '0.8rem', height: '0.8rem', content: 'normal' },
  '.cm-lint-marker-error': { borderRadius: '50%', backgroundColor: 'var(--crash)' },
  '.cm-lint-marker-warning': {
    clipPath: 'polygon(50% 0, 100% 100%, 0 100%)',
    backgroundColor: 'var(--waiting)',
  },
  '.cm-lint-marker-info': { border: '2px solid var(--edge)', borderRadius: '50%' },
  '.cm-diagnostic': { padding: '0.35rem 0.6rem', fontFamily: 'var(--sans)' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--crash)' },
  '.cm-diagnostic-warning': { borderLeft: '4px solid var(--waiting)' },
  '.cm-diagnostic-info': { borderLeft: '4px solid var(--edge)' },
  '.cm-diagnosticAction': {
    minHeight: '1.75rem',
    padding: '0 0.6rem',
    border: '1px solid var(--edge)',
    borderRadius: 'var(--round-s)',
    backgroundColor: 'var(--panel)',
    color: 'var(--ink)',
    fontSize: 'var(--t-xs)',
  },
});

const popups = EditorView.theme({
  '.cm-tooltip': {
    maxWidth: 'min(32rem, 92vw)',
    border: '1px solid var(--hairline)',
    borderRadius: 'var(--round-s)',
    backgroundColor: 'var(--panel)',
    color: 'var(--ink)',
    fontSize: 'var(--t-s)',
    boxShadow: '0 0.5rem 1.5rem var(--shadow)',
    zIndex: '10',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    maxHeight: '14rem',
    fontFamily: 'var(--mono)',
    fontSize: 'var(--t-s)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.2rem 0.6rem' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--ink)',
    color: 'var(--on-ink)',
  },
  '.cm-completionDetail': { marginLeft: '0.25em', fontStyle: 'normal', opacity: '0.85' },
  '.cm-completionMatchedText': { fontWeight: '700', textDecoration: 'none' },
  '.cm-tooltip.cm-completionInfo': { padding: '0.5rem 0.7rem', fontFamily: 'var(--sans)' },
  '.cm-panels': { backgroundColor: 'var(--raised)', color: 'var(--ink)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--hairline)' },
  '.cm-panel.cm-search': { padding: '0.4rem 0.6rem', fontFamily: 'var(--sans)' },
  '.cm-panel.cm-search label': { fontSize: 'var(--t-xs)' },
  '.cm-textfield': {
    border: '1px solid var(--edge)',
    backgroundColor: 'var(--panel)',
    color: 'var(--ink)',
    fontSize: 'var(--t-s)',
  },
  '.cm-button': {
    border: '1px solid var(--edge)',
    borderRadius: 'var(--round-s)',
    backgroundColor: 'var(--panel)',
    backgroundImage: 'none',
    color: 'var(--ink)',
    fontSize: 'var(--t-xs)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--waiting-tint)', outline: '1px solid var(--edge)' },
  '.cm-searchMatch-selected': { outline: '2px solid var(--ink)' },
});

const colours = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.modifier, tags.operatorKeyword, tags.controlKeyword],
    color: 'var(--code-keyword)',
  },
  { tag: [tags.definitionKeyword, tags.moduleKeyword], color: 'var(--code-keyword)' },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.propertyName)],
    color: 'var(--code-name)',
  },
  { tag: tags.function(tags.definition(tags.variableName)), color: 'var(--code-name)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--code-number)' },
  { tag: [tags.typeName, tags.className], color: 'var(--code-type)' },
  { tag: tags.comment, color: 'var(--code-comment)', fontStyle: 'italic' },
]);

/** How the editor looks, in every theme. */
export const editorTheme: Extension = [look, marks, findings, popups, syntaxHighlighting(colours)];

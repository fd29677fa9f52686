const EXTENSIONS: Record<string, string> = {
  py: 'Python',
  cs: 'C#',
  java: 'Java',
  go: 'Go',
  rb: 'Ruby',
  rs: 'Rust',
  php: 'PHP',
  kt: 'Kotlin',
  html: 'HTML',
  css: 'CSS',
  yaml: 'YAML',
  yml: 'YAML',
  md: 'Markdown',
};

/** Lines that stand at the start of a line in one language, and in no TypeScript. */
const SIGNS: readonly [RegExp, string][] = [
  [
    /^(def \w+\(.*\).*:|from [\w.]+ import |import [\w.]+(?: as \w+)?$|@\w+\.\w+(\(.*\))?$)/m,
    'Python',
  ],
  [/^(using [\w.]+;|namespace [\w.]+)/m, 'C#'],
  [/^(package \w+$|func (\(\w+ \*?\w+\) )?\w+\()/m, 'Go'],
  [/^(package [\w.]+;|import (static )?[\w.]+(\.\*)?;)/m, 'Java'],
  [/^<(!doctype|html)\b/im, 'HTML'],
];

/** Another language than TypeScript or JavaScript, by the name of a file or by the look of a text. */
export function languageOf(text: string, name?: string): string | undefined {
  const extension = /\.(\w+)$/.exec(name ?? '')?.[1]?.toLowerCase() ?? '';
  const byName = EXTENSIONS[extension];
  if (byName !== undefined) return byName;
  if (/^[mc]?[jt]sx?$/.test(extension) || /\basync\s+function\s*\*/.test(text)) return undefined;
  return SIGNS.find(([sign]) => sign.test(text))?.[1];
}

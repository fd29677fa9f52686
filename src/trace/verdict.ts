/** What comes of code that is not deterministic: the engine notices, nobody notices, or nothing comes of it. */
export type CodeVerdict = 'stops' | 'silently-different' | 'safe';

/** The same words and signs everywhere: in the code, among the findings, in pictures and in texts that are handed on. */
export const VERDICTS: Record<CodeVerdict, { word: string; sign: string }> = {
  stops: { word: 'Stops', sign: '◆' },
  'silently-different': { word: 'Silently different', sign: '◇' },
  safe: { word: 'Safe', sign: '✓' },
};

/** As part of a sentence: `silently different`. */
export const verdictInText = (verdict: CodeVerdict): string => VERDICTS[verdict].word.toLowerCase();

import { Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import { VERDICTS } from '../../trace/verdict.ts';
import type { Finding, FindingFix } from './finding.ts';

interface EditorFindingsProps {
  findings: readonly Finding[];
  /** The sample that is on the screen: nothing leads to it. */
  sample: string | undefined;
  onGoTo: (finding: Finding) => void;
  onFix: (fix: FindingFix) => void;
  onSample: (id: string) => void;
}

/** What was found in the text, in words, each with its mends. */
export function EditorFindings(props: EditorFindingsProps): ReactNode {
  const { findings, onGoTo, onFix, onSample } = props;
  return (
    <ul className="editor-findings" aria-label="What was found">
      {findings.map((finding, index) => {
        const { line, code, severity, message, fixes = [], verdicts = [] } = finding;
        const sample = finding.sample === props.sample ? undefined : finding.sample;
        return (
          <li key={index} className="found" data-severity={severity}>
            <button type="button" className="finding" onClick={() => onGoTo(finding)}>
              <strong>{`Line ${line}`}</strong> {message}
              {verdicts.map((each) => (
                <span key={each} className="finding-verdict" data-verdict={each}>
                  <span aria-hidden="true">{VERDICTS[each].sign}</span> {VERDICTS[each].word}
                </span>
              ))}
              {code !== undefined && <span className="finding-code"> {code}</span>}
            </button>
            {(fixes.length > 0 || sample !== undefined) && (
              <p className="finding-acts">
                {fixes.map((fix) => (
                  <button
                    key={fix.label}
                    type="button"
                    className="quiet small"
                    onClick={() => onFix(fix)}
                  >
                    <Wrench aria-hidden="true" size={14} /> {fix.label}
                  </button>
                ))}
                {sample !== undefined && (
                  <button type="button" className="quiet small" onClick={() => onSample(sample)}>
                    See what comes of it
                  </button>
                )}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** How many there are, in the editor's bar. A press goes from one to the next. */
export function FindingCount(props: { count: number; onNext: () => void }): ReactNode {
  const { count, onNext } = props;
  if (count === 0) return null;
  return (
    <button
      type="button"
      className="quiet small finding-count"
      title="Go to the next one (F8 in the text)"
      onClick={onNext}
    >
      {count === 1 ? '1 finding' : `${count} findings`}
    </button>
  );
}

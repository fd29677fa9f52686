import { ChevronRight, Wrench, Zap } from 'lucide-react';
import type { ReactNode } from 'react';
import { VERDICTS } from '../../trace/verdict.ts';
import './editor-findings.css';
import type { Finding, FindingFix } from './finding.ts';

interface EditorFindingsProps {
  findings: readonly Finding[];
  /** The sample that is on the screen: nothing leads to it. */
  sample: string | undefined;
  /** Index of the one that is shown whole; the others stand in one line each. */
  open: number | undefined;
  onOpen: (index: number | undefined) => void;
  onGoTo: (finding: Finding) => void;
  onFix: (fix: FindingFix) => void;
  /** Absent: this text is not the one that a crash would show it in. */
  onEffect?: ((finding: Finding) => void) | undefined;
  onSample: (id: string) => void;
}

/** Ways on from one finding: its mends, and what comes of it. */
function Acts(props: EditorFindingsProps & { finding: Finding; sample: string | undefined }) {
  const { finding, sample, onFix, onEffect, onSample } = props;
  const { fixes = [], verdicts = [] } = finding;
  return (
    <p className="finding-acts">
      {fixes.map((fix) => (
        <button key={fix.label} type="button" className="quiet small" onClick={() => onFix(fix)}>
          <Wrench aria-hidden="true" size={14} /> {fix.label}
        </button>
      ))}
      {onEffect && verdicts.length > 0 && (
        <button type="button" className="quiet small" onClick={() => onEffect(finding)}>
          <Zap aria-hidden="true" size={14} /> See it in this code
        </button>
      )}
      {sample !== undefined && (
        <button type="button" className="quiet small" onClick={() => onSample(sample)}>
          Show this on a sample
        </button>
      )}
    </p>
  );
}

/** What was found in the text: one line each, and the one that is looked at in all its words, with its mends. */
export function EditorFindings(props: EditorFindingsProps): ReactNode {
  const { findings, open, onOpen, onGoTo } = props;
  return (
    <ul className="editor-findings" aria-label="What was found">
      {findings.map((finding, index) => {
        const { line, code, severity, message, fixes = [], verdicts = [] } = finding;
        const sample = finding.sample === props.sample ? undefined : finding.sample;
        const hasActs = fixes.length > 0 || sample !== undefined || verdicts.length > 0;
        const isOpen = index === open;
        return (
          <li key={index} className="found" data-severity={severity} data-open={isOpen}>
            <button
              type="button"
              className="finding"
              aria-expanded={hasActs ? isOpen : undefined}
              onClick={() => {
                onOpen(isOpen ? undefined : index);
                if (!isOpen) onGoTo(finding);
              }}
            >
              {hasActs && <ChevronRight className="finding-sign" aria-hidden="true" size={14} />}
              <span className="finding-text">
                <strong>{`Line ${line}`}</strong> {message}
                {code !== undefined && <span className="finding-code"> {code}</span>}
              </span>
              <span className="finding-verdicts">
                {verdicts.map((each) => (
                  <span key={each} className="finding-verdict" data-verdict={each}>
                    <span aria-hidden="true">{VERDICTS[each].sign}</span> {VERDICTS[each].word}
                  </span>
                ))}
              </span>
            </button>
            {hasActs && isOpen && <Acts {...props} finding={finding} sample={sample} />}
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

import { Zap } from 'lucide-react';
import { use, type CSSProperties, type ReactNode } from 'react';
import { PointingContext, type Pointed } from './pointing.ts';
import './point-button.css';

/** One for all: a hundred of these buttons are on the page. */
const SIGN = <Zap aria-hidden="true" size={13} />;

/**
 * The small button on a thing that can fail. Not a tab stop of its own, or a long list would have twice as many: the key F, and the
 * menu key, do the same for what has the focus.
 */
export function PointButton(props: {
  at: Pointed;
  /** In the middle of a sentence: `event 5`. */
  name: string;
  className?: string;
  style?: CSSProperties;
}): ReactNode {
  const { at, name, className = '', style } = props;
  const point = use(PointingContext);
  if (!point) return null;
  return (
    <button
      type="button"
      className={`point-button ${className}`}
      style={style}
      tabIndex={-1}
      aria-haspopup="menu"
      aria-label={`What can fail at ${name}`}
      title="What can fail here (F)"
      onClick={(event) => point(at, event.currentTarget.getBoundingClientRect())}
    >
      {SIGN}
    </button>
  );
}

import type { ReactNode } from 'react';
import { GLOSSARY } from '../../view/glossary.ts';
import { Dialog } from '../dialog.tsx';
import './glossary.css';

/** The words of the screen, and what engineers call them. Loaded when it is first opened. */
export default function GlossaryDialog({ onClose }: { onClose: () => void }): ReactNode {
  return (
    <Dialog title="Glossary" onClose={onClose}>
      <dl className="glossary">
        {GLOSSARY.map(({ word, also, meaning }) => (
          <div key={word}>
            <dt>
              {word}
              <span className="glossary-also">{also.join(', ')}</span>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

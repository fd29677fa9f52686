import { ChevronDown, Link2 } from 'lucide-react';
import { memo, useState, type ReactNode } from 'react';
import { lazyPart } from './lazy-part.tsx';
import type { ShareActions } from './screen-actions.ts';

/** Nobody shares at the first moment. */
const loadItems = () => import('./share-items.tsx');
const ShareItems = lazyPart('The ways to share', loadItems);

/** The ways to hand on what is on the screen: the same at each moment. */
export const ShareMenu = memo(function ShareMenu(props: {
  share: ShareActions;
  isBrief: boolean;
}): ReactNode {
  const { share, isBrief } = props;
  // Making a link of a large program takes a while: only an open menu needs to know how long it is.
  const [length, setLength] = useState<number>();
  return (
    <>
      <button
        type="button"
        className="quiet share"
        popoverTarget="share"
        aria-label="Share"
        title={isBrief ? 'Share' : undefined}
        // They are there when it is pressed.
        onPointerEnter={() => void loadItems().catch(() => undefined)}
        onFocus={() => void loadItems().catch(() => undefined)}
      >
        <Link2 aria-hidden="true" size={18} />
        {!isBrief && 'Share'}
        {!isBrief && <ChevronDown className="share-more" aria-hidden="true" size={16} />}
      </button>
      <div
        id="share"
        popover="auto"
        className="samples share-menu"
        role="group"
        aria-label="Share as"
        onToggle={(event) => setLength(event.newState === 'open' ? share.linkLength() : undefined)}
      >
        {length !== undefined && <ShareItems share={share} length={length} />}
      </div>
    </>
  );
});

import { ChevronDown, Link2 } from 'lucide-react';
import { memo, useState, type ReactNode } from 'react';
import type { ShareActions } from './screen-actions.ts';
import { SHARE_WAYS, type ShareWay } from './share-ways.ts';

/** From here on the length of a link is told: some mail and chat programs cut long ones. */
const LONG = 1500;
/** From here on the file is offered first. */
const TOO_LONG = 1900;

function Item({ way, onPress }: { way: ShareWay; onPress: () => void }): ReactNode {
  const Icon = way.icon;
  return (
    <button
      type="button"
      className="sample share-item"
      popoverTarget="share"
      popoverTargetAction="hide"
      onClick={onPress}
    >
      <Icon aria-hidden="true" size={18} />
      <span className="sample-name">{way.name}</span>
      <span className="sample-question">{way.about}</span>
    </button>
  );
}

function LengthNote({ length }: { length: number }): ReactNode {
  if (length < LONG) return null;
  const count = length.toLocaleString('en');
  return (
    <p className="share-note">
      {length < TOO_LONG
        ? `The link has ${count} characters.`
        : `The link has ${count} characters. Some mail and chat programs cut links of that length. A file is safer.`}
    </p>
  );
}

/** With a link that may be cut, the file stands first. */
function waysFor(length: number): readonly ShareWay[] {
  if (length < TOO_LONG) return SHARE_WAYS;
  const isFile = ({ id }: ShareWay) => id === 'file';
  return [...SHARE_WAYS.filter(isFile), ...SHARE_WAYS.filter((way) => !isFile(way))];
}

function Items({ share, length }: { share: ShareActions; length: number }): ReactNode {
  return (
    <>
      <LengthNote length={length} />
      {waysFor(length).map((way) => (
        <Item key={way.id} way={way} onPress={share.take[way.id]} />
      ))}
    </>
  );
}

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
        {length !== undefined && <Items share={share} length={length} />}
      </div>
    </>
  );
});

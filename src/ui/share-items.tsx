import type { ReactNode } from 'react';
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

/** What the menu offers, and how long the link is. */
export default function ShareItems(props: { share: ShareActions; length: number }): ReactNode {
  const { share, length } = props;
  return (
    <>
      <LengthNote length={length} />
      {waysFor(length).map((way) => (
        <Item key={way.id} way={way} onPress={share.take[way.id]} />
      ))}
    </>
  );
}

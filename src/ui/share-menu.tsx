import {
  ChartNoAxesGantt,
  ChevronDown,
  FileDown,
  FlaskConical,
  Image,
  Link2,
  ListOrdered,
  SkipBack,
  Workflow,
} from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ShareActions } from './screen-actions.ts';

/** From here on the length of a link is told: some mail and chat programs cut long ones. */
const LONG = 1500;
/** From here on the file is offered first. */
const TOO_LONG = 1900;

function Item(props: {
  name: string;
  about: string;
  icon: ReactNode;
  onPress: () => void;
}): ReactNode {
  return (
    <button
      type="button"
      className="sample share-item"
      popoverTarget="share"
      popoverTargetAction="hide"
      onClick={props.onPress}
    >
      {props.icon}
      <span className="sample-name">{props.name}</span>
      <span className="sample-question">{props.about}</span>
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

function Items({ share, length }: { share: ShareActions; length: number }): ReactNode {
  const file = (
    <Item
      name="File"
      about="A scenario document. Drop it on the page to open it."
      icon={<FileDown aria-hidden="true" size={18} />}
      onPress={share.onFile}
    />
  );
  return (
    <>
      <LengthNote length={length} />
      {length >= TOO_LONG && file}
      <Item
        name="Link to this moment"
        about="Opens exactly what you see now."
        icon={<Link2 aria-hidden="true" size={18} />}
        onPress={share.onMoment}
      />
      <Item
        name="Link to the start"
        about="The same run, from its beginning."
        icon={<SkipBack aria-hidden="true" size={18} />}
        onPress={share.onStart}
      />
      {length < TOO_LONG && file}
      <Item
        name="Picture, PNG"
        about="The staircase as it stands now."
        icon={<Image aria-hidden="true" size={18} />}
        onPress={share.onPng}
      />
      <Item
        name="Picture, SVG"
        about="The same, sharp at every size."
        icon={<ChartNoAxesGantt aria-hidden="true" size={18} />}
        onPress={share.onSvg}
      />
      <Item
        name="Text"
        about="The whole run as Markdown, one sentence a step."
        icon={<ListOrdered aria-hidden="true" size={18} />}
        onPress={share.onMarkdown}
      />
      <Item
        name="Sequence diagram"
        about="The whole run for Mermaid."
        icon={<Workflow aria-hidden="true" size={18} />}
        onPress={share.onMermaid}
      />
      <Item
        name="Test"
        about="A file that runs this scenario and asserts what you saw."
        icon={<FlaskConical aria-hidden="true" size={18} />}
        onPress={share.onTest}
      />
    </>
  );
}

/** The ways to hand on what is on the screen. */
export function ShareMenu(props: { share: ShareActions; isBrief: boolean }): ReactNode {
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
}

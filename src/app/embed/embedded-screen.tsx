import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { EmbedScreen } from '../../ui/embed/embed-screen.tsx';
import type { ScreenProps } from '../../ui/screen.tsx';
import type { Session } from '../session.ts';
import { fullScreen } from './full-screen.ts';
import type { Guest } from './guest.ts';

const nothing = () => undefined;

/** With no controls of its own the embed is a picture: what moves it is the host page. */
const unmoved = { onSeek: nothing, onSeekIndex: nothing };

/** The app's screen, as an embed. */
export default function EmbeddedScreen(props: {
  guest: Guest;
  session: Session;
  screen: ScreenProps;
}): ReactNode {
  const { guest, session, screen } = props;
  const ref = useRef<HTMLDivElement>(null);
  const full = useMemo(() => fullScreen(document), []);
  useEffect(() => (ref.current ? guest.onRoot(ref.current) : undefined), [guest]);
  const isDriven = guest.options.controls === 'none';
  return (
    <EmbedScreen
      screen={{ ...screen, ...(isDriven && unmoved) }}
      options={guest.options}
      wholeAddress={session.address}
      full={full}
      rootRef={ref}
    />
  );
}

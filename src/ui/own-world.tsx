import type { ReactNode } from 'react';
import type { Frame } from '../view/frame.ts';
import './own-world.css';

/** The client of a program with host code is no part of the app: a crash of the app leaves it as it is. */
function ClientLines({ client }: { client: NonNullable<Frame['client']> }): ReactNode {
  return (
    <section className="client" aria-labelledby="client-title">
      <h3 id="client-title" className="part-title">
        {client.isOver ? 'Client (has ended)' : 'Client'}
      </h3>
      <ul className="client-lines">
        {client.lines.map(({ text, line }, index) => (
          <li key={`${index} ${line}`}>
            <code>{text}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What code of one's own does outside, the page cannot see: it says how often that code ran. */
function Activities({ rows }: { rows: NonNullable<Frame['activities']> }): ReactNode {
  return (
    <section className="counter-group" aria-label="Your activities">
      <ul className="counters">
        {rows.map(({ name, times, detail, isAgain }) => (
          <li key={name} className="counter activity-count" data-count={isAgain ? 2 : 1}>
            <span className="counter-label">{name}</span>
            <span className="counter-times">{times}</span>
            {detail !== '' && <span className="counter-detail">{detail}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a program has in the world that is no sample: how often its activities ran, and what its client prints. */
export default function OwnWorld({
  activities,
  client,
}: {
  activities: Frame['activities'];
  client: Frame['client'];
}): ReactNode {
  return (
    <>
      {activities && <Activities rows={activities} />}
      {client && <ClientLines client={client} />}
    </>
  );
}

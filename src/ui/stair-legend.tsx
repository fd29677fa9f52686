import type { ReactNode } from 'react';
import { RESENT_WORDS } from '../view/staircase-resent.ts';
import './stair-legend.css';

/**
 * What the signs of the staircase mean. Its style leaves out those that are not drawn at this moment. It stands at the right: what
 * comes and goes is first, so that the rest keeps its place.
 */
export function StairLegend(): ReactNode {
  return (
    <ul className="legend" aria-label="What the marks mean">
      <li data-kind="pin">done by you</li>
      <li data-kind="apart">code and history disagree</li>
      <li data-kind="silent">silently different</li>
      <li data-kind="waiting">waits</li>
      <li data-kind="twice">happened again</li>
      <li data-kind="refused">asked again, refused: same key</li>
      <li data-kind="resent">{RESENT_WORDS.unanswered}</li>
      <li data-kind="resent-again">{RESENT_WORDS.again}</li>
      <li data-kind="resent-first">{RESENT_WORDS.first}</li>
      <li data-kind="ahead">still to come</li>
      <li data-kind="crash">crash</li>
      <li data-kind="again">read again</li>
      <li data-kind="live">new</li>
      <li data-kind="effect">effect in the world</li>
      <li data-kind="wake">wake-up</li>
    </ul>
  );
}

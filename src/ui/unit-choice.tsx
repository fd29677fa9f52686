import type { ReactNode } from 'react';
import { isStepUnit, STEP_UNITS, type StepUnit } from '../trace/step-units.ts';
import type { ScreenActions } from './screen-actions.ts';

const unitNames: Record<StepUnit, string> = {
  line: 'Line',
  event: 'Event',
  'wake-up': 'Wake-up',
  'app-run': 'App run',
};

/** How far Step and Step back go. */
export function UnitChoice({
  unit,
  onUnit,
}: Pick<ScreenActions, 'onUnit'> & { unit: StepUnit | undefined }): ReactNode {
  if (!onUnit) return null;
  return (
    <label className="pick unit-choice">
      <span className="pick-label">Step by</span>
      <select
        aria-label="Step by"
        title="How far one step goes (G)"
        value={unit ?? 'line'}
        onChange={({ currentTarget: { value } }) => {
          if (isStepUnit(value)) onUnit(value);
        }}
      >
        {STEP_UNITS.map((each) => (
          <option key={each} value={each}>
            {unitNames[each]}
          </option>
        ))}
      </select>
    </label>
  );
}

import * as v from 'valibot';
import {
  ONLY_WINDOW,
  placeFromJson,
  SINGLE_WINDOWS,
  TASK_WINDOWS,
  TURN_WINDOWS,
} from '../trace/place-json.ts';
import { type PlaceJson } from '../trace/place-text.ts';
import type { Place, Subject } from '../trace/place.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9_999_999_999));
const beatWhere = (form: RegExp) => v.pipe(v.string(), v.regex(form), v.maxLength(40));
const beat = beatWhere(/^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/);

function shape(subject: Subject, rest: v.ObjectEntries) {
  return v.strictObject({
    instance: v.optional(v.pipe(v.string(), v.minLength(1))),
    [subject]: count,
    attempt: v.optional(count),
    ...rest,
  });
}

const windowOf = (window: string, beats?: v.GenericSchema<string>) => ({
  window: v.literal(window),
  beat: v.optional(beats ?? v.literal('end')),
});

const [beforeSave, afterDispatch, afterSave] = TURN_WINDOWS;
const [beforeEffect, afterEffect, afterRecord] = TASK_WINDOWS;

const turnShapes = [
  shape(
    'turn',
    windowOf(beforeSave, beatWhere(/^(?!(dispatched|saved)$)[a-z][a-z0-9]*([.-][a-z0-9]+)*$/)),
  ),
  shape('turn', windowOf(afterDispatch, v.literal('dispatched'))),
  shape('turn', windowOf(afterSave, v.literal('saved'))),
  shape('turn', { beat }),
];

const taskShapes = (subject: 'task' | 'call') => [
  shape(subject, windowOf(beforeEffect, v.literal('sent'))),
  shape(subject, windowOf(afterEffect, beatWhere(/^(effect[1-9][0-9]*|end|returned)$/))),
  shape(subject, windowOf(afterRecord, v.literal('recorded'))),
  shape(subject, { beat }),
];

const singleShapes = (Object.keys(SINGLE_WINDOWS) as (keyof typeof SINGLE_WINDOWS)[]).map(
  (subject) => {
    const window = v.picklist(SINGLE_WINDOWS[subject]);
    return shape(subject, { window: ONLY_WINDOW[subject] ? v.optional(window) : window });
  },
);

/**
 * The form of a place as the published JSON Schema tells it. Reading goes through `placeFromJson`, whose messages are
 * plain; a property test holds that both accept the same.
 */
export const placeShape = v.union([
  v.pipe(
    v.string(),
    v.regex(
      /^([\s\S]+\/)?[tkfpsemcir][1-9][0-9]{0,9}(\.[1-9][0-9]{0,9})?:(?=.{1,40}$)[a-z][a-z0-9]*([.-][a-z0-9]+)*$/,
    ),
  ),
  ...turnShapes,
  ...taskShapes('task'),
  ...taskShapes('call'),
  ...singleShapes,
]);

/** A place in a document: the text or the JSON form comes in, the place goes out. */
export const placeField = v.pipe(
  v.custom<PlaceJson | string>(() => true),
  v.rawTransform<PlaceJson | string, Place>(({ dataset, addIssue, NEVER }) => {
    const reading = placeFromJson(dataset.value);
    if (reading.ok) return reading.place;
    addIssue({ message: reading.problem });
    return NEVER;
  }),
);

import type { Divergence } from '../engine/turn.ts';

/** What one of the real engines makes of a disagreement (SEMANTICS section 4). */
export interface EngineVerdict {
  engine: 'durabletask-js' | 'Dapr, JavaScript' | 'Dapr, Python' | 'Go SDK';
  verdict: 'stops' | 'hangs' | 'goes-on' | 'not-there';
  /** Its message, word for word. Absent: it says nothing. */
  message?: string;
  /** What comes of it, in a sentence or two. */
  note?: string;
}

const REASON =
  'This kind of mismatch can happen if an orchestration has non-deterministic logic or if the code was changed after an instance of this orchestration already started running.';
const MISMATCH =
  'Failed to restore orchestration state due to a history mismatch: A previous execution called';
const PROBLEM =
  'This problem occurs when either the orchestration has non-deterministic logic or if the code was changed after an instance of this orchestration already started running';

/** The same disagreement, as each of the engines would tell of it. */
export function otherEngines(divergence: Divergence): EngineVerdict[] {
  return [
    javaScript(divergence),
    daprJavaScript(divergence),
    daprPython(divergence),
    goSdk(divergence),
  ];
}

// --- JavaScript (4.1) --------------------------------------------------------------------------------------------------

function javaScript(divergence: Divergence): EngineVerdict {
  const { id, recorded, asked, check, message } = divergence;
  const engine = 'durabletask-js';
  if (check === 'other-target') return { engine, verdict: 'stops', message };
  if (check === 'other-kind' && recorded.method === 'sendEvent') {
    const text = `A previous execution called sendEvent with ID=${id}, but the current execution is instead trying to call a different method as part of rebuilding its history.`;
    return { engine, verdict: 'stops', message: text };
  }
  const text = templates({ method: recorded.method, asked: asked?.method }, divergence, "it's");
  return { engine, verdict: 'stops', message: text };
}

function daprJavaScript(divergence: Divergence): EngineVerdict {
  const engine = 'Dapr, JavaScript';
  const { recorded, asked } = divergence;
  if (recorded.method === 'sendEvent') return withoutSendEvent(engine);
  const isSwapped =
    divergence.check === 'other-name' && recorded.method === 'callSubOrchestrator' && asked;
  // It prints the two names of a child workflow the wrong way round.
  const told: Divergence = isSwapped
    ? { ...divergence, recorded: asked, asked: recorded }
    : divergence;
  const message = templates({ method: recorded.method, asked: asked?.method }, told, 'its');
  const note = isSwapped ? 'It puts the two names the wrong way round.' : undefined;
  return { engine, verdict: 'stops', message, ...(note !== undefined && { note }) };
}

/** Templates 1 to 3. */
function templates(
  { method, asked: actual }: { method: string; asked: string | undefined },
  { check, id, recorded, asked }: Divergence,
  its: "it's" | 'its',
): string {
  const rebuilding = `as part of rebuilding ${its} history. ${REASON}`;
  switch (check) {
    case 'missing-action':
      return `A previous execution called ${method} with ID=${id} but the current execution doesn't have this action with this ID. ${PROBLEM}`;
    case 'other-kind':
      return `${MISMATCH} ${method} with ID=${id}, but the current execution is instead trying to call ${actual} ${rebuilding}`;
    case 'other-name':
    case 'other-target':
      return `${MISMATCH} ${method} with name='${recorded.name}' and sequence number ${id}, but the current execution is instead trying to call ${asked?.name} ${rebuilding}`;
  }
}

// --- Python (4.2) ------------------------------------------------------------------------------------------------------

const PYTHON_NAMES: Record<string, string> = {
  callActivity: 'call_activity',
  createTimer: 'create_timer',
  callSubOrchestrator: 'call_sub_orchestrator',
};

function daprPython(divergence: Divergence): EngineVerdict {
  const engine = 'Dapr, Python';
  const { recorded, asked, check, id } = divergence;
  const method = PYTHON_NAMES[recorded.method];
  if (method === undefined) return withoutSendEvent(engine);
  const actual = asked && PYTHON_NAMES[asked.method];
  if (check === 'other-kind' && actual === undefined)
    return {
      engine,
      verdict: 'hangs',
      note: 'It has no name for an early end, and trips over that. The wake-up gives nothing back, and the workflow stays RUNNING for ever.',
    };
  const message =
    check === 'missing-action'
      ? `A previous execution called ${method} with ID=${id}, but the current execution doesn't have this action with this ID. ${PROBLEM}.`
      : templates({ method, asked: actual }, divergence, "it's");
  return { engine, verdict: 'stops', message };
}

// --- Go (4.3) ----------------------------------------------------------------------------------------------------------

function goSdk({ check, id, recorded }: Divergence): EngineVerdict {
  const engine = 'Go SDK';
  if (recorded.method === 'sendEvent') return withoutSendEvent(engine);
  if (check === 'other-name' || check === 'other-target')
    return {
      engine,
      verdict: 'goes-on',
      note: 'It compares the kind of a request, never its name. It goes on without an error, and gives the old answer to the new request.',
    };
  const end = "but the current execution doesn't have this action with this sequence number";
  const place = `and sequence number ${id} at this point in the workflow logic, ${end}`;
  const message =
    recorded.method === 'createTimer'
      ? `a previous execution called CreateTimer with sequence number ${id}, ${end}`
      : recorded.method === 'callActivity'
        ? `a previous execution called CallActivity for '${recorded.name}' ${place}`
        : `a previous execution called CallChildWorkflow for '${recorded.name}' ${place}`;
  return {
    engine,
    verdict: 'stops',
    message,
    note: 'The pending Await() returns it, so a workflow that looks at no error may go on.',
  };
}

const withoutSendEvent = (engine: EngineVerdict['engine']): EngineVerdict => ({
  engine,
  verdict: 'not-there',
  note: 'A workflow cannot send events there.',
});

import type { Named } from '../../engine/names.ts';
import type { ClientRequest } from '../../sim/client-machine.ts';
import { ask, idOf, nothing, payload, scheduling, stateOf, waiting } from './asking.ts';
import { WorkflowState } from './client-states.ts';

/** Of `@dapr/dapr`: the same client behind names of its own. */
export class DaprWorkflowClient {
  static readonly name: string = 'DaprWorkflowClient';

  async scheduleNewWorkflow(
    workflow: Named,
    input?: unknown,
    instanceId?: string,
    startAt?: Date,
  ): Promise<string> {
    const options = { ...(instanceId && { instanceId }), ...(startAt && { startAt }) };
    const request = scheduling(workflow, input, options);
    return ask('scheduleNewWorkflow', request, idOf);
  }

  async getWorkflowState(instance: string, hasPayloads = true) {
    return ask('getWorkflowState', { do: 'state', instance }, (answer) =>
      WorkflowState.of(stateOf(answer, hasPayloads)),
    );
  }

  async waitForWorkflowStart(instance: string, hasPayloads = true, timeout = 60) {
    const request = waiting(instance, 'started', timeout);
    return ask('waitForWorkflowStart', request, (answer) =>
      WorkflowState.of(stateOf(answer, hasPayloads)),
    );
  }

  async waitForWorkflowCompletion(instance: string, hasPayloads = true, timeout = 60) {
    const request = waiting(instance, 'completed', timeout);
    return ask('waitForWorkflowCompletion', request, (answer) =>
      WorkflowState.of(stateOf(answer, hasPayloads)),
    );
  }

  async raiseEvent(instance: string, name: string, data?: unknown) {
    const request: ClientRequest = { do: 'raise', instance, name, input: payload(data) };
    return ask('raiseEvent', request, nothing);
  }

  async terminateWorkflow(instance: string, output?: unknown) {
    const request: ClientRequest = {
      do: 'terminate',
      instance,
      output: payload(output),
      isRecursive: false,
    };
    return ask('terminateWorkflow', request, nothing);
  }

  async suspendWorkflow(instance: string) {
    return ask('suspendWorkflow', { do: 'suspend', instance }, nothing);
  }

  async resumeWorkflow(instance: string) {
    return ask('resumeWorkflow', { do: 'resume', instance }, nothing);
  }

  async purgeWorkflow(instance: string): Promise<boolean> {
    return ask(
      'purgeWorkflow',
      { do: 'purge', instance },
      (answer) => answer.kind === 'purged' && answer.count > 0,
    );
  }

  async stop(): Promise<void> {}
}

import type { Status } from '../../engine/history.ts';
import type { Named } from '../../engine/names.ts';
import { RUNTIME_STATUS } from '../../engine/sdk.ts';
import type { ClientRequest, InstanceFilter } from '../../sim/client-machine.ts';
import {
  ask,
  idOf,
  nothing,
  payload,
  required,
  scheduling,
  stateOf,
  timeoutText,
  waiting,
  type StartOptions,
} from './asking.ts';
import { uuidFrom } from './chance.ts';
import { OrchestrationState, Page, pageable, type Pageable } from './client-states.ts';
import { currentPass } from './pass.ts';
import { ignoreSettings } from './workers.ts';

const TERMINATE_OPTIONS = Symbol.for('durabletask.TerminateInstanceOptions');

export function terminateOptions(options: object): object {
  return { ...options, [TERMINATE_OPTIONS]: true };
}

interface InstanceQuery {
  statuses?: number[];
  createdFrom?: Date;
  createdTo?: Date;
  instanceIdPrefix?: string;
  pageSize?: number;
  fetchInputsAndOutputs?: boolean;
  lastInstanceKey?: string;
}

function filterOf(query: InstanceQuery): InstanceFilter {
  const { statuses, createdFrom, createdTo, instanceIdPrefix } = query;
  const names = Object.entries(RUNTIME_STATUS)
    .filter(([, number]) => statuses?.includes(number as number))
    .map(([name]) => name as Status);
  return {
    ...(statuses && statuses.length > 0 && { statuses: names }),
    ...(instanceIdPrefix !== undefined && { idPrefix: instanceIdPrefix }),
    ...(createdFrom && { createdFromMs: createdFrom.getTime() }),
    ...(createdTo && { createdToMs: createdTo.getTime() }),
  };
}

/** The client of the Durable Task packages. */
export class TaskHubGrpcClient {
  static readonly name: string = 'TaskHubGrpcClient';

  async scheduleNewOrchestration(
    orchestrator: Named,
    input?: unknown,
    idOrOptions?: string | StartOptions,
    startAt?: Date,
  ): Promise<string> {
    const options =
      typeof idOrOptions === 'object' && idOrOptions !== null
        ? idOrOptions
        : { ...(idOrOptions && { instanceId: idOrOptions }), ...(startAt && { startAt }) };
    const request = scheduling(orchestrator, input, options);
    return ask('scheduleNewOrchestration', request, idOf);
  }

  async getOrchestrationState(instance: string, hasPayloads = true) {
    return ask('getOrchestrationState', { do: 'state', instance }, (answer) =>
      stateOf(answer, hasPayloads),
    );
  }

  async waitForOrchestrationStart(instance: string, hasPayloads = false, timeout = 60) {
    return ask(
      'waitForOrchestrationStart',
      waiting(instance, 'started', timeout),
      (answer) => stateOf(answer, hasPayloads),
      timeoutText(instance, 'start', timeout),
    );
  }

  async waitForOrchestrationCompletion(instance: string, hasPayloads = true, timeout = 60) {
    return ask(
      'waitForOrchestrationCompletion',
      waiting(instance, 'completed', timeout),
      (answer) => stateOf(answer, hasPayloads),
      timeoutText(instance, 'complete', timeout),
    );
  }

  async raiseOrchestrationEvent(instance: string, name: string, data: unknown = null) {
    required(instance, "raiseOrchestrationEvent: 'instanceId' is required.");
    required(name, "raiseOrchestrationEvent: 'eventName' is required and cannot be empty.");
    const request: ClientRequest = { do: 'raise', instance, name, input: payload(data) };
    return ask('raiseOrchestrationEvent', request, nothing);
  }

  async terminateOrchestration(instance: string, outputOrOptions: unknown = null) {
    required(instance, 'instanceId is required');
    const isOptions =
      typeof outputOrOptions === 'object' &&
      outputOrOptions !== null &&
      TERMINATE_OPTIONS in outputOrOptions;
    const options = isOptions
      ? (outputOrOptions as { output?: unknown; recursive?: boolean })
      : { output: outputOrOptions };
    const request: ClientRequest = {
      do: 'terminate',
      instance,
      output: payload(options.output),
      isRecursive: options.recursive ?? false,
    };
    return ask('terminateOrchestration', request, nothing);
  }

  async suspendOrchestration(instance: string) {
    required(instance, 'instanceId is required');
    return ask('suspendOrchestration', { do: 'suspend', instance }, nothing);
  }

  async resumeOrchestration(instance: string) {
    required(instance, 'instanceId is required');
    return ask('resumeOrchestration', { do: 'resume', instance }, nothing);
  }

  async rewindInstance(instance: string, reason = '') {
    required(instance, 'instanceId is required');
    const request: ClientRequest = { do: 'rewind', instance, ...(reason && { reason }) };
    return ask('rewindInstance', request, nothing);
  }

  async restartOrchestration(instance: string, isNewId = false): Promise<string> {
    required(instance, 'instanceId cannot be null or empty');
    const request: ClientRequest = {
      do: 'restart',
      instance,
      ...(isNewId && { newInstance: uuidFrom(currentPass().draws('instance')) }),
    };
    return ask('restartOrchestration', request, idOf);
  }

  async purgeOrchestration(value: string | object) {
    const request: ClientRequest =
      typeof value === 'string'
        ? { do: 'purge', instance: value }
        : { do: 'purge-all', filter: filterOf(criteriaOf(value)) };
    return ask('purgeOrchestration', request, (answer) => ({
      deletedInstanceCount: answer.kind === 'purged' ? answer.count : 0,
    }));
  }

  getAllInstances(query: InstanceQuery = {}): Pageable<OrchestrationState> {
    const { pageSize = 100, fetchInputsAndOutputs = false } = query;
    return pageable(pageSize, async () =>
      ask('getAllInstances', { do: 'list', filter: filterOf(query) }, (answer) =>
        answer.kind === 'states'
          ? answer.states.map((each) => new OrchestrationState(each, fetchInputsAndOutputs))
          : [],
      ),
    );
  }

  async listInstanceIds(query: InstanceQuery = {}): Promise<Page<string>> {
    const request: ClientRequest = { do: 'list', filter: filterOf(query) };
    const ids = await ask('listInstanceIds', request, (answer) =>
      answer.kind === 'states' ? answer.states.map((each) => each.instance) : [],
    );
    return Page.of(ids, query.lastInstanceKey, query.pageSize ?? 100);
  }

  async stop(): Promise<void> {}
}

/** `PurgeInstanceCriteria` has getters, its plain form has fields. */
function criteriaOf(given: object): InstanceQuery {
  const { createdTimeFrom, createdTimeTo, runtimeStatusList } = given as {
    createdTimeFrom?: Date;
    createdTimeTo?: Date;
    runtimeStatusList?: number[];
  };
  return {
    ...(createdTimeFrom && { createdFrom: createdTimeFrom }),
    ...(createdTimeTo && { createdTo: createdTimeTo }),
    ...(runtimeStatusList && { statuses: runtimeStatusList }),
  };
}

/** Of `@microsoft/durabletask-js-azuremanaged`. */
export class DurableTaskAzureManagedClientBuilder {
  static readonly name: string = 'DurableTaskAzureManagedClientBuilder';

  build(): TaskHubGrpcClient {
    return new TaskHubGrpcClient();
  }
}
ignoreSettings(DurableTaskAzureManagedClientBuilder);

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultPlan } from '../createFaults.ts';
import type { Sandbox } from '../options.ts';
import { isObject } from '../schema/schema.ts';
import { type SandboxAnswer, SandboxError } from '../state.ts';
import { readBody } from './readBody.ts';
import { send } from './send.ts';
import { toErrorAnswer } from './toErrorAnswer.ts';

/** Path under which other processes watch and steer a sandbox. */
export const controlPrefix = '/_sandbox/';

type Steered = Pick<Sandbox, 'account' | 'tokens' | 'clock' | 'log' | 'faults' | 'reset'>;
type Control = (body: unknown) => unknown;

const invalid = (error: string): never => {
  throw new SandboxError(400, 2001, 'Invalid Input Provided', [error]);
};

/** Lets what refuses a plan or a time say so in an answer. */
const heed = (act: () => void): void => {
  try {
    act();
  } catch (error) {
    invalid(error instanceof Error ? error.message : String(error));
  }
};

const toTime = (body: unknown, now: number): number => {
  const { now: wanted, advance } = isObject(body) ? body : {};
  if (typeof advance === 'number') return now + advance * 1000;
  const time = typeof wanted === 'string' ? Date.parse(wanted) : wanted;
  return typeof time === 'number' && Number.isFinite(time)
    ? time
    : invalid('Clock needs `advance` in seconds, or `now` as a time');
};

const toControls = ({ account, tokens, clock, log, faults, reset }: Steered): Readonly<Record<string, Control>> => ({
  'GET account': () => ({ account, tokens }),
  'GET log': () => ({ calls: log.calls() }),
  'DELETE log': () => log.clear(),
  'GET clock': () => ({ now: new Date(clock.now()).toISOString() }),
  'PUT clock': (body) => {
    heed(() => clock.set(toTime(body, clock.now())));
    return { now: new Date(clock.now()).toISOString() };
  },
  'GET faults': () => faults.plan(),
  'PUT faults': (body) => {
    heed(() => faults.set(isObject(body) ? (body as FaultPlan) : {})); // `set` checks what came from outside.
    return faults.plan();
  },
  'DELETE faults': () => faults.clear(),
  'POST reset': () => reset(),
});

const answer = async (
  controls: Readonly<Record<string, Control>>,
  name: string,
  request: IncomingMessage,
): Promise<SandboxAnswer> => {
  const control = controls[`${request.method} ${name}`];
  if (!control) throw new SandboxError(404, 2100, 'Not Found', [`Controls are ${Object.keys(controls).join(', ')}`]);
  const { body, error } = await readBody(request);
  if (error) throw error;
  const result = control(body);
  return result === undefined ? { status: 204 } : { status: 200, body: result };
};

/** Makes the function that serves `/_sandbox/…`: the account, the log, the clock, the faults and a reset. */
export const createControl = (
  sandbox: Steered,
): ((request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>) => {
  const controls = toControls(sandbox);
  return async (request, response, url) => {
    try {
      send(response, await answer(controls, url.pathname.slice(controlPrefix.length), request), { headers: {} });
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      send(response, toErrorAnswer(undefined, error), { headers: {} });
    }
  };
};

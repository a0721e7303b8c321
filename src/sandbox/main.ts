import { behaviours } from './domain/behaviours.ts';
import type { Sandbox, SandboxOptions } from './options.ts';
import { platformBehaviours } from './platform/platformBehaviours.ts';
import { fillSample, startAutoplay } from './sample/sample.ts';
import { startSandbox } from './startSandbox.ts';

export type { FaultPlan } from './createFaults.ts';
export type { LoggedCall } from './createRequestLog.ts';
export { sandboxClient } from './identity/client.ts';
export type { Sandbox, SandboxOptions } from './options.ts';
export { sandboxTokens } from './tokens.ts';

/** Starts an in-memory PagerDuty with its sample account. Rejects where the port is taken. */
export const createSandbox = (options: SandboxOptions = {}): Promise<Sandbox> =>
  startSandbox(options, {
    behaviours: { ...platformBehaviours, ...behaviours },
    fill: fillSample,
    play: startAutoplay,
  });

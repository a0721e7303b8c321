import type { State } from '../state.ts';
import type { Incident, PendingAction } from './model.ts';
import { toIso } from './time.ts';

/** Takes back what an incident had planned of a kind. */
export const unplan = (incident: Incident, ...types: readonly PendingAction['type'][]): void => {
  incident.pending_actions = incident.pending_actions.filter((action) => !types.includes(action.type));
};

/** Plans what happens to an incident by itself at a time (milliseconds), in place of an earlier plan of the same kind. */
export const plan = (
  state: State,
  incident: Incident,
  type: PendingAction['type'],
  time: number,
  task: () => void,
): void => {
  unplan(incident, type);
  const action: PendingAction = { type, at: toIso(time) };
  incident.pending_actions.push(action);
  state.clock.at(time, () => {
    // Taken back or planned anew in the meantime.
    if (!incident.pending_actions.includes(action)) return;
    unplan(incident, type);
    task();
  });
};

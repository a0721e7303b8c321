import type { State } from '../state.ts';
import type { MaintenanceWindow } from './model.ts';
import { refreshService } from './serviceStatus.ts';
import { toTime } from './time.ts';

const refresh = (state: State, window: MaintenanceWindow): void => {
  for (const service of window.services) refreshService(state, service.id);
};

/** Lets a window's services follow it: now, when it begins and when it ends. */
export const followWindow = (state: State, window: MaintenanceWindow): void => {
  refresh(state, window);
  for (const time of [window.start_time, window.end_time]) {
    const at = toTime(time, 'time');
    if (at > state.clock.now()) state.clock.at(at, () => refresh(state, window));
  }
};

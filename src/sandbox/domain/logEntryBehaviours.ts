import type { Behaviour, Context } from '../state.ts';
import { collectionOf, get, getIncident, timelineOf } from './collections.ts';
import { includeInLogEntry } from './include.ts';
import { texts } from './input.ts';
import type { Fields, LogEntry } from './model.ts';
import { toIso, toTimeOr } from './time.ts';

/** Kinds that an overview leaves out: they tell of single messages, not of the incident's state. */
const details = new Set(['notify_log_entry']);

/** Newest first, as PagerDuty lists them, filtered and with what `include` asks for. */
const toList = ({ state }: Context, entries: Iterable<LogEntry>, input: Fields): Fields[] => {
  const since = toIso(toTimeOr(input.since, 'since', 0));
  const until = toIso(toTimeOr(input.until, 'until', state.clock.now() + 30_000));
  const teams = texts(input.team_ids);
  const found = [...entries].filter(
    (entry) =>
      since <= entry.created_at &&
      entry.created_at < until &&
      !(input.is_overview === true && details.has(entry.type)) &&
      (teams.length === 0 || entry.teams.some((team) => teams.includes(team.id))),
  );
  return found.reverse().map((entry) => includeInLogEntry(state, entry, input.include));
};

const listLogEntries: Behaviour = (context, input) => {
  return { log_entries: toList(context, collectionOf(context.state, 'log_entries').values(), input) };
};

const listIncidentLogEntries: Behaviour = (context, input) => {
  const { id } = getIncident(context.state, input.id);
  return { log_entries: toList(context, timelineOf(context.state, id).values(), input) };
};

const getLogEntry: Behaviour = ({ state }, input) => ({
  log_entry: includeInLogEntry(state, get(state, 'log_entries', input.id), input.include),
});

const updateLogEntryChannel: Behaviour = ({ state }, input) => {
  const entry = get(state, 'log_entries', input.id);
  entry.channel = { ...entry.channel, details: input.details };
  return undefined;
};

/** Log entries of the account and of single incidents. */
export const logEntryBehaviours = {
  listLogEntries,
  listIncidentLogEntries,
  getLogEntry,
  updateLogEntryChannel,
} satisfies Record<string, Behaviour>;

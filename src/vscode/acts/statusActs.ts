import * as l10n from '@vscode/l10n';
import type { Incident } from '../../domain/incident.ts';
import { Refusal } from '../report.ts';
import { type Act, type Acting, confirmPaging, type Deed, isOpen, toIds } from './act.ts';
import { askSnooze } from './askSnooze.ts';
import { toNames } from './choices.ts';

/** How turning incidents back to triggered is called. */
interface Waking {
  readonly label: (names: string) => string;
  readonly doing: () => string;
  readonly done: (names: string) => string;
}

const again: Waking = {
  label: (names) => l10n.t('Trigger {0} Again', names),
  doing: () => l10n.t('triggering…'),
  done: (names) => l10n.t('Triggered {0} again', names),
};

const reopening: Waking = {
  label: (names) => l10n.t('Reopen {0}', names),
  doing: () => l10n.t('reopening…'),
  done: (names) => l10n.t('Reopened {0}', names),
};

/** Tells whom it pages when incidents trigger again; gives what does it once the person wants that. */
const askToWake = async (
  acting: Acting,
  incidents: readonly Incident[],
  { label, doing, done }: Waking,
): Promise<Deed | undefined> => {
  const names = toNames(incidents);
  if (!(await confirmPaging(acting, label(names), incidents))) return undefined;
  return async () => {
    await acting.work.trigger(toIds(incidents), doing());
    return { text: done(names) };
  };
};

/** The way back that asks first. */
const toWake =
  (acting: Acting, incidents: readonly Incident[], waking: Waking): Deed =>
  async () =>
    (await askToWake(acting, incidents, waking))?.();

/** Tells of the incidents that PagerDuty left in another state than the person wanted. */
const refuse = (others: readonly Incident[], tell: (names: string) => string, { moment }: Acting): void => {
  if (others.length > 0) throw new Refusal(tell(moment().format.list(others.map((incident) => toNames([incident])))));
};

const acknowledge: Act = {
  name: 'acknowledge',
  question: () => l10n.t('Which incidents do you acknowledge?'),
  refusal: () => l10n.t('Select an incident that can be acknowledged, then try again.'),
  takes: ({ status }) => status === 'triggered',
  takesMany: true,
  asksNothing: true,
  ask: async (acting, incidents) => async () => {
    const others = await acting.incidents.acknowledge(toIds(incidents));
    refuse(others, (names) => l10n.t('PagerDuty did not acknowledge {0}: look at how it stands now.', names), acting);
    return { text: l10n.t('Acknowledged {0}', toNames(incidents)), undo: toWake(acting, incidents, again) };
  },
};

const notResolved = (names: string): string =>
  l10n.t('PagerDuty did not resolve {0}: look at how it stands now.', names);

const resolve: Act = {
  name: 'resolve',
  question: () => l10n.t('Which incidents do you resolve?'),
  refusal: () => l10n.t('Select an incident that can be resolved, then try again.'),
  takes: isOpen,
  takesMany: true,
  asksNothing: true,
  ask: async (acting, incidents) => async () => {
    refuse(await acting.incidents.resolve(toIds(incidents)), notResolved, acting);
    return { text: l10n.t('Resolved {0}', toNames(incidents)), undo: toWake(acting, incidents, reopening) };
  },
};

const resolveWithNote: Act = {
  name: 'resolveWithNote',
  question: () => l10n.t('Which incidents do you resolve with a note?'),
  refusal: resolve.refusal,
  takes: isOpen,
  takesMany: true,
  ask: async (acting, incidents) => {
    const names = toNames(incidents);
    // The call is made while the editor is open: what was written stays there when it fails.
    const isDone = await acting.writeText({
      key: `resolve-${toIds(incidents).join('+')}`,
      title: l10n.t('Resolve {0}', names),
      hint: l10n.t('What solved it? It stands in the timeline.'),
      action: l10n.t('Resolve {0} with this note', names),
      accept: async (text) => refuse(await acting.work.resolve(toIds(incidents), text), notResolved, acting),
    });
    if (!isDone) return undefined;
    return async () => ({ text: l10n.t('Resolved {0}', names), undo: toWake(acting, incidents, reopening) });
  },
};

const snooze: Act = {
  name: 'snooze',
  question: () => l10n.t('Which incidents do you snooze?'),
  refusal: () => l10n.t('Select an incident that can be snoozed, then try again.'),
  takes: isOpen,
  takesMany: true,
  ask: async (acting, incidents) => {
    const seconds = await askSnooze(acting.moment());
    if (seconds === undefined) return undefined;
    return async () => {
      const { now, format } = acting.moment();
      const until = format.time(now + seconds * 1000, now);
      await acting.incidents.snooze(toIds(incidents), seconds);
      const text = l10n.t('Snoozed {0} until {1}', toNames(incidents), until);
      return { text, undo: toWake(acting, incidents, again) };
    };
  },
};

const endSnooze: Act = {
  name: 'endSnooze',
  question: () => l10n.t('Which incidents shall trigger again? It ends their snooze and acknowledgement'),
  refusal: () => l10n.t('Select an incident that can trigger again, then try again.'),
  takes: ({ status }) => status === 'acknowledged',
  takesMany: true,
  ask: (acting, incidents) => askToWake(acting, incidents, again),
};

const reopen: Act = {
  name: 'reopen',
  question: () => l10n.t('Which incidents do you reopen?'),
  refusal: () => l10n.t('Select an incident that can be reopened, then try again.'),
  takes: ({ status }) => status === 'resolved',
  takesMany: true,
  ask: (acting, incidents) => askToWake(acting, incidents, reopening),
};

/** Acts that change the status of incidents. */
export const statusActs: readonly Act[] = [acknowledge, resolve, resolveWithNote, snooze, endSnooze, reopen];

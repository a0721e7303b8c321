import * as l10n from '@vscode/l10n';
import type { Incident } from '../../domain/incident.ts';
import { type Act, type Acting, type Deed, isOpen } from './act.ts';
import { toNames } from './choices.ts';
import { pickOne, those } from './pickFrom.ts';
import { sendText } from './sendText.ts';
import { isAnswer } from './step.ts';

const isLink = (text: string): boolean => /^https?:\/\//u.test(text) && URL.canParse(text);

const isNumber = (text: string): boolean => /^\+?[\d\s,#*()-]{5,}$/u.test(text);

/** Asks for the place where responders meet, and sets it. */
const askPlace = ({ work }: Acting, incident: Incident, value: string): Promise<Deed | undefined> => {
  const question = {
    title: l10n.t('Conference for {0}', toNames([incident])),
    prompt: l10n.t('Give a link or a phone number that responders shall meet at.'),
    placeholder: 'https://meet.example.com/incident or +1 415 555 0100,,4242#',
    value,
    check: (text: string) =>
      isLink(text) || isNumber(text) ? undefined : l10n.t('Give a link (https://…) or a phone number.'),
  };
  return sendText(question, async (text) => {
    await work.setBridge(incident.id, isLink(text) ? { url: text, number: '' } : { url: '', number: text });
    return { text: l10n.t('Responders of {0} meet at {1}', toNames([incident]), text) };
  });
};

/** Opens the conference of an incident, or gives it one. */
export const bridgeAct: Act = {
  name: 'bridge',
  question: () => l10n.t('Which incident’s conference bridge?'),
  refusal: () => l10n.t('Select an open incident, then try again: others have no conference bridge.'),
  takes: isOpen,
  ask: async (acting, [incident], part) => {
    if (!incident) return undefined;
    const { bridge: known } = await acting.directory.incident(incident.id);
    const place = known?.url ?? known?.number;
    const url = known?.url;
    const what =
      place === undefined || part === 'change'
        ? 'change'
        : await pickOne<'open' | 'change'>({
            title: l10n.t('Conference of {0}', toNames([incident])),
            placeholder: place,
            empty: '',
            load: those([
              ...(url === undefined
                ? []
                : [{ label: l10n.t('Open the Conference'), detail: url, value: 'open' as const }]),
              { label: l10n.t('Change It…'), detail: place, value: 'change' as const },
            ]),
          });
    if (!isAnswer(what)) return undefined;
    if (what === 'open' && url !== undefined)
      return async () => {
        await acting.openLink(url);
        return { text: l10n.t('Opened {0}', url) };
      };
    return askPlace(acting, incident, place ?? '');
  },
};

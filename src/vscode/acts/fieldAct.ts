import * as l10n from '@vscode/l10n';
import { type CustomField, type FieldContent, parseFieldText, toFieldText } from '../../domain/customField.ts';
import type { Incident } from '../../domain/incident.ts';
import { parseWhen } from '../../domain/parseWhen.ts';
import type { Moment } from '../../views/moment.ts';
import { type Act, type Acting, type Deed, isOpen } from './act.ts';
import { askText } from './askText.ts';
import { toNames } from './choices.ts';
import { pickMany, pickOne, those } from './pickFrom.ts';
import { type Answer, isAnswer, type Step } from './step.ts';

interface Told {
  readonly value: FieldContent;
}

const nothing: Told = { value: null };

/** Asks for one of a field's options, or several where it holds many. */
const askOption = async (field: CustomField, step: Step): Promise<Answer<Told>> => {
  const isBoolean = field.dataType === 'boolean';
  const question = {
    ...step,
    placeholder: field.description ?? l10n.t('Choose {0}', field.name),
    empty: l10n.t('This field has no options'),
  };
  if (field.isMany) {
    const held = new Set([field.value].flat().map(String));
    const entries = field.options.map((label) => ({ label, value: label, picked: held.has(label) }));
    const values = await pickMany({ ...question, mayBeEmpty: true, load: those(entries) });
    return isAnswer(values) ? { value: values.length > 0 ? values : null } : values;
  }
  const clear = { label: l10n.t('Nothing'), icon: { id: 'clear-all' }, value: nothing };
  const entries = isBoolean
    ? [
        { label: l10n.t('Yes'), description: 'true', value: { value: true } },
        { label: l10n.t('No'), description: 'false', value: { value: false } },
      ]
    : field.options.map((label) => ({ label, value: { value: label } }));
  return pickOne<Told>({ ...question, load: those([...entries, clear]) });
};

const askFieldText = (field: CustomField, step: Step, { now, format }: Moment): Promise<Answer<Told>> => {
  const what = field.description ?? field.name;
  return askText({
    ...step,
    prompt: field.isMany
      ? l10n.t('{0}; several by commas. Empty takes the value away.', what)
      : l10n.t('{0}. Empty takes the value away.', what),
    value: toFieldText(field.value),
    mayBeEmpty: true,
    check: (text) => {
      const parsed = parseFieldText(field, text, now, format.zone);
      return 'problem' in parsed ? parsed.problem : undefined;
    },
    hint: (text) => {
      const time = field.dataType === 'datetime' ? parseWhen(text, now, format.zone) : undefined;
      return time === undefined ? undefined : format.zoned(time);
    },
    accept: (text) => {
      const parsed = parseFieldText(field, text, now, format.zone);
      return 'problem' in parsed ? nothing : parsed;
    },
  });
};

const askField = async ({ directory }: Acting, incident: Incident): Promise<CustomField | undefined> => {
  const field = await pickOne<CustomField>({
    title: l10n.t('Custom Fields of {0}', toNames([incident])),
    placeholder: l10n.t('Which field?'),
    empty: l10n.t('This incident has no custom fields'),
    load: async () => ({
      entries: (await directory.customFields(incident.id)).map((value) => ({
        label: value.name,
        description: toFieldText(value.value) || '—',
        detail: value.description,
        value,
        id: value.id,
      })),
    }),
  });
  return isAnswer(field) ? field : undefined;
};

const toDeed = ({ work }: Acting, incident: Incident, field: CustomField, { value }: Told): Deed => {
  const { id } = incident;
  const names = toNames([incident]);
  const undo: Deed = async () => {
    await work.setField(id, field.id, field.value);
    return { text: l10n.t('Put {0} back', field.name) };
  };
  return async () => {
    await work.setField(id, field.id, value);
    const shown = toFieldText(value);
    const text = shown
      ? l10n.t('{0}: {1} {2}', names, field.name, shown)
      : l10n.t('{0}: {1} cleared', names, field.name);
    return { text, undo };
  };
};

/** Changes a custom field of an incident; a field's id may be given. */
export const fieldAct: Act = {
  name: 'setField',
  question: () => l10n.t('Which incident’s custom field do you change?'),
  refusal: () => l10n.t('Select an open incident, then try again: others keep their custom fields.'),
  takes: isOpen,
  feature: 'customFields',
  ask: async (acting, [incident], part) => {
    if (!incident) return undefined;
    const given =
      part === undefined ? undefined : (await acting.directory.customFields(incident.id)).find(({ id }) => id === part);
    for (;;) {
      const field = given ?? (await askField(acting, incident));
      if (!field) return undefined;
      const title = l10n.t('{0} of {1}', field.name, toNames([incident]));
      const step = { title, canGoBack: given === undefined };
      const isListed = field.options.length > 0 || field.dataType === 'boolean';
      const told = isListed ? await askOption(field, step) : await askFieldText(field, step, acting.moment());
      if (told === undefined) return undefined;
      if (isAnswer(told)) return toDeed(acting, incident, field, told);
    }
  },
};

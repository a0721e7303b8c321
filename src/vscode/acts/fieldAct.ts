import { type CustomField, type FieldContent, parseFieldText, toFieldText } from '../../domain/customField.ts';
import { type Act, type Deed, isOpen } from './act.ts';
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
  const options = field.dataType === 'boolean' ? ['true', 'false'] : field.options;
  const question = {
    ...step,
    placeholder: field.description ?? `Choose ${field.name}`,
    empty: 'This field has no options',
  };
  if (field.isMany) {
    const held = new Set([field.value].flat().map(String));
    const entries = options.map((label) => ({ label, value: label, picked: held.has(label) }));
    const values = await pickMany({ ...question, mayBeEmpty: true, load: those(entries) });
    return isAnswer(values) ? { value: values.length > 0 ? values : null } : values;
  }
  const clear = { label: 'Nothing', icon: { id: 'clear-all' }, value: nothing };
  const toValue = (label: string): FieldContent => (field.dataType === 'boolean' ? label === 'true' : label);
  const entries = options.map((label) => ({ label, value: { value: toValue(label) } }));
  return pickOne<Told>({ ...question, load: those([...entries, clear]) });
};

const askFieldText = (field: CustomField, step: Step, now: number): Promise<Answer<Told>> =>
  askText({
    ...step,
    prompt: `${field.description ?? field.name}${field.isMany ? '; several by commas' : ''}. Empty takes the value away.`,
    value: toFieldText(field.value),
    mayBeEmpty: true,
    check: (text) => {
      const parsed = parseFieldText(field, text, now);
      return 'problem' in parsed ? parsed.problem : undefined;
    },
    accept: (text) => {
      const parsed = parseFieldText(field, text, now);
      return 'problem' in parsed ? nothing : parsed;
    },
  });

/** Changes a custom field of an incident. */
export const fieldAct: Act = {
  name: 'setField',
  question: 'Which incident’s custom field do you change?',
  passive: 'have custom fields',
  takes: isOpen,
  feature: 'customFields',
  ask: async ({ directory, work, moment }, [incident]) => {
    if (!incident) return undefined;
    const title = `Custom Fields of ${toNames([incident])}`;
    for (;;) {
      const field = await pickOne<CustomField>({
        title,
        placeholder: 'Which field?',
        empty: 'This incident has no custom fields',
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
      if (!isAnswer(field)) return undefined;
      const step = { title: `${field.name} of ${toNames([incident])}`, canGoBack: true };
      const isListed = field.options.length > 0 || field.dataType === 'boolean';
      const told = isListed ? await askOption(field, step) : await askFieldText(field, step, moment().now);
      if (told === undefined) return undefined;
      if (!isAnswer(told)) continue;
      const set = (value: FieldContent) => work.setField(incident.id, field.id, value);
      const undo: Deed = async () => {
        await set(field.value);
        return { text: `Put ${field.name} back` };
      };
      return async () => {
        await set(told.value);
        return { text: `${toNames([incident])}: ${field.name} ${toFieldText(told.value) || 'cleared'}`, undo };
      };
    }
  },
};

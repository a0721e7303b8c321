import { toHash } from '../createRandom.ts';
import type { Behaviour, Resource, State } from '../state.ts';
import { SandboxError } from '../state.ts';
import { type Fields, getThing, toFields, toList, toText } from './fields.ts';

const recordsOf = (state: State, schemaId: unknown): Map<string, Resource> =>
  state.collection(`enrichment/schemas/${getThing(state.collection('enrichment/schemas'), schemaId).id}/records`);

/** Cells of a line of CSV; a quoted cell may hold commas and doubled quotes. */
const toCells = (line: string): readonly string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain?.trim() ?? '',
  );

const toTold = ({ id, type, created_at, enrichment_data }: Resource): Fields => ({
  record_id: id,
  type,
  created_at,
  enrichment_data,
});

const upload: Behaviour = ({ state, now }, input) => {
  const records = recordsOf(state, input.schema_id);
  const file = toText(input.file);
  const [header = '', ...lines] = file.split(/\r?\n/).filter((line) => line.trim() !== '');
  const names = toCells(header);
  for (const line of lines) {
    const cells = toCells(line);
    const id = state.nextId();
    const enrichment_data = Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
    records.set(id, { id, type: 'enrichment_record', created_at: now(), enrichment_data });
  }
  const digits = toHash(`${file}${records.size}`).toString(16).padStart(12, '0');
  return {
    upload_id: `00000000-0000-4000-a000-${digits}`,
    schema_id: input.schema_id,
    filename: input.filename ?? null,
    size_bytes: Buffer.byteLength(file),
    status: 'accepted',
    accepted_at: now(),
  };
};

const query: Behaviour = ({ state }, input) => {
  const wanted = toList(input.query);
  const records = [...recordsOf(state, input.schema_id).values()].filter((record) =>
    wanted.every(({ field, value }) => toFields(record.enrichment_data)[String(field)] === value),
  );
  return { records: records.map(toTold) };
};

const remove: Behaviour = ({ state }, input) => {
  const records = recordsOf(state, input.schema_id);
  const record = getThing(records, input.record_id);
  records.delete(record.id);
  return { record: toTold(record) };
};

const referenceTo = (state: State, id: unknown): Fields => {
  const enrichment = state.collection('enrichment/event_enrichments').get(String(id));
  if (!enrichment) throw new SandboxError(400, 2001, 'Invalid Input Provided', ['Default not found']);
  return {
    id: enrichment.id,
    type: 'event_enrichment_reference',
    summary: enrichment.name,
    self: enrichment.self,
  };
};

const defaultOf = (state: State): unknown =>
  state.collection('enrichment/event_enrichments/default').get('.')?.default ?? null;

const setDefault: Behaviour = ({ state }, input) => {
  const before = defaultOf(state);
  const wanted = toFields(input.default).id;
  const after = wanted === undefined ? null : referenceTo(state, wanted);
  state.collection('enrichment/event_enrichments/default').set('.', { id: '.', type: 'default', default: after });
  return { default: after, previous_default: before };
};

/** Tables that events are enriched from, uploaded as CSV, and the enrichment that services use unless told otherwise. */
export const enrichmentBehaviours: Readonly<Record<string, Behaviour>> = {
  uploadEnrichmentCsv: upload,
  queryEnrichmentData: query,
  listEnrichmentRecords: ({ state }, input) => ({
    schema_id: input.schema_id,
    records: [...recordsOf(state, input.schema_id).values()].map(toTold),
    next_cursor: null,
  }),
  deleteEnrichmentRecord: remove,
  getDefaultEventEnrichment: ({ state }) => ({ default: defaultOf(state), previous_default: null }),
  setDefaultEventEnrichment: setDefault,
};

import type { Payload } from './payload.ts';

const sections: ReadonlySet<string> = new Set(['labels', 'annotations']);

/** One alert as the text templates of Prometheus Alertmanager and Grafana write it, read back into names and values. */
export interface WrittenAlert {
  readonly labels: Payload;
  readonly annotations: Payload;
  /** `Source`, `Silence`, `Value` and the like. */
  readonly fields: Payload;
}

/**
 * Takes the `firing` text of their default templates (lines `Labels:`, ` - name = value`, `Annotations:`, `Source: …`)
 * and gives its first alert; undefined for any other text.
 */
export const parseWrittenAlert = (text: string): WrittenAlert | undefined => {
  const parts: Record<string, Record<string, string>> = { labels: {}, annotations: {}, fields: {} };
  let section = '';
  let seen = 0;
  for (const line of text.split('\n')) {
    const heading = /^\s*(\w+):\s*$/u.exec(line)?.[1]?.toLowerCase() ?? '';
    // A second alert begins like the first.
    if (heading === 'labels' && seen++ > 0) break;
    const [, name, value] = /^\s*- ([^=\s]+) = (.*)$/u.exec(line) ?? [];
    const [, field, said] = /^(\w[\w ]*): (\S.*)$/u.exec(line) ?? [];
    if (sections.has(heading)) section = heading;
    else if (name && section) Object.assign(parts[section] ?? {}, { [name]: value });
    else if (field && !(field in (parts.fields ?? {}))) Object.assign(parts.fields ?? {}, { [field]: said });
  }
  const { labels = {}, annotations = {}, fields = {} } = parts;
  return seen > 0 ? { labels, annotations, fields } : undefined;
};

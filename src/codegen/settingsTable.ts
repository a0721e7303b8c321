/** What the table reads of a manifest's setting. */
interface Setting {
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly markdownDescription?: string;
  readonly order?: number;
}

/** What the table reads of package.json. */
export interface Manifest {
  readonly contributes: {
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Setting>> }[];
  };
}

const begin = '<!-- settings: made by `npm run generate` -->';
const end = '<!-- /settings -->';

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** The setting's first paragraph, for one cell: links between settings as plain names. */
const toText = ({ markdownDescription = '', enum: values }: Setting): string => {
  const [first = ''] = markdownDescription.split('\n\n');
  const choices = values ? ` One of ${values.map((value) => `\`${value}\``).join(', ')}.` : '';
  return `${first.replaceAll(/`#([\w.]+)#`/g, '`$1`').replaceAll('\n', ' ')}${choices}`.replaceAll('|', '\\|');
};

const toRow = ([id, setting]: readonly [string, Setting]): string => {
  const value = isEmpty(setting.default) ? '' : `\`${JSON.stringify(setting.default)}\``;
  return `| \`${id}\` | ${value} | ${toText(setting)} |`;
};

/** The settings table of the README: a row per setting of the manifest, in the settings editor's order. */
export const toSettingsTable = ({ contributes }: Manifest): string =>
  [
    '| Setting | Default | What it does |',
    '| --- | --- | --- |',
    ...contributes.configuration.flatMap(({ properties }) =>
      Object.entries(properties)
        .sort(([, a], [, b]) => (a.order ?? 0) - (b.order ?? 0))
        .map(toRow),
    ),
  ].join('\n');

/** Puts the settings table between its markers; the text is given back as it was where there are none. */
export const replaceSettingsTable = (readme: string, manifest: Manifest): string => {
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) return readme;
  return `${readme.slice(0, from + begin.length)}\n\n${toSettingsTable(manifest)}\n\n${readme.slice(to)}`;
};

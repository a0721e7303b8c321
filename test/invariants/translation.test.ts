import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { type Literal, readTexts } from '../support/literals.ts';

const root = path.join(import.meta.dirname, '../..');
const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');

/** Where people's texts are made; what models, logs and the command line are told stays English. */
const files = fs
  .globSync('src/{util,api,domain,policy,store,views,vscode}/**/*.ts', { cwd: root, exclude: ['src/api/generated/**'] })
  .concat('src/extension.ts', 'src/agent/clientLines.ts')
  .sort();
const { literals, calls } = readTexts(root, files);
const at = ({ file, line }: { readonly file: string; readonly line: number }): string => `${file}:${line}`;

/** Properties and functions whose texts nobody reads. */
const technical =
  /^(id|number|toIcon|context|color|icon|command|class|key|role|operationId|log\.\w+|vscode\.(ThemeIcon|ThemeColor)|(new )?RegExp|TypeError)$/;

/** Properties and functions whose texts people read, even a single small word. */
const shown = /^(joinParts|toFact|description|label|title|tooltip|accessibilityLabel)$/;

/** Several words, a word beside a slot, or one that begins like a sentence. */
const isText = ({ text, inside }: Literal): boolean =>
  /\p{L}{2} +\{?\p{L}|\p{L} ?\{\}|\{\},? ?\p{L}|^\p{Lu}\p{Ll}/u.test(text) ||
  (inside.some((name) => shown.test(name)) && /^\p{Ll}+…?$/u.test(text));

/** What reads like a text and is none, or is meant to be English. */
const exceptions: readonly (readonly [file: RegExp, text: RegExp, reason: string])[] = [
  [/./, /^(PagerDuty|On-Call for PagerDuty|PagerDuty\. \{\}|JSON Lines)$/, 'a name'],
  [/./, /^(https?:|[\w.]*\{\}[\w.]*$|\S*:\{\})/, 'an address or a key'],
  [/policy\/(decision|limits)/, /./, 'told to models'],
  [/policy\/sentence/, /./, 'a record'],
  [/views\/chatQuery/, /./, 'asked of a model'],
  [/vscode\/agent\.ts/, /^the setting/, 'told to models'],
  [/domain\/alertTools/, /./, 'names in what monitoring tools send'],
  [/domain\/newsKey/, /./, 'a key'],
  [/api\/errors|vscode\/report/, /^(ApiError|Refusal)$/, 'a class'],
  [/./, /^(Bearer \{\}|Token token=\{\})$/, 'a header'],
  [/vscode\/noteFiles/, /Note on/, 'a file name that an address is read back from'],
  [/./, /^[a-z]\w*\.\w[\w.\s]*$/, 'ids'],
  [/views\/incidentPage/, /^(refresh|fields)$/, 'ids'],
  [/acts\/fieldAct/, /^(true|false)$/, 'what PagerDuty keeps'],
  [/agent\/clientLines/, /^(Claude Code|Copilot CLI|Cursor|claude mcp .*)$/, 'names, and a command'],
  [/views\/incidentPage/, /^[a-z]+[ -]\{\}/, 'a class'],
  [/views\/incidentPage\.ts/, /^(default-src|<)/, 'HTML'],
  [/./, /^Shift\+/, 'a key'],
  [/vscode\/newsDesk/, /^shift \{\}$/, 'a key'],
];
const isException = ({ file, text }: Literal): boolean =>
  exceptions.some(([of, what]) => of.test(file) && what.test(text));

describe('Every text', () => {
  it('that people read is ready for translation', () => {
    const left = literals.filter(
      (literal) => isText(literal) && !literal.inside.some((name) => technical.test(name)) && !isException(literal),
    );
    assert.deepEqual(
      left.map((literal) => `${at(literal)} ${literal.text}`),
      [],
      'Write l10n.t(…).',
    );
  });

  it('is a plain literal with a value for each slot', () => {
    assert.ok(calls.length > 500, `${calls.length} calls were found`);
    for (const call of calls) {
      assert.ok(call.message, `${at(call)} gives no plain literal to l10n.t.`);
      if (call.values === undefined) continue;
      if (call.values === 0 && read(call.file).includes('toMessage(')) continue; // It puts markup into the slots.
      const slots = new Set(call.message.match(/\{\d+\}/g));
      assert.deepEqual([...slots].sort(), Array.from({ length: call.values }, (_, n) => `{${n}}`).sort(), at(call));
    }
  });

  it('is made after the language is known', () => {
    assert.deepEqual(calls.filter(({ early }) => early).map(at), []);
  });

  it('is found by the extraction, which knows one form of import', () => {
    for (const file of files) {
      const source = read(file);
      if (source.includes('l10n.t(')) assert.ok(source.includes("import * as l10n from '@vscode/l10n';"), file);
    }
  });
});

describe('Every bundle for the editor', () => {
  const entries = [...read('esbuild.mjs').matchAll(/entry: '(src\/(?:vscode\/.+|extension)\.ts)'/g)].map(
    ([, entry = '']) => entry,
  );

  it('takes up the editor’s language', () => {
    assert.ok(entries.length >= 4);
    for (const entry of entries) assert.match(read(entry), /^\s+useLanguage\(\);$/m, entry);
  });
});

describe('Every text of the manifest', () => {
  const manifest = read('package.json');
  const words = JSON.parse(read('src/l10n/package.nls.json')) as Readonly<Record<string, string>>;

  it('has its English, and all English is used', () => {
    const keys = [...manifest.matchAll(/"%([\w.-]+)%"/g)].map(([, key = '']) => key);
    assert.deepEqual([...new Set(keys)].sort(), Object.keys(words).sort());
  });

  it('stands under a key', () => {
    const named = [
      'title',
      'shortTitle',
      'name',
      'contextualTitle',
      'label',
      'contents',
      'category',
      'description',
      'altText',
    ];
    const described = ['markdownDescription', 'patternErrorMessage'];
    const { contributes } = JSON.parse(manifest) as { readonly contributes: unknown };
    const left: string[] = [];
    const walk = (value: unknown, name: string): void => {
      if (typeof value === 'string' && [...named, ...described].includes(name) && !/^%.+%$/.test(value))
        left.push(`${name}: ${value}`);
      if (typeof value !== 'object' || value === null) return;
      for (const [key, item] of Object.entries(value)) walk(item, Array.isArray(value) ? name : key);
    };
    walk(contributes, '');
    for (const [, list = ''] of manifest.matchAll(
      /"(?:markdownEnumDescriptions|enumDescriptions|enumItemLabels)": \[([^\]]*)\]/g,
    ))
      for (const [, text = ''] of list.matchAll(/"([^"]*)"/g)) if (!/^%.+%$/.test(text)) left.push(text);
    assert.deepEqual(left, []);
  });
});

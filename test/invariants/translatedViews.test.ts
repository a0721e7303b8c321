import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readTexts } from '../support/literals.ts';
import { markedVariable } from '../support/marked.ts';
import { resultFolderVariable } from '../support/testResult.ts';

const root = path.join(import.meta.dirname, '../..');
const tests = 'test/unit/views/*.test.ts';

/** A golden text, as the views write it with every message marked as translated. */
interface Marked {
  readonly name: string;
  readonly text: string;
}

/** Runs the tests of the views with every message marked; what they compare is kept, what they say of English is not. */
const readMarked = (): readonly Marked[] => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'marked-'));
  try {
    const file = path.join(folder, 'texts');
    const env = { ...process.env, [resultFolderVariable]: folder, [markedVariable]: file, TEST_GREP: '' };
    const main = path.join(root, 'test/support/mochaMain.ts');
    spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', main, '20000', '0', tests], {
      cwd: root,
      env,
    });
    const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line) as Marked);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
};

const wordsOf = (text: string): readonly string[] => text.match(/\p{L}{2,}/gu) ?? [];

/** Fields whose values are PagerDuty's words for what the views call by words of their own. */
const enumerated = /^(status|urgency|severity|kind|reason|means|role|relation)$/;
const titled = /^(it|describe|assert\b.*)$/;

/** The words of the accounts that the tests show: they stand in no view. */
const readData = (): ReadonlySet<string> => {
  const support = ['viewStates', 'pageStates', 'fakeAccount', 'rota'].map((name) => `test/support/${name}.ts`);
  const files = [...fs.globSync(tests, { cwd: root }), ...support];
  const { literals } = readTexts(root, files);
  const texts = literals
    .filter(({ inside: [own = '', ...outer] }) => !enumerated.test(own) && ![own, ...outer].some((n) => titled.test(n)))
    .map(({ text }) => text);
  const names = files.flatMap((file) => [
    ...fs.readFileSync(path.join(root, file), 'utf8').matchAll(/(?:'[^']*'|\w+)(?=:)/g),
  ]);
  return new Set([...texts, ...names.map(([name]) => name)].flatMap(wordsOf));
};

/** What else the tests print, or what is meant to be English. */
const expected: readonly (readonly [name: RegExp, words: string, reason: string])[] = [
  [
    /^(news|statusBar)/,
    'eye pass circle slash broadcast calendar account focus flame error info none',
    'icons and severities',
  ],
  [/^news/, 'open snooze mute unfollow show showOnCalls resolve acknowledge', 'names of actions'],
  [/^incidents.query/, 'only', 'a name'],
  [/^incidentPage/, 'true false', 'JSON'],
  [/^agentActivity/, 'called declined allowed denied approved by you tried without sending', 'records'],
  [/^agentActivity/, 'US EU', 'places of accounts'],
  [/^agentActivity/, 'guarded terminal AM Jan', 'levels and connections, and a format of its own'],
];

const toUntranslated = ({ name, text }: Marked, data: ReadonlySet<string>): readonly string[] => {
  const known = new Set(expected.flatMap(([of, words]) => (of.test(name) ? wordsOf(words) : [])));
  const bare = text
    .replaceAll('\\', '')
    .replaceAll(/«[^«»]*»/g, ' ')
    .replaceAll(/\(?(command|https?):[^\s)]*/g, '');
  return [...new Set(wordsOf(bare))].filter((word) => !data.has(word) && !known.has(word));
};

describe('Every view', () => {
  it('shows and tells nothing that is not translated, but for what the account holds', () => {
    const marked = readMarked().filter(({ name }) => name !== 'mentions/chat.txt'); // It is asked of a model.
    assert.ok(marked.length > 90, `${marked.length} texts were looked at`);
    assert.ok(marked.filter(({ text }) => text.includes('«')).length > 80, 'Hardly anything was marked.');
    const data = readData();
    const left = marked.flatMap((one) => toUntranslated(one, data).map((word) => `${one.name}: ${word}`));
    assert.deepEqual(left, [], 'Write l10n.t(…), or run npm run generate when the messages are new.');
  });
});

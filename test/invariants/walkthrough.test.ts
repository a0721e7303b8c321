import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { table } from '../../src/api/generated/table.ts';
import { readManifest } from '../../src/codegen/readManifest.ts';

const root = path.join(import.meta.dirname, '../..');

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

interface Setting {
  readonly type: string;
  readonly markdownDescription: string;
  readonly enum?: readonly string[];
  readonly enumItemLabels?: readonly string[];
  readonly pattern?: string;
  readonly patternErrorMessage?: string;
  readonly minimum?: number;
  readonly items?: Pick<Setting, 'type' | 'pattern' | 'patternErrorMessage'>;
  readonly properties?: Readonly<Record<string, { readonly enum: readonly string[] }>>;
  readonly additionalProperties?: boolean;
}

const { contributes } = readManifest(root) as unknown as {
  readonly contributes: {
    readonly walkthroughs: readonly { readonly id: string; readonly icon: string; readonly steps: readonly Step[] }[];
    readonly commands: readonly { readonly command: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly contents: string }[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Setting>> }[];
  };
};
const commands = new Set(contributes.commands.map(({ command }) => command));
const views = new Set(Object.values(contributes.views).flatMap((all) => all.map(({ id }) => id)));
const settings = contributes.configuration.flatMap(({ properties }) => Object.entries(properties));
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

/** Ids of the commands that a text links to, each with its arguments. */
const linksOf = (text: string): readonly (readonly [id: string, input: string | undefined])[] =>
  [...text.matchAll(/\(command:([\w.]+)(?:\?([^)]*))?\)/g)].map(([, id = '', input]) => [id, input]);

const isCommand = (id: string): boolean =>
  commands.has(id) || (id.endsWith('.focus') && views.has(id.slice(0, -'.focus'.length)));

/** What a completion event may name, by its kind. */
const known: Readonly<Record<string, (name: string) => boolean>> = {
  onCommand: isCommand,
  onView: (name) => views.has(name),
  onSettingChanged: (name) => settings.some(([id]) => id === name),
  onContext: (name) => {
    const sources = fs.globSync('src/vscode/**/*.ts', { cwd: root });
    return sources.some((file) => fs.readFileSync(path.join(root, file), 'utf8').includes(`'${name}'`));
  },
};

describe('The walkthrough', () => {
  it('is one, of at most five steps', () => {
    assert.deepEqual(
      contributes.walkthroughs.map(({ id }) => id),
      ['start'],
    );
    assert.ok(steps.length > 0 && steps.length <= 5, `${steps.length}`);
    assert.equal(new Set(steps.map(({ id }) => id)).size, steps.length);
  });

  it('links in each step to one or two commands that are there', () => {
    for (const { id, description } of steps) {
      const links = linksOf(description);
      assert.ok(links.length === 1 || links.length === 2, id);
      for (const [command, input] of links) {
        assert.ok(isCommand(command), command);
        if (input !== undefined) assert.ok(Array.isArray(JSON.parse(decodeURIComponent(input))), input);
      }
    }
  });

  it('has each step completed by something that can happen', () => {
    for (const { id, completionEvents } of steps) {
      assert.ok(completionEvents.length > 0, id);
      for (const event of completionEvents) {
        const [kind = '', name = ''] = event.split(':');
        assert.ok(known[kind]?.(name), event);
      }
    }
  });

  it('shows each step in a picture that takes its colours from the theme, and says what is in it', () => {
    for (const { id, media } of steps) {
      assert.match(media.altText, /^[A-Z].+\.$/, id);
      const picture = fs.readFileSync(path.join(root, media.svg), 'utf8');
      assert.ok(picture.length < 20_000, `${id}: ${picture.length}`);
      // The editor lets no style and no script of a picture through.
      assert.doesNotMatch(picture, /<style|<script|\bstyle=|\bon\w+=|https?:(?!\/\/www\.w3\.org\/2000\/svg)/, id);
      const colours = [...picture.matchAll(/\b(?:fill|stroke)="([^"]*)"/g)].map(([, colour = '']) => colour);
      assert.ok(colours.length > 0, id);
      for (const colour of colours) assert.match(colour, /^(var\(--vscode-[\w-]+,?)+/, `${id}: ${colour}`);
    }
  });
});

describe('The settings', () => {
  it('can be changed in the settings editor without JSON, but for lists of objects, which commands change', () => {
    for (const [id, { type, items, properties, additionalProperties, markdownDescription }] of settings) {
      if (type === 'array' && items?.type === 'object') assert.ok(linksOf(markdownDescription).length > 0, id);
      else if (type === 'array') assert.equal(items?.type, 'string', id);
      else if (type === 'object') {
        assert.ok(properties, id);
        assert.equal(additionalProperties, false, id);
      } else assert.match(type, /^(string|boolean|integer)$/, id);
    }
  });

  it('say what is wrong with a value as it is typed', () => {
    for (const [id, { type, pattern, patternErrorMessage, enum: values, enumItemLabels, minimum, items }] of settings) {
      if (type === 'integer') assert.ok(minimum !== undefined, id);
      if (values) assert.equal(enumItemLabels?.length, values.length, id);
      for (const each of [{ pattern, patternErrorMessage }, { ...items }])
        if (each.pattern !== undefined) assert.match(each.patternErrorMessage ?? '', /^[A-Z].+\.$/, id);
    }
  });

  it('link to commands and settings that are there', () => {
    for (const [id, { markdownDescription }] of settings) {
      for (const [command] of linksOf(markdownDescription)) assert.ok(isCommand(command), `${id}: ${command}`);
      for (const [, name] of markdownDescription.matchAll(/`#([\w.]+)#`/g))
        assert.ok(
          settings.some(([other]) => other === name),
          `${id}: ${name}`,
        );
    }
  });

  it('grant access in each area of the API by its name', () => {
    const access = settings.find(([id]) => id === 'pagerduty.agent.access')?.[1].properties ?? {};
    assert.deepEqual(Object.keys(access), ['*', ...Object.keys(table)]);
    for (const [area, { enum: levels }] of Object.entries(access))
      assert.deepEqual(levels, ['off', 'read', 'guarded', 'full'], area);
  });
});

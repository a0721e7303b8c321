import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { readManifest } from '../../src/codegen/readManifest.ts';
import { actCommands } from '../../src/vscode/acts/actCommands.ts';

const root = path.join(import.meta.dirname, '../..');

interface Setting {
  readonly scope?: string;
  readonly markdownDescription?: string;
}

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

interface Keybinding {
  readonly command: string;
  readonly key: string;
  readonly when?: string;
  readonly args?: unknown;
}

/** What a key runs: one command, or several after each other. */
const toCommands = ({ command, args }: Keybinding): readonly string[] => {
  if (command !== 'runCommands') return [command];
  const { commands } = args as { readonly commands: readonly (string | { readonly command: string })[] };
  return commands.map((step) => (typeof step === 'string' ? step : step.command));
};

/** Commands of VS Code's own that keys run beside ours. */
const isBuiltIn = (id: string): boolean => /^list\./.test(id);

const manifest = readManifest(root) as unknown as {
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category?: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly submenus: readonly { readonly id: string; readonly label: string }[];
    readonly keybindings: readonly Keybinding[];
    readonly viewsContainers: { readonly activitybar: readonly { readonly icon: string }[] };
    readonly views: { readonly pagerduty: readonly { readonly id: string; readonly icon: string }[] };
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Setting>> }[];
  };
};
const { commands, menus, submenus, keybindings, views, viewsContainers, viewsWelcome, configuration } =
  manifest.contributes;
const ids = new Set(commands.map(({ command }) => command));
const settings = Object.entries(Object.assign({}, ...configuration.map(({ properties }) => properties)) as object);

describe('The manifest', () => {
  it('names no command that it does not describe', () => {
    const inMenus = Object.values(menus).flatMap((items) => items.flatMap(({ command }) => command ?? []));
    const named = [...inMenus, ...keybindings.flatMap(toCommands).filter((id) => !isBuiltIn(id))];
    const linked = viewsWelcome.flatMap(({ contents }) =>
      [...contents.matchAll(/\(command:([\w.]+)/g)].map(([, id = '']) => id),
    );
    for (const id of [...named, ...linked]) assert.ok(ids.has(id), id);
  });

  it('opens every submenu from somewhere, and fills it', () => {
    const opened = Object.values(menus).flatMap((items) => items.flatMap(({ submenu }) => submenu ?? []));
    assert.deepEqual([...new Set(opened)].sort(), submenus.map(({ id }) => id).sort());
    for (const { id } of submenus) assert.ok((menus[id]?.length ?? 0) > 0, id);
  });

  it('has a title for each act whose code is loaded late', () => {
    for (const name of actCommands) assert.ok(ids.has(`pagerduty.${name}`), name);
  });

  it('begins every command with pagerduty., and shows it under PagerDuty', () => {
    for (const { command, category } of commands) {
      assert.match(command, /^pagerduty\.[a-zA-Z.]+$/);
      assert.equal(category, 'PagerDuty', command);
    }
  });

  it('says of every command when the palette offers it, or offers it always', () => {
    const inPalette = menus.commandPalette?.map(({ command }) => command) ?? [];
    assert.equal(new Set(inPalette).size, inPalette.length);
  });

  it('binds keys to the focused view or editor alone', () => {
    for (const { command, when } of keybindings)
      assert.match(when ?? '', /focusedView == pagerduty|resourceScheme == pagerduty|activeWebviewPanelId/, command);
  });

  it('lets a key act on the row in focus, and on all rows where several are selected', () => {
    const onRows = keybindings.filter(
      (binding) =>
        /selection/.test(JSON.stringify(binding.args ?? '')) && !toCommands(binding).includes('pagerduty.undo'),
    );
    assert.ok(onRows.length > 5);
    // src/vscode/rowsOfKey.ts says why.
    for (const { args, key } of onRows)
      assert.match(
        JSON.stringify(args),
        /^{"commands":\["list.toggleSelection","list.toggleSelection",{"command"/,
        key,
      );
  });

  it('has a welcome text for each view, and its pictures', () => {
    for (const { id, icon } of views.pagerduty) {
      assert.ok(viewsWelcome.some(({ view }) => view === id) || !/incidents|onCalls|services/.test(id), id);
      assert.ok(fs.existsSync(path.join(root, icon)), icon);
    }
    for (const { icon } of viewsContainers.activitybar) assert.ok(fs.existsSync(path.join(root, icon)), icon);
    assert.ok(fs.existsSync(path.join(root, manifest.icon)));
  });

  it('describes every setting in a sentence', () => {
    for (const [id, { markdownDescription }] of settings as [string, Setting][])
      assert.match(markdownDescription ?? '', /^[A-Z].+\./s, id);
  });

  it('lets no workspace decide where the token goes', () => {
    const hosts = (settings as [string, Setting][]).filter(([id]) => /Url$|\.region$/.test(id));
    assert.ok(hosts.length >= 4);
    for (const [id, { scope }] of hosts) assert.equal(scope, 'application', id);
  });
});

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { isOn, refreshInterval, toRefreshInterval } from '../../../src/vscode/settingValues.ts';

interface Property {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly scope: string;
  readonly pattern?: string;
}

const properties = (): Readonly<Record<string, Property>> =>
  Object.assign(
    {},
    ...JSON.parse(fs.readFileSync('package.json', 'utf8')).contributes.configuration.map(
      ({ properties }: { readonly properties: object }) => properties,
    ),
  );

describe('What settings are taken as', () => {
  it('is on by the user’s will, which a workspace may only turn off', () => {
    assert.equal(isOn({ defaultValue: true }), true);
    assert.equal(isOn({ defaultValue: true, globalValue: false, workspaceValue: true }), false);
    assert.equal(isOn({ defaultValue: true, globalValue: false, workspaceFolderValue: true }), false);
    assert.equal(isOn({ defaultValue: true, workspaceValue: false }), false);
    assert.equal(isOn({ defaultValue: true, globalValue: true, workspaceFolderValue: false }), false);
    assert.equal(isOn({ defaultValue: false, globalValue: true }), true);
    assert.equal(isOn({}), false);
  });

  it('names a time zone as the settings editor checks it', () => {
    const pattern = new RegExp(properties()['pagerduty.timeZone']?.pattern ?? assert.fail());
    const names = ['', 'UTC', 'Etc/GMT+5', 'America/Port-au-Prince', 'America/Argentina/Buenos_Aires'];
    for (const name of [...names, ...Intl.supportedValuesOf('timeZone')]) assert.match(name, pattern);
    for (const wrong of ['+02:00', 'here', 'Europe/', 'my clock', '17:30']) assert.doesNotMatch(wrong, pattern);
  });

  it('keeps the refresh interval within the bounds of the manifest, which a folder cannot set', () => {
    const { minimum, maximum, default: otherwise, scope } = properties()['pagerduty.refreshInterval'] ?? assert.fail();
    assert.deepEqual([minimum, maximum, otherwise, scope], [...Object.values(refreshInterval), 'application']);
    assert.equal(toRefreshInterval(60), 60_000);
    assert.equal(toRefreshInterval(1), 15_000);
    assert.equal(toRefreshInterval(1e9), 3_600_000);
    for (const nonsense of [undefined, null, 'soon', Number.NaN, {}]) assert.equal(toRefreshInterval(nonsense), 30_000);
  });
});

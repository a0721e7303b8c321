import assert from 'node:assert/strict';
import fs from 'node:fs';
import { packageFile } from '../layers/packageFile.ts';
import { zipEntries } from './zipEntries.ts';

const kilo = 1000;

describe('the package', () => {
  const entries = zipEntries(packageFile());
  const names = entries.map(({ name }) => name);

  it('is smaller than 1.5 MB', () => {
    const { size } = fs.statSync(packageFile());
    assert.ok(size < 1500 * kilo, `It has ${size} bytes.`);
  });

  it('holds what the extension needs', () => {
    for (const needed of [
      'package.json',
      'package.nls.json',
      'readme.md',
      'dist/extension.js',
      'dist/agent.js',
      'dist/sandbox.js',
      'dist/incidentPage.js',
    ]) {
      assert.ok(names.includes(`extension/${needed}`), `${needed} is missing in ${names.join(', ')}.`);
    }
  });

  it('holds bundles, pictures and texts, and nothing else', () => {
    const allowed =
      /^(extension\.vsixmanifest|\[Content_Types\]\.xml|extension\/(package(\.nls(\.[\w-]+)?)?\.json|readme\.md|changelog\.md|LICENSE\.txt|dist\/(\w+\.js|(tools|rows|inputs)\.json|l10n\/bundle\.l10n(\.[\w-]+)?\.json|codicon\.(css|ttf))|media\/.+\.(png|svg|css|md)))$/;
    assert.deepEqual(
      names.filter((name) => !allowed.test(name)),
      [],
    );
  });

  it('activates from a bundle under 250 kB', () => {
    const bundle = entries.find(({ name }) => name === 'extension/dist/extension.js');
    assert.ok(bundle && bundle.size < 250 * kilo, `It has ${bundle?.size} bytes.`);
  });
});

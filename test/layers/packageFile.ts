import fs from 'node:fs';
import path from 'node:path';
import { root } from './layer.ts';

/** Where `npm run package` puts the `.vsix`. */
export function packageFile(): string {
  const { name, version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  return path.join(root, `${name}-${version}.vsix`);
}

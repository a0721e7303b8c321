import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { installed } from './editorLayers.ts';
import { type Layer, root } from './layer.ts';
import { nodeLayer } from './nodeLayer.ts';
import { packageFile } from './packageFile.ts';
import { sum } from './sum.ts';

const contents = nodeLayer('contents', 'test/package/*.test.ts', 10);

/** Makes the `.vsix`, looks into it, installs it into the editor and uses it there. */
export const packageLayer: Layer = {
  name: 'package',
  needs: 'editor',
  async run(signal) {
    const packagePath = packageFile();
    await createVSIX({
      cwd: root,
      packagePath,
      dependencies: false,
      allowMissingRepository: true,
      rewriteRelativeLinks: false,
    });
    console.log(`Made ${path.relative(root, packagePath)}.`);
    return sum([await contents.run(signal), await installed.run(signal)]);
  },
};

#!/usr/bin/env node
import path from 'node:path';
import { becomeNode } from './host/node.mjs';

// `node test/run.mjs` runs every layer; `node test/run.mjs unit host` those; see test/layers/main.ts.
await becomeNode([path.join(import.meta.dirname, 'layers/main.ts'), ...process.argv.slice(2)]);

#!/usr/bin/env node
import path from 'node:path';
import { becomeNode } from './node.mjs';

// `npm start`: see test/host/start.ts.
await becomeNode([path.join(import.meta.dirname, 'start.ts'), ...process.argv.slice(2)]);

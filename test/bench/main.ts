import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { finderTools } from '../../src/agent/finder.ts';
import { startAgent } from '../../src/agent/main.ts';
import { listedTasks, listedTools } from '../../src/agent/surface.ts';
import { createToolSource } from '../../src/agent/toolBook.ts';
import { createTransport } from '../../src/api/transport.ts';
import { createSandbox } from '../../src/sandbox/main.ts';
import { mcp, startAgentProcess } from '../support/agentProcess.ts';
import { latency, measureBigAccount } from './bigAccount.ts';
import { coldStarts, type Start } from './coldStart.ts';
import { measureLoad } from './loadTime.ts';

const root = path.resolve(import.meta.dirname, '../..');
const dist = path.join(root, 'dist');
const rounds = Number(process.argv[2] ?? 15);

const print = (what: string, value: string, target = ''): void =>
  console.log(`${what.padEnd(44)}${value.padStart(12)}  ${target}`);
const within = (value: number, most: number): string => `${value <= most ? 'within' : 'OVER'} ${count(most)}`;
const ratio = (value: number, most: number): string => `${within(value, most)} ×`;
const count = (value: number): string => value.toLocaleString('en');

/** Runs the given times and gives the median in milliseconds. */
const time = async (times: number, run: () => Promise<unknown>): Promise<number> => {
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const begin = performance.now();
    await run();
    taken.push(performance.now() - begin);
  }
  return taken.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? Number.NaN;
};

const sandbox = await createSandbox();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
const send = createTransport({ account: () => sandbox.account, token: async () => sandbox.token, userAgent: 'bench' });
const agent = await startAgent({
  toolsFolder: dist,
  auditFolder: folder,
  version: '0',
  send,
  access: () => ({ '*': 'full' }),
  surface: () => 'everything',
  limits: () => ({ writesPerMinute: 30, pagesPerHour: 5 }),
  setting: '',
  onDidChange: () => ({ dispose: () => undefined }),
});
const invited = (): Record<string, string> => {
  const { path: socket, secret } = agent.invite();
  return { PAGERDUTY_MCP_SOCKET: socket, PAGERDUTY_MCP_SECRET: secret };
};
const alone = { PAGERDUTY_TOKEN: sandbox.token.secret, PAGERDUTY_API_URL: sandbox.origin };

console.log(`Cold start to an answered tools/list with everything, median of ${rounds}, Node ${process.version}`);
const starts: readonly Start[] = [
  { args: [path.join(import.meta.dirname, 'bareServer.mjs')], env: () => ({}) },
  { args: [mcp], env: invited },
  { args: [mcp, '--surface', 'everything'], env: () => alone },
  { args: [mcp], env: () => alone },
];
const [bare = 0, bridged = 0, everything = 0, searching = 0] = await coldStarts(starts, rounds);
print('  a bare Node stdio server', `${bare.toFixed(1)} ms`);
print('  over the bridge', `${(bridged / bare).toFixed(2)} ×`, ratio(bridged / bare, 1.5));
print('  standalone', `${(everything / bare).toFixed(2)} ×`, ratio(everything / bare, 3.5));
print('  standalone, search surface', `${(searching / bare).toFixed(2)} ×`);

console.log('tools/list');
const tools = createToolSource(dist).book();
for (const surface of ['everything', 'responder', 'search'] as const) {
  const operations = surface === 'search' ? finderTools : listedTools(tools, surface, {}).map(({ tool }) => tool);
  const listed = [...listedTasks(surface, {}), ...operations];
  const bytes = Buffer.byteLength(JSON.stringify({ tools: listed }));
  const most = { everything: 360_000, responder: 30_000, search: 12_000 }[surface];
  const target = `${bytes <= most ? 'within' : 'OVER'} ${count(most)}`;
  print(
    `  ${surface}: ${listed.length} tools, about ${count(Math.round(bytes / 4))} tokens`,
    `${count(bytes)} B`,
    target,
  );
}

console.log('Bundles');
for (const file of fs.readdirSync(dist).filter((name) => path.extname(name) !== '')) {
  const content = fs.readFileSync(path.join(dist, file));
  const target = file === 'extension.js' ? `${content.length <= 250_000 ? 'within' : 'OVER'} 250,000` : '';
  print(`  ${file}, ${count(gzipSync(content).length)} B packed`, `${count(content.length)} B`, target);
}

console.log(`Start of the extension, median of ${rounds} new processes`);
const start = measureLoad(path.join(dist, 'extension.js'), rounds);
print('  dist/extension.js', `${start.load.toFixed(1)} ms`);
print('  against a bare Node start', `${(start.load / start.bareNode).toFixed(2)} ×`);

console.log(`An account of 10,000 open incidents and 5,000 services, median of ${rounds}`);
const big = await measureBigAccount(rounds);
const rows = (first: number, page: number): string => `${(first / page).toFixed(2)} ×`;
print(`  request of the first page, ${latency} ms away`, `${big.firstPage.toFixed(0)} ms`);
print('  first rows against it', rows(big.firstRows, big.firstPage), ratio(big.firstRows / big.firstPage, 1.2));
print('  first rows with no way to go', `+${(big.quickFirstRows - big.quickFirstPage).toFixed(1)} ms`);
print('  longest hold of the event loop, 1,000 rows', `${big.longestHold.toFixed(0)} ms`, within(big.longestHold, 50));
print('  rows painted anew, one of 10,000 changed', `${big.repainted}`, within(big.repainted, 1));
print('  left behind by 100 refreshes', `${count(big.growth)} B`, within(big.growth, 5_000_000));

console.log('A call of list_incidents, 25 rows, median of 50');
const list = { limit: 25, date_range: 'all' };
const row = tools.get('list_incidents')?.row;
if (!row) throw new Error('There is no list_incidents.');
const direct = await time(50, () => send(row, list));
const bridge = await startAgentProcess(invited());
const standalone = await startAgentProcess(alone, ['--surface', 'everything']);
print('  a direct request', `${direct.toFixed(2)} ms`);
print('  over the bridge', `+${((await time(50, () => bridge.call('list_incidents', list))) - direct).toFixed(2)} ms`);
print('  standalone', `+${((await time(50, () => standalone.call('list_incidents', list))) - direct).toFixed(2)} ms`);
const raw = Buffer.byteLength(JSON.stringify(await send(row, list)));
const { text, note } = await bridge.call('list_incidents', list);
print('  compact answer against raw bytes', `${Math.round((100 * Buffer.byteLength(text + note)) / raw)} %`);

await Promise.all([bridge.close(), standalone.close()]);
agent.dispose();
sandbox.dispose();
fs.rmSync(folder, { recursive: true });

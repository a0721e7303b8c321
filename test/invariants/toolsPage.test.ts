import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { finderTools } from '../../src/agent/finder.ts';
import { taskTools } from '../../src/agent/tasks/taskTools.ts';
import { areas } from '../../src/api/generated/table.ts';
import { toDecision } from '../../src/policy/decision.ts';
import { readTools } from '../support/agentTools.ts';
import { assertGolden } from '../support/golden.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../media/tools.md'), 'utf8');
const tools = [...readTools().values()];

describe('the page of all tools', () => {
  it('has a line for each operation, with its effect, scope and level', () => {
    for (const { row, tool } of tools) {
      const line = page.split('\n').find((each) => each.startsWith(`| \`${tool.name}\` |`)) ?? assert.fail(tool.name);
      assert.ok(line.includes(row.summary), `${line}: run npm run generate`);
      assert.ok(line.includes(` | ${row.effect}${row.pages ? ', pages' : ''} | `), line);
      assert.ok(line.includes(row.scope === undefined ? ' |  | ' : ` | \`${row.scope}\` | `), line);
      const lowest = (['read', 'guarded', 'full'] as const).find(
        (each) => toDecision(row, { '*': each }, {}).kind === 'allow',
      );
      assert.ok(line.includes(` | ${lowest}`), line);
    }
  });

  it('has no others', () => {
    const [, tables = ''] = page.split('<!-- tools:');
    assert.equal(tables.match(/^\| `/gm)?.length, tools.length, 'run npm run generate');
  });

  it('has each task and each tool of the search as it describes itself', () => {
    for (const { name, description } of [...Object.values(taskTools).map(({ tool }) => tool), ...finderTools])
      assert.ok(page.includes(`| \`${name}\` | ${description} |`), name);
  });
});

/** A tool in lines that show what changed: one for what it says, one for each field. */
const toText = (tool: (typeof tools)[number]['tool']): string => {
  const { properties = {}, required = [] } = tool.inputSchema;
  const fields = Object.entries(properties).map(
    ([name, schema]) => `  ${name}${required.includes(name) ? '*' : ''} ${JSON.stringify(schema)}`,
  );
  return [tool.name, `  ${tool.description}`, `  ${JSON.stringify(tool.annotations)}`, ...fields].join('\n');
};

describe('the schemas of the tools are as they were', () => {
  for (const area of Object.keys(areas))
    it(area, () => {
      const own = tools.filter(({ row }) => row.area === area).map(({ tool }) => toText(tool));
      assertGolden(`tools/${area}.txt`, own.join('\n\n'));
    });

  it('tasks', () =>
    assertGolden(
      'tools/tasks.txt',
      Object.values(taskTools)
        .map(({ tool }) => toText(tool))
        .join('\n\n'),
    ));
});

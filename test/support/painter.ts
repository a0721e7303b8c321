import type { Incident } from '../../src/domain/incident.ts';
import type { IncidentStore } from '../../src/store/incidentStore.ts';
import { createFormat } from '../../src/util/format.ts';
import { createMemo } from '../../src/util/memo.ts';
import { incidentNodes } from '../../src/views/incidentNodes.ts';
import type { Moment } from '../../src/views/moment.ts';
import type { Node } from '../../src/views/node.ts';
import { createTreeRows } from '../../src/vscode/treeRows.ts';

/** What the sidebar would have VS Code paint anew. */
export interface Painter {
  /** Each time: all, or the ids of the rows. */
  paints(): readonly ('all' | readonly string[])[];
  clear(): void;
}

/** Follows a store as the incident view does, up to what VS Code is told. Its clock stands, so that no age moves on. */
export const createPainter = (store: Pick<IncidentStore, 'state' | 'onDidChange'>): Painter => {
  const moment: Moment = { now: Date.now(), format: createFormat('en-GB', 'UTC') };
  const made = createMemo<Incident, Node>();
  const rows = createTreeRows();
  let paints: ('all' | readonly string[])[] = [];
  store.onDidChange(() => {
    const changes = rows.take(incidentNodes(store.state, moment, made));
    if (changes === 'all') paints.push(changes);
    else if (changes.length > 0) paints.push(changes.map(({ id }) => id));
  });
  return {
    paints: () => paints,
    clear: () => {
      paints = [];
    },
  };
};

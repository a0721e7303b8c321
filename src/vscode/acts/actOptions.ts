import type * as vscode from 'vscode';
import type { Client } from '../../api/client.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Note } from '../../domain/note.ts';
import type { IncidentStore } from '../../store/incidentStore.ts';
import type { Lacks } from '../../store/lacks.ts';
import type { OnCallStore } from '../../store/onCallStore.ts';
import type { ServiceStore } from '../../store/serviceStore.ts';
import type { Session } from '../../store/session.ts';
import type { Moment } from '../../views/moment.ts';
import type { FindIncident } from '../findShownIncident.ts';
import type { Report } from '../report.ts';
import type { WriteText } from '../textEditor.ts';
import type { Row } from '../treeRows.ts';
import type { Target } from './target.ts';

/** What acting and creating are given. */
export interface ActOptions {
  readonly session: Pick<Session, 'state' | 'onDidChange'>;
  readonly moment: () => Moment;
  readonly report: Report;
  readonly client: Client;
  readonly incidents: IncidentStore;
  readonly onCalls: OnCallStore;
  readonly services: ServiceStore;
  readonly find: FindIncident;
  /** The rows of the incident view that a key acts on. */
  readonly selection: () => readonly Row[];
  /** What a command acts on that is called with nothing: the incident's page in the active tab. */
  readonly activePage: () => Target | undefined;
  /** Opens an editor on a note that is posted. */
  readonly editNote: (incident: Incident, note: Note) => Promise<void>;
  readonly writeText: WriteText;
  /** Knows what the account lacks; menus hide it. */
  readonly lacks: Pick<Lacks, 'state' | 'add'>;
  /** Says what commands are called. */
  readonly extension: Pick<vscode.Extension<unknown>, 'packageJSON'>;
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { responderOperations } from '../agent/surface.ts';
import type { ToolBook } from '../agent/toolBook.ts';
import { type Access, type Level, levelOf, levels } from '../policy/access.ts';
import { type AreaCounts, countAreas, toCountsText, toOpenedText, toPresets } from '../policy/presets.ts';
import type { AgentControl } from './agentControl.ts';
import type { Command } from './registerCommands.ts';

interface Item extends vscode.QuickPickItem {
  /** What is set when the item is chosen; an area asks for its level first. */
  readonly access?: Access;
  readonly area?: string;
}

const total = (counts: Iterable<AreaCounts>): AreaCounts => {
  const sum = { read: 0, write: 0, delete: 0, pages: 0 };
  for (const each of counts) for (const key of Object.keys(sum) as (keyof AreaCounts)[]) sum[key] += each[key];
  return sum;
};

/** The areas in which a responder writes. */
const toResponderAreas = (tools: ToolBook): readonly string[] => [
  ...new Set(
    [...tools.values()]
      .filter(({ row }) => row.effect === 'write' && responderOperations.includes(row.id))
      .map(({ row }) => row.area),
  ),
];

const toItems = (tools: ToolBook, counts: ReadonlyMap<string, AreaCounts>, access: Access): readonly Item[] => [
  { label: l10n.t('All areas at once'), kind: vscode.QuickPickItemKind.Separator },
  ...toPresets(toResponderAreas(tools)).map(({ name, detail, access: preset }) => ({
    label: name,
    detail,
    access: preset,
  })),
  { label: l10n.t('One area'), kind: vscode.QuickPickItemKind.Separator },
  ...[...counts].map(([area, count]) => ({
    label: area,
    description: levelOf(access, area),
    detail: l10n.t('{0}; {1}', toCountsText(count), toOpenedText(levelOf(access, area), count)),
    area,
  })),
];

const pickLevel = async (area: string, counts: AreaCounts, now: Level): Promise<Level | undefined> => {
  const items = levels.map((level) => ({
    label: level,
    description: level === now ? `$(check) ${l10n.t('set now')}` : '',
    detail: toOpenedText(level, counts),
    level,
  }));
  return (
    await vscode.window.showQuickPick(items, {
      title: l10n.t('What may agents do in {0}? ({1})', area, toCountsText(counts)),
    })
  )?.level;
};

const setUserAccess = async (access: Access): Promise<void> => {
  await vscode.workspace
    .getConfiguration('pagerduty.agent')
    .update('access', access, vscode.ConfigurationTarget.Global);
};

const userAccess = (): Access =>
  vscode.workspace.getConfiguration('pagerduty.agent').inspect<Access>('access')?.globalValue ?? {};

/** The commands that set what agents may do, for good or for an hour. */
export const agentAccessCommands = (
  control: AgentControl,
  tools: () => ToolBook,
): Readonly<Record<'setAccess' | 'grantForHour', Command>> => ({
  setAccess: async () => {
    const counts = countAreas([...tools().values()].map(({ row }) => row));
    const title = l10n.t('What may agents do?');
    const chosen = await vscode.window.showQuickPick(toItems(tools(), counts, control.access()), {
      title,
      matchOnDetail: true,
    });
    if (chosen?.access) return setUserAccess(chosen.access);
    const own = chosen?.area === undefined ? undefined : counts.get(chosen.area);
    if (chosen?.area === undefined || !own) return undefined;
    const level = await pickLevel(chosen.area, own, levelOf(control.access(), chosen.area));
    return level && setUserAccess({ ...userAccess(), [chosen.area]: level });
  },
  grantForHour: async () => {
    const counts = countAreas([...tools().values()].map(({ row }) => row));
    const items: readonly Item[] = [
      { label: l10n.t('All areas'), description: levelOf(control.access(), '*'), area: '*' },
      ...toItems(tools(), counts, control.access()).filter(({ area }) => area !== undefined),
    ];
    const chosen = await vscode.window.showQuickPick(items, { title: l10n.t('Where may agents do more for an hour?') });
    if (chosen?.area === undefined) return;
    const own = counts.get(chosen.area) ?? total(counts.values());
    const level = await pickLevel(chosen.label, own, levelOf(control.access(), chosen.area));
    if (level) control.raise({ [chosen.area]: level });
  },
});

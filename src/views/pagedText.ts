import * as l10n from '@vscode/l10n';
import type { Paging } from '../domain/paging.ts';
import type { Format } from '../util/format.ts';

/** Names that are listed; more are counted. */
const mostNames = 4;

/** `you, Bo Diaz and Cy Young`; many are cut to the first few and a count. */
const toNames = ({ people }: Paging, me: string | undefined, format: Pick<Format, 'list' | 'count'>): string => {
  const names = people
    .toSorted((a, b) => Number(b.id === me) - Number(a.id === me))
    .map(({ id, name }) => (id === me ? l10n.t('you') : name));
  const left = names.length - mostNames;
  return format.list(left > 0 ? [...names.slice(0, mostNames), l10n.t('{0} more', format.count(left))] : names);
};

/** `Pages you and Bo Diaz`; says so where nobody would be. */
export const toPagedText = (paging: Paging, me: string | undefined, format: Pick<Format, 'list' | 'count'>): string =>
  paging.people.length === 0
    ? l10n.t('Pages nobody: nobody is on call there now')
    : l10n.t('Pages {0}', toNames(paging, me, format));

import assert from 'node:assert/strict';
import { createSandbox, type Sandbox } from '../../src/sandbox/main.ts';
import { type Editor, openSignedInEditor } from '../support/editor.ts';
import { eventually } from '../support/eventually.ts';

/** What is done in an open list or box: an entry is taken, entries are checked, or a text is typed with or without Enter. */
type Step =
  | { readonly take: string }
  | { readonly check: readonly string[] }
  | { readonly type: string }
  | { readonly enter: string };

/** A list or box as a person comes to it. */
interface Screen {
  readonly name: string;
  /** Entries of the menu of an incident's row, or else the title of a command. */
  readonly from: readonly string[] | string;
  readonly steps?: readonly Step[];
  /** What it says once it is all there. */
  readonly shows: RegExp;
}

const routingKey = 'R0'.repeat(16);

/** In the title of an incident that is mine, triggered and of high urgency. */
const incident = '5xx ratio';

const screens: readonly Screen[] = [
  { name: 'urgency', from: ['Change…', 'Change Urgency…'], shows: /Notifies by the rules/ },
  { name: 'type', from: ['Change…', 'Change Type…'], shows: /Security Incident/ },
  { name: 'fields', from: ['Change…', 'Change Custom Field…'], shows: /Customers affected/ },
  {
    name: 'field-many',
    from: ['Change…', 'Change Custom Field…'],
    steps: [{ take: 'Regions' }],
    shows: /eu-central/,
  },
  { name: 'snooze', from: ['Snooze…'], shows: /Until Another Time/ },
  {
    name: 'snooze-until',
    from: ['Snooze…'],
    steps: [{ take: 'Until Another Time' }, { type: 'tomorrow 9:00' }],
    shows: /Until .*9:00/,
  },
  { name: 'reassign', from: ['Hand Over…', 'Reassign…'], shows: /Several People[\s\S]*Pages/ },
  {
    name: 'reassign-several',
    from: ['Hand Over…', 'Reassign…'],
    steps: [{ take: 'Several People' }, { check: ['Adaeze Nwosu', 'Tomasz'] }],
    shows: /Tomasz/,
  },
  { name: 'escalate', from: ['Hand Over…', 'Escalate…'], shows: /Level 2[\s\S]*Pages/ },
  { name: 'merge', from: ['Hand Over…', 'Merge Into…'], shows: /into which/ },
  {
    name: 'help-review',
    from: ['Call and Inform…', 'Ask for Help…'],
    steps: [{ check: ['Adaeze Nwosu'] }, { enter: '' }],
    shows: /Pages Adaeze/,
  },
  { name: 'workflow', from: ['Call and Inform…', 'Run Workflow…'], shows: /May page or message people/ },
  {
    name: 'status-update',
    from: ['Call and Inform…', 'Publish Status Update…'],
    steps: [{ take: 'First words' }],
    shows: /subscri[\s\S]*We know about/,
  },
  { name: 'bridge', from: ['Conference Bridge…'], shows: /Give a link or a phone number/ },
  { name: 'pick-incidents', from: 'Resolve', shows: /#\d+/ },
  { name: 'create-service', from: 'Create Incident', shows: /Cart Service/ },
  {
    name: 'create-review',
    from: 'Create Incident',
    steps: [{ take: 'Cart Service' }, { enter: 'Carts are empty' }],
    shows: /Pages /,
  },
  { name: 'event-kind', from: 'Send Event', shows: /Opens an alert/ },
  {
    name: 'event-key-wrong',
    from: 'Send Event',
    steps: [{ take: 'Trigger' }, { type: 'abc' }],
    shows: /A routing key has 32/,
  },
  {
    name: 'event-review',
    from: 'Send Event',
    steps: [{ take: 'Trigger' }, { enter: routingKey }, { enter: 'Disk of db-3 is full' }],
    shows: /Pages whoever/,
  },
  {
    name: 'maintenance-review',
    from: 'Create Maintenance Window',
    steps: [{ check: ['Cart Service', 'Checkout API'] }, { enter: '' }, { enter: '' }, { enter: '' }],
    shows: /No incidents from now/,
  },
  { name: 'cover-shift', from: 'Cover for', steps: [{ take: 'Data On-Call' }], shows: /now –/ },
  {
    name: 'cover-review',
    from: 'Cover for',
    steps: [{ take: 'Data On-Call' }, { enter: '' }, { take: 'Adaeze Nwosu' }],
    shows: /on call instead of/,
  },
];

/** Pairs of themes that a window follows its system in: by what their pictures are called, with the class of each. */
const pairs = [
  {
    light: ['light', 'Light Modern', 'vs'],
    dark: ['dark', 'Dark Modern', 'vs-dark'],
  },
  {
    light: ['high-contrast-light', 'Default High Contrast Light', 'hc-light'],
    dark: ['high-contrast', 'Default High Contrast', 'hc-black'],
  },
] as const;

const schemes = ['light', 'dark'] as const;

for (const pair of pairs)
  describe(`Every list and form in ${pair.light[1]} and ${pair.dark[1]}`, () => {
    let sandbox: Sandbox;
    let editor: Editor;
    before(async () => {
      sandbox = await createSandbox({ standing: true });
      editor = await openSignedInEditor(`ui-flows-${pair.dark[0]}`, sandbox, {
        'window.autoDetectColorScheme': true,
        'workbench.preferredLightColorTheme': pair.light[1],
        'workbench.preferredDarkColorTheme': pair.dark[1],
      });
    });
    after(async () => {
      await editor?.[Symbol.asyncDispose]();
      sandbox?.dispose();
    });

    const entry = (text: string) =>
      editor.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
    const field = () => editor.page.locator('.quick-input-widget:visible input:visible:not([type=checkbox])').first();
    const run = async (step: Step): Promise<void> => {
      const before = await editor.workbench.quickInput();
      const goesOn = () => eventually(async () => assert.notEqual(await editor.workbench.quickInput(), before));
      if ('take' in step) {
        await entry(step.take).click();
        return goesOn();
      }
      if ('type' in step) return field().fill(step.type);
      if ('check' in step) {
        for (const text of step.check) {
          await field().fill(text);
          await entry(text).click();
        }
        return field().fill('');
      }
      if (step.enter !== '') await field().fill(step.enter);
      await field().press('Enter');
      return goesOn();
    };

    for (const { name, from, steps = [], shows } of screens)
      it(`is readable: ${name}`, async () => {
        const { workbench, page } = editor;
        if (typeof from === 'string') await workbench.runCommand(`PagerDuty: ${from}`);
        else await workbench.rowMenu('Incidents', incident, ...from);
        for (const step of steps) await run(step);
        await eventually(async () => assert.match(await workbench.quickInput(), shows), 15_000);
        for (const scheme of schemes) {
          const [id, , shown] = pair[scheme];
          await page.emulateMedia({ colorScheme: scheme });
          await page.locator(`.monaco-workbench.${shown}`).waitFor();
          await workbench.screenshot(`flow-${name}-${id}`);
        }
        await page.keyboard.press('Escape');
        await eventually(async () => assert.equal(await workbench.quickInput(), ''));
      });
  });

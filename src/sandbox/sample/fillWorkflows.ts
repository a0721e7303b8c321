import { toRef } from '../domain/collections.ts';
import { day, toIso } from '../domain/time.ts';
import type { Account } from './account.ts';

const actions: readonly (readonly [fn: string, name: string, description: string, input: string])[] = [
  [
    'create-dedicated-channel',
    'Create a channel for the incident',
    'Opens a chat channel and invites the responders.',
    'Channel Name',
  ],
  ['send-status-update', 'Send a status update', 'Tells the subscribers of the incident.', 'Message'],
  ['add-responders', 'Add responders', 'Asks people or an escalation policy to join.', 'Responders'],
  ['add-conference-bridge', 'Add a conference bridge', 'Puts a number and a link on the incident.', 'Conference URL'],
];

const addActions = ({ put, state }: Account) =>
  actions.map(([fn, name, description, input]) =>
    put('incident_workflows/actions', 'action', {
      id: `pagerduty.com:incident-workflows:${fn}:1`,
      domain_name: 'pagerduty.com',
      package_name: 'incident-workflows',
      function_name: fn,
      version: 1,
      name,
      description,
      action_type: 'action',
      action_tier: 'standard-action',
      tags: ['incident'],
      created_at: toIso(state.clock.now() - 500 * day),
      inputs: [{ name: input, description: '', type: 'text', default_value: '', is_required: true, is_hidden: false }],
      outputs: [{ name: 'Result', description: '', type: 'text' }],
    }),
  );

const addWorkflows = (account: Account): void => {
  const { put, state, service, team } = account;
  const known = addActions(account);
  const add = (name: string, description: string, owner: string, steps: readonly number[]) =>
    put('incident_workflows', 'incident_workflow', {
      name,
      description,
      created_at: toIso(state.clock.now() - 120 * day),
      is_enabled: true,
      team: { id: team(owner).id, type: 'team_reference' },
      steps: steps.map((n) => ({
        id: state.nextId(),
        type: 'step',
        name: actions[n]?.[1],
        action_configuration: {
          action_id: known[n]?.id,
          inputs: [{ name: actions[n]?.[3], parameter_type: 'text', value: '{{incident.title}}' }],
          outputs: [],
        },
      })),
    });
  const major = add('Major incident', 'Channel, bridge and commander in one go.', 'Platform', [0, 3, 2]);
  const tell = add('Tell the stakeholders', 'First status update with the usual words.', 'Storefront', [1]);
  put('incident_workflows/triggers', 'workflow_trigger', {
    trigger_type: 'conditional',
    trigger_type_name: 'Conditional',
    condition: "incident.priority matches 'P1'",
    workflow: { id: major.id, type: 'workflow_reference', name: major.name },
    services: ['Checkout API', 'Card Processing'].map((name) => ({ ...toRef(service(name)), type: 'service' })),
    is_subscribed_to_all_services: false,
    is_disabled: false,
  });
  for (const { id, name } of [major, tell])
    put('incident_workflows/triggers', 'workflow_trigger', {
      trigger_type: 'manual',
      trigger_type_name: 'Manual',
      trigger_url: `https://api.pagerduty.com/incident_workflows/${id}/instances`,
      workflow: { id, type: 'workflow_reference', name },
      services: [],
      is_subscribed_to_all_services: true,
      is_disabled: false,
    });
};

/** Puts workflow actions, workflows and triggers, a response play and a status update template into the account. */
export const fillWorkflows = (account: Account): void => {
  addWorkflows(account);
  const { put, team, user } = account;
  put('response_plays', 'response_play', {
    name: 'Call the payments circle',
    description: 'Second line of Payments and the commander on duty.',
    team: toRef(team('Payments')),
    subscribers: [toRef(user('Jordan Whitaker'))],
    subscribers_message: 'Payments are in trouble.',
    responders: [toRef(user('Camille Dubois'))],
    responders_message: 'Please join the bridge.',
    runnability: 'services',
    conference_number: null,
    conference_url: 'https://meet.example.com/payments',
    conference_type: 'manual',
  });
  put('templates', 'template', {
    template_type: 'status_update',
    name: 'First words',
    description: 'For the first update of an incident.',
    templated_fields: {
      email_subject: '[{{incident.priority}}] {{incident.title}}',
      email_body: '<p>We know about <b>{{incident.title}}</b> and work on it.</p>',
      message: 'We know about {{incident.title}} and work on it.',
    },
    created_by: toRef(user('Amelia Thornbury')),
    updated_by: toRef(user('Amelia Thornbury')),
  });
};

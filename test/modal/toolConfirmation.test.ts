import assert from 'node:assert/strict';
import type { Sandbox } from '../../src/sandbox/options.ts';
import { callEditorTool, startEditorTools } from '../support/editorTools.ts';
import { hands } from '../support/hands.ts';
import { closeTestAccount, openTestAccount, signInAsUser } from '../support/testAccount.ts';

describe('A tool that writes', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await openTestAccount({ standing: true });
    await signInAsUser();
    await startEditorTools();
  });
  after(() => closeTestAccount(sandbox));

  const notes = () => sandbox.log.calls().filter(({ operationId }) => operationId === 'createIncidentNote');
  const addNote = () => {
    const [id] = sandbox.state.collection('incidents').keys();
    return callEditorTool('create_incident_note', { id, content: 'The disk was full.' });
  };

  it('asks before it writes, and says what', async () => {
    const [asked] = await Promise.all([
      hands.dialog().then(async (text) => {
        assert.deepEqual(notes(), []);
        await hands.screenshot('tool-confirmation');
        await hands.clickDialog('Yes');
        return text;
      }),
      addNote(),
    ]);
    assert.match(asked, /Create incident note/);
    assert.equal(notes().length, 1);
  });

  it('writes nothing when the answer is no', async () => {
    const before = notes().length;
    await Promise.all([hands.dialog().then(() => hands.clickDialog('Cancel')), assert.rejects(addNote(), /cancel/i)]);
    assert.equal(notes().length, before);
  });

  it('does not ask when it only reads', async () => {
    assert.match(await callEditorTool('list_services', { limit: 1 }), /service/);
  });
});

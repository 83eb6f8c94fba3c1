// The page: what happens when somebody does something.

import * as gateway from './gateway.js';
import { categoryTitle, drawAgents, drawConnections, drawCredentials, drawFields, drawProblems, element, progressText, serviceTitle } from './view.js';

const SHOWN_FOR = 30_000;
const at = (id) => document.getElementById(id);

let forms = [];
let chosen = '';
let asked = 0;
let hiding = 0;

function show(signedIn) {
  at('sign-in').hidden = signedIn;
  at('desk').hidden = !signedIn;
  at('sign-out').hidden = !signedIn;
  if (!signedIn) {
    chosen = '';
    document.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close());
    for (const id of ['agents', 'agent-name', 'progress', 'connections', 'credentials', 'notice']) {
      at(id).replaceChildren();
    }
    at('gateway-token').focus();
  }
}

function notice(text) {
  at('notice').textContent = text;
}

/** Tells of a refusal; a session that ended leads back to the sign-in, and what others changed is drawn again. */
async function tell(error) {
  if (error.status === 401) {
    show(false);
    at('sign-in-error').textContent = 'The session has ended. Sign in again.';
  } else if (error.status === 404) {
    await refresh().catch((again) => notice(again.message));
    notice('It is not there any more: somebody else may have deleted it. This is what there is now.');
  } else {
    notice(error.message);
  }
}

async function open() {
  const [agents, known] = await Promise.all([gateway.agents(), gateway.forms()]);
  forms = known;
  at('category').replaceChildren(...forms.map((form) =>
    element('option', { value: form.category, textContent: form.title })));
  const choose = async (id) => {
    chosen = id;
    drawAgents(at('agents'), agents, id, (other) => {
      const drawn = choose(other).catch(tell);
      at('agents').querySelector('[aria-current="true"]').focus();
      return drawn;
    });
    at('agent-name').textContent = id;
    at('progress').hidden = true;
    at('connections').replaceChildren();
    at('credentials').replaceChildren();
    notice('');
    await refresh();
  };
  show(true);
  if (agents.length) {
    await choose(agents[0].id);
  }
}

/** Draws what there is now. Of several answers under way only that to the last question is drawn. */
async function refresh() {
  const agent = chosen;
  asked += 1;
  const question = asked;
  const [credentials, connections] = await Promise.all([gateway.credentials(agent), gateway.connections(agent)]);
  if (agent === chosen && question === asked) {
    drawConnections(at('connections'), connections, { connect, disconnect });
    // What a person's sign-in led to is shown as the connection that it is.
    const own = credentials.filter((one) => !('account_key' in one.metadata));
    drawCredentials(at('credentials'), own, { reveal, remove, fulfil });
    if (document.activeElement === document.body) {
      at('agent').focus({ preventScroll: true });
    }
  }
}

// Revealing: the value is on the page for as long as the dialog is open, and never anywhere else.

async function reveal(credential, item) {
  try {
    at('revealed').value = await gateway.reveal(chosen, credential, item);
    at('reveal-title').textContent = `${item} of ${credential.service}`;
    at('reveal-notice').textContent = '';
    at('reveal-dialog').showModal();
    at('reveal-copy').focus();
    hiding = setTimeout(() => at('reveal-dialog').close(), SHOWN_FOR);
  } catch (error) {
    await tell(error);
  }
}

at('reveal-dialog').addEventListener('close', () => {
  clearTimeout(hiding);
  at('revealed').value = '';
});
at('reveal-close').addEventListener('click', () => at('reveal-dialog').close());
at('reveal-copy').addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(at('revealed').value);
    at('reveal-dialog').close();
    notice('Copied.');
  } catch {
    at('reveal-notice').textContent = 'This browser does not let the page copy: select the value and copy it.';
    at('revealed').select();
  }
});

// Connecting: a person signs in at the service, and comes back to a page of ours.

async function connect({ service }) {
  try {
    const { address, tied_to: others } = await gateway.beginConnection(chosen, service);
    const ties = `${serviceTitle(service)} ties sign-ins of one person together. Connected already: ${others.join(', ')}. Go on?`;
    if (!others.length || window.confirm(ties)) {
      location.assign(address);
    }
  } catch (error) {
    await tell(error);
  }
}

async function disconnect({ service }) {
  try {
    const { end, detail } = await gateway.disconnect(chosen, service);
    await refresh();
    notice(end === 'revoked' ? 'Disconnected.' : `Disconnected here. ${detail}`);
  } catch (error) {
    await tell(error);
  }
}

// Deleting.

function remove(credential) {
  at('remove-text').textContent = `${categoryTitle(credential.category)}: ${credential.service} (${credential.name}), of the agent ${chosen}`;
  at('remove-dialog').showModal();
  at('remove-form').onsubmit = async () => {
    try {
      await gateway.remove(chosen, credential);
      await refresh();
      notice('Deleted.');
    } catch (error) {
      await tell(error);
    }
  };
}

at('remove-cancel').addEventListener('click', () => at('remove-dialog').close());

// Filling in: a new credential of a chosen category, or one that waits for a person.

let task;

function fillIn(what) {
  task = what;
  at('add-title').textContent = what.title;
  at('add-submit').textContent = what.verb;
  at('category-choice').hidden = !what.choose;
  drawFields(at('fields'), what.form);
  at('add-error').textContent = '';
  if (!at('add-dialog').open) {
    at('add-dialog').showModal();
  }
}

function adding(category) {
  const form = forms.find((one) => one.category === category);
  fillIn({
    form, choose: true, title: 'Add a credential', verb: 'Add', done: 'Added.',
    send: (values) => gateway.add(chosen, category, values),
  });
}

function fulfil(credential) {
  fillIn({
    form: credential.form, choose: false, title: `Fill in ${credential.service}`, verb: 'Save', done: 'Saved.',
    send: (values) => gateway.fulfil(chosen, credential, values),
  });
}

at('add').addEventListener('click', () => {
  at('category').value = 'login';
  adding('login');
});
at('category').addEventListener('change', () => adding(at('category').value));
at('add-cancel').addEventListener('click', () => at('add-dialog').close());
at('add-dialog').addEventListener('close', () => at('fields').replaceChildren());
at('add-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const { form, send, done } = task;
  const values = {};
  for (const field of form.fields) {
    values[field.name] = at(`field-${field.name}`).value;
  }
  try {
    await send(values);
    at('add-dialog').close();
    await refresh().then(() => notice(done), tell);
  } catch (error) {
    if (error.status === 401) {
      await tell(error);
      return;
    }
    const problems = error.fields || {};
    const placed = drawProblems(form, problems);
    at('add-error').textContent = placed && Object.keys(problems).length ? '' : error.message;
  }
});

// Provisioning.

at('provision').addEventListener('click', async () => {
  const agent = chosen;
  const lines = at('progress');
  lines.replaceChildren();
  lines.hidden = false;
  at('provision').disabled = true;
  notice('Provisioning…');
  try {
    await gateway.provision(agent, (line) => {
      if (agent !== chosen) {
        return;
      }
      if (line.event || line.outcome) {
        lines.append(element('li', { textContent: progressText(line) }));
      } else {
        notice(progressText(line));
      }
    });
    await refresh();
  } catch (error) {
    await tell(error);
  } finally {
    at('provision').disabled = false;
  }
});

// Signing in and out.

at('sign-in-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const token = at('gateway-token').value;
  at('gateway-token').value = '';
  at('sign-in-error').textContent = '';
  try {
    await gateway.signIn(token);
    await open();
  } catch (error) {
    at('gateway-token').focus();
    at('sign-in-error').textContent = error.message;
  }
});
at('sign-out').addEventListener('click', async () => {
  await gateway.signOut().catch(() => {});
  show(false);
});

gateway.resume().then(open).catch(() => show(false));

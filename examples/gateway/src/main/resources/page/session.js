// Signing in and out, and giving the token again before a value leaves.

import * as gateway from './gateway.js';
import { ask } from './ask.js';
import { at } from './dom.js';

let drawn = () => {};

export function showSignIn(problem = '') {
  gateway.forget();
  window.dispatchEvent(new Event('signed-out'));
  for (const id of ['desk', 'doctor', 'audit', 'views', 'sign-out']) {
    at(id).hidden = true;
  }
  document.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close());
  for (const id of ['agents', 'agent-name', 'run-title', 'progress', 'outcomes', 'unfinished', 'connections', 'credentials',
    'findings', 'records', 'notice', 'doctor-summary', 'audit-summary', 'audit-agent', 'audit-rest', 'agents-toggle']) {
    at(id).replaceChildren();
  }
  for (const id of ['filter', 'agent-filter', 'audit-filter', 'state-filter', 'agent-state']) {
    at(id).value = '';
  }
  at('sign-in').hidden = false;
  at('sign-in-error').textContent = problem;
  at('gateway-token').focus();
}

function showSignedIn() {
  at('sign-in').hidden = true;
  at('views').hidden = false;
  at('sign-out').hidden = false;
}

/** Starts with the session that this tab has, or with the sign-in. */
export async function start(draw) {
  drawn = draw;
  try {
    await gateway.resume();
  } catch (error) {
    showSignIn(error.status === 401 ? '' : error.message);
    return;
  }
  showSignedIn();
  await drawn();
}

gateway.confirmWith(() => ask({
  title: 'Is it still you?', text: "You signed in a while ago. Give the gateway's token again.", go: 'Go on',
  field: { label: 'Gateway token, again', secret: true },
  send: ({ value }) => gateway.confirm(value),
}));

at('sign-in-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const token = at('gateway-token').value;
  at('gateway-token').value = '';
  at('sign-in-error').textContent = '';
  try {
    await gateway.signIn(token);
  } catch (error) {
    at('gateway-token').focus();
    at('sign-in-error').textContent = error.status === 401 ? "This is not the gateway's token." : error.message;
    return;
  }
  showSignedIn();
  await drawn();
});

// The page is left at once; the gateway learns it meanwhile.
at('sign-out').addEventListener('click', () => {
  gateway.signOut().catch(() => {});
  showSignIn();
});

// The page: which view an address asks for, and what happens when somebody does something.

import * as gateway from './gateway.js';
import { drawAgents, focusChosen } from './agents.js';
import { olderBy, showAudit } from './audit.js';
import { drawCredentials } from './card.js';
import { drawConnections } from './connections.js';
import { showDoctor } from './doctor.js';
import { at, element, notice, redraw } from './dom.js';
import { filtered, filtering, query, setQuery } from './filter.js';
import { adding, fulfil, setForms } from './forms.js';
import { here } from './here.js';
import * as life from './lifecycle.js';
import { copy, reveal } from './reveal.js';
import * as runs from './run.js';
import { showSignIn, start } from './session.js';
import { drawUnfinished } from './unfinished.js';

let chosen = '';
let credentials = [];
let asked = 0;

/** Tells of a refusal; a session that ended leads back to the sign-in, and what others changed is drawn again. */
async function tell(error) {
  if (!at('sign-in').hidden) {
    return;
  }
  if (error.status === 401) {
    showSignIn('The session has ended. Sign in again.');
  } else if (error.status === 404) {
    await refresh().catch((again) => notice(again.message));
    notice('It is not there any more: somebody else may have deleted it. This is what there is now.');
  } else {
    notice(error.message);
  }
}

const doing = (action) => async (...parameters) => {
  try {
    await action(...parameters);
  } catch (error) {
    await tell(error);
  }
};

const changing = (action) => doing(async (credential, item) => {
  const said = await action(chosen, credential, item);
  if (said) {
    await refresh();
    notice(said);
  }
});

async function after(said) {
  try {
    await refresh();
    notice(said);
  } catch (error) {
    await tell(error);
  }
}
after.ended = tell;

const remove = doing(async (credential) => {
  let gone;
  const done = await life.remove(chosen, credential, (error) => { gone = error; });
  if (gone) {
    await tell(gone);
  } else if (done) {
    await after('Deleted.');
  }
});

const actions = {
  copy: doing((credential, item) => copy(chosen, credential, item)),
  reveal: doing((credential, item) => reveal(chosen, credential, item)),
  replace: changing(life.replace),
  rotate: changing(life.rotate),
  suspend: changing(life.suspend),
  resume: changing(life.resume),
  remove,
  fulfil: (credential) => fulfil(chosen, credential, after),
};

function drawFiltered() {
  redraw(at('credentials'), at('agent'), () => drawCredentials(at('credentials'), filtered(credentials), credentials, actions,
    filtering() ? 'Nothing fits.' : 'Nothing yet: provision the agent, or add a credential.'));
}

/** Draws what there is now. Of several answers under way only that to the last question is drawn. */
async function refresh() {
  asked += 1;
  const question = asked;
  const agent = chosen;
  const [agents, own, connections] = await Promise.all(
    [gateway.agents(), gateway.credentials(agent), gateway.connections(agent)]);
  if (question !== asked || agent !== chosen) {
    return;
  }
  credentials = own.credentials;
  drawAgents(agents, agent);
  drawUnfinished(at('unfinished'), own.pending);
  redraw(at('connections'), at('agent'), () => drawConnections(at('connections'), agent, connections, { refresh, tell }));
  drawFiltered();
}

/** Shows one agent's view without what another has. */
function clear(id) {
  chosen = id;
  credentials = [];
  for (const place of ['unfinished', 'connections', 'credentials']) {
    at(place).replaceChildren();
  }
  at('run').hidden = true;
  at('agent-name').textContent = id || 'No such agent';
  for (const control of ['add', 'provision', 'drift', 'deprovision', 'agent-records', 'filters']) {
    at(control).hidden = !id;
  }
  notice('');
}

function showNoAgent(agents, sought) {
  runs.leave();
  clear('');
  drawAgents(agents, '');
  document.title = 'No such agent – Agent credentials';
  const text = sought ? `There is no agent ${sought}.` : 'There is no agent yet: list one in the configuration.';
  at('credentials').replaceChildren(element('p', { className: 'hint', textContent: text }));
  notice(text);
}

async function showAgent(id, parameters) {
  const byKeyboard = at('agents').contains(document.activeElement);
  setQuery(parameters);
  if (chosen !== id) {
    clear(id);
  }
  at('agent-name').textContent = id;
  at('agent-records').href = `#/audit?agent=${encodeURIComponent(id)}`;
  document.title = `${id} – Agent credentials`;
  // The run first: if it ends in between, the credentials that are asked for after it have what it made.
  await runs.follow(id, refresh, tell);
  await refresh();
  if (byKeyboard) {
    focusChosen();
  }
}

/** An address that somebody typed may be spelled so that it means nothing. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Shows what the address asks for. */
async function route() {
  const stays = here();
  const [path, parameters = ''] = location.hash.slice(2).split('?');
  const [view = '', id = ''] = path.split('/');
  const known = ['doctor', 'audit'].includes(view) ? view : 'agents';
  document.querySelectorAll('#views a').forEach((link) =>
    link.setAttribute('aria-current', link.hash === `#/${known}` ? 'page' : 'false'));
  at('desk').hidden = known !== 'agents';
  at('doctor').hidden = known !== 'doctor';
  at('audit').hidden = known !== 'audit';
  if (known !== 'agents') {
    runs.leave();
    document.title = `${known === 'doctor' ? 'Doctor' : 'Audit trail'} – Agent credentials`;
    await (known === 'doctor' ? showDoctor() : showAudit(parameters));
    return;
  }
  const [agents, forms] = await Promise.all([gateway.agents(), gateway.forms()]);
  if (!stays()) {
    return;
  }
  setForms(forms);
  const sought = decoded(id) || chosen || (agents[0] || { id: '' }).id;
  const found = agents.find((agent) => agent.id === sought);
  if (!found) {
    showNoAgent(agents, sought);
    return;
  }
  if (!id) {
    history.replaceState(null, '', `#/agents/${encodeURIComponent(sought)}${parameters && `?${parameters}`}`);
  }
  await showAgent(sought, parameters);
}

function filterChanged() {
  history.replaceState(null, '', `#/agents/${encodeURIComponent(chosen)}${query()}`);
  drawFiltered();
}

at('filter').addEventListener('input', filterChanged);
at('state-filter').addEventListener('change', filterChanged);
at('add').addEventListener('click', () => adding(chosen, after));
for (const [id, begin] of [
  ['provision', runs.provision], ['drift', runs.drift], ['apply', runs.apply], ['deprovision', runs.deprovision],
]) {
  at(id).addEventListener('click', doing(() => {
    const agent = chosen;
    return begin(agent, async () => agent === chosen && runs.followToTheEnd(agent, refresh, tell));
  }));
}
olderBy(doing);
// Somebody else changed something: what is shown is no longer so.
window.addEventListener('conflict', () => chosen && at('sign-in').hidden && refresh().catch(() => {}));
// What is on its way to somebody who is not signed in any more is not drawn.
window.addEventListener('signed-out', () => {
  runs.leave();
  asked += 1;
  chosen = '';
});
window.addEventListener('hashchange', () => {
  if (at('sign-in').hidden) {
    doing(route)();
  }
});

start(doing(route));

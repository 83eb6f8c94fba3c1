// Talks to the gateway. The key of the session is kept for this tab and this origin, port included; it is no cookie, which the
// browser would hand to every program on this machine.

import { here } from './here.js';

const KEY = 'meepa-session';

const SILENT = 'The gateway does not answer. If it does again, look first: what was asked for may have been done.';

let confirming = async () => false;
let confirmation = null;

/** Sets what asks a person for the gateway's token again. */
export function confirmWith(asking) {
  confirming = asking;
}

/** What the gateway refused, and why. Without an answer the status is 0. */
export class Refused extends Error {
  constructor(status, body) {
    super(body.message || `the gateway answered ${status}`);
    this.status = status;
    this.code = body.error || '';
    this.fields = body.fields || {};
  }
}

async function ask(method, path, body, bearer = sessionStorage.getItem(KEY)) {
  const headers = {};
  if (bearer) {
    headers.Authorization = `Bearer ${bearer}`;
  }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  const answer = await fetch(path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: 'omit',
    cache: 'no-store',
  }).catch(() => {
    throw new Refused(0, { message: SILENT });
  });
  if (answer.status === 409) {
    window.dispatchEvent(new Event('conflict'));
  }
  if (!answer.ok) {
    throw new Refused(answer.status, await answer.json().catch(() => ({})));
  }
  return answer;
}

const json = async (method, path, body) => (await ask(method, path, body)).json();

/** Asks again once a person gave the token again, where the gateway wants that. One answer serves all who wait for it. */
async function confirmed(asking) {
  const stays = here();
  try {
    return await asking();
  } catch (error) {
    if (error.code !== 'confirm' || !stays()) {
      throw error;
    }
    confirmation = confirmation || confirming().finally(() => { confirmation = null; });
    if (await confirmation) {
      return asking();
    }
    throw error;
  }
}

const part = encodeURIComponent;
const agentPath = (agent) => `/api/captain/agents/${part(agent)}`;
const credentialPath = (agent, credential) =>
  `${agentPath(agent)}/credentials/${part(credential.category)}/${part(credential.service)}`;
const named = (credential) => `?name=${part(credential.name)}`;
const act = (verb) => (agent, credential) => json('POST', `${credentialPath(agent, credential)}/${verb}${named(credential)}`);

export const resume = () => json('GET', '/api/session');
export const signIn = async (token) => {
  // A token is text that a header can carry, or it is none.
  const bearer = /^[\x21-\x7e]+$/.test(token) ? token : 'none';
  const answer = await ask('POST', '/api/session', undefined, bearer);
  sessionStorage.setItem(KEY, (await answer.json()).key);
};
export const confirm = (token) => ask('POST', '/api/session/confirmation', { token });
export const forget = () => sessionStorage.removeItem(KEY);
export const signOut = () => ask('DELETE', '/api/session');

export const agents = async () => (await json('GET', '/api/captain/agents')).agents;
export const forms = async () => (await json('GET', '/api/captain/forms')).forms;
export const doctor = () => json('GET', '/api/captain/doctor');
export const audit = (agent, before = '') =>
  json('GET', `/api/captain/audit?agent=${part(agent)}${before && `&before=${before}`}`);

export const credentials = (agent) => json('GET', `${agentPath(agent)}/credentials`);
export const add = (agent, category, values) =>
  json('POST', `${agentPath(agent)}/forms/${part(category)}`, { values });
export const fulfil = (agent, credential, values) =>
  json('POST', `${credentialPath(agent, credential)}/fulfil${named(credential)}`, { values });
export const remove = (agent, credential) =>
  ask('DELETE', credentialPath(agent, credential) + named(credential));
export const replace = (agent, credential, item, value) =>
  json('PUT', `${credentialPath(agent, credential)}/items/${part(item)}${named(credential)}`, { value });
export const reveal = (agent, credential, item) => confirmed(async () =>
  (await json('POST', `${credentialPath(agent, credential)}/items/${part(item)}/reveal${named(credential)}`)).value);
export const rotate = act('rotate');
export const suspend = act('suspend');
export const switchOn = act('resume');

export const connections = async (agent) => (await json('GET', `${agentPath(agent)}/connections`)).connections;
export const beginConnection = (agent, service) => json('POST', `${agentPath(agent)}/connections/${part(service)}`);
export const completeConnection = (query) => json('POST', '/api/captain/connections', { query });
export const disconnect = (agent, service) => json('DELETE', `${agentPath(agent)}/connections/${part(service)}`);

export const plan = (agent) => json('GET', `${agentPath(agent)}/plan`);
export const run = async (agent) => (await json('GET', `${agentPath(agent)}/run`)).run;
export const provision = (agent, acceptCosts) =>
  json('POST', `${agentPath(agent)}/provision`, { accept_costs: acceptCosts });
export const reconcile = (agent, mode) => json('POST', `${agentPath(agent)}/reconcile`, { mode });
export const deprovision = (agent, mode) =>
  confirmed(() => json('POST', `${agentPath(agent)}/deprovision`, { mode, agent }));

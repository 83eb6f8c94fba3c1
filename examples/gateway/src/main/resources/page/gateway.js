// Talks to the gateway. Keeps the session's proof in memory only: a reload asks for it again, another page cannot.

let proof = '';

/** What the gateway refused, and why. */
export class Refused extends Error {
  constructor(status, body) {
    super(body.message || `the gateway answered ${status}`);
    this.status = status;
    this.fields = body.fields || {};
  }
}

async function ask(method, path, body) {
  const headers = { 'X-CSRF-Token': proof };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  const answer = await fetch(path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: 'same-origin',
    cache: 'no-store',
  });
  if (!answer.ok) {
    throw new Refused(answer.status, await answer.json().catch(() => ({})));
  }
  return answer;
}

const json = async (method, path, body) => (await ask(method, path, body)).json();
const part = encodeURIComponent;
const agentPath = (agent) => `/api/captain/agents/${part(agent)}`;
const credentialPath = (agent, credential) =>
  `${agentPath(agent)}/credentials/${part(credential.category)}/${part(credential.service)}`;
const named = (credential) => `?name=${part(credential.name)}`;

export const resume = async () => { proof = (await json('GET', '/api/session')).csrf; };
export const signIn = async (token) => { proof = (await json('POST', '/api/session', { token })).csrf; };
export const signOut = async () => { await ask('DELETE', '/api/session'); proof = ''; };
export const agents = async () => (await json('GET', '/api/captain/agents')).agents;
export const forms = async () => (await json('GET', '/api/captain/forms')).forms;
export const credentials = async (agent) => (await json('GET', `${agentPath(agent)}/credentials`)).credentials;
export const add = (agent, category, values) =>
  json('POST', `${agentPath(agent)}/forms/${part(category)}`, { values });
export const fulfil = (agent, credential, values) =>
  json('POST', `${credentialPath(agent, credential)}/fulfil${named(credential)}`, { values });
export const connections = async (agent) => (await json('GET', `${agentPath(agent)}/connections`)).connections;
export const beginConnection = (agent, service) => json('POST', `${agentPath(agent)}/connections/${part(service)}`);
export const completeConnection = (query) => json('POST', '/api/captain/connections', { query });
export const disconnect = (agent, service) => json('DELETE', `${agentPath(agent)}/connections/${part(service)}`);
export const remove = (agent, credential) =>
  ask('DELETE', credentialPath(agent, credential) + named(credential));
export const reveal = async (agent, credential, item) =>
  (await json('POST', `${credentialPath(agent, credential)}/items/${part(item)}/reveal${named(credential)}`)).value;

/** Provisions, and hands each line on as it arrives. */
export async function provision(agent, told) {
  const answer = await ask('POST', `${agentPath(agent)}/provision`);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    const lines = (rest + value).split('\n');
    rest = lines.pop();
    lines.forEach((line) => told(JSON.parse(line)));
  }
}

// How things are called for people.

const CATEGORIES = {
  email: 'E-mail', phone: 'Phone', credit_card: 'Credit card', login: 'Logins', api_key: 'API keys', token: 'Tokens',
};

const SERVICES = {
  atlassian: 'Atlassian', discord: 'Discord', github: 'GitHub', google: 'Google', linear: 'Linear', microsoft: 'Microsoft',
  notion: 'Notion', reddit: 'Reddit', slack: 'Slack', todoist: 'Todoist', twitter: 'X',
};

const STATES = {
  expiring: 'Expires soon', waiting: 'Waits for you', skipped: 'Skipped', suspended: 'Suspended', expired: 'Expired',
  rejected: 'Refused by its service', reconnect: 'Needs reconnect', failed: 'Failed',
};

const STATUSES = {
  provisioned: 'Provisioned', existing: 'Existing', pending_manual: 'Waits for you', pending_signup: 'Signing up',
  skipped: 'Skipped', failed: 'Failed', indeterminate: 'Unknown', unavailable: 'Not available',
};

const RESULTS = {
  ...STATUSES,
  revoked: 'Revoked', already_gone: 'Was gone already', deleted: 'Deleted', queued: 'Still alive, queued', left_alive: 'Still alive',
  unsupported: 'Still alive, cannot be revoked', missing: 'Missing', orphan: 'Orphan', foreign: 'Not ours', drifted: 'Drifted',
  suspended: 'Suspended', unknown_provider: 'Unknown provider', stale_operation: 'Stale operation',
  unlisted_agent: 'Unlisted agent', unknown: 'Unknown',
};

const ACTIONS = {
  create: 'Create', resume: 'Finish', record: 'Record', keep: 'Keep', await: 'Waits for you', skip: 'Skip',
};

const COSTS = { free: 'free', quota: 'takes a place of your quota', money: 'costs money' };

const PHASES = { begun: 'begun…', succeeded: 'done', failed: 'failed', noted: 'note' };

const ORIGINS = { operator_provided: 'from an operator', agent_created: 'made by the agent' };

const KINDS = { own: 'own', managed: 'managed', system: 'system' };

const OPERATIONS = {
  create: 'Being made', rotate: 'Being rotated', retire: 'Old secret to be taken back', revoke: 'To be revoked',
  connect: 'Sign-in', refresh: 'Being renewed', suspend: 'Being suspended', resume: 'Being resumed', unknown: 'Unknown',
};

const STANDINGS = { indeterminate: 'Unknown', irrevocable: 'Cannot be revoked', unknown: 'Unknown' };

const PERIODS = { TRANSACTION: 'a transaction', MONTHLY: 'a month', ANNUALLY: 'a year', FOREVER: 'in all' };

const of = (words) => (name) => words[name] || name;

export const categoryTitle = of(CATEGORIES);
export const serviceTitle = of(SERVICES);
export const resultTitle = of(RESULTS);
export const actionTitle = of(ACTIONS);
export const costTitle = of(COSTS);
export const phaseTitle = of(PHASES);
export const originTitle = of(ORIGINS);
export const kindTitle = of(KINDS);
export const operationTitle = of(OPERATIONS);
export const periodTitle = of(PERIODS);
export const categories = Object.keys(CATEGORIES);

/** What is in use is called by how it came about, anything else by what is the matter. */
export function stateTitle(credential) {
  return STATES[credential.state] || STATUSES[credential.status] || credential.state;
}

/** What was begun and did not end, in a word. */
export function standingTitle({ kind, standing }) {
  return STANDINGS[standing] || (kind === 'revoke' || kind === 'retire' ? 'Still alive' : 'Cut off');
}

/** A credential by service and name. */
export const fullName = ({ service, name }) => (name && name !== service ? `${service} (${name})` : service);

/** A moment, to the minute, in the time zone of the person who looks. */
export function moment(text) {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? text : time.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}

/** A text of the gateway, with its moments as people read them. */
export const readable = (text) => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, moment);

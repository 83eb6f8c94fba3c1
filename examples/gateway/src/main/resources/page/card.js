// One credential as a card.

import { button, element } from './dom.js';
import {
  categories, categoryTitle, fullName, kindTitle, moment, originTitle, periodTitle, readable, serviceTitle, stateTitle,
} from './words.js';

const TIMES = [['created', 'Created'], ['rotated_at', 'Rotated'], ['refreshed_at', 'Renewed'], ['expires_at', 'Expires'],
  ['last_used', 'Last used'], ['old_ends_at', 'Old secret ends']];
const NOT_SHOWN = new Set(['rotated_at', 'refreshed_at', 'expires_at', 'account_key', 'spend_limit', 'spend_limit_duration']);

/** Controls are called by service, and by more where a service has several credentials. */
function called(credential, all) {
  const same = (one, ...keys) => keys.every((key) => one[key] === credential[key]);
  if (all.filter((one) => same(one, 'service')).length < 2) {
    return credential.service;
  }
  return fullName(credential)
    + (all.filter((one) => same(one, 'service', 'name')).length < 2 ? '' : `, ${categoryTitle(credential.category)}`);
}

/** A limit is in cents, for a time; 0 is none. */
function limit({ spend_limit: cents, spend_limit_duration: period }) {
  if (cents === undefined) {
    return [];
  }
  const dollars = cents % 100 ? (cents / 100).toFixed(2) : String(cents / 100);
  return [['Limit', cents ? `$${dollars}${period ? ` ${periodTitle(period)}` : ''}` : 'none']];
}

function explanation(credential) {
  if (credential.state === 'failed') {
    return `Reason: ${credential.reason}. Next step: mend that, then provision again.`;
  }
  const reason = credential.reason ? `Reason: ${readable(credential.reason)}.` : '';
  return [reason, credential.next_step ? `Next step: ${credential.next_step}` : ''].filter(Boolean).join(' ');
}

function value(item) {
  return item.value === undefined
    ? element('span', { className: 'mask', textContent: '••••••••', role: 'img', 'aria-label': 'hidden' })
    : element('span', { className: 'value', textContent: item.value });
}

function items(credential, name, actions) {
  return element('ul', { className: 'items' }, ...credential.items.map((item) => {
    const of = `${item.key} of ${name}`;
    const row = element('li', {}, element('span', { className: 'key', textContent: item.key }), value(item));
    if (item.value === undefined) {
      row.append(button('Copy', `Copy ${of}`, () => actions.copy(credential, item.key)));
      row.append(button('Reveal', `Reveal ${of}`, () => actions.reveal(credential, item.key)));
    }
    if (credential.kind === 'own') {
      row.append(button('Replace', `Replace ${of}`, () => actions.replace(credential, item.key)));
    }
    return row;
  }));
}

/** What is worth knowing: where it came from, when what happened, and what its provider said. */
function facts(credential, name) {
  const all = { ...credential.metadata, ...credential };
  const rows = [['Origin', `${originTitle(credential.origin)}, ${kindTitle(credential.kind)}`]];
  TIMES.filter(([key]) => all[key]).forEach(([key, title]) => rows.push([title, moment(all[key])]));
  rows.push(...limit(credential.metadata));
  Object.entries(credential.metadata).filter(([key]) => !NOT_SHOWN.has(key))
    .forEach(([key, text]) => rows.push([key.replaceAll('_', ' '), String(text)]));
  return element('details', {}, element('summary', { textContent: `Details of ${name}` }),
    element('dl', {}, ...rows.flatMap(([title, text]) =>
      [element('dt', { textContent: title }), element('dd', { textContent: text })])));
}

function controls(credential, name, actions) {
  const made = [];
  if (credential.form) {
    made.push(button('Fill in', `Fill in ${name}`, () => actions.fulfil(credential), 'primary'));
  }
  if (credential.managed && credential.state !== 'failed') {
    made.push(button('Rotate', `Rotate ${name}`, () => actions.rotate(credential)));
    made.push(credential.state === 'suspended'
      ? button('Resume', `Resume ${name}`, () => actions.resume(credential))
      : button('Suspend', `Suspend ${name}`, () => actions.suspend(credential)));
  }
  if (credential.deletable) {
    made.push(button('Delete', `Delete ${name}`, () => actions.remove(credential), 'danger'));
  }
  return element('div', { className: 'bar controls' }, ...made);
}

function card(credential, all, actions) {
  const name = called(credential, all);
  const made = element('li', { className: 'credential' },
    element('div', { className: 'bar' },
      element('h4', { textContent: credential.service, title: serviceTitle(credential.service) }),
      element('span', { className: 'name', textContent: credential.name === credential.service ? '' : credential.name }),
      element('span', { className: `badge ${credential.state}`, textContent: stateTitle(credential) })));
  const why = explanation(credential);
  if (why) {
    made.append(element('p', { className: 'why', textContent: why }));
  }
  if (credential.items.length) {
    made.append(items(credential, name, actions));
  }
  made.append(facts(credential, name), controls(credential, name, actions));
  if (!credential.deletable) {
    made.append(element('p', { className: 'hint', textContent: credential.why_not_deletable || '' }));
  }
  return made;
}

/** Draws the credentials of an agent that are asked for, by category; all of them decide how each is called. */
export function drawCredentials(place, credentials, all, actions, nothing) {
  const sections = [...new Set([...categories, ...credentials.map((one) => one.category)])]
    .map((category) => [category, credentials.filter((one) => one.category === category)])
    .filter(([, own]) => own.length)
    .map(([category, own]) => element('section', { 'aria-label': categoryTitle(category) },
      element('h3', { textContent: categoryTitle(category) }),
      element('ul', { className: 'cards' }, ...own.map((one) => card(one, all, actions)))));
  place.replaceChildren(...(sections.length ? sections : [element('p', { className: 'hint', textContent: nothing })]));
}

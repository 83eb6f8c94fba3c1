// Finding credentials by what stands on them.

import { at } from './dom.js';
import { categoryTitle, serviceTitle, stateTitle } from './words.js';

const text = (credential) => [
  credential.service, serviceTitle(credential.service), credential.name, categoryTitle(credential.category),
  stateTitle(credential), ...credential.items.flatMap((item) => [item.key, item.value || '']),
].join('\n').toLowerCase();

/** Those that the fields above the list ask for. */
export function filtered(credentials) {
  const sought = at('filter').value.trim().toLowerCase();
  const attention = at('state-filter').value === 'attention';
  return credentials.filter((one) => text(one).includes(sought) && (!attention || one.attention));
}

export const filtering = () => at('filter').value.trim() !== '' || at('state-filter').value !== '';

/** The fields as they stand in an address, so that a link leads to the same list. */
export function query() {
  const parameters = new URLSearchParams();
  if (at('filter').value.trim()) {
    parameters.set('q', at('filter').value.trim());
  }
  if (at('state-filter').value) {
    parameters.set('state', at('state-filter').value);
  }
  const made = parameters.toString();
  return made && `?${made}`;
}

export function setQuery(given) {
  const parameters = new URLSearchParams(given);
  if (document.activeElement !== at('filter')) {
    at('filter').value = parameters.get('q') || '';
  }
  at('state-filter').value = parameters.get('state') === 'attention' ? 'attention' : '';
}

// What was begun for an agent and did not end: a run that was cut off, or what is still alive at a service.

import { element } from './dom.js';
import { categoryTitle, moment, operationTitle, readable, standingTitle } from './words.js';

const CUT_OFF = 'The last run was cut off, unless another program is at work on this agent. Provision continues it.';
const OF_RUNS = ['create', 'rotate', 'suspend', 'resume'];

function card(operation) {
  const tries = operation.attempts ? `, tried ${operation.attempts === 1 ? 'once' : `${operation.attempts} times`}` : '';
  const due = operation.due ? `, again from ${moment(operation.due)}` : '';
  return element('li', { className: 'credential' },
    element('div', { className: 'bar' },
      element('h4', { textContent: `${categoryTitle(operation.category)}: ${operation.service}` }),
      element('span', { className: 'name', textContent: operation.name === operation.service ? '' : operation.name }),
      element('span', { className: 'badge failed', textContent: standingTitle(operation) })),
    element('p', { className: 'why',
      textContent: `${operationTitle(operation.kind)} since ${moment(operation.since)}${tries}${due}.`
        + (operation.reason ? ` Reason: ${readable(operation.reason)}.` : '') }),
    element('p', { className: 'why', textContent: `Next step: ${operation.next_step}` }));
}

/** Draws what is unfinished; nothing if nothing is. */
export function drawUnfinished(place, operations) {
  const cut = operations.some(({ kind, standing }) => standing === 'open' && OF_RUNS.includes(kind));
  place.replaceChildren(...(operations.length
    ? [element('section', { 'aria-label': 'Not finished' },
      element('h3', { textContent: 'Not finished' }),
      ...(cut ? [element('p', { className: 'why', textContent: CUT_OFF })] : []),
      element('ul', { className: 'cards' }, ...operations.map(card)))]
    : []));
}

// What is wrong or about to go wrong, with what to do.

import * as gateway from './gateway.js';
import { at, element } from './dom.js';
import { here } from './here.js';
import { readable } from './words.js';

const BADGES = { error: 'failed', warning: 'expiring', info: 'skipped' };

function finding(one) {
  const bar = element('div', { className: 'bar' },
    element('h4', { textContent: one.code }),
    element('span', { className: 'name', textContent: one.subject }),
    element('span', { className: `badge ${BADGES[one.severity]}`, textContent: one.severity }));
  const made = element('li', { className: 'credential' }, bar,
    element('p', { className: 'why', textContent: readable(one.message) }));
  if (one.agent) {
    made.append(element('p', { className: 'hint' },
      element('a', { href: `#/agents/${encodeURIComponent(one.agent)}`, textContent: `Agent ${one.agent}` })));
  }
  return made;
}

export async function showDoctor() {
  const stays = here();
  const report = await gateway.doctor();
  if (!stays()) {
    return;
  }
  at('doctor-summary').textContent = report.ok ? 'Nothing has to be done.' : 'Something has to be done.';
  at('findings').replaceChildren(...report.findings.map(finding));
}

// What happened, the newest first.

import * as gateway from './gateway.js';
import { at, element } from './dom.js';
import { moment } from './words.js';

let records = [];

const cells = (record) => [
  moment(record.at), record.agent, record.kind.toLowerCase().replaceAll('_', ' '), record.phase.toLowerCase(), record.subject,
  record.detail,
];

function draw() {
  const sought = at('audit-filter').value.trim().toLowerCase();
  at('records').replaceChildren(...records.map(cells)
    .filter((row) => row.join('\n').toLowerCase().includes(sought))
    .map((row) => element('tr', {}, ...row.map((text) => element('td', { textContent: text })))));
}

export async function showAudit(agent = '') {
  const report = await gateway.audit(agent);
  records = report.records;
  at('audit-summary').textContent = (report.ok ? 'Every record is as it was written.' : report.findings.join(' '))
    + (records.length ? '' : ' Nothing is recorded: credentials.audit.enabled switches it on.');
  draw();
}

at('audit-filter').addEventListener('input', draw);

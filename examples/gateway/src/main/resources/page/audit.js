// What happened, the newest first. The address keeps whose records they are, and what is sought.

import * as gateway from './gateway.js';
import { at, element, once } from './dom.js';
import { here } from './here.js';
import { moment } from './words.js';

let records = [];
let agent = '';

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

/** Says where the list ends, and why. */
function drawRest({ more, cut }) {
  at('audit-older').hidden = !more;
  const loaded = `${records.length} records are loaded, and searched`;
  at('audit-rest').textContent = (more && `${loaded}. There are older ones.`)
    || (cut && `${loaded}. Older ones are in the files of the folder audit, in the gateway's home.`) || '';
}

async function load(before) {
  const stays = here();
  const report = await gateway.audit(agent, before);
  if (!stays()) {
    return;
  }
  records = before ? [...records, ...report.records] : report.records;
  at('audit-summary').textContent = (report.ok ? 'Every record is as it was written.' : report.findings.join(' '))
    + (records.length ? '' : ' Nothing is recorded: credentials.audit.enabled switches it on.');
  drawRest(report);
  draw();
}

/** Shows the records that an address asks for. */
export async function showAudit(parameters) {
  const asked = new URLSearchParams(parameters);
  agent = asked.get('agent') || '';
  at('audit-filter').value = asked.get('q') || '';
  at('audit-agent').replaceChildren(...(agent
    ? [`Of the agent ${agent} only. `, element('a', { href: '#/audit', textContent: 'All records' })] : []));
  await load('');
}

function sought() {
  const parameters = new URLSearchParams([['agent', agent], ['q', at('audit-filter').value.trim()]].filter(([, text]) => text));
  history.replaceState(null, '', `#/audit${parameters.size ? `?${parameters}` : ''}`);
  draw();
}

/** Lets the button lead to older records; a refusal is reported as all others. */
export function olderBy(doing) {
  at('audit-older').addEventListener('click', () => once(at('audit-older'),
    doing(() => load(String(records[records.length - 1].number)))));
}

at('audit-filter').addEventListener('input', sought);

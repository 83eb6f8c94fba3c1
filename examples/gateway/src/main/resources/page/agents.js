// The list of agents: which there are, which need attention, and which is shown.

import { at, element } from './dom.js';

let known = [];
let chosen = '';

const phone = window.matchMedia('(max-width: 40rem)');

function matches(agent) {
  return agent.id.toLowerCase().includes(at('agent-filter').value.trim().toLowerCase())
    && (at('agent-state').value !== 'attention' || agent.attention > 0);
}

/** How many there are, and how many need attention: beside the list, and on the button that stands for it on a phone. */
function drawTotals() {
  const troubled = known.filter((agent) => agent.attention > 0).length;
  const [all, attended] = at('agent-state').options;
  all.textContent = `All (${known.length})`;
  attended.textContent = `Needing attention (${troubled})`;
  at('agents-toggle').textContent = `Agents (${known.length})`
    + (troubled ? `, ${troubled} need${troubled === 1 ? 's' : ''} attention` : '');
}

function attention(agent) {
  return agent.attention
    ? element('span', { className: 'count', title: agent.problem || '' }, `${agent.attention}`,
      element('span', { className: 'quiet', textContent: ` need${agent.attention === 1 ? 's' : ''} attention` }))
    : '';
}

function draw() {
  at('agents').replaceChildren(...known.filter(matches).map((agent) => element('li', {},
    element('a', { href: `#/agents/${encodeURIComponent(agent.id)}`, 'aria-current': String(agent.id === chosen) }, agent.id),
    attention(agent))));
  drawTotals();
}

/** On a phone the list is open only while somebody chooses. */
function expand(open) {
  at('agents-toggle').setAttribute('aria-expanded', String(open));
  at('agents-panel').hidden = phone.matches && !open;
}

export function drawAgents(agents, id) {
  const moved = id !== chosen;
  known = agents;
  chosen = id;
  draw();
  if (moved) {
    expand(false);
  }
}

/** Leaves the focus on the agent that was chosen by keyboard. */
export function focusChosen() {
  const current = at('agents').querySelector('[aria-current="true"]');
  if (current && current.offsetParent) {
    current.focus();
  }
}

at('agent-filter').addEventListener('input', draw);
at('agent-state').addEventListener('change', draw);
at('agents-toggle').addEventListener('click', () => expand(at('agents-toggle').getAttribute('aria-expanded') !== 'true'));
phone.addEventListener('change', () => expand(false));
expand(false);

// Connecting: a person signs in at the service, and comes back to a page of ours.

import * as gateway from './gateway.js';
import { button, element, notice } from './dom.js';
import { ask } from './ask.js';
import { here } from './here.js';
import { serviceTitle } from './words.js';

const TITLES = {
  pending: 'Waits for a sign-in', active: 'Connected', partial: 'Connected in part', reconnect_needed: 'Reconnect',
  disconnecting: 'Disconnecting', disconnected: 'Not connected',
};
const BADGES = { pending: 'waiting', active: 'ok', partial: 'waiting', reconnect_needed: 'reconnect' };

async function connect(agent, { service }) {
  const stays = here();
  const { address, tied_to: others } = await gateway.beginConnection(agent, service);
  if (!stays()) {
    return;
  }
  const go = !others.length || await ask({
    title: `Connect ${serviceTitle(service)}?`, go: 'Connect',
    text: `${serviceTitle(service)} ties sign-ins of one person together. Connected already: ${others.join(', ')}.`,
  });
  if (go && stays()) {
    location.assign(address);
  }
}

async function disconnect(agent, { service, account }, refresh) {
  let said = '';
  const title = serviceTitle(service);
  await ask({
    title: `Disconnect ${agent} from ${title}${account ? `, ${account}` : ''}?`, go: 'Disconnect', danger: true,
    text: `The sign-in is taken back at ${title} if it can be, and deleted here. Tools of ${agent} get no token of it from now on. `
      + 'To connect again, a person has to sign in again.',
    send: async () => {
      const { end, detail } = await gateway.disconnect(agent, service);
      said = end === 'revoked' ? 'Disconnected.' : `Disconnected here. ${detail}`;
    },
  });
  if (said) {
    await refresh();
    notice(said);
  }
}

function card(agent, one, { refresh, tell }) {
  const title = serviceTitle(one.service);
  const there = ['active', 'partial', 'reconnect_needed'].includes(one.state);
  const made = element('li', { className: 'credential' },
    element('div', { className: 'bar' },
      element('h4', { textContent: title }),
      element('span', { className: 'name', textContent: one.account }),
      element('span', { className: `badge ${BADGES[one.state] || 'skipped'}`, textContent: TITLES[one.state] || one.state })));
  const why = one.reason || (one.missing.length ? `Not granted: ${one.missing.join(', ')}` : '');
  if (why) {
    made.append(element('p', { className: 'why', textContent: why }));
  }
  const controls = [button(`${there ? 'Reconnect' : 'Connect'} ${title}`, '', () => connect(agent, one).catch(tell),
    one.state === 'active' ? '' : 'primary')];
  if (there) {
    controls.push(button(`Disconnect ${title}`, '', () => disconnect(agent, one, refresh).catch(tell), 'danger'));
  }
  made.append(element('div', { className: 'bar controls' }, ...controls));
  return made;
}

/** Draws the services that an agent is connected to, or may be. */
export function drawConnections(place, agent, connections, after) {
  place.replaceChildren(...(connections.length
    ? [element('section', { 'aria-label': 'Connections' },
      element('h3', { textContent: 'Connections' }),
      element('ul', { className: 'cards' }, ...connections.map((one) => card(agent, one, after))))]
    : []));
}

// Where a browser comes back after a sign-in at a service. The key of the session goes with requests of our own pages only, so
// it is this page that hands the answer on, and not the service's redirect.

import * as gateway from './gateway.js';
import { serviceTitle } from './words.js';

const query = location.search.slice(1);
// The code leaves the address before anything else can read it.
history.replaceState(null, '', location.pathname);

const outcome = document.getElementById('outcome');
try {
  const { agent, service, account } = await gateway.completeConnection(query);
  outcome.textContent = `${agent} is connected to ${serviceTitle(service)}${account ? ` as ${account}` : ''}.`;
  document.getElementById('back').href = `./#/agents/${encodeURIComponent(agent)}`;
} catch (error) {
  outcome.textContent = error.status === 401 ? 'The session has ended. Sign in and connect again.' : error.message;
}

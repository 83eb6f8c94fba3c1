// Draws what the gateway tells. Text is always set as text: nothing a name holds becomes markup.

const CATEGORIES = {
  email: 'E-mail', phone: 'Phone', credit_card: 'Credit card', login: 'Logins', api_key: 'API keys', token: 'Tokens',
};

const STATUSES = {
  provisioned: 'Provisioned', existing: 'Existing', pending_manual: 'Waits for you', pending_signup: 'Signing up',
  skipped: 'Skipped', failed: 'Failed',
};

const SERVICES = {
  atlassian: 'Atlassian', discord: 'Discord', github: 'GitHub', google: 'Google', linear: 'Linear', microsoft: 'Microsoft',
  notion: 'Notion', reddit: 'Reddit', slack: 'Slack', todoist: 'Todoist', twitter: 'X',
};

const CONNECTED = {
  pending: 'Waits for a sign-in', active: 'Connected', partial: 'Connected in part', reconnect_needed: 'Reconnect',
  disconnecting: 'Disconnecting', disconnected: 'Not connected',
};

const CONNECTED_BADGES = {
  pending: 'pending_manual', active: 'provisioned', partial: 'pending_manual', reconnect_needed: 'failed',
};

export const serviceTitle = (service) => SERVICES[service] || service;

const PHASES = { begun: 'begun…', succeeded: 'done', failed: 'failed', noted: 'note' };

export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith('aria-') || key === 'role' || key === 'for') {
      made.setAttribute(key, value);
    } else {
      made[key] = value;
    }
  }
  made.append(...children);
  return made;
}

export const categoryTitle = (category) => CATEGORIES[category] || category;

const statusName = (status) => (typeof status === 'string' ? status : 'failed');

function badge(status) {
  const name = statusName(status);
  return element('span', { className: `badge ${STATUSES[name] ? name : 'other'}`, textContent: STATUSES[name] || name });
}

function explanation(credential) {
  const name = statusName(credential.status);
  if (name === 'failed') {
    return `Reason: ${credential.status.failed}. Next step: mend that, then provision again.`;
  }
  if (credential.next_step) {
    return `Next step: ${credential.next_step}`;
  }
  return name === 'pending_signup' ? 'The agent is signing up by itself.' : '';
}

function items(credential, actions) {
  const list = element('ul', { className: 'items' });
  for (const item of credential.items) {
    list.append(element('li', {},
      element('span', { className: 'key', textContent: item.key }),
      element('span', { className: 'mask', textContent: '••••••••', role: 'img', 'aria-label': 'hidden' }),
      element('button', {
        type: 'button', textContent: 'Reveal', 'aria-label': `Reveal ${item.key} of ${credential.service}`,
        onclick: () => actions.reveal(credential, item.key),
      })));
  }
  return list;
}

function card(credential, actions) {
  const made = element('li', { className: 'credential' },
    element('div', { className: 'bar' },
      element('h4', { textContent: credential.service }),
      element('span', { className: 'name', textContent: credential.name === credential.service ? '' : credential.name }),
      badge(credential.status)));
  const why = explanation(credential);
  if (why) {
    made.append(element('p', { className: 'why', textContent: why }));
  }
  if (credential.form) {
    made.append(element('button', {
      type: 'button', className: 'primary', textContent: 'Fill in', 'aria-label': `Fill in ${credential.service}`,
      onclick: () => actions.fulfil(credential),
    }));
  }
  if (credential.items.length) {
    made.append(items(credential, actions));
  }
  made.append(credential.deletable
    ? element('button', {
      type: 'button', className: 'danger', textContent: 'Delete', 'aria-label': `Delete ${credential.service}`,
      onclick: () => actions.remove(credential),
    })
    : element('p', { className: 'hint', textContent: credential.why_not_deletable || '' }));
  return made;
}

/** Draws the credentials of an agent, by category. */
export function drawCredentials(place, credentials, actions) {
  const sections = [...new Set([...Object.keys(CATEGORIES), ...credentials.map((one) => one.category)])]
    .map((category) => [category, credentials.filter((one) => one.category === category)])
    .filter(([, own]) => own.length)
    .map(([category, own]) => element('section', { 'aria-label': categoryTitle(category) },
      element('h3', { textContent: categoryTitle(category) }),
      element('ul', { className: 'cards' }, ...own.map((one) => card(one, actions)))));
  place.replaceChildren(...(sections.length
    ? sections
    : [element('p', { className: 'hint', textContent: 'Nothing yet: provision the agent, or add a credential.' })]));
}

function connection(one, actions) {
  const title = serviceTitle(one.service);
  const there = ['active', 'partial', 'reconnect_needed'].includes(one.state);
  const made = element('li', { className: 'credential' },
    element('div', { className: 'bar' },
      element('h4', { textContent: title }),
      element('span', { className: 'name', textContent: one.account }),
      element('span', {
        className: `badge ${CONNECTED_BADGES[one.state] || 'other'}`, textContent: CONNECTED[one.state] || one.state,
      })));
  const why = one.reason || (one.missing.length ? `Not granted: ${one.missing.join(', ')}` : '');
  if (why) {
    made.append(element('p', { className: 'why', textContent: why }));
  }
  made.append(element('button', {
    type: 'button', className: one.state === 'active' ? '' : 'primary',
    textContent: `${there ? 'Reconnect' : 'Connect'} ${title}`, onclick: () => actions.connect(one),
  }));
  if (there) {
    made.append(element('button', {
      type: 'button', className: 'danger', textContent: `Disconnect ${title}`, onclick: () => actions.disconnect(one),
    }));
  }
  return made;
}

/** Draws the services that an agent is connected to, or may be. */
export function drawConnections(place, connections, actions) {
  place.replaceChildren(...(connections.length
    ? [element('section', { 'aria-label': 'Connections' },
      element('h3', { textContent: 'Connections' }),
      element('ul', { className: 'cards' }, ...connections.map((one) => connection(one, actions))))]
    : []));
}

/** Draws the agents, the chosen one marked. */
export function drawAgents(place, agents, chosen, choose) {
  place.replaceChildren(...agents.map(({ id }) => element('li', {},
    element('button', {
      type: 'button', textContent: id, 'aria-current': String(id === chosen), onclick: () => choose(id),
    }))));
}

function control(field) {
  const id = `field-${field.name}`;
  const shared = {
    id, name: field.name, required: field.required, autocomplete: field.secret ? 'off' : field.autocomplete,
    'aria-describedby': `${id}-help ${id}-problem`,
  };
  if (field.kind === 'choice') {
    return element('select', shared,
      element('option', { value: '', textContent: '—' }),
      ...field.choices.map((choice) => element('option', { value: choice.value, textContent: choice.label })));
  }
  if (field.kind === 'multiline') {
    return element('textarea', {
      ...shared, rows: 4, spellcheck: false, className: field.secret ? 'hidden-text' : '',
    });
  }
  const types = { secret: 'password', email: 'email', phone: 'tel' };
  return element('input', {
    ...shared, type: types[field.kind] || 'text', inputMode: field.kind === 'number' ? 'numeric' : '', spellcheck: false,
  });
}

/** Draws a form's fields from its descriptor. */
export function drawFields(place, form) {
  place.replaceChildren(...form.fields.map((field) => element('div', { className: 'field' },
    element('label', { for: `field-${field.name}`, textContent: field.label + (field.required ? ' *' : '') }),
    control(field),
    element('p', { id: `field-${field.name}-help`, className: 'hint', textContent: field.help }),
    element('p', { id: `field-${field.name}-problem`, className: 'problem' }))));
}

/** Shows what is wrong beside each field, and goes to the first. Returns whether every problem found its field. */
export function drawProblems(form, problems) {
  let first;
  let placed = true;
  for (const field of form.fields) {
    const input = document.getElementById(`field-${field.name}`);
    const problem = problems[field.name] || '';
    document.getElementById(`field-${field.name}-problem`).textContent = problem && `${field.label} ${problem}`;
    input.setAttribute('aria-invalid', String(Boolean(problem)));
    first = first || (problem && input);
  }
  for (const name of Object.keys(problems)) {
    placed = placed && form.fields.some((field) => field.name === name);
  }
  if (first) {
    first.focus();
  }
  return placed;
}

const withDetail = (text, detail) => (detail ? `${text} – ${detail}` : text);

/** A line of a provisioning run, in words. */
export function progressText(line) {
  if (line.error) {
    return `Stopped: ${line.error}`;
  }
  if (line.outcome) {
    return withDetail(`${categoryTitle(line.category)}: ${STATUSES[line.outcome] || line.outcome}`, line.detail);
  }
  if (line.event) {
    // What came of it, and why, is told by the outcome.
    return `${line.subject}: ${PHASES[line.phase] || line.phase}`;
  }
  return line.complete ? 'Done.' : 'Done, but not everything worked: see the reasons below.';
}

// Filling in: a new credential of a chosen category, or one that waits for a person.

import * as gateway from './gateway.js';
import { at, element } from './dom.js';

let forms = [];
let task;

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
function drawFields(place, form) {
  place.replaceChildren(...form.fields.map((field) => element('div', { className: 'field' },
    element('label', { for: `field-${field.name}`, textContent: field.label + (field.required ? ' *' : '') }),
    control(field),
    element('p', { id: `field-${field.name}-help`, className: 'hint', textContent: field.help }),
    element('p', { id: `field-${field.name}-problem`, className: 'problem' }))));
}

/** Shows what is wrong beside each field, and goes to the first. Returns whether every problem found its field. */
function drawProblems(form, problems) {
  let first;
  for (const field of form.fields) {
    const input = at(`field-${field.name}`);
    const problem = problems[field.name] || '';
    at(`field-${field.name}-problem`).textContent = problem && `${field.label} ${problem}`;
    input.setAttribute('aria-invalid', String(Boolean(problem)));
    first = first || (problem && input);
  }
  if (first) {
    first.focus();
  }
  return Object.keys(problems).every((name) => form.fields.some((field) => field.name === name));
}

/** What is being sent cannot be cancelled. */
function drawSending() {
  at('add-cancel').disabled = Boolean(task && task.sending);
}

function fillIn(what) {
  task = { ...what, sending: false };
  at('add-title').textContent = what.title;
  at('add-submit').textContent = what.verb;
  at('category-choice').hidden = !what.choose;
  drawFields(at('fields'), what.form);
  at('add-error').textContent = '';
  drawSending();
  if (!at('add-dialog').open) {
    at('add-dialog').showModal();
  }
}

/** Takes the form away when the page leads elsewhere, unless it is being sent. */
function dropForm() {
  if (task && !task.sending) {
    at('add-dialog').close();
  }
}

export function setForms(known) {
  forms = known;
  at('category').replaceChildren(...forms.map((form) =>
    element('option', { value: form.category, textContent: form.title })));
}

/** Opens the form of a category; what was filled in goes to the agent, and is reported afterwards. */
export function adding(agent, after, category = 'login') {
  at('category').value = category;
  at('category').onchange = () => {
    const typed = filledIn();
    adding(agent, after, at('category').value);
    task.form.fields.forEach(({ name }) => { at(`field-${name}`).value = typed[name] || ''; });
  };
  fillIn({
    form: forms.find((one) => one.category === category), choose: true, title: 'Add a credential', verb: 'Add',
    send: (values) => gateway.add(agent, category, values), after: () => after('Added.'), ended: after.ended,
  });
}

export function fulfil(agent, credential, after) {
  fillIn({
    form: credential.form, choose: false, title: `Fill in ${credential.service}`, verb: 'Save',
    send: (values) => gateway.fulfil(agent, credential, values), after: () => after('Saved.'), ended: after.ended,
  });
}

const filledIn = () => Object.fromEntries(task.form.fields.map(({ name }) => [name, at(`field-${name}`).value]));

/** Sends it. Its answer concerns the dialog only while that still asks for the same. */
async function submit() {
  const sent = task;
  const values = filledIn();
  sent.sending = true;
  drawSending();
  try {
    await sent.send(values);
  } catch (error) {
    if (error.status === 401 || task !== sent) {
      await sent.ended(error);
      return;
    }
    const problems = error.fields || {};
    const placed = drawProblems(sent.form, problems);
    at('add-error').textContent = placed && Object.keys(problems).length ? '' : error.message;
    return;
  } finally {
    sent.sending = false;
    drawSending();
  }
  if (task === sent) {
    at('add-dialog').close();
  }
  await sent.after();
}

at('add-cancel').addEventListener('click', () => at('add-dialog').close());
at('add-dialog').addEventListener('cancel', (event) => {
  if (task && task.sending) {
    event.preventDefault();
  }
});
at('add-dialog').addEventListener('close', () => {
  if (!at('add-dialog').open) {
    task = undefined;
    at('fields').replaceChildren();
  }
});
at('add-form').addEventListener('submit', (event) => {
  event.preventDefault();
  // Pressed twice, it is sent once: the dialog may be gone by the second time.
  if (at('add-dialog').open && task && !task.sending) {
    submit();
  }
});
window.addEventListener('hashchange', dropForm);

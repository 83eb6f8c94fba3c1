// Questions before something that cannot be taken back. One may come up while another is carried out ("Is it still you?"):
// it stands above the other, which is shown again afterwards.

import { at, element } from './dom.js';

const questions = [];

const shown = () => questions[questions.length - 1];

/**
 * Asks, and carries out what was asked when the answer is yes. A refusal stands in the dialog, which stays open. Resolves to
 * whether it was done. Rejects if the session has ended, or if the dialog was gone when the refusal came.
 */
export function ask(question) {
  return new Promise((resolve, reject) => {
    keepTyped();
    questions.push({
      list: [], choices: [], send: async () => {}, typed: '', picked: '', problem: '', sending: false, ...question,
      resolve, reject,
    });
    draw();
  });
}

/** Takes away what was not answered, when the page leads elsewhere. What is being carried out stays until its end is known. */
function drop() {
  if (!questions.some((question) => question.sending)) {
    [...questions].forEach(cancel);
  }
}

function keepTyped() {
  if (shown()) {
    const picked = document.querySelector('#ask-choices input:checked');
    shown().typed = at('ask-value').value;
    shown().picked = picked ? picked.value : '';
  }
}

function draw() {
  const { title, text, list, go, danger, field, choices, typed } = shown();
  at('ask-title').textContent = title;
  at('ask-text').textContent = text;
  at('ask-list').replaceChildren(...list.map((line) => element('li', { textContent: line })));
  at('ask-go').textContent = go;
  at('ask-go').className = danger ? 'danger' : 'primary';
  at('ask-field').hidden = !field;
  at('ask-value').value = typed;
  at('ask-value').type = field && field.secret ? 'password' : 'text';
  at('ask-label').textContent = field ? field.label : '';
  drawChoices(choices);
  drawState();
  if (!at('ask-dialog').open) {
    at('ask-dialog').showModal();
  }
  (field ? at('ask-value') : at('ask-cancel')).focus();
}

function drawChoices(choices) {
  at('ask-choices').hidden = !choices.length;
  at('ask-choices').querySelectorAll('label').forEach((old) => old.remove());
  choices.forEach(({ value, label }, index) => at('ask-choices').append(
    element('label', { className: 'choice' },
      element('input', {
        type: 'radio', name: 'choice', value, checked: shown().picked ? shown().picked === value : index === 0,
      }), ` ${label}`)));
}

/** What is being carried out cannot be cancelled, and the buttons say so. */
function drawState() {
  const { problem, sending, field } = shown();
  at('ask-error').textContent = problem;
  at('ask-value').setAttribute('aria-invalid', String(Boolean(problem && field)));
  at('ask-go').disabled = sending;
  at('ask-cancel').disabled = sending;
}

function refuse(question, problem) {
  question.problem = problem;
  if (question === shown()) {
    drawState();
    at(question.field ? 'ask-value' : 'ask-go').focus();
  }
}

function refusal({ field }, error) {
  const problem = Object.values(error.fields || {})[0];
  return problem && field ? `${field.label} ${problem}` : problem || error.message;
}

function leave(question) {
  if (question !== shown()) {
    keepTyped();
  }
  question.typed = '';
  questions.splice(0, questions.length, ...questions.filter((one) => one !== question));
  if (questions.length) {
    draw();
  } else {
    at('ask-value').value = '';
    at('ask-dialog').close();
  }
}

function cancel(question) {
  if (!question.sending) {
    leave(question);
    question.resolve(false);
  }
}

async function carryOut(question) {
  keepTyped();
  if (question.field && question.field.needed && !question.typed) {
    refuse(question, `${question.field.label} must not be empty.`);
    return;
  }
  question.sending = true;
  question.problem = '';
  drawState();
  try {
    await question.send({ value: question.typed, choice: question.picked });
  } catch (error) {
    question.sending = false;
    if (error.status !== 401 && questions.includes(question)) {
      refuse(question, refusal(question, error));
      return;
    }
    leave(question);
    question.reject(error);
    return;
  }
  leave(question);
  question.resolve(true);
}

at('ask-form').addEventListener('submit', (event) => {
  event.preventDefault();
  if (shown() && !shown().sending) {
    carryOut(shown());
  }
});
at('ask-cancel').addEventListener('click', () => shown() && cancel(shown()));
at('ask-dialog').addEventListener('cancel', (event) => {
  event.preventDefault();
  if (shown()) {
    cancel(shown());
  }
});
// Closed from elsewhere: nobody is signed in any more, or the browser insists.
at('ask-dialog').addEventListener('close', () => {
  if (at('ask-dialog').open) {
    return;
  }
  at('ask-value').value = '';
  questions.splice(0).filter((question) => !question.sending).forEach((question) => question.resolve(false));
});
window.addEventListener('hashchange', drop);

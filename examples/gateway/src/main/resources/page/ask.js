// Questions before something that cannot be taken back.

import { at, element } from './dom.js';

/**
 * Asks, and carries out what was asked when the answer is yes. A refusal stands in the dialog, which stays open. Resolves to
 * whether it was done.
 */
export function ask({ title, text, list = [], go, danger = false, field, choices = [], send = async () => {} }) {
  const dialog = at('ask-dialog');
  at('ask-title').textContent = title;
  at('ask-text').textContent = text;
  at('ask-list').replaceChildren(...list.map((line) => element('li', { textContent: line })));
  at('ask-go').textContent = go;
  at('ask-go').className = danger ? 'danger' : 'primary';
  at('ask-go').disabled = false;
  at('ask-error').textContent = '';
  at('ask-field').hidden = !field;
  at('ask-value').value = '';
  at('ask-value').type = field && field.secret ? 'password' : 'text';
  at('ask-label').textContent = field ? field.label : '';
  drawChoices(choices);
  dialog.showModal();
  (field ? at('ask-value') : at('ask-cancel')).focus();
  return new Promise((resolve) => {
    let done = false;
    dialog.onclose = () => {
      at('ask-value').value = '';
      resolve(done);
    };
    at('ask-form').onsubmit = async (event) => {
      event.preventDefault();
      if (at('ask-go').disabled) {
        return;
      }
      at('ask-go').disabled = true;
      try {
        const chosen = document.querySelector('#ask-choices input:checked');
        await send({ value: at('ask-value').value, choice: chosen ? chosen.value : '' });
        done = true;
        dialog.close();
      } catch (error) {
        const problem = Object.values(error.fields || {})[0];
        at('ask-error').textContent = problem && field ? `${field.label} ${problem}` : problem || error.message;
        if (error.status === 401) {
          dialog.close();
        }
      } finally {
        at('ask-go').disabled = false;
      }
    };
  });
}

function drawChoices(choices) {
  at('ask-choices').hidden = !choices.length;
  at('ask-choices').querySelectorAll('label').forEach((old) => old.remove());
  choices.forEach(({ value, label }, index) => at('ask-choices').append(
    element('label', { className: 'choice' },
      element('input', { type: 'radio', name: 'choice', value, checked: index === 0 }), ` ${label}`)));
}

at('ask-cancel').addEventListener('click', () => at('ask-dialog').close());

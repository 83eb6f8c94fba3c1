// Values: shown for as long as a dialog is open, or copied without being shown; never anywhere else.

import * as gateway from './gateway.js';
import { at, notice } from './dom.js';
import { fullName } from './words.js';

const SHOWN_FOR = 30_000;
let hiding = 0;
let asked = 0;

/** Hides what is shown, and drops what is on its way: whoever asked for it has gone on, or is not signed in any more. */
function hide() {
  asked += 1;
  at('reveal-dialog').close();
}

/** Asks for a value. There is none if the page went on meanwhile. */
async function wanted(agent, credential, item) {
  asked += 1;
  const question = asked;
  try {
    const value = await gateway.reveal(agent, credential, item);
    return question === asked ? value : undefined;
  } catch (error) {
    if (question === asked) {
      throw error;
    }
    return undefined;
  }
}

export async function reveal(agent, credential, item) {
  const value = await wanted(agent, credential, item);
  if (value === undefined) {
    return;
  }
  at('revealed').value = value;
  at('reveal-title').textContent = `${item} of ${fullName(credential)}, agent ${agent}`;
  at('reveal-notice').textContent = '';
  at('reveal-dialog').showModal();
  at('reveal-copy').focus();
  clearTimeout(hiding);
  hiding = setTimeout(() => at('reveal-dialog').close(), SHOWN_FOR);
}

export async function copy(agent, credential, item) {
  const value = await wanted(agent, credential, item);
  if (value === undefined) {
    return;
  }
  try {
    await navigator.clipboard.writeText(value);
    notice(`Copied ${item} of ${credential.service}. It was not shown.`);
  } catch {
    notice('This browser does not let the page copy: reveal the value and select it.');
  }
}

at('reveal-dialog').addEventListener('close', () => {
  if (!at('reveal-dialog').open) {
    clearTimeout(hiding);
    at('revealed').value = '';
  }
});
at('reveal-close').addEventListener('click', () => at('reveal-dialog').close());
at('reveal-copy').addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(at('revealed').value);
    at('reveal-dialog').close();
    notice('Copied.');
  } catch {
    at('reveal-notice').textContent = 'This browser does not let the page copy: select the value and copy it.';
    at('revealed').select();
  }
});
for (const gone of ['hashchange', 'signed-out']) {
  window.addEventListener(gone, hide);
}

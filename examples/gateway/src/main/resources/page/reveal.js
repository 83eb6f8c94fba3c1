// Values: shown for as long as a dialog is open, or copied without being shown; never anywhere else.

import * as gateway from './gateway.js';
import { at, notice } from './dom.js';

const SHOWN_FOR = 30_000;
let hiding = 0;

export async function reveal(agent, credential, item) {
  at('revealed').value = await gateway.reveal(agent, credential, item);
  at('reveal-title').textContent = `${item} of ${credential.service}`;
  at('reveal-notice').textContent = '';
  at('reveal-dialog').showModal();
  at('reveal-copy').focus();
  hiding = setTimeout(() => at('reveal-dialog').close(), SHOWN_FOR);
}

export async function copy(agent, credential, item) {
  const value = await gateway.reveal(agent, credential, item);
  try {
    await navigator.clipboard.writeText(value);
    notice(`Copied ${item} of ${credential.service}. It was not shown.`);
  } catch {
    notice('This browser does not let the page copy: reveal the value and select it.');
  }
}

at('reveal-dialog').addEventListener('close', () => {
  clearTimeout(hiding);
  at('revealed').value = '';
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

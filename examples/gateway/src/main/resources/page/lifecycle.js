// What is done to one credential: replace, rotate, suspend, resume, delete.

import * as gateway from './gateway.js';
import { notice } from './dom.js';
import { ask } from './ask.js';
import { categoryTitle, fullName, moment } from './words.js';

export const replace = (agent, credential, item) => ask({
  title: `Replace ${item} of ${fullName(credential)}`, go: 'Save',
  text: 'The old value is gone once the new one is saved. At its service nothing changes.',
  // What the list shows may be seen while it is typed.
  field: { label: 'New value', secret: credential.items.find(({ key }) => key === item).value === undefined, needed: true },
  send: ({ value }) => gateway.replace(agent, credential, item, value),
}).then((done) => done && 'Replaced.');

export async function rotate(agent, credential) {
  let report = '';
  await ask({
    title: `Rotate ${fullName(credential)}?`, go: 'Rotate',
    text: 'A new secret is made and stored before the old one ends.',
    send: async () => {
      const { old_ends_at: end, detail } = await gateway.rotate(agent, credential);
      report = `Rotated. ${end ? `The old secret ends at ${moment(end)}.` : 'The old secret has ended.'} ${detail}`.trim();
    },
  });
  return report;
}

export async function suspend(agent, credential) {
  await gateway.suspend(agent, credential);
  return 'Suspended. No tool gets it until you resume it.';
}

export async function resume(agent, credential) {
  await gateway.switchOn(agent, credential);
  return 'Resumed.';
}

export function remove(agent, credential, gone) {
  return ask({
    title: 'Delete this credential?', go: 'Delete', danger: true,
    text: `${categoryTitle(credential.category)}: ${credential.service} (${credential.name}), of the agent ${agent}. `
      + 'It is deleted here for good. At its service nothing ends: revoke it there as well, if it should.',
    send: () => gateway.remove(agent, credential).catch((error) => {
      if (error.status !== 404) {
        throw error;
      }
      gone(error);
    }),
  });
}

export const say = (text) => text && notice(text);

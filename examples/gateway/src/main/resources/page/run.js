// What takes a while: provisioning, drift, deprovisioning. The gateway keeps the run, so that it is found again after another
// agent was looked at, or the page was loaded again.

import * as gateway from './gateway.js';
import { at, element, notice } from './dom.js';
import { ask } from './ask.js';
import { here } from './here.js';
import { actionTitle, categoryTitle, costTitle, fullName, moment, phaseTitle, resultTitle } from './words.js';

const PAUSE = 400;
const PAUSE_AFTER_A_FAULT = 2_000;
const BEGIN = ['provision', 'drift', 'deprovision'];
const TITLES = { provision: 'Provisioning', drift: 'Checking drift', apply: 'Putting right', deprovision: 'Deprovisioning' };

/** What the gateway says of the run as a whole; the title says it already. */
const WHOLE = new Set(['REVOKE', 'LOCAL_ONLY', 'APPLY', 'DRY_RUN']);

let shown = '';
let timer = 0;

/** Whether the gateway did not answer when it was last asked about the run. */
let lost = false;

const withDetail = (text, detail) => (detail ? `${text} – ${detail}` : text);

function outcomeText(row) {
  const which = row.name === undefined ? '' : ` ${fullName(row)}`;
  const what = row.category ? `${categoryTitle(row.category)}${which}: ` : '';
  const how = resultTitle(row.result) + (row.remedy && row.remedy !== 'none' ? ` (${row.remedy})` : '');
  return what + withDetail(how, row.detail);
}

/** A finding begins with what differs, as programs spell it. */
const subjectText = (subject) => subject.replace(/^[A-Z_]+(?= )/, (word) => resultTitle(word.toLowerCase()));

/** What a step that cannot be undone was based on: what was seen, when, and on which account. */
function seen({ account, looks }) {
  return element('ul', { className: 'evidence', 'aria-label': 'Evidence' },
    ...looks.map((look) => element('li', { textContent: `${moment(look.at)}: ${look.finding}` })),
    ...(account ? [element('li', { textContent: `On the account ${account}` })] : []));
}

function allow(begin) {
  BEGIN.forEach((id) => { at(id).disabled = !begin; });
}

function draw(run) {
  at('run').hidden = !run;
  allow(!run || run.over);
  if (!run) {
    return;
  }
  const end = run.result === 'done' ? 'Done.' : withDetail(run.result === 'stopped' ? 'Stopped' : 'Done, but something is left', run.message);
  at('run-title').textContent = `${TITLES[run.kind]}: ${run.over ? end : 'under way…'}`;
  at('progress').replaceChildren(...run.items.filter((one) => !WHOLE.has(one.subject)).map((one) =>
    element('li', { textContent: `${subjectText(one.subject)}: ${phaseTitle(one.phase)}` })));
  at('outcomes').replaceChildren(...run.outcomes.map((row) =>
    element('li', { className: row.alive || row.result === 'failed' || row.result === 'unavailable' ? 'open' : '',
      textContent: outcomeText(row) }, ...(row.evidence ? [seen(row.evidence)] : []))));
  if (run.over && !run.outcomes.length && run.message) {
    at('outcomes').replaceChildren(element('li', { textContent: run.message }));
  }
  at('apply').hidden = !(run.kind === 'drift' && run.over && run.outcomes.length);
}

/** It is not known whether the run continues: what was seen of it stays, and nothing else is begun until it is. */
function drawLost() {
  lost = true;
  at('run').hidden = false;
  at('apply').hidden = true;
  at('run-title').textContent = 'The gateway does not answer. It is asked again until it does.';
  allow(false);
}

/**
 * Follows the agent's run for as long as the agent is shown and the run is under way. Returns whether there is something to
 * draw: the run has ended, or the gateway answers again.
 */
export async function follow(agent, refresh, tell) {
  clearTimeout(timer);
  if (shown !== agent) {
    shown = agent;
    lost = false;
    allow(true);
  }
  const again = (pause) => { timer = setTimeout(() => followToTheEnd(agent, refresh, tell), pause); };
  let run;
  try {
    run = await gateway.run(agent);
  } catch (error) {
    if (shown !== agent) {
      return false;
    }
    if (!error.status || error.status >= 500) {
      drawLost();
      again(PAUSE_AFTER_A_FAULT);
      return false;
    }
    throw error;
  }
  if (shown !== agent) {
    return false;
  }
  const found = lost;
  lost = false;
  draw(run);
  if (run && !run.over) {
    again(PAUSE);
  }
  return found || Boolean(run && run.over);
}

/** The same, and draws what the run made. A short run has ended before it is first asked about. */
export async function followToTheEnd(agent, refresh, tell) {
  try {
    if (await follow(agent, refresh, tell)) {
      await refresh();
      notice(at('run').hidden ? 'The gateway answers again, and knows of no run.' : at('run-title').textContent);
    }
  } catch (error) {
    await tell(error);
  }
}

/** Stops to follow: nothing is shown of an agent when nobody is signed in. */
export function leave() {
  clearTimeout(timer);
  shown = '';
  lost = false;
  at('run').hidden = true;
}

const stepText = (step) => `${categoryTitle(step.category)}: ${step.problem ? 'Not available' : actionTitle(step.action)}`
  + (step.action === 'create' || step.action === 'resume' ? ` (${costTitle(step.cost)})` : '')
  + (step.detail ? ` – ${step.detail}` : '');

/** Shows the plan with its costs, and makes nothing before somebody says so. */
export async function provision(agent, begun) {
  const stays = here();
  const plan = await gateway.plan(agent);
  if (!stays()) {
    return;
  }
  const text = plan.changes ? '' : 'Nothing is to be made.';
  await ask({
    title: `Provision ${agent}?`, list: plan.steps.map(stepText), go: plan.costs_money ? 'Provision and pay' : 'Go ahead',
    text: plan.costs_money ? 'This costs money, or makes something that can spend it.' : text,
    send: () => gateway.provision(agent, plan.costs_money),
  }) && await begun();
}

export async function drift(agent, begun) {
  await gateway.reconcile(agent, 'dry_run');
  await begun();
}

export async function apply(agent, begun) {
  await ask({
    title: `Put ${agent} right?`, go: 'Put right',
    text: 'Orphans are deleted, what is missing is made again unless that costs money, and drift is repaired.',
    send: () => gateway.reconcile(agent, 'apply'),
  }) && await begun();
}

export async function deprovision(agent, begun) {
  await ask({
    title: `Deprovision ${agent}?`, go: 'Deprovision now', danger: true,
    text: 'All credentials of the agent are taken away, own ones too. This cannot be undone.',
    choices: [
      { value: 'revoke', label: 'Revoke everything at the services, then delete the document' },
      { value: 'local_only', label: 'Delete the document only: what is at the services stays alive' },
    ],
    field: { label: `Type ${agent} to confirm`, secret: false },
    send: async ({ value, choice }) => {
      if (value !== agent) {
        throw new Error(`Type ${agent}, the name of the agent.`);
      }
      await gateway.deprovision(agent, choice);
    },
  }) && await begun();
}

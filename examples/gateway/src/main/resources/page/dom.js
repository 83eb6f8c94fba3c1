// What every part of the page needs: elements, and a notice where the eye is.

export const at = (id) => document.getElementById(id);

/** Makes an element. Text is always set as text: nothing a name holds becomes markup. */
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

/** A button that does one thing at a time: pressed twice, it acts once. */
export function button(text, name, action, className = '') {
  const made = element('button', { type: 'button', textContent: text, className });
  if (name && name !== text) {
    made.setAttribute('aria-label', name);
  }
  made.addEventListener('click', () => once(made, action));
  return made;
}

/** Controls whose action goes on. They are not disabled, or the keyboard would lose its place. */
const busy = new WeakSet();

export async function once(control, action) {
  if (busy.has(control)) {
    return;
  }
  busy.add(control);
  try {
    await action();
  } finally {
    busy.delete(control);
  }
}

/** Says something at the foot of the window, wherever the page is scrolled to. */
export function notice(text) {
  at('notice').textContent = text;
}

const nameOf = (control) => control.getAttribute('aria-label') || control.textContent;

/** What a control is called once it has done its work. */
const after = (name) => [name, name.replace(/^Suspend /, 'Resume '), name.replace(/^Resume /, 'Suspend ')];

/**
 * Draws a place anew and keeps the keyboard there: at the control of the same name, or else at the place that holds it all.
 */
export function redraw(place, all, drawing) {
  const control = place.contains(document.activeElement) ? document.activeElement : undefined;
  const names = control ? after(nameOf(control)) : [];
  drawing();
  const same = [...place.querySelectorAll('button, summary')].find((one) => names.includes(nameOf(one)));
  if (same) {
    same.focus({ preventScroll: true });
  } else if (document.activeElement === document.body) {
    all.focus({ preventScroll: true });
  }
}

// What was said of the last thing is gone when somebody does the next.
document.addEventListener('pointerdown', () => notice(''));

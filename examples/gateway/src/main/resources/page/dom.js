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

/** Keeps the keyboard on the page when what had the focus was drawn anew. */
export function keepFocus(place) {
  if (document.activeElement === document.body) {
    place.focus({ preventScroll: true });
  }
}

// What was said of the last thing is gone when somebody does the next.
document.addEventListener('pointerdown', () => notice(''));

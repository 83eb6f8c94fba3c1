// Whether a person still looks at what they asked from. What comes after they went on, or signed out, is dropped.

let place = 0;

for (const gone of ['hashchange', 'signed-out']) {
  window.addEventListener(gone, () => { place += 1; });
}

/** Returns what says, later, whether the page shows what it shows now. */
export function here() {
  const then = place;
  return () => then === place;
}

// Measures every visible text against what is behind it, by the formulas of WCAG 2.2 (relative luminance, contrast ratio).

const channels = (colour) => colour.match(/[\d.]+/g).map(Number);

function luminance(colour) {
  const [red, green, blue] = channels(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function behind(element) {
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    const [, , , alpha = 1] = channels(colour);
    if (alpha === 1) {
      return colour;
    }
  }
  return 'rgb(255, 255, 255)';
}

const top = document.querySelector('dialog[open]') || document.body;
const texts = [...top.querySelectorAll('*')].filter((element) =>
  element.checkVisibility() && !element.matches(':disabled')
    && (element.matches('input, select, textarea')
      || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())));

return {
  seen: texts.length,
  faint: texts
    .map((element) => [element, contrast(getComputedStyle(element).color, behind(element))])
    .filter(([, ratio]) => ratio < 4.5)
    .map(([element, ratio]) => `${element.outerHTML.slice(0, 80)}: ${ratio.toFixed(2)}`),
};

// The first thing on the page that somebody would call by this role and name, or nothing.
// A name that fits exactly goes before one that merely begins so. While a dialog is open there is nothing else.
const [role, name, within] = arguments;
const SELECTORS = {
  button: 'button, summary, [role=button]',
  link: 'a[href]',
  field: 'input:not([type=radio]):not([type=checkbox]):not([type=hidden]), textarea, select',
  radio: 'input[type=radio]',
  tick: 'input[type=checkbox]',
  heading: 'h1, h2, h3',
  option: '[role=option]',
  region: 'main, nav, aside, section, form, dialog, fieldset, header, [role=group], [role=region], [role=search]',
};

const plain = (text) => text.replace(/\s+/g, ' ').trim();

function words(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute('aria-hidden') === 'true') return '';
  const inside = [...node.childNodes].map(words).join('');
  return getComputedStyle(node).display === 'inline' ? inside : ` ${inside} `;
}

function nameOf(element) {
  const by = element.getAttribute('aria-labelledby');
  if (by) {
    return by.split(/\s+/).map((id) => document.getElementById(id)).filter(Boolean).map(words).join(' ');
  }
  const label = element.getAttribute('aria-label');
  if (label) return label;
  if (element.labels?.length) return [...element.labels].map(words).join(' ');
  const legend = element.tagName === 'FIELDSET' && element.querySelector('legend');
  return words(legend || element);
}

function seek(root, role, name) {
  const shown = [...root.querySelectorAll(SELECTORS[role])].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }));
  const named = shown.map((element) => [element, plain(nameOf(element))]);
  const exact = named.find(([, its]) => its === name);
  return (exact || named.find(([, its]) => its.startsWith(name)))?.[0];
}

const page = document.querySelector('dialog:modal') || document;
const root = within ? seek(page, 'region', within) : page;
return root && seek(root, role, name);

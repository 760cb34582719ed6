// SPDX-License-Identifier: GPL-3.0-or-later
// How the script of the page and that of its tests are linted.
const names = (list) => Object.fromEntries(list.split(' ').map((name) => [name, 'readonly']));
const browser = names('document window location history URLSearchParams setTimeout clearTimeout getComputedStyle '
  + 'performance requestAnimationFrame');
const node = names('process console URL Buffer');
const rules = { 'no-undef': 'error', 'no-unused-vars': 'error', 'no-shadow': 'error',
  'prefer-const': 'error', 'no-var': 'error', eqeqeq: 'error', 'no-use-before-define': ['error',
    { functions: false, variables: false }],
  'no-restricted-properties': ['error', { property: 'innerHTML' }, { property: 'outerHTML' },
    { property: 'insertAdjacentHTML' }] };

export default [
  { files: ['reports/page.js'], languageOptions: { sourceType: 'script', globals: browser }, rules },
  { files: ['tests/self/browser/*.mjs'], languageOptions: { globals: { ...node, ...browser } }, rules },
];

// Rules kept although no page shows them at build: states the browser or a script adds.
module.exports = {
  content: [],
  css: [],
  defaultExtractor: (text) => text.match(/[A-Za-z0-9_-]+/g) || [],
  safelist: { standard: [':root', /^\[hidden\]$/, 'covered'] },
  variables: true,
  keyframes: true,
  fontFace: true
}

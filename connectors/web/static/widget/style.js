// The look of the widget. A page may set --troly-accent, --troly-on-accent, --troly-font,
// --troly-radius and --troly-layer.

export const STYLE = `
:host {
  all: initial;
  color-scheme: inherit;
  font: max(16px, 1rem)/1.5 var(--troly-font, system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif);
  --accent: var(--troly-accent, #17456e);
  --on-accent: var(--troly-on-accent, #fff);
  --radius: var(--troly-radius, 12px);
  --ink: #1b2733;
  --soft: #52606d;
  --paper: #fff;
  --ground: #f3f5f7;
  --line: #d5dbe1;
  --edge: #75828f;
  --warn: #7a4200;
  --warn-paper: #fff6e6;
  --link: #0b5394;
}
@supports (color: light-dark(#000, #fff)) {
  :host {
    --accent: var(--troly-accent, light-dark(#17456e, #8ab8e6));
    --on-accent: var(--troly-on-accent, light-dark(#fff, #0c1c2b));
    --ink: light-dark(#1b2733, #e6ebf0);
    --soft: light-dark(#52606d, #a8b4c0);
    --paper: light-dark(#fff, #1c2631);
    --ground: light-dark(#f3f5f7, #121a22);
    --line: light-dark(#d5dbe1, #37444f);
    --edge: light-dark(#75828f, #8b98a5);
    --warn: light-dark(#7a4200, #ffcf8a);
    --warn-paper: light-dark(#fff6e6, #3a2a10);
    --link: light-dark(#0b5394, #9cc9f5);
  }
}
:host([data-theme="light"]) { color-scheme: light; }
:host([data-theme="dark"]) { color-scheme: dark; }
:host([data-theme="auto"]) { color-scheme: light dark; }
:host([data-mode="inline"]) { display: block; height: 100%; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
h2, p, dl, dd, ul { margin: 0; padding: 0; }
ul { list-style: none; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.header :focus-visible { outline-color: currentcolor; }

button, textarea, summary { font: inherit; min-height: 44px; }
button, summary { cursor: pointer; }
button {
  background: var(--paper);
  border: 1px solid var(--edge);
  border-radius: 8px;
  color: var(--ink);
  padding: 6px 14px;
}
button:hover { text-decoration: underline; }
.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
.plain { background: none; border: 0; color: var(--link); padding: 6px 0; text-decoration: underline; }
.icon {
  align-content: center;
  background: none;
  border: 0;
  color: inherit;
  display: block;
  list-style: none;
  min-width: 44px;
  padding: 0;
  text-align: center;
}
.icon::-webkit-details-marker { display: none; }
svg {
  fill: none;
  height: 24px;
  stroke: currentcolor;
  stroke-linecap: round;
  stroke-linejoin: round;
  stroke-width: 2;
  width: 24px;
}
.spoken {
  clip-path: inset(50%);
  height: 1px;
  overflow: hidden;
  position: absolute;
  white-space: nowrap;
  width: 1px;
}

.launcher, .panel { inset: auto 16px 16px auto; position: fixed; z-index: var(--troly-layer, 2147483000); }
:host([data-position="left"]) .launcher, :host([data-position="left"]) .panel { inset: auto auto 16px 16px; }
.launcher {
  align-items: center;
  background: var(--accent);
  border-color: var(--on-accent);
  border-radius: 28px;
  box-shadow: 0 4px 16px rgb(0 0 0 / 30%);
  color: var(--on-accent);
  display: flex;
  font-weight: 600;
  gap: 8px;
  min-height: 56px;
  padding: 8px 20px;
}
.badge { background: #a3261b; border-radius: 12px; color: #fff; padding: 2px 10px; }

dialog { background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); color: var(--ink); margin: 0; padding: 0; }
.panel {
  box-shadow: 0 8px 32px rgb(0 0 0 / 30%);
  grid-template: auto minmax(0, 1fr) auto auto / minmax(0, 1fr);
  height: min(42em, 100vh - 32px);
  height: min(42em, 100dvh - 32px);
  max-height: none;
  max-width: none;
  overflow: hidden;
  width: min(26em, 100vw - 32px);
}
.panel[open] { display: grid; }
.panel::backdrop { background: none; }
:host([data-mode="inline"]) .panel { border: 0; border-radius: 0; box-shadow: none; height: 100%; inset: auto; position: relative; z-index: auto; width: 100%; }

.header { align-items: center; background: var(--accent); color: var(--on-accent); display: flex; padding: 4px 4px 4px 16px; }
h2 { font-size: 1.1em; line-height: 1.3; }
.header h2 { flex: 1; }
.menu { position: relative; }
.menu div {
  background: var(--paper);
  border: 1px solid var(--edge);
  border-radius: 8px;
  display: grid;
  inset: 100% 0 auto auto;
  padding: 4px;
  position: absolute;
  width: max-content;
  z-index: 1;
}
.menu button { border-color: transparent; text-align: start; }
.menu button:focus-visible { outline-color: var(--link); outline-offset: -3px; }

/* What is hidden in it by its position must not make the panel longer. */
.log { background: var(--ground); overflow-y: auto; overscroll-behavior: contain; padding: 12px 16px; position: relative; }
.log:focus-visible { outline-offset: -3px; }
.welcome { display: grid; gap: 8px; padding-bottom: 12px; }
.hint, .note, .status { color: var(--soft); font-size: 0.9em; }
.turn { padding: 8px 0; }
.passed { text-align: end; }
.state { text-align: center; }
.question, .reply, .problem { border: 1px solid var(--line); border-radius: var(--radius); overflow-wrap: anywhere; padding: 8px 14px; }
.question, .text { white-space: pre-wrap; }
.question {
  background: var(--accent);
  border-end-end-radius: 3px;
  color: var(--on-accent);
  margin-inline: auto 0;
  max-width: 88%;
  width: fit-content;
}
.reply, .problem { margin-top: 8px; }
.reply { background: var(--paper); border-end-start-radius: 3px; }
.officer { border-inline-start: 4px solid var(--accent); }
.reply img { display: block; height: auto; margin-top: 8px; max-width: 100%; }
a { color: var(--link); }
.reply > a { display: block; padding: 10px 0; }
.choices { display: flex; flex-wrap: wrap; gap: 8px; }
.reply .choices { margin: 8px 0 4px; }
.choices button { border-color: var(--accent); text-align: start; }
.turn:not(:last-child) .choices, .welcome:not(:last-child) .choices { display: none; }
.problem { align-items: center; background: var(--warn-paper); color: var(--warn); display: flex; flex-wrap: wrap; gap: 8px 16px; }
.problem p { flex: 1 1 12em; }
.rating { align-items: center; color: var(--soft); display: flex; flex-wrap: wrap; font-size: 0.9em; gap: 0 16px; }
.rating button { color: var(--soft); }
.rating [aria-pressed="true"] { color: var(--link); font-weight: 600; text-decoration: none; }
.evidence { border-top: 1px solid var(--line); margin-top: 8px; }
summary { align-content: center; }
.evidence summary { color: var(--link); }
dl { display: grid; font-size: 0.9em; gap: 4px 12px; grid-template-columns: minmax(6em, auto) 1fr; }
dt { color: var(--soft); }
dd { overflow-wrap: anywhere; }

.status { background: var(--ground); padding: 0 16px; }
.status:not(:empty) { padding-bottom: 8px; }
form { border-top: 1px solid var(--line); padding: 8px 16px 0; }
label { display: block; font-size: 0.9em; padding-bottom: 6px; }
.row { display: flex; flex-wrap: wrap; gap: 8px; }
form .row { flex-wrap: nowrap; }
textarea {
  background: var(--paper);
  border: 1px solid var(--edge);
  border-radius: 8px;
  color: inherit;
  field-sizing: content;
  flex: 1;
  max-height: 8em;
  min-width: 0;
  padding: 9px 12px;
  resize: none;
}
.eraser { margin: auto; max-width: min(26em, 100vw - 32px); padding: 16px; }
.eraser[open] { display: grid; gap: 12px; }
.eraser::backdrop { background: rgb(0 0 0 / 50%); }
.eraser .row { justify-content: end; }

@media (max-width: 480px) {
  .panel, :host([data-position="left"]) .panel { border: 0; border-radius: 0; height: 100%; inset: 0; width: 100%; }
}
/* A low or much enlarged window: all of it scrolls, nothing covers the conversation. */
@media (max-height: 420px) {
  .panel[open] { display: block; height: 100%; inset-block: 0; overflow-y: auto; }
  .log { min-height: 12em; }
}
@media (prefers-reduced-motion: no-preference) {
  .log { scroll-behavior: smooth; }
}
@media print {
  :host { display: none; }
}
@media (forced-colors: active) {
  .launcher, .header, .main, .panel { border: 1px solid; }
  .rating [aria-pressed="true"] { outline: 2px solid; }
}
`;

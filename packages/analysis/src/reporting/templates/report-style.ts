/**
 * A shade at the side to which a wide table goes on. The covers scroll with the table and hide the shades where it ends;
 * a table that fits shows neither.
 */
const SCROLL_SHADES = [
  'linear-gradient(to right,var(--card) 45%,transparent) 0 0/32px 100% no-repeat local',
  'linear-gradient(to left,var(--card) 45%,transparent) 100% 0/32px 100% no-repeat local',
  'linear-gradient(to right,var(--shade),transparent) 0 0/14px 100% no-repeat scroll',
  'linear-gradient(to left,var(--shade),transparent) 100% 0/14px 100% no-repeat scroll',
].join();

/** The report's own style: one column on a telephone, two on a desk, light and dark, and paper. */
export const REPORT_STYLE = `
:root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--text:#111827;--soft:#4b5563;--rule:#e2e5ea;--accent:#1d4ed8;--gain:#1d4ed8;--loss:#b91c1c;--warn:#fff7e0;--warn-rule:#d9a441;--shade:#dde1e7;--gain-heat:29,78,216;--loss-heat:185,28,28}
@media (prefers-color-scheme:dark){:root{--page:#0e1319;--card:#161c24;--text:#e6eaf0;--soft:#a3adba;--rule:#2a323d;--accent:#7aa7ff;--gain:#7aa7ff;--loss:#ff8f8f;--warn:#2a2312;--warn-rule:#a97b25;--shade:#2f3946;--gain-heat:90,140,255;--loss-heat:255,105,105}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;font-variant-numeric:tabular-nums}
main,header,footer,nav{max-width:1120px;margin:0 auto;padding:0 24px}
header{padding-top:36px}
.eyebrow{margin:0;color:var(--soft);font-size:12px;letter-spacing:.09em;text-transform:uppercase}
h1{margin:2px 0 4px;font-size:30px;line-height:1.2;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{margin:0;font-size:18px;letter-spacing:-.005em}
h3{margin:18px 0 6px;font-size:15px}
.note{margin:8px 0;color:var(--soft);font-size:13px}
.reasons{margin:0 0 10px;padding-left:18px;font-size:13.5px;overflow-wrap:anywhere}
h2+.question{margin:0 0 10px;color:var(--soft);font-size:13px}
.facts{margin:0;color:var(--soft);overflow-wrap:anywhere}
nav{margin-top:16px}
nav ul{display:flex;flex-wrap:wrap;gap:4px 18px;margin:0;padding:0;list-style:none;font-size:13px}
a{color:var(--accent);text-underline-offset:2px}
a:focus-visible,summary:focus-visible,input:focus-visible+label,.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
.tiles{display:flex;flex-wrap:wrap;gap:1px;margin:22px 0 0;padding:0;background:var(--rule);border:1px solid var(--rule);border-radius:10px;overflow:hidden}
.tile{flex:1 1 132px;background:var(--card);padding:12px 12px}
.tile dt{color:var(--soft);font-size:12px;white-space:nowrap}
.tile dd{margin:0;font-size:19px;font-weight:600;line-height:1.35;letter-spacing:-.01em;white-space:nowrap}
.tile dd.sub{color:var(--soft);font-size:12px;font-weight:400;letter-spacing:0;white-space:normal}
section{margin-top:20px;padding:18px 20px;background:var(--card);border:1px solid var(--rule);border-radius:10px}
.pair{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:20px;align-items:start;margin-top:20px}
.pair section{margin-top:0}
.stack{display:grid;gap:20px;min-width:0}
.notice{background:var(--warn);border-color:var(--warn-rule)}
.notice ul{margin:6px 0 0;padding-left:18px}
code,.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:12.5px;overflow-wrap:anywhere}
table{width:100%;border-collapse:collapse;font-size:13.5px}
th,td{padding:5px 8px;border-bottom:1px solid var(--rule);text-align:right;vertical-align:top;white-space:nowrap}
tbody tr:last-child>*{border-bottom:0}
th:first-child,td:first-child,.left{text-align:left}
th:first-child,td:first-child{padding-left:0}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--soft);font-size:12px;font-weight:500;vertical-align:bottom}
tbody th{font-weight:400}
.sum>*{border-top:1px solid var(--soft);font-weight:600}
tbody .sum th{font-weight:600}
.scroll+.more,.scroll+.note+.scroll{margin-top:12px}
.wrap{min-width:10em;white-space:normal;overflow-wrap:break-word}
.wrap code{overflow-wrap:inherit}
.figures th{white-space:normal}
.missing{color:var(--soft);font-style:italic;white-space:normal}
.gain{color:var(--gain)}
.loss{color:var(--loss)}
summary{cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
.figures summary{display:inline;border-bottom:1px dotted var(--soft)}
.definition{margin:6px 0 4px;padding:8px 10px;border-left:3px solid var(--accent);background:var(--page);color:var(--soft);font-size:12.5px}
.definition p{margin:0 0 3px}
.more>summary{color:var(--accent);font-size:14px}
.more>summary h2{display:inline;color:var(--text)}
.scroll{overflow-x:auto;background:${SCROLL_SHADES}}
figure{margin:10px 0 0}
figcaption{margin-top:6px;color:var(--soft);font-size:12.5px}
.scale{position:absolute;opacity:0;width:1px;height:1px}
.scale+label{display:inline-block;padding:2px 10px;border:1px solid var(--rule);color:var(--soft);font-size:12.5px;cursor:pointer}
.scale+label.first{border-radius:6px 0 0 6px}
.scale+label.last{border-radius:0 6px 6px 0;border-left:0}
.scale:checked+label{background:var(--accent);border-color:var(--accent);color:var(--card)}
.log{display:none}
#scale-log:checked~figure .log{display:block}
#scale-log:checked~figure .linear{display:none}
.narrow{display:none}
.heat{font-size:12.5px}
.heat th,.heat td{padding:4px 6px;text-align:right;border-bottom:1px solid var(--card)}
.heat th:first-child{text-align:left}
.heat .total{font-weight:600;border-left:2px solid var(--card)}
${heat('p', 'gain')}${heat('n', 'loss')}
dl.manifest{display:grid;grid-template-columns:minmax(110px,auto) minmax(0,1fr);gap:4px 18px;margin:8px 0 0;font-size:13.5px}
dl.manifest dt{color:var(--soft)}
dl.manifest dd{margin:0;overflow-wrap:anywhere}
footer{padding-top:20px;padding-bottom:40px;color:var(--soft);font-size:12.5px}
@media (max-width:860px){.pair{grid-template-columns:minmax(0,1fr)}}
@media (max-width:640px){main,header,footer,nav{padding-left:14px;padding-right:14px}header{padding-top:22px}h1{font-size:24px}section{padding:14px}.wide{display:none}.narrow{display:block}.tile{flex-basis:45%}.tile dd{font-size:18px}table{font-size:13px}}
@media print{:root{color-scheme:light;--page:#fff;--card:#fff;--text:#000;--soft:#374151;--rule:#d1d5db;--accent:#1d4ed8;--gain:#1d4ed8;--loss:#b91c1c;--warn:#fff;--warn-rule:#d1d5db;--shade:#fff;--gain-heat:29,78,216;--loss-heat:185,28,28}
body{font-size:11px}nav,.scale,.scale+label{display:none}main,header,footer{max-width:none;padding:0}section{border-color:#d1d5db;break-inside:auto}figure,.tiles,tr,.definition,.pair section{break-inside:avoid}h2,h2+p{break-after:avoid}.wide{display:block}.narrow{display:none}.scroll{overflow:visible;background:none}table{font-size:10px}.heat{font-size:9px}.tile dd{font-size:15px}.pair{grid-template-columns:repeat(2,minmax(0,1fr))}.heat td{print-color-adjust:exact;-webkit-print-color-adjust:exact}@page{margin:14mm}}
`;

/** Five depths of one colour: `p1` to `p5`, `n1` to `n5`. */
function heat(prefix: string, name: string): string {
  return [0.08, 0.17, 0.28, 0.4, 0.54]
    .map((alpha, i) => `.heat .${prefix}${i + 1}{background:rgba(var(--${name}-heat),${alpha})}`)
    .join('');
}

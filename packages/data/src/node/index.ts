// Sources that read files: Node only.
export { csvSource, type CsvSourceOptions } from './csv-source.ts';
export { filePieces } from './file-pieces.ts';
export { gunzipped } from './gunzipped.ts';
export { jsonLinesSource, type JsonLinesSourceOptions } from './json-lines-source.ts';
export { makeFolder } from './make-folder.ts';
export { sampleSp500Path } from './sample.ts';
export { connectWs, type ConnectWsOptions } from './websocket/connect-ws.ts';

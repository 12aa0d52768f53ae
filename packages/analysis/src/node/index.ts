// Files: what the exporters made, written so that a report is there in full or not at all.
export { writeReport } from './write-report.ts';

// tidemark/reports: report models, pages and charts.
export * from '@tidemark/analysis/reporting';
export * from '@tidemark/analysis/visualization';

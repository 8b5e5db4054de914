/**
 * The report of a run: one HTML file that shows its tables, and its charts for use elsewhere.
 *
 * <p>Charts are Vega-Lite documents. They stand as templates among the resources ({@code report/charts}), where a text
 * {@code {{name}}} is replaced by a value that depends on the run ({@link org.potsweep.jobs.report.ChartTemplate}); what
 * they draw are {@link org.potsweep.jobs.report.DataTable}s, which every chart of the page shares. Pages need no network:
 * Vega, Vega-Lite and Vega-Embed, as their authors publish them minified, stand beside the templates
 * ({@code report/libraries}, with licences and checksums).
 */
package org.potsweep.jobs.report;

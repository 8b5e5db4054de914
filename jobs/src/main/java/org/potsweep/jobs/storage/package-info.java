/**
 * The run folder and its Parquet tables.
 *
 * <p>Tables are written beside their place, renamed into it, and become visible with one atomic step: the replacement of
 * {@code run.json}. What that file does not name is not published.
 */
package org.potsweep.jobs.storage;

/**
 * Pareto fronts of tables: what is asked ({@link org.potsweep.jobs.front.FrontQuery}), how cells are compared, and what
 * comes of it ({@link org.potsweep.jobs.front.FrontAnswer}).
 *
 * <p>Nothing here knows which columns a table of results has. A cell is whatever rows agree in the columns of the query's
 * {@code cell}, which for a run's results are the axes of its design; objectives are any columns of numbers.
 */
package org.potsweep.jobs.front;

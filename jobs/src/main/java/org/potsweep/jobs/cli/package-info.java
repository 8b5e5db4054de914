/**
 * The command line: options, what is printed, exit codes.
 *
 * <p>Results go to standard output, progress and errors to standard error, and everything that Spark logs to a file. A
 * user's mistake is a {@link org.potsweep.jobs.UserErrorException}, printed as its message alone; anything else that
 * escapes is a bug in Potsweep, of which the log file has the details.
 */
package org.potsweep.jobs.cli;

/**
 * What a user sets in a sweep's file, as records that are known to be sound.
 *
 * <p>{@link org.potsweep.jobs.settings.SettingsReader} reads HOCON. Every default stands in {@code reference.conf}; each
 * record reads its own section, and what a section was asked for is what it knows: any other key is refused. Whatever
 * is wrong is gathered first and told together, each problem with its file and line. A new key therefore takes a line
 * in {@code reference.conf} and one in the record that holds it.
 */
package org.potsweep.jobs.settings;

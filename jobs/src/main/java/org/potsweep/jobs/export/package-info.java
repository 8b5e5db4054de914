/** Models of a run as files for LAMMPS. */
package org.potsweep.jobs.export;

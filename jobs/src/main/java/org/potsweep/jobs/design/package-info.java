/** What is swept: the factorial design, the split of the data, and the orderings whose prefixes are the subsets. */
package org.potsweep.jobs.design;

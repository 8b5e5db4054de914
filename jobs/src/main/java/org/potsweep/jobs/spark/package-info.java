/** How Potsweep sits on Spark: the session and what Kryo needs to know. */
package org.potsweep.jobs.spark;

package org.potsweep.jobs.design;

import java.io.Serializable;

/**
 * The size of a model: which of the descriptor's columns it has.
 *
 * @param quadratic whether it has products of components
 * @param twojmax twice the largest angular momentum
 */
public record ModelShape(boolean quadratic, int twojmax) implements Serializable {}

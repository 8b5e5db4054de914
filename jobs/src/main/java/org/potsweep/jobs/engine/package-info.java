/**
 * The sweep itself: rows, Gram tiles by bucket, factorisations, errors.
 *
 * <p>Data flow of one pass: configurations are cut into chunks; a task computes the augmented rows
 * [1 | labels of every level | descriptors] of a chunk ({@link org.potsweep.jobs.engine.RowBlock}) and sends, for each
 * (bucketing, bucket, row kind) that the chunk touches, either the product of those rows or, where that is smaller, the
 * rows themselves; the receiver of a tile folds what arrives in the order of the chunks
 * ({@link org.potsweep.jobs.engine.GramPass}). Neither the cut nor the order depends on partitions or cores, so results
 * are the same to the last bit wherever they are computed.
 */
package org.potsweep.jobs.engine;

package org.potsweep.descriptors;

/** Zero everywhere. */
record NoReference() implements ReferencePotential {
    @Override
    public Evaluation evaluate(AtomicConfiguration configuration) {
        return new Evaluation(configuration);
    }

    @Override
    public String pairStyle() {
        return "none";
    }
}

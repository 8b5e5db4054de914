package org.potsweep.solver;

/** How a leading block of normal equations was solved. */
public enum SolveMethod {
    /** Cholesky factor of the equilibrated block. */
    CHOLESKY("cholesky"),
    /** Minimum-norm solution at the numerical rank of the equilibrated block. */
    MINIMUM_NORM("minimum-norm");

    private final String label;

    SolveMethod(String label) {
        this.label = label;
    }

    /** The name in tables and messages. */
    public String label() {
        return label;
    }
}

package org.potsweep.descriptors;

import java.io.Serializable;
import java.util.List;

/**
 * The settings of a SNAP descriptor, spelled as LAMMPS spells them ({@code compute sna/atom}, {@code pair_style snap}).
 *
 * @param twojmax twice the largest angular momentum, 0 to 14
 * @param rcutfac scale of all cut-offs: atoms i and j interact within rcutfac (radelem_i + radelem_j), in angstrom
 *     where radelem is a pure number
 * @param rfac0 fraction of the full angle that the cut-off is mapped to, in (0, 1]
 * @param rmin0 distance mapped to angle zero, angstrom
 * @param elements the species in the order of the model's blocks, with their radii and weights
 * @param switchflag whether the neighbour density goes smoothly to zero at the cut-off
 * @param bzeroflag whether the isolated atom's bispectrum is subtracted
 * @param bnormflag whether B(j1,j2,j) is divided by 2j + 1
 * @param quadraticflag whether products of bispectrum components are added
 * @param chemflag whether every element has a neighbour density of its own, and components couple all triples of them
 * @param wselfallflag with chemflag, whether the central atom is part of the density of every element, not only its own
 * @param switchinnerflag whether neighbours that are very near fade out of the density, as each element's sinner and
 *     dinner say
 * @param intercept whether every species has a constant energy an atom, which LAMMPS writes as its first coefficient
 */
public record SnapParameters(
        int twojmax,
        double rcutfac,
        double rfac0,
        double rmin0,
        List<Element> elements,
        boolean switchflag,
        boolean bzeroflag,
        boolean bnormflag,
        boolean quadraticflag,
        boolean chemflag,
        boolean wselfallflag,
        boolean switchinnerflag,
        boolean intercept)
        implements Serializable {

    /** The largest twojmax that is supported. */
    public static final int MAX_TWOJMAX = 14;

    /**
     * A species of the model.
     *
     * @param symbol chemical symbol
     * @param radelem radius in units of rcutfac
     * @param wj weight of this species in a neighbour density, dimensionless
     * @param sinner centre of the inner switch between two atoms of this species, angstrom; that of a pair of species is
     *     the mean of theirs
     * @param dinner half the width of the inner switch, angstrom, averaged likewise
     */
    public record Element(String symbol, double radelem, double wj, double sinner, double dinner)
            implements Serializable {

        /** A species without inner switch. */
        public Element(String symbol, double radelem, double wj) {
            this(symbol, radelem, wj, 0, 0);
        }
    }

    public SnapParameters {
        elements = List.copyOf(elements);
        require(twojmax >= 0 && twojmax <= MAX_TWOJMAX, "twojmax is 0 to " + MAX_TWOJMAX + ", not " + twojmax);
        require(rcutfac > 0 && Double.isFinite(rcutfac), "rcutfac must be positive, not " + rcutfac);
        require(rfac0 > 0 && rfac0 <= 1, "rfac0 lies in (0, 1], not " + rfac0);
        require(rmin0 >= 0 && Double.isFinite(rmin0), "rmin0 is not negative, but it is " + rmin0 + " angstrom");
        require(!elements.isEmpty(), "a descriptor needs at least one element");
        for (Element element : elements) {
            require(
                    element.radelem() > 0 && Double.isFinite(element.radelem()),
                    "radelem of " + element.symbol() + " must be positive, not " + element.radelem());
            require(
                    Double.isFinite(element.wj()),
                    "wj of " + element.symbol() + " must be finite, not " + element.wj());
            require(
                    rmin0 < 2 * rcutfac * element.radelem(),
                    "rmin0 " + rmin0 + " angstrom reaches the cut-off of " + element.symbol());
            require(
                    element.sinner() >= 0 && Double.isFinite(element.sinner()),
                    "sinner of " + element.symbol() + " is not negative, but it is " + element.sinner() + " angstrom");
            require(
                    element.dinner() >= (switchinnerflag ? Double.MIN_VALUE : 0) && Double.isFinite(element.dinner()),
                    "dinner of " + element.symbol() + " must be positive, not " + element.dinner() + " angstrom");
        }
        require(
                elements.stream().map(Element::symbol).distinct().count() == elements.size(),
                "an element is listed twice in " + elements);
    }

    /** The settings of a descriptor with one neighbour density, no inner switch and no intercept. */
    public SnapParameters(
            int twojmax,
            double rcutfac,
            double rfac0,
            double rmin0,
            List<Element> elements,
            boolean switchflag,
            boolean bzeroflag,
            boolean bnormflag,
            boolean quadraticflag) {
        this(
                twojmax,
                rcutfac,
                rfac0,
                rmin0,
                elements,
                switchflag,
                bzeroflag,
                bnormflag,
                quadraticflag,
                false,
                false,
                false,
                false);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The same settings at another twojmax. */
    public SnapParameters withTwojmax(int other) {
        return with(other, quadraticflag);
    }

    /** The same settings with or without products of components. */
    public SnapParameters withQuadraticflag(boolean other) {
        return with(twojmax, other);
    }

    private SnapParameters with(int otherTwojmax, boolean otherQuadraticflag) {
        return new SnapParameters(
                otherTwojmax,
                rcutfac,
                rfac0,
                rmin0,
                elements,
                switchflag,
                bzeroflag,
                bnormflag,
                otherQuadraticflag,
                chemflag,
                wselfallflag,
                switchinnerflag,
                intercept);
    }
}

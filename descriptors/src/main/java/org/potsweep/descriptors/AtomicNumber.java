package org.potsweep.descriptors;

import java.util.List;

/** Atomic numbers of the chemical elements. */
final class AtomicNumber {
    private static final List<String> SYMBOLS = List.of(
            ("H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y"
                            + " Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er"
                            + " Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk"
                            + " Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og")
                    .split(" "));

    private AtomicNumber() {}

    /**
     * The number of protons.
     *
     * @throws IllegalArgumentException if no element has this symbol
     */
    static int of(String symbol) {
        int index = SYMBOLS.indexOf(symbol);
        if (index < 0) {
            throw new IllegalArgumentException(symbol + " is not the symbol of a chemical element");
        }
        return index + 1;
    }
}

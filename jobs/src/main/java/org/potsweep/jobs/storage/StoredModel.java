package org.potsweep.jobs.storage;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.potsweep.descriptors.ReferencePotential;
import org.potsweep.descriptors.SnapModel;
import org.potsweep.descriptors.SnapParameters;
import org.potsweep.descriptors.SnapParameters.Element;

/**
 * A fitted model as the table {@code models} has it.
 *
 * @param reference the potential on top of which it was fitted
 */
public record StoredModel(SnapModel model, ReferencePotential reference) {

    /** Reads a row of {@code models}; constants that are all zero count as no intercept. */
    public static StoredModel of(Row row) {
        double[] coefficients = doubles(row, "coefficients");
        List<Element> elements = elements(row);
        int block = coefficients.length / elements.size();
        boolean intercept = false;
        for (int e = 0; e < elements.size(); e++) {
            intercept |= coefficients[e * block] != 0;
        }
        SnapParameters parameters = new SnapParameters(
                row.getAs("twojmax"),
                row.getAs("rcutfac"),
                row.getAs("rfac0"),
                row.getAs("rmin0"),
                elements,
                row.getAs("switchflag"),
                row.getAs("bzeroflag"),
                row.getAs("bnormflag"),
                row.getAs("quadraticflag"),
                row.getAs("chemflag"),
                row.getAs("wselfallflag"),
                row.getAs("switchinnerflag"),
                intercept);
        return new StoredModel(
                new SnapModel(parameters, coefficients),
                ReferencePotential.ofPairStyle(row.getAs("reference_potential")));
    }

    private static List<Element> elements(Row row) {
        List<String> symbols = row.getList(row.fieldIndex("elements"));
        double[] radelem = doubles(row, "radelem");
        double[] wj = doubles(row, "wj");
        double[] sinner = doubles(row, "sinner");
        double[] dinner = doubles(row, "dinner");
        List<Element> elements = new ArrayList<>();
        for (int e = 0; e < symbols.size(); e++) {
            elements.add(new Element(symbols.get(e), radelem[e], wj[e], sinner[e], dinner[e]));
        }
        return elements;
    }

    private static double[] doubles(Row row, String column) {
        return row.<Double>getList(row.fieldIndex(column)).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}

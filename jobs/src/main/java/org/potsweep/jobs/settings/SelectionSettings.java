package org.potsweep.jobs.settings;

/**
 * What a selection among structures without labels needs to know. Of a file of settings it reads the sections
 * {@code descriptor} and {@code engine}, and single keys of {@code dataset} and {@code sampling}.
 *
 * @param descriptor what rows are made of
 * @param engine how the work is cut up
 * @param idKey key of a structure's id
 * @param groupKey key of a structure's group
 * @param minimumDistanceAngstrom atoms nearer than this are refused, angstrom
 * @param eweight what energy rows are multiplied by in scores relative to all rows
 * @param seed of the orderings
 */
public record SelectionSettings(
        DescriptorSettings descriptor,
        EngineSettings engine,
        String idKey,
        String groupKey,
        double minimumDistanceAngstrom,
        double eweight,
        long seed) {

    static SelectionSettings from(Section section) {
        Section descriptor = section.section("descriptor");
        Section engine = section.section("engine");
        Section dataset = section.section("dataset");
        Section sampling = section.section("sampling");
        SelectionSettings settings = new SelectionSettings(
                DescriptorSettings.from(descriptor),
                EngineSettings.from(engine),
                dataset.get("id-key", ValueType.TEXT),
                dataset.get("group-key", ValueType.TEXT),
                dataset.get("minimum-distance-angstrom", ValueType.POSITIVE),
                sampling.section("leverage").get("eweight", ValueType.POSITIVE),
                sampling.get("seed", ValueType.LONG));
        descriptor.refuseUnknownKeys();
        engine.refuseUnknownKeys();
        return settings;
    }
}

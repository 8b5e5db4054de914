package org.potsweep.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the arrows between the modules: descriptors, solver and analysis know nobody; jobs knows them. */
@AnalyzeClasses(packages = "org.potsweep", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule descriptorsStandAlone = standsAlone("descriptors");

    @ArchTest
    static final ArchRule solverStandsAlone = standsAlone("solver");

    @ArchTest
    static final ArchRule analysisStandsAlone = standsAlone("analysis");

    @ArchTest
    static final ArchRule onlyJobsKnowsSparkAndHocon = noClasses()
            .that()
            .resideOutsideOfPackage("org.potsweep.jobs..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..", "com.typesafe..");

    @ArchTest
    static final ArchRule onlyTheCommandLineTalksToTheUser = noClasses()
            .that()
            .resideOutsideOfPackage("org.potsweep.jobs.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "me.tongfei..");

    @ArchTest
    static final ArchRule settingsAndDataKnowNoEngine = noClasses()
            .that()
            .resideInAnyPackage("org.potsweep.jobs.settings..", "org.potsweep.jobs.dataset..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.potsweep.jobs.engine..", "org.potsweep.jobs.storage..", "org.potsweep.jobs.cli..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.potsweep.jobs.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesSaySomething = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Processor")
            .orShould()
            .haveSimpleNameEndingWith("Info")
            .orShould()
            .resideInAnyPackage("..util..", "..common..", "..helper..");

    private static ArchRule standsAlone(String module) {
        return classes()
                .that()
                .resideInAPackage("org.potsweep." + module + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.potsweep." + module + "..", "java..", "org.bytedeco..");
    }
}

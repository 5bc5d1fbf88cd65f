package dev.bursar.gate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.bursar.testkit.ArchitectureRules;

@AnalyzeClasses(packages = "dev.bursar", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests RULES = ArchTests.in(ArchitectureRules.class);

    /** Whoever judges images and launches must not be able to ask anyone: neither a network nor a file. */
    @ArchTest
    static final ArchRule theRulesAreFreeOfFrameworksAndOfInputAndOutput = noClasses()
            .that()
            .resideInAnyPackage("dev.bursar.gate.image..", "dev.bursar.gate.adapter..", "dev.bursar.gate.yaml..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "io.vertx..",
                    "io.smallrye..",
                    "jakarta..",
                    "org.apache.kafka..",
                    "java.net..",
                    "java.nio.file..",
                    "dev.bursar.kit..");

    @ArchTest
    static final ArchRule onlyTheEdgeKnowsHttp = noClasses()
            .that()
            .resideInAPackage("dev.bursar.gate..")
            .and()
            .haveSimpleNameNotEndingWith("Route")
            .and()
            .haveSimpleNameNotStartingWith("Request")
            .and()
            .haveSimpleNameNotEndingWith("OfRequest")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..");
}

package dev.bursar.source;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** Understanding is pure: no framework, no clock, no floating point, and no provider knows another module. */
@AnalyzeClasses(packages = "dev.bursar.source", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule nothingButJavaJacksonAndTheContracts = classes()
            .that()
            .resideOutsideOfPackage("dev.bursar.source.otlp..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..", "com.fasterxml.jackson..", "dev.bursar.contract..", "dev.bursar.source.."));

    @ArchTest
    static final ArchRule onlyOtlpKnowsTheMessagesOfOtlp = classes()
            .that()
            .resideInAPackage("dev.bursar.source.otlp..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "com.fasterxml.jackson..",
                    "com.google.protobuf..",
                    "io.opentelemetry.proto..",
                    "dev.bursar.contract..",
                    "dev.bursar.source.otlp.."));

    @ArchTest
    static final ArchRule noFieldIsBinaryFloatingPoint =
            noFields().should().haveRawType(double.class).orShould().haveRawType(float.class);

    @ArchTest
    static final ArchRule noMethodReturnsBinaryFloatingPoint =
            noMethods().should().haveRawReturnType(double.class).orShould().haveRawReturnType(float.class);

    @ArchTest
    static final ArchRule theClockIsInjected = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule nothingPrints =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");
}

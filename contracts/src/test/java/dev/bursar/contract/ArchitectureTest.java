package dev.bursar.contract;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/** The rules that every module holds, written here again: the kit that has them stands on this module. */
@AnalyzeClasses(packages = "dev.bursar.contract", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule nothingButJavaJacksonAndATokenizer = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..", "com.fasterxml.jackson..", "com.knuddels.jtokkit..", "dev.bursar.contract.."));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.bursar.contract.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noFieldIsBinaryFloatingPoint =
            noFields().should().haveRawType(double.class).orShould().haveRawType(float.class);

    @ArchTest
    static final ArchRule noMethodReturnsBinaryFloatingPoint =
            noMethods().should().haveRawReturnType(double.class).orShould().haveRawReturnType(float.class);

    @ArchTest
    static final ArchRule noJsonNumberIsReadAsBinaryFloatingPoint = noClasses()
            .should()
            .callMethodWhere(describe(
                    "doubleValue or floatValue",
                    call -> Set.of("doubleValue", "floatValue", "asDouble", "parseDouble")
                            .contains(call.getName())));

    @ArchTest
    static final ArchRule theClockIsInjected = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule nothingPrints =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");
}

package org.ponder.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows between the engine's packages run one way, along the path of the data. */
class PackageOrderTest {
    private static final String ROOT = "org.ponder.engine.";

    /** In data-path order: a package may use those before it, never those after it. */
    private static final List<String> ORDER =
            List.of(
                    "gguf",
                    "tensor",
                    "tokenizer",
                    "prompt",
                    "transformer",
                    "sampling",
                    "reply",
                    "chat");

    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.ponder.engine");

    @Test
    void noPackageUsesALaterOne() {
        for (int i = 0; i < ORDER.size() - 1; i++) {
            String[] later =
                    ORDER.subList(i + 1, ORDER.size()).stream()
                            .map(name -> ROOT + name)
                            .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ORDER.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later)
                    .because("data flows from the file to the chat, and knowledge with it")
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @Test
    void onlyKernelsUseTheVectorModule() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "tensor")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator..")
                .because("the rest must run where the incubator module is absent")
                .allowEmptyShould(true)
                .check(classes);
    }
}

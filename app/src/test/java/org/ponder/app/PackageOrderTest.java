package org.ponder.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows between the application's packages run one way, from what is kept to what is seen. */
class PackageOrderTest {
    private static final String ROOT = "org.ponder.app.";

    /** A package may use those before it, never those after it. */
    private static final List<String> ORDER =
            List.of(
                    "markdown",
                    "formula",
                    "highlight",
                    "models",
                    "eval",
                    "network",
                    "download",
                    "server",
                    "store",
                    "exchange",
                    "session",
                    "remote",
                    "viewmodel",
                    "view");

    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.ponder.app");

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
                    .because("knowledge flows from what is kept to what is seen")
                    .check(classes);
        }
    }

    @Test
    void viewModelsKnowNoSceneNode() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "viewmodel")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.animation..")
                .because("they are tested without a window")
                .check(classes);
    }

    @Test
    void theCommandLineLoadsNoWindow() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "cli")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", ROOT + "view", ROOT + "viewmodel", ROOT + "session")
                .allowEmptyShould(true)
                .because("commands run where there is no display")
                .check(classes);
    }

    @Test
    void nothingConnectsButThroughTheOneDoor() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "network")
                .should()
                .callMethod(java.net.http.HttpClient.class, "newBuilder")
                .orShould()
                .callMethod(java.net.http.HttpClient.class, "newHttpClient")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Socket.class,
                        ServerSocket.class,
                        SocketChannel.class,
                        ServerSocketChannel.class)
                .because("offline must mean that nothing can connect")
                .check(classes);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "server")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.net.httpserver")
                .because("nothing listens but the server that the user starts")
                .check(classes);
    }

    @Test
    void onlyTheStoreKnowsTheDatabase() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "store")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.sqlite..")
                .because("what is kept has one owner")
                .check(classes);
    }
}

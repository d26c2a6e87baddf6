package org.ponder.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.store.DataFolder;

/**
 * The launcher finds a JDK, builds what is stale and says in one sentence what is missing. It runs
 * in a copy of the repository with stand-ins for Java and Maven, whose search places are moved into
 * the same folder.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher for Windows is ponder.cmd")
class LauncherTest {
    /** The commands that the launcher may count on. */
    private static final List<String> TOOLS =
            List.of(
                    "sh",
                    "cat",
                    "dirname",
                    "find",
                    "grep",
                    "head",
                    "ln",
                    "mkdir",
                    "mv",
                    "readlink",
                    "rm",
                    "sed",
                    "sleep",
                    "touch",
                    "uname");

    @TempDir private Path folder;
    private Path home;
    private Path bin;
    private Path jdk;

    /** What a process did. */
    private record Run(int code, String out, String err) {}

    @BeforeEach
    void copyRepository() throws IOException {
        // A blank in the path is part of the law.
        home = Files.createDirectories(folder.resolve("check out"));
        bin = Files.createDirectories(folder.resolve("bin"));
        Path repository = repository();
        for (String file : List.of("ponder", "mvnw", ".mvn/find-jdk.sh")) {
            String text = Files.readString(repository.resolve(file));
            for (String place : List.of("/usr/", "/opt/", "/Library/")) {
                text = text.replace(" " + place, " " + folder + "/system" + place);
            }
            script(home.resolve(file), text);
        }
        for (String source : List.of("engine/runtime", "ui-resources", "app")) {
            Files.createDirectories(home.resolve(source));
        }
        for (String module : List.of("engine/runtime", "ui-resources", "app")) {
            write(home.resolve(module).resolve("pom.xml"), "");
            write(home.resolve(module).resolve("src/main/java/A.java"), "");
        }
        write(home.resolve("pom.xml"), "");
        for (String tool : TOOLS) {
            tool(tool, "exec " + installed(tool) + " \"$@\"");
        }
        tool("ldconfig", "echo '  libgtk-3.so.0 (libc6,x86-64) => /lib/libgtk-3.so.0'");
        jdk = jdk(folder.resolve("my jdk"), "25.0.3");
        maven("exit 0");
    }

    @Test
    void startsJavaWithTheArguments() throws Exception {
        Run run = ponder(Map.of("JAVA_HOME", jdk.toString()), "ask", "a  b", "$HOME", "");
        assertEquals(0, run.code(), run.err());
        assertTrue(
                run.out()
                        .endsWith(
                                "[-jar][" + target("ponder-app-1.jar") + "][ask][a  b][$HOME][]\n"),
                run.out());
        assertEquals("Building Ponder (the first time takes a minute or two)…\n", run.err());
    }

    @Test
    void opensTheWindowOnJavaFxModules() throws Exception {
        Run run = ponder(Map.of("JAVA_HOME", jdk.toString(), "DISPLAY", ":7"));
        assertEquals(0, run.code(), run.err());
        assertTrue(
                run.out().contains("[--module-path][" + target("javafx") + "][-jar]"), run.out());
    }

    @Test
    void aCrashOfJavaIsWrittenIntoTheLogsOfTheDataFolder() throws Exception {
        String java = jdk.toString();
        Map<String, String> usual = Map.of("JAVA_HOME", java, "DISPLAY", ":7");
        Map<String, String> shared =
                Map.of("JAVA_HOME", java, "DISPLAY", ":7", "XDG_DATA_HOME", "/x y");
        Map<String, String> own =
                Map.of(
                        "JAVA_HOME",
                        java,
                        "DISPLAY",
                        ":7",
                        "XDG_DATA_HOME",
                        "/x y",
                        "PONDER_HOME",
                        "/my own");
        for (Map<String, String> environment : List.of(usual, shared, own)) {
            Path data = DataFolder.locate(environment, System.getProperty("os.name", ""), folder);
            String option = "[-XX:ErrorFile=" + data.resolve("logs") + "/hs_err_pid%p.log]";
            for (String[] arguments : new String[][] {{}, {"ask", "x"}}) {
                String out = ponder(environment, arguments).out();
                assertTrue(
                        out.contains(option) && out.indexOf(option) < out.indexOf("[-jar]"), out);
            }
        }
    }

    @Test
    void rehearsesOnceAndStartsWithWhatJavaLearned() throws Exception {
        script(
                jdk.resolve("bin/java"),
                """
                #!/bin/sh
                for a; do
                    case $a in -XX:AOTCacheOutput=*) echo learned >"${a#*=}" ;; esac
                    printf '[%s]' "$a"
                done
                """);
        Map<String, String> environment = Map.of("JAVA_HOME", jdk.toString(), "DISPLAY", ":7");
        Run first = ponder(environment);
        assertTrue(first.err().contains("Preparing a faster start"), first.err());
        assertTrue(
                first.out().contains("[-XX:AOTCache=" + target("window.aot") + "]"), first.out());
        Run second = ponder(environment);
        assertEquals("", second.err());
        assertEquals(first.out(), second.out());
    }

    @Test
    void aRehearsalThatFailsIsNoObstacleAndNotRepeated() throws Exception {
        Map<String, String> environment = Map.of("JAVA_HOME", jdk.toString(), "DISPLAY", ":7");
        assertEquals(0, ponder(environment).code());
        Run second = ponder(environment);
        assertEquals(0, second.code());
        assertEquals("", second.err());
        assertFalse(second.out().contains("-XX:AOTCache="), second.out());
    }

    @Test
    void aModelFileAloneOpensTheWindow() throws Exception {
        Map<String, String> environment = Map.of("JAVA_HOME", jdk.toString(), "DISPLAY", ":7");
        Run run = ponder(environment, "a model.gguf");
        assertTrue(
                run.out().endsWith("[-jar][" + target("ponder-app-1.jar") + "][a model.gguf]\n"),
                run.out());
        assertTrue(run.out().contains("[--module-path]"), run.out());
        assertTrue(ponder(environment, "Model.Gguf").out().contains("[--module-path]"));
        assertFalse(ponder(environment, "ask", "a model.gguf").out().contains("[--module-path]"));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere Java reads UTF-8 without a locale")
    void argumentsInUtf8ArriveWithoutALocale() throws Exception {
        script(jdk.resolve("bin/java"), "#!/bin/sh\nprintf '%s' \"${LC_ALL:-} ${LANG:-}\"\n");
        tool("locale", "echo ANSI_X3.4-1968");
        String java = jdk.toString();
        assertEquals("C.UTF-8 ", ponder(Map.of("JAVA_HOME", java), "ask", "你好").out());
        assertEquals(
                "C.UTF-8 xx", ponder(Map.of("JAVA_HOME", java, "LANG", "xx"), "ask", "x").out());
        tool("locale", "echo GB18030");
        assertEquals(
                " zh_CN", ponder(Map.of("JAVA_HOME", java, "LANG", "zh_CN"), "ask", "x").out());
        Files.delete(bin.resolve("locale"));
        assertEquals(" ", ponder(Map.of("JAVA_HOME", java), "ask", "x").out());
    }

    @Test
    void whatTheLocaleCannotCarryIsNoticed() {
        assertTrue(Main.garbled("ANSI_X3.4-1968", "ask", "a \uFFFD\uFFFD"));
        assertFalse(Main.garbled("ANSI_X3.4-1968", "ask", "a"));
        assertFalse(Main.garbled("UTF-8", "ask", "\uFFFD"));
    }

    @Test
    void buildsOnceAndAgainWhenASourceIsNewer() throws Exception {
        Map<String, String> environment = Map.of("JAVA_HOME", jdk.toString());
        ponder(environment, "--version");
        assertEquals("", ponder(environment, "--version").err());
        assertEquals(1, builds());
        Path source = home.resolve("ui-resources/src/main/java/A.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        ponder(environment, "--version");
        assertEquals(2, builds());
    }

    @Test
    void concurrentStartsBuildOnce() throws Exception {
        maven("sleep 1");
        Map<String, String> environment = Map.of("JAVA_HOME", jdk.toString());
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(start(home.resolve("ponder"), environment, List.of("--version")));
        }
        for (Process process : processes) {
            assertEquals(0, finish(process).code());
        }
        assertEquals(1, builds());
    }

    @Test
    void aLockOfADeadProcessIsNoObstacle() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(home.resolve("app/target"));
        Files.createSymbolicLink(
                home.resolve("app/target/launcher.lock"), Path.of(String.valueOf(dead.pid())));
        assertEquals(0, ponder(Map.of("JAVA_HOME", jdk.toString()), "--version").code());
    }

    @Test
    void aLockOfAnotherProcessWithTheSameNumberIsNoObstacle() throws Exception {
        Path lock = Files.createDirectories(home.resolve("app/target")).resolve("launcher.lock");
        Path script = bin.resolve("locked");
        script(
                script,
                "ln -s $$ '%s'; exec /bin/sh '%s' --version"
                        .formatted(lock, home.resolve("ponder")));
        assertEquals(
                0, finish(start(script, Map.of("JAVA_HOME", jdk.toString()), List.of())).code());
    }

    @Test
    void saysWhatItWaitsFor() throws Exception {
        Path lock = Files.createDirectories(home.resolve("app/target")).resolve("launcher.lock");
        String other = String.valueOf(ProcessHandle.current().pid());
        Files.createSymbolicLink(lock, Path.of(other));
        Process process =
                start(
                        home.resolve("ponder"),
                        Map.of("JAVA_HOME", jdk.toString()),
                        List.of("--version"));
        String said = String.valueOf(process.errorReader(StandardCharsets.UTF_8).readLine());
        Files.delete(lock);
        assertTrue(said.startsWith("Waiting for another start"), said);
        assertTrue(said.contains("process " + other), said);
        assertEquals(0, finish(process).code());
    }

    @Test
    void runsThroughASymbolicLinkAndFromAnyFolder() throws Exception {
        Path link = Files.createSymbolicLink(bin.resolve("p"), home.resolve("ponder"));
        Run run =
                finish(
                        start(
                                link,
                                Map.of("JAVA_HOME", jdk.toString(), "CDPATH", folder.toString()),
                                List.of("--version")));
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains(target("ponder-app-1.jar")), run.out());
    }

    @Test
    void prefersJavaHomeThenInstalledJdksThenThePath() throws Exception {
        Path installed = jdk(folder.resolve("system/usr/lib/jvm/temurin-26"), "26");
        Path old = jdk(folder.resolve("system/usr/lib/jvm/java-17"), "17.0.15");
        assertTrue(ponder(Map.of("JAVA_HOME", jdk.toString()), "x").out().startsWith(jdk + " "));
        assertTrue(
                ponder(Map.of("JAVA_HOME", old.toString()), "x").out().startsWith(installed + " "));
        deleteTree(installed);
        Files.createSymbolicLink(bin.resolve("javac"), jdk.resolve("bin/javac"));
        assertTrue(ponder(Map.of(), "x").out().startsWith(jdk + " "));
    }

    @Test
    void saysThatThereIsNoJdk() throws Exception {
        Path old = jdk(folder.resolve("jdk17"), "17.0.15");
        assertMissing(
                ponder(Map.of("JAVA_HOME", old.toString()), "ask", "x"),
                "Ponder needs a JDK 25 or newer and found none: install one, or set JAVA_HOME to it.");
    }

    @Test
    void saysThatThereIsNoMaven() throws Exception {
        Files.delete(bin.resolve("mvn"));
        Run run = ponder(Map.of("JAVA_HOME", jdk.toString()), "ask", "x");
        assertMissing(run, "Ponder is built by Maven 3.8 or newer");
    }

    @Test
    @DisabledOnOs(value = OS.MAC, disabledReason = "a Mac always has a display")
    void saysThatThereIsNoDisplayAndHowToDoWithout() throws Exception {
        Run run = ponder(Map.of("JAVA_HOME", jdk.toString()));
        assertMissing(run, "Ponder found no display");
        assertTrue(run.err().contains("./ponder ask"), run.err());
    }

    @Test
    @DisabledOnOs(value = OS.MAC, disabledReason = "a Mac needs no GTK")
    void saysThatThereIsNoGtkAndHowToDoWithout() throws Exception {
        tool("ldconfig", "echo '  libc.so.6 (libc6,x86-64) => /lib/libc.so.6'");
        Run run = ponder(Map.of("JAVA_HOME", jdk.toString(), "DISPLAY", ":7"));
        assertMissing(run, "Ponder's window needs GTK 3");
        assertTrue(run.err().contains("./ponder ask"), run.err());
    }

    @Test
    void saysWhereTheBuildsMessagesAreWhenItFails() throws Exception {
        maven("echo 'A.java: broken' >&2; exit 1");
        Run run = ponder(Map.of("JAVA_HOME", jdk.toString()), "--version");
        assertEquals(1, run.code());
        assertTrue(
                run.err()
                        .endsWith(
                                "Ponder could not be built: "
                                        + target("launcher.log")
                                        + " says why.\n"),
                run.err());
        assertTrue(Files.readString(home.resolve("app/target/launcher.log")).contains("broken"));
        assertFalse(Files.exists(home.resolve("app/target/launcher.lock")));
    }

    @Test
    void saysThatTheFirstBuildNeedsTheNetwork() throws Exception {
        maven("echo 'Could not transfer artifact a:b from/to somewhere'; exit 1");
        Run run = ponder(Map.of("JAVA_HOME", jdk.toString()), "--version");
        assertEquals(1, run.code());
        assertTrue(run.err().contains("connect to the network"), run.err());
    }

    private static void assertMissing(Run run, String sentence) {
        assertEquals(2, run.code(), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().startsWith(sentence), run.err());
        assertEquals("", run.out());
    }

    private Run ponder(Map<String, String> environment, String... arguments) throws Exception {
        return finish(start(home.resolve("ponder"), environment, List.of(arguments)));
    }

    private Process start(Path script, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("BUILDS", folder.resolve("builds").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static Run finish(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the launcher hangs");
        return new Run(process.exitValue(), out, err);
    }

    private String target(String name) throws IOException {
        return home.toRealPath().resolve("app/target").resolve(name).toString();
    }

    private long builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds")).size();
    }

    /** A JDK whose java prints its own place and its arguments. */
    private static Path jdk(Path place, String version) throws IOException {
        write(
                place.resolve("release"),
                "JAVA_VERSION=\"" + version + "\"\nJAVA_VERSION_DATE=\"x\"\n");
        script(place.resolve("bin/javac"), "#!/bin/sh\n");
        script(
                place.resolve("bin/java"),
                "#!/bin/sh\nprintf '%s ' \"$JAVA_HOME\"\nfor a; do printf '[%s]' \"$a\"; done\necho\n");
        return place;
    }

    /** A Maven that counts its runs and makes the jars after running some commands. */
    private void maven(String commands) throws IOException {
        tool(
                "mvn",
                """
                echo build >>"$BUILDS"
                %s
                cd "$(dirname "$2")" || exit 1
                mkdir -p app/target/lib app/target/javafx
                touch app/target/ponder-app-1.jar app/target/lib/ponder-engine-1.jar \
                    app/target/lib/ponder-ui-resources-1.jar
                """
                        .formatted(commands.equals("exit 0") ? ":" : commands));
    }

    private void tool(String name, String commands) throws IOException {
        script(bin.resolve(name), "#!/bin/sh\n" + commands + "\n");
    }

    private static void script(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        write(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    private static Path installed(String tool) {
        return List.of("/usr/bin/", "/bin/").stream()
                .map(place -> Path.of(place + tool))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    private static void deleteTree(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("ponder"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no launcher above the tests");
        }
        return folder;
    }
}
